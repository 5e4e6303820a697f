/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_WAKE_H
#define FLEXNET_WAKE_H

#include <flexnet/counters.h>
#include <flexnet/ring.h>
#ifdef __FLEXNET_KERNEL__
#include <flexnet/kernel_packet.h>

/// The hand-off device of the pipeline, which the loader sets before load.
inline const volatile u32 flexnet_handoff_device FLEXNET_SECTION(FLEXNET_MAP_HANDOFF) = 0;
#else
#include <flexnet/kernel_worker.h>

/// Workers that found nothing to do wait for an entry here.
struct flexnet_wake_map {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
};
inline flexnet_wake_map flexnet_wake FLEXNET_SECTION(".maps");
#endif

// Global functions, which the verifier walks through once and not at every call.
extern "C" {

#ifndef __FLEXNET_KERNEL__
[[gnu::noinline]] inline int flexnet_send_wake_up() {
  u64 entry = 0;
  if (!__atomic_exchange_n(&flexnet_shared.sleeping, 0, __ATOMIC_SEQ_CST))
    return 0;
  flexnet::detail::wake_kernel_workers();
  return bpf_ringbuf_output(&flexnet_wake, &entry, sizeof(entry), BPF_RB_FORCE_WAKEUP);
}
#endif

/// Bucket of the time from then to now.
[[gnu::noinline]] inline u32 flexnet_sojourn_bucket(u32 since) {
  return flexnet::detail::bucket_of(static_cast<u32>(bpf_ktime_get_ns()) - since);
}
}

namespace flexnet::detail {

/// After an insertion, whose compare-and-swap is a full barrier: either this sees that a
/// worker went to sleep, or that worker sees the new tail.
FLEXNET_INLINE void wake_workers() {
#ifdef __FLEXNET_KERNEL__
  kfunc::flexnet_wake(flexnet_handoff_device);
#else
  if (__builtin_expect(__atomic_load_n(&flexnet_shared.sleeping, __ATOMIC_RELAXED) != 0, 0))
    flexnet_send_wake_up();
#endif
}

/// struct flexnet_cell.since of the coroutine at a position.
FLEXNET_INLINE u32 time_of_suspension(u64 position) {
#ifdef __FLEXNET_SOJOURN__
  return static_cast<u32>(bpf_ktime_get_ns()) | 1;
#else
  bool sampled = position % FLEXNET_SAMPLED == 0;
  if (__builtin_expect(!sampled, 1) && !__flexnet_asks_age())
    return 0;
  return (static_cast<u32>(bpf_ktime_get_ns()) & ~1u) | sampled;
#endif
}

/// How long the coroutine in a cell has been waiting; 0 if its time was not taken.
FLEXNET_INLINE u32 age_of(const flexnet_cell *cell) {
  u32 since = cell->since;
  return since ? static_cast<u32>(bpf_ktime_get_ns()) - since : 0;
}

} // namespace flexnet::detail

#endif
