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
#include <flexnet/layers.h>
#include <flexnet/types.h>

/// The queue set of queue_insert(ctx, idx): a queue for each CPU. The loader fits
/// its size to the machine.
inline flexnet::cpu_queues<64> flexnet_queues FLEXNET_SECTION(".maps");

/// Suspends the coroutine on queue `idx`. The packet's remaining work goes on where
/// the queue's executor runs: for cpu_queues, on CPU `idx`.
///
///     co_await queue_insert(ctx, idx);            // the default set
///     co_await queue_insert(rx_queues, ctx, idx); // a named one
template <u32 N, flexnet::cpu_queue_options O>
FLEXNET_INLINE flexnet::detail::cpu_insert<flexnet::cpu_queues<N, O>>
queue_insert(flexnet::cpu_queues<N, O> &set, xdp_md *ctx, u32 idx) {
  return {&set, ctx, idx};
}

FLEXNET_INLINE flexnet::detail::cpu_insert<flexnet::cpu_queues<64>> queue_insert(xdp_md *ctx,
                                                                                 u32 idx) {
  return queue_insert(flexnet_queues, ctx, idx);
}

/// How many queues of a set are served on this machine: indices below it are valid.
template <u32 N, flexnet::cpu_queue_options O>
FLEXNET_INLINE u32 queue_count(flexnet::cpu_queues<N, O> &) {
  return flexnet_cpus < N ? flexnet_cpus : N;
}
FLEXNET_INLINE u32 queue_count() { return flexnet_cpus; }

#endif
