/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_CPU_QUEUES_H
#define FLEXNET_CPU_QUEUES_H

#include <flexnet/coroutine.h>
#include <flexnet/counters.h>
#include <flexnet/policy.h>

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
  static_assert(N > 0, "a queue set has at least one queue");
  static_assert(Options.depth > 0 && Options.depth <= 16384,
                "cpumap takes a depth of 1 to 16384 packets");

  __uint(type, BPF_MAP_TYPE_CPUMAP);
  __uint(max_entries, N);
  __type(key, u32);
  __type(value, struct bpf_cpumap_val);
};

} // namespace flexnet

/// Waiting packets of each queue, kept only for sets with `.full = deliver`.
/// Rows are queue sets as the compiler numbers them.
inline u32 flexnet_waiting[FLEXNET_COUNTED_SETS][FLEXNET_COUNTED_QUEUES] FLEXNET_SECTION(
    ".data.flexnet_waiting");

namespace flexnet {
namespace detail {

inline constexpr u32 counted_queues = FLEXNET_COUNTED_QUEUES;

/// Finds the frame, in the suspending and in the resumed program. False if the packet
/// has fewer than `size` bytes: the comparison that the verifier asks for.
FLEXNET_INLINE bool cpu_frame(void *, void *where, u32 size, void **frame) {
  auto *ctx = static_cast<xdp_md *>(where);
  char *start = reinterpret_cast<char *>(static_cast<unsigned long>(ctx->data));
  char *end = reinterpret_cast<char *>(static_cast<unsigned long>(ctx->data_end));
  *frame = start;
  return start + size <= end;
}

/// The awaitable behind queue_insert() for a cpu_queues set.
template <class Set> struct cpu_insert {
  Set *set;
  xdp_md *ctx;
  u32 idx;
  point_t point = {};
  sojourn_clock clock = {};
  bool suspended = true; ///< unless refused; a constant on every path, so not in the frame

  static constexpr cpu_queue_options options = Set::options;
  static constexpr bool counted = options.full == deliver;
  static_assert(!counted || Set::size <= counted_queues,
                "`.full = deliver` is possible for at most 256 queues");

  FLEXNET_INLINE bool await_ready() { return false; }

  /// True: control leaves this program with the promise's verdict. False: the
  /// coroutine goes on at once, unsuspended.
  FLEXNET_INLINE bool await_suspend(std::coroutine_handle<promise> h) {
    point = h.address();
    __flexnet_suspend_on(point, set, ctx, reinterpret_cast<void *>(&cpu_frame),
                         FLEXNET_TRANSPORT_CPUMAP, Set::size, options.depth, options.unsuspendable,
                         options.full, options.unsuspendable);
    if constexpr (counted) {
      if (idx >= Set::size)
        return refuse(h, FLEXNET_OUT_OF_RANGE, options.unsuspendable);
      if (__atomic_fetch_add(waiting_at(idx), 1, __ATOMIC_RELAXED) >= options.depth)
        return give_back(h, FLEXNET_QUEUE_FULL, options.full);
    }
    // The helper only notes the target; the packet leaves when the program returns.
    // Asked first, a refusal has no frame to take away again.
    if (bpf_redirect_map(set, idx, 0) != XDP_REDIRECT)
      return give_back(h, idx < Set::size ? FLEXNET_NO_CPU : FLEXNET_OUT_OF_RANGE,
                       options.unsuspendable);
    clock.start();
    if (u32 size = __flexnet_frame_size(point)) {
      if (bpf_xdp_adjust_head(ctx, -static_cast<int>(size)))
        return give_back(h, FLEXNET_NO_HEADROOM, options.unsuspendable);
      void *frame;
      if (!cpu_frame(set, ctx, size, &frame)) { // cannot happen: the room was made just now
        h.promise().verdict = XDP_ABORTED;
        return true;
      }
      __flexnet_save(point, frame);
    }
    clock.suspend(point, idx);
    h.promise().verdict = XDP_REDIRECT;
    return true;
  }

  FLEXNET_INLINE void await_resume() {
    if (!suspended)
      return;
    // Cannot fail: it gives back what await_suspend() took.
    if (u32 size = __flexnet_frame_size(point))
      bpf_xdp_adjust_head(ctx, static_cast<int>(size));
    if constexpr (counted) // the thread that runs this belongs to the queue of the same number
      __atomic_fetch_add(waiting_at(bpf_get_smp_processor_id()), -1, __ATOMIC_RELAXED);
    clock.stop(point);
  }

private:
  FLEXNET_INLINE u32 *waiting_at(u32 queue) {
    // LLVM must not see that the mask changes nothing: after `x % n` the verifier has lost
    // the bound that LLVM has proven ("unbounded min value").
    asm("" : "+r"(queue));
    return &flexnet_waiting[__flexnet_set_index(point)][queue % counted_queues];
  }

  FLEXNET_INLINE bool give_back(std::coroutine_handle<promise> h, flexnet_reason reason, policy p) {
    if constexpr (counted)
      __atomic_fetch_add(waiting_at(idx), -1, __ATOMIC_RELAXED);
    return refuse(h, reason, p);
  }

  FLEXNET_INLINE bool refuse(std::coroutine_handle<promise> h, flexnet_reason reason, policy p) {
    count(point, reason);
    suspended = p != deliver;
    h.promise().verdict = p == pass ? XDP_PASS : XDP_DROP; // of a coroutine that ends here
    return suspended;
  }
};
} // namespace detail
} // namespace flexnet

#endif
