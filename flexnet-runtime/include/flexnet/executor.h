/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_EXECUTOR_H
#define FLEXNET_EXECUTOR_H

#include <flexnet/queues.h>

/// What an executor, SEC("flexnet/executor") void f(void), does with queues:
///
///     for (u32 i = 0; i < queue_count(work); i++)
///       queue_pop_front(work, i).resume();

/// A suspended coroutine that was taken from its queue, or nothing. Four bytes, copied
/// freely; it goes on once, however often resume() is called. One that is never resumed is
/// counted as FLEXNET_ABANDONED by the runtime, and its place is free again.
struct coro_t {
  u32 handle = 0; ///< row of the set << 24 | number of the cell + 1

  FLEXNET_INLINE explicit operator bool() const { return handle != 0; }

  /// Goes on until the next suspension or the end. A coroutine on a packet goes on when the
  /// executor returns, on this thread, in the order of these calls. Nothing, if empty.
  FLEXNET_INLINE void resume() {
    u32 coro = handle;
    handle = 0;
    if (coro)
      __flexnet_resume(coro);
  }
};

/// The next suspended coroutine of a queue, or an empty coro_t: if none waits, or another
/// worker is at this queue.
template <flexnet::executor_set Set>
[[nodiscard("what is taken and not resumed is lost")]] FLEXNET_INLINE coro_t
queue_pop_front(Set &set, u32 idx) {
  return {flexnet::detail::take_next<Set>(&set, idx)};
}

/// Takes up to `n` coroutines into `coros`; returns how many.
template <flexnet::executor_set Set>
FLEXNET_INLINE u32 queue_pop_batch(Set &set, u32 idx, coro_t *coros, u32 n) {
  u32 taken = 0;
  while (taken < n) {
    coro_t coro = queue_pop_front(set, idx);
    if (!coro)
      break;
    coros[taken++] = coro;
  }
  // Through memory: for the verifier, each number of turns would be a state of its own in what
  // follows.
  flexnet_worker_ctx *worker = __flexnet_worker();
  asm volatile("" : : : "memory");
  worker->scratch[0] = taken;
  asm volatile("" : : : "memory");
  taken = flexnet::detail::opaque(worker->scratch[0]);
  return taken <= n ? taken : n;
}

/// Coroutines waiting in a queue.
template <flexnet::executor_set Set> FLEXNET_INLINE u32 queue_depth(Set &set, u32 idx) {
  typename Set::storage at(set);
  if (!at.find(idx))
    return 0;
  return static_cast<u32>(__atomic_load_n(&at.queue->tail, __ATOMIC_RELAXED) -
                          __atomic_load_n(&at.queue->head, __ATOMIC_RELAXED));
}

/// How long the oldest coroutine of a queue has been waiting, up to 4.29 s; 0 if none is.
/// A program that asks makes every suspension of its object read the clock.
template <u32 N, flexnet::queue_options O>
FLEXNET_INLINE u32 queue_sojourn_ns(flexnet::queues<N, O> &set, u32 idx) {
  using ring = flexnet::detail::ring<flexnet::queues<N, O>>;
  __flexnet_ask_age();
  ring at(set);
  if (!at.find(idx))
    return 0;
  u64 position = __atomic_load_n(&at.queue->head, __ATOMIC_RELAXED);
  if (position == __atomic_load_n(&at.queue->tail, __ATOMIC_RELAXED))
    return 0;
  return flexnet::detail::age_of(ring::cell(set, at.number(position)));
}

/// What waits at the head of a queue, without taking it.
struct queue_head {
  bool waits;
  u32 sojourn_ns;
  FLEXNET_INLINE explicit operator bool() const { return waits; }
};
template <u32 N, flexnet::queue_options O>
FLEXNET_INLINE queue_head queue_peek(flexnet::queues<N, O> &set, u32 idx) {
  return {queue_depth(set, idx) != 0, queue_sojourn_ns(set, idx)};
}

template <flexnet::executor_set Set> FLEXNET_INLINE u32 queue_count(Set &) {
  return Set::size;
}

/// In a loop of an executor that waits for coroutines:
///
///     while (n < 32)
///       if ((batch[n] = queue_pop_front(this_cpu())))
///         n++;
///       else
///         busy_poll();
///
/// After FLEXNET_POLLS calls in one run the loop ends, whatever its condition, and the executor
/// goes on behind it; the worker begins again at once.
FLEXNET_INLINE void busy_poll() {
  __flexnet_worker()->polls++;
  __flexnet_poll();
}

/// The CPU this runs on; the worker that runs this executor, and how many there are.
FLEXNET_INLINE u32 this_cpu() { return bpf_get_smp_processor_id(); }
FLEXNET_INLINE u32 this_worker() { return __flexnet_worker()->worker; }
FLEXNET_INLINE u32 worker_count() {
  u32 n = flexnet::detail::opaque(__flexnet_worker()->workers);
  return n < FLEXNET_MAX_WORKERS ? n : FLEXNET_MAX_WORKERS; // an end for the verifier
}

#endif
