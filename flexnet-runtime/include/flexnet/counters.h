/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_COUNTERS_H
#define FLEXNET_COUNTERS_H

#include <flexnet/coroutine.h>

/// Times a packet could not be suspended, by suspension point and reason. What was
/// suspended, resumed or dropped by a full queue the kernel counts itself (its
/// tracepoints xdp_cpumap_enqueue and xdp_cpumap_kthread): no packet pays for it, unless
/// -fflexnet-sojourn asks for exact figures.
inline u64 flexnet_counters[FLEXNET_MAX_POINTS][FLEXNET_REASONS] FLEXNET_SECTION(".data.flexnet");

/// Queues 0 .. flexnet_cpus - 1 of every cpu_queues set are served. The loader sets
/// it before load; the verifier then knows it as a constant.
inline const volatile u32 flexnet_cpus FLEXNET_SECTION(".rodata.flexnet") = 1;

#ifdef __FLEXNET_SOJOURN__
/// Time from suspension to resumption, by suspension point. With -fflexnet-sojourn.
struct flexnet_sojourn_map {
  __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
  __uint(max_entries, FLEXNET_MAX_POINTS);
  __type(key, u32);
  __type(value, struct flexnet_histogram);
};
inline flexnet_sojourn_map flexnet_sojourn FLEXNET_SECTION(".maps");

/// Packets that left for a queue. The kernel's tracepoint xdp_cpumap_enqueue was seen to
/// miss some under load (Linux 6.18): an object that is measured counts them itself.
struct flexnet_suspended_map {
  __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
  __uint(max_entries, FLEXNET_COUNTED_SETS *FLEXNET_COUNTED_QUEUES);
  __type(key, u32);
  __type(value, u64);
};
inline flexnet_suspended_map flexnet_suspended FLEXNET_SECTION(".maps");
#endif

namespace flexnet::detail {

/// One atomic add, on the path that is not taken.
FLEXNET_INLINE void count(point_t point, flexnet_reason reason) {
  __atomic_fetch_add(&flexnet_counters[__flexnet_point_index(point)][reason], 1, __ATOMIC_RELAXED);
}

/// Bucket of struct flexnet_histogram for `ns` (see abi.h).
FLEXNET_INLINE u32 bucket_of(u32 ns) {
  if (ns < 8)
    return ns;
  u32 e = 3, top = ns >> 3; // top keeps 3 bits below the highest at the end
  for (u32 step = 16; step; step >>= 1)
    if (top >> step) {
      top >>= step;
      e += step;
    }
  return (e - 2) * 8 + ((ns >> (e - 3)) & 7);
}

#ifdef __FLEXNET_SOJOURN__
/// Low 32 bits of the time of suspension, in the frame: intervals to 4.29 s.
struct sojourn_clock {
  u32 started = 0;

  FLEXNET_INLINE void start() { started = bpf_ktime_get_ns(); }
  FLEXNET_INLINE void suspend(point_t point, u32 queue) {
    u32 row = __flexnet_set_index(point) * FLEXNET_COUNTED_QUEUES + queue;
    if (auto *n = static_cast<u64 *>(bpf_map_lookup_elem(&flexnet_suspended, &row)))
      ++*n;
  }
  FLEXNET_INLINE void stop(point_t point) {
    u32 row = __flexnet_point_index(point);
    auto *h = static_cast<flexnet_histogram *>(bpf_map_lookup_elem(&flexnet_sojourn, &row));
    u32 b = bucket_of(static_cast<u32>(bpf_ktime_get_ns()) - started);
    if (h && b < FLEXNET_BUCKETS)
      h->bucket[b]++;
  }
};
#else
struct sojourn_clock {
  FLEXNET_INLINE void start() {}
  FLEXNET_INLINE void suspend(point_t, u32) {}
  FLEXNET_INLINE void stop(point_t) {}
};
#endif

} // namespace flexnet::detail

#endif
