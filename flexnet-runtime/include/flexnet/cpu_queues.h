/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_CPU_QUEUES_H
#define FLEXNET_CPU_QUEUES_H

#include <flexnet/redirect.h>

/// Transport of `flexnet::cpu_queues`: the stock kernel's cpumap.
///
/// Queue i is the entry i of a BPF_MAP_TYPE_CPUMAP and is served by a kernel
/// thread of CPU i. The frame travels in front of the packet, as a prefix that
/// bpf_xdp_adjust_head() makes and takes away again before the coroutine goes on:
/// unlike XDP metadata, which generic XDP loses at the hand-over, a prefix
/// survives in native and in generic mode, and what goes up the stack carries
/// nothing that would keep GRO from merging. Metadata of the driver stays usable.
namespace flexnet {

/// Options of a queue set.
struct cpu_queue_options {
  /// Packets one queue holds.
  u32 depth = 2048;
  /// No headroom for the frame, index out of range, CPU offline.
  policy unsuspendable = deliver;
  /// The queue is full. `drop` costs nothing: the kernel drops and counts.
  /// `deliver` keeps a count of the waiting, two atomic operations a packet.
  policy full = drop;
};

/// A set of N queues, one for each CPU: an ordinary cpumap in the object.
///
///     flexnet::cpu_queues<8> rx_queues SEC(".maps");
///     co_await queue_insert(rx_queues, ctx, idx);
template <u32 N, cpu_queue_options Options = cpu_queue_options{}> struct cpu_queues {
  static constexpr u32 size = N;
  static constexpr cpu_queue_options options = Options;
  static constexpr u32 transport = FLEXNET_TRANSPORT_CPUMAP;
  static_assert(N > 0, "a queue set has at least one queue");
  static_assert(Options.depth > 0 && Options.depth <= 16384,
                "cpumap takes a depth of 1 to 16384 packets");

  __uint(type, BPF_MAP_TYPE_CPUMAP);
  __uint(max_entries, N);
  __type(key, u32);
  __type(value, struct bpf_cpumap_val);
};

namespace detail {

/// Sets that count who waits, and the queue of the thread that resumes: it has the number of
/// its CPU.
template <u32 N, cpu_queue_options O> struct redirection<cpu_queues<N, O>> {
  static constexpr u32 depth = O.depth;
  static constexpr policy full = O.full;
  static constexpr flexnet_reason absent = FLEXNET_NO_CPU;
  static constexpr void *fill = nullptr;
  FLEXNET_INLINE static u32 queue_of(xdp_md *) { return bpf_get_smp_processor_id(); }
  FLEXNET_INLINE static bool fits(xdp_md *) { return true; }
};

} // namespace detail
} // namespace flexnet

#endif
