/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KERNEL_WORKER_H
#define FLEXNET_KERNEL_WORKER_H

#include <flexnet/ring.h>

/// Workers without a thread of user space: bpf_wq, kernel 6.10. The compiler leaves this out
/// of objects without an executor, of those whose coroutines need their packet again, for
/// which a worker needs BPF_PROG_RUN, and of those with a tracing program, which the kernel
/// refuses a work item ("tracing progs cannot use bpf_wq yet").

/// How many there are, set before load; 0: the kernel need not know bpf_wq.
inline const volatile u32 flexnet_kernel_workers FLEXNET_SECTION(FLEXNET_MAP_KERNEL_WORKERS) = 0;

namespace flexnet::detail {

/// As the kernel's BTF has it; only the name matters.
struct bpf_wq {
  u64 opaque[2];
} __attribute__((aligned(8)));

/// A worker: a work item of the kernel that runs executors, round by round.
struct kernel_worker {
  bpf_wq work;
  flexnet_worker_ctx ctx;
};

int bpf_wq_init(bpf_wq *work, void *map, u32 flags) asm("bpf_wq_init") __ksym __weak;
int bpf_wq_start(bpf_wq *work, u32 flags) asm("bpf_wq_start") __ksym __weak;
int bpf_wq_set_callback_impl(bpf_wq *work, int (*callback)(void *, int *, void *), u32 flags,
                             void *aux) asm("bpf_wq_set_callback_impl") __ksym __weak;

} // namespace flexnet::detail

extern "C" {
/// Whether this object can have workers in the kernel.
[[gnu::const]] bool __flexnet_has_kernel_workers(void);
/// How many coroutines were ever suspended on, and taken from, the sets of this object; runs the
/// worker's executor. The compiler makes them.
u64 __flexnet_inserted(void);
u64 __flexnet_taken(void);
void __flexnet_run_executor(flexnet_worker_ctx *worker);
}

struct flexnet_kernel_map {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, FLEXNET_MAX_WORKERS);
  __type(key, u32);
  __type(value, struct flexnet::detail::kernel_worker);
};
inline flexnet_kernel_map flexnet_kernel FLEXNET_SECTION(".maps");

namespace flexnet::detail {

/// A round. Begins again at once if it took a coroutine or one came; else the next insertion wakes
/// all workers.
static int kernel_round(void *, int *, void *value) {
  auto *w = static_cast<kernel_worker *>(value);
  u64 inserted = __flexnet_inserted(), taken = __flexnet_taken();
  w->ctx.epoch++;
  w->ctx.polls = 0;
  __flexnet_run_executor(&w->ctx);
  __atomic_exchange_n(&flexnet_shared.finished[w->ctx.worker % FLEXNET_MAX_WORKERS], w->ctx.epoch,
                      __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&flexnet_shared.quit, __ATOMIC_RELAXED))
    return 0;
  if (__flexnet_taken() == taken) {
    __atomic_exchange_n(&flexnet_shared.sleeping, 1, __ATOMIC_SEQ_CST);
    if (__flexnet_inserted() == inserted)
      return 0;
  }
  bpf_wq_start(&w->work, 0);
  return 0;
}

FLEXNET_INLINE void wake_kernel_workers() {
  if (!__flexnet_has_kernel_workers())
    return;
  for (u32 i = 0; i < flexnet_kernel_workers; i++) {
    u32 key = i; // has an address, and so no value that the verifier knows
    if (auto *w = static_cast<kernel_worker *>(bpf_map_lookup_elem(&flexnet_kernel, &key)))
      bpf_wq_start(&w->work, 0);
  }
}

} // namespace flexnet::detail

/// Starts a worker: the context says which. 0, or an error of the kernel's.
SEC("syscall") inline int flexnet_kernel_start(flexnet_worker_ctx *ctx) {
  u32 number = ctx->worker;
  auto *w = static_cast<flexnet::detail::kernel_worker *>(
      bpf_map_lookup_elem(&flexnet_kernel, &number));
  if (!flexnet_kernel_workers || !w)
    return -1;
  w->ctx.worker = number;
  w->ctx.workers = ctx->workers;
  int error = flexnet::detail::bpf_wq_init(&w->work, &flexnet_kernel, 0);
  if (!error)
    error = flexnet::detail::bpf_wq_set_callback_impl(&w->work, flexnet::detail::kernel_round, 0, nullptr);
  return error ? error : flexnet::detail::bpf_wq_start(&w->work, 0);
}

#endif
