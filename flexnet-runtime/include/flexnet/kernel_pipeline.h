/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KERNEL_PIPELINE_H
#define FLEXNET_KERNEL_PIPELINE_H

#include <flexnet/executor.h>
#include <flexnet/heap.h>
#include <flexnet/kernel_insert.h>
#include <flexnet/kernel_send.h>

/// The pipeline of an object for the kernel runtime. The compiler leaves it out of objects without
/// an executor.

extern "C" {
/// A coroutine that was handed over begins to wait, or goes on; runs the worker's executors. The
/// compiler makes them.
u32 __flexnet_enter(flexnet_rx_ctx *handed_over);
/// The coroutine in SEC("flexnet/tx").
int __flexnet_enter_tx(flexnet_tx *ctx);
void __flexnet_run_executor(flexnet_worker_ctx *worker);
}

namespace flexnet::detail {

/// Programs of struct_ops get their arguments in an array.
template <class T> FLEXNET_INLINE T *first_of(T *arguments) {
  return *reinterpret_cast<T **>(arguments);
}

} // namespace flexnet::detail

/// All packets that came together.
SEC("struct_ops/rx") inline int flexnet_rx(flexnet_rx_ctx *ctx) {
  flexnet_rx_ctx *rx = flexnet::detail::first_of(ctx);
  int verdict;
  do
    verdict = static_cast<int>(__flexnet_enter(rx));
  while (flexnet::detail::goes_on() && flexnet::kfunc::flexnet_rx_next(rx, verdict));
  return verdict;
}

SEC("struct_ops/tx") inline int flexnet_send_side(flexnet_tx_ctx *ctx) {
  return __flexnet_enter_tx(static_cast<flexnet_tx *>(flexnet::detail::first_of(ctx)));
}

/// Again at once after a round that took something.
SEC("struct_ops/run") inline int flexnet_run(flexnet_worker_ctx *ctx) {
  flexnet_worker_ctx *worker = flexnet::detail::first_of(ctx);
  worker->scratch[1] = 0; // take_next() changes it
  __flexnet_run_executor(worker);
  __atomic_exchange_n(&flexnet_shared.finished[worker->worker % FLEXNET_MAX_WORKERS], worker->epoch,
                      __ATOMIC_SEQ_CST);
  return worker->scratch[1] != 0;
}

/// What the compiler knows of it is `stops` and `packets`; the rest is the loader's.
inline flexnet_ops flexnet_pipeline SEC(".struct_ops.link") = {
    .rx = flexnet_rx,
    .run = flexnet_run,
    .tx = flexnet_send_side,
    .abi = FLEXNET_KERNEL_ABI,
    .workers = 1,
    .name = "flexnet",
};

#endif
