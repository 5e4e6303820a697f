/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_QUEUES_H
#define FLEXNET_QUEUES_H

#include <flexnet/counters.h>
#include <flexnet/packet_copy.h>
#include <flexnet/policy.h>
#include <flexnet/ring.h>
#include <flexnet/wake.h>

namespace flexnet {

/// Options of executor queues.
struct queue_options {
  /// Coroutines one queue holds; a power of two, at least 4.
  u32 depth = 1024;
  /// No such queue, a packet longer than FLEXNET_MAX_PACKET, or no cell won in 8 tries.
  policy unsuspendable = deliver;
  /// The queue is full.
  policy full = drop;
  /// No worker lives.
  policy no_worker = deliver;
  /// A coroutine that finds the queue of its own CPU (`idx == this_cpu()`) empty goes on at
  /// once, without a suspension.
  bool direct = false;
  /// Several workers may take from one queue at the same time. Else a queue is one worker's
  /// for the length of a round, and its coroutines go on in their order.
  bool shared = false;
};

/// A set of N first-in-first-out queues, served by executors:
///
///     flexnet::queues<8> work SEC(".maps");
///     co_await queue_insert(work, ctx, idx);      // in the coroutine
///     queue_pop_front(work, idx).resume();        // in SEC("flexnet/executor")
///
/// The coroutine's packet, if it needs it again, is copied. Frames are stored in the queue
/// itself: nothing is allocated.
template <u32 N, queue_options Options = queue_options{}> struct queues {
  static constexpr u32 size = N;
  static constexpr queue_options options = Options;
  static constexpr u32 transport = FLEXNET_TRANSPORT_RING;
  using storage = detail::ring<queues>;
  using key = detail::no_key;
  static_assert(N > 0, "a queue set has at least one queue");
  static_assert(Options.depth >= 4 && !(Options.depth & (Options.depth - 1)),
                "the depth of a queue is a power of two, at least 4");
  static_assert(u64(N) * Options.depth < (1u << 24), "a queue set holds at most 16777215 coroutines");

  FLEXNET_INLINE static char *memory(queues &set) {
    return __flexnet_memory(&set, transport, size, options.depth);
  }
  FLEXNET_INLINE static u32 stride(queues &set) { return __flexnet_stride(&set); }
};

/// A set of executor queues of any kind.
template <class Set>
concept executor_set = requires { typename Set::storage; };

namespace detail {

/// The next coroutine of a queue as a coro_t's handle, or 0.
template <class Set> FLEXNET_INLINE u32 take_next(void *of, u32 queue) {
  Set &set = *static_cast<Set *>(of);
  typename Set::storage at(set);
  u32 cell = 0;
  if (!at.find(queue) || (__flexnet_packet(of) && !can_hand_over()) || !at.take_number(cell))
    return 0;
#ifdef __FLEXNET_KERNEL__
  __flexnet_worker()->scratch[1] = 1; // flexnet_run() tells the module
#endif
  return __flexnet_set_number(&set) << 24 | (cell + 1);
}

/// The awaitable behind queue_insert() for executor queues.
template <class Set, class Context> struct ring_insert {
  Set *set;
  Context *ctx;
  u32 idx;
  typename Set::key key = {};
  point_t point = {};
  bool suspended = true; ///< unless refused; a constant on every path, so not in the frame

  using storage = typename Set::storage;
  static constexpr queue_options options = Set::options;

  FLEXNET_INLINE bool await_ready() {
    if constexpr (options.direct) {
      storage at(*set);
      if (idx == bpf_get_smp_processor_id() && at.find(idx) &&
          __atomic_load_n(&at.queue->tail, __ATOMIC_RELAXED) ==
              __atomic_load_n(&at.queue->head, __ATOMIC_RELAXED)) {
        suspended = false;
        return true;
      }
    }
    return false;
  }

  FLEXNET_INLINE bool await_suspend(std::coroutine_handle<promise> h) {
    point = h.address();
    __flexnet_suspend_on(point, set, ctx, reinterpret_cast<void *>(&ring_frame<Set>),
                         Set::transport, Set::size, options.depth, options.unsuspendable,
                         options.full, options.no_worker);
    __flexnet_executed(point, verdicts<Context>::packet,
                       reinterpret_cast<void *>(&take_next<Set>),
                       reinterpret_cast<void *>(&hand_over), reinterpret_cast<void *>(&next_ready),
                       reinterpret_cast<void *>(&fill_packet));
    if (!__atomic_load_n(&flexnet_shared.alive, __ATOMIC_RELAXED))
      return refuse(h, FLEXNET_NO_WORKER, options.no_worker);
    storage at(*set);
    if (!at.find(idx))
      return refuse(h, FLEXNET_OUT_OF_RANGE, options.unsuspendable);
    packet_copy<Context> packet;
    if (__flexnet_carries(point) && !packet.measure(ctx))
      return refuse(h, at.queue, FLEXNET_TOO_LONG, options.unsuspendable);
    u64 position = 0;
    flexnet_reason why = FLEXNET_QUEUE_FULL;
    flexnet_cell *cell = at.insert(position, why, key);
    if (!cell)
      return refuse(h, at.queue, why,
                    why == FLEXNET_QUEUE_FULL ? options.full : options.unsuspendable);
    __flexnet_save(point, cell + 1);
    if (__flexnet_carries(point))
      packet.store(ctx, reinterpret_cast<char *>(cell) + __flexnet_packet(set));
    cell->since = time_of_suspension(position);
    at.inserted(cell, position);
    wake_workers();
    h.promise().verdict = verdicts<Context>::suspended(); // of the packet itself, if there is one
    return true;
  }

  FLEXNET_INLINE void await_resume() {
    if (!suspended)
      return;
    flexnet_cell *cell = static_cast<flexnet_cell *>(__flexnet_frame(point)) - 1;
    u32 since = cell->since;
    storage::release(*set, cell);
    if (__builtin_expect(since & 1, 0))
      count_sojourn(cell, since);
  }

protected:
  /// Of the queue and of the suspension point.
  FLEXNET_INLINE void count_sojourn(flexnet_cell *cell, u32 since) {
    u32 bucket = flexnet_sojourn_bucket(since);
    if (bucket >= FLEXNET_BUCKETS)
      return;
    bucket = opaque(bucket);
    storage at(*set);
    if (at.find(storage::number_of(*set, cell) / options.depth))
      __atomic_fetch_add(&at.queue->sojourn[bucket], 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&flexnet_shared.sojourn[__flexnet_point_index(point)][bucket], 1,
                       __ATOMIC_RELAXED);
  }

  FLEXNET_INLINE bool refuse(std::coroutine_handle<promise> h, flexnet_queue *queue,
                             flexnet_reason reason, policy p) {
    __atomic_fetch_add(&queue->refused[reason], 1, __ATOMIC_RELAXED);
    return refuse(h, reason, p);
  }

  FLEXNET_INLINE bool refuse(std::coroutine_handle<promise> h, flexnet_reason reason, policy p) {
    count(point, reason);
    suspended = p != deliver;
    h.promise().verdict = p == pass ? verdicts<Context>::pass : verdicts<Context>::drop;
    return suspended;
  }
};

} // namespace detail
} // namespace flexnet

#endif
