/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The one header of a FlexNet program. Compile with `clang -target bpf -fflexnet-coro`.
#ifndef FLEXNET_FLEXNET_H
#define FLEXNET_FLEXNET_H

#ifndef __FLEXNET_CORO__
#error "<flexnet/flexnet.h> needs FlexNet's clang with -target bpf -fflexnet-coro"
#endif

#include <flexnet/abi.h>
#include <flexnet/coroutine.h>
#include <flexnet/counters.h>
#include <flexnet/cpu_queues.h>
#include <flexnet/executor.h>
#ifdef __FLEXNET_KERNEL__
#include <flexnet/kernel_pipeline.h>
#endif
#include <flexnet/layers.h>
#include <flexnet/prio_queues.h>
#include <flexnet/queues.h>
#include <flexnet/types.h>
#include <flexnet/user_queue.h>

/// The queue set of queue_insert(ctx, idx): a queue for each CPU. The loader fits
/// its size to the machine.
inline flexnet::cpu_queues<64> flexnet_queues FLEXNET_SECTION(".maps");

/// Suspends the coroutine on queue `idx`. The packet's remaining work goes on where
/// the queue's executor runs: for cpu_queues, on CPU `idx`.
///
///     co_await queue_insert(ctx, idx);            // the default set
///     co_await queue_insert(rx_queues, ctx, idx); // a named one
template <u32 N, flexnet::cpu_queue_options O>
FLEXNET_INLINE flexnet::detail::redirect_insert<flexnet::cpu_queues<N, O>>
queue_insert(flexnet::cpu_queues<N, O> &set, xdp_md *ctx, u32 idx) {
  return {&set, ctx, idx};
}

template <u32 N, flexnet::cpu_queue_options O, class Context>
__attribute__((unavailable("cpu_queues carry packets of XDP only: use flexnet::queues")))
flexnet::detail::redirect_insert<flexnet::cpu_queues<N, O>>
queue_insert(flexnet::cpu_queues<N, O> &set, Context *ctx, u32 idx);

template <u32 N, flexnet::queue_options O, class Context>
FLEXNET_INLINE flexnet::detail::ring_insert<flexnet::queues<N, O>, Context>
queue_insert(flexnet::queues<N, O> &set, Context *ctx, u32 idx) {
  return {&set, ctx, idx};
}

template <u32 N, flexnet::queue_options O, class Context>
__attribute__((unavailable("queues are first in, first out, without a key: use flexnet::prio_queues")))
flexnet::detail::ring_insert<flexnet::queues<N, O>, Context>
queue_insert(flexnet::queues<N, O> &set, Context *ctx, u32 idx, u64 key);

/// In a function without a context, such as a timer's callback.
template <u32 N, flexnet::queue_options O>
FLEXNET_INLINE flexnet::detail::ring_insert<flexnet::queues<N, O>, void>
queue_insert(flexnet::queues<N, O> &set, u32 idx) {
  return {&set, nullptr, idx};
}

/// The default set of an object with an executor, and of contexts other than XDP's.
inline flexnet::queues<32, {.depth = 256}> flexnet_executor_queues FLEXNET_SECTION(".maps");

namespace flexnet::detail {

/// The default set: executor queues if the object has an executor, else a queue for each CPU.
struct default_insert {
  redirect_insert<cpu_queues<64>> cpu;
  ring_insert<queues<32, {.depth = 256}>, xdp_md> executor;

  FLEXNET_INLINE bool await_ready() { return false; }
  FLEXNET_INLINE bool await_suspend(std::coroutine_handle<promise> h) {
    return __flexnet_has_executor() ? executor.await_suspend(h) : cpu.await_suspend(h);
  }
  FLEXNET_INLINE void await_resume() {
    if (__flexnet_has_executor())
      executor.await_resume();
    else
      cpu.await_resume();
  }
};

} // namespace flexnet::detail

FLEXNET_INLINE flexnet::detail::default_insert queue_insert(xdp_md *ctx, u32 idx) {
  return {queue_insert(flexnet_queues, ctx, idx), queue_insert(flexnet_executor_queues, ctx, idx)};
}

template <class Context>
FLEXNET_INLINE auto queue_insert(Context *ctx, u32 idx) {
  return queue_insert(flexnet_executor_queues, ctx, idx);
}

/// How many queues of a set are served on this machine: indices below it are valid.
template <u32 N, flexnet::cpu_queue_options O>
FLEXNET_INLINE u32 queue_count(flexnet::cpu_queues<N, O> &) {
  return flexnet_cpus < N ? flexnet_cpus : N;
}
FLEXNET_INLINE u32 queue_count() { return __flexnet_has_executor() ? 32 : flexnet_cpus; }

/// The default set's, in an executor.
[[nodiscard]] FLEXNET_INLINE coro_t queue_pop_front(u32 idx) {
  return queue_pop_front(flexnet_executor_queues, idx);
}
FLEXNET_INLINE u32 queue_pop_batch(u32 idx, coro_t *coros, u32 n) {
  return queue_pop_batch(flexnet_executor_queues, idx, coros, n);
}
FLEXNET_INLINE u32 queue_depth(u32 idx) { return queue_depth(flexnet_executor_queues, idx); }
FLEXNET_INLINE u32 queue_sojourn_ns(u32 idx) {
  return queue_sojourn_ns(flexnet_executor_queues, idx);
}
FLEXNET_INLINE queue_head queue_peek(u32 idx) { return queue_peek(flexnet_executor_queues, idx); }

#endif
