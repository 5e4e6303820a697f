/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_PRIO_QUEUES_H
#define FLEXNET_PRIO_QUEUES_H

#include <flexnet/executor.h>
#include <flexnet/heap.h>

namespace flexnet {

/// A set of N queues in order of a key, such as a deadline or the bytes that remain: the least
/// first, of equal ones the oldest. Otherwise as queues:
///
///     flexnet::prio_queues<8> work SEC(".maps");
///     co_await queue_insert(work, ctx, idx, deadline); // in the coroutine
///     queue_pop_front(work, idx).resume();             // in SEC("flexnet/executor")
template <u32 N, queue_options Options = queue_options{}> struct prio_queues {
  static constexpr u32 size = N;
  static constexpr queue_options options = Options;
  static constexpr u32 transport = FLEXNET_TRANSPORT_HEAP;
  using storage = detail::heap<prio_queues>;
  using key = u64;
  static_assert(N > 0, "a queue set has at least one queue");
  static_assert(Options.depth >= 4 && !(Options.depth & (Options.depth - 1)),
                "the depth of a queue is a power of two, at least 4");
  static_assert(u64(N) * Options.depth < (1u << 24), "a queue set holds at most 16777215 coroutines");

  FLEXNET_INLINE static char *memory(prio_queues &set) {
    return __flexnet_memory(&set, transport, size, options.depth);
  }
  FLEXNET_INLINE static u32 stride(prio_queues &set) { return __flexnet_stride(&set); }
};

} // namespace flexnet

template <u32 N, flexnet::queue_options O, class Context>
FLEXNET_INLINE flexnet::detail::ring_insert<flexnet::prio_queues<N, O>, Context>
queue_insert(flexnet::prio_queues<N, O> &set, Context *ctx, u32 idx, u64 key) {
  return {&set, ctx, idx, key};
}

template <u32 N, flexnet::queue_options O, class Context>
__attribute__((unavailable("prio_queues are in the order of a key: queue_insert(set, ctx, idx, key)")))
flexnet::detail::ring_insert<flexnet::prio_queues<N, O>, Context>
queue_insert(flexnet::prio_queues<N, O> &set, Context *ctx, u32 idx);

/// In a function without a context, such as a timer's callback.
template <u32 N, flexnet::queue_options O>
FLEXNET_INLINE flexnet::detail::ring_insert<flexnet::prio_queues<N, O>, void>
queue_insert(flexnet::prio_queues<N, O> &set, u32 idx, u64 key) {
  return {&set, nullptr, idx, key};
}

/// What queue_pop_front() would take, without taking it.
struct prio_queue_head {
  bool waits;
  u32 sojourn_ns;
  u64 key;
  FLEXNET_INLINE explicit operator bool() const { return waits; }
};

/// In an executor. Nothing waits, too, if another worker is at this queue.
template <u32 N, flexnet::queue_options O>
FLEXNET_INLINE prio_queue_head queue_peek(flexnet::prio_queues<N, O> &set, u32 idx) {
  flexnet::detail::heap<flexnet::prio_queues<N, O>> at(set);
  prio_queue_head head = {};
  __flexnet_ask_age();
  if (!at.find(idx))
    return head;
  if (const flexnet_cell *next = at.peek(head.key)) {
    head.waits = true;
    head.sojourn_ns = flexnet::detail::age_of(next);
  }
  return head;
}

/// How long the coroutine that comes next has been waiting, as queue_peek().
template <u32 N, flexnet::queue_options O>
FLEXNET_INLINE u32 queue_sojourn_ns(flexnet::prio_queues<N, O> &set, u32 idx) {
  return queue_peek(set, idx).sojourn_ns;
}

#endif
