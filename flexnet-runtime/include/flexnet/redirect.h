/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_REDIRECT_H
#define FLEXNET_REDIRECT_H

#include <flexnet/coroutine.h>
#include <flexnet/counters.h>
#include <flexnet/policy.h>

/// Waiting packets of each queue, kept only for sets with `.full = deliver`.
/// Rows are queue sets as the compiler numbers them.
inline u32 flexnet_waiting[FLEXNET_COUNTED_SETS][FLEXNET_COUNTED_QUEUES] FLEXNET_SECTION(
    ".data.flexnet_waiting");

/// Suspension by bpf_redirect_map(): the packet itself leaves, and the frame travels in front of
/// it, as a prefix that bpf_xdp_adjust_head() makes and takes away again before the coroutine
/// goes on.
namespace flexnet::detail {

inline constexpr u32 counted_queues = FLEXNET_COUNTED_QUEUES;

/// What differs between the kinds of maps: see cpu_queues.h, user_queue.h.
template <class Set> struct redirection;

/// Finds the frame, in the suspending and in the resumed program. False if the packet
/// has fewer than `size` bytes: the comparison that the verifier asks for.
FLEXNET_INLINE bool prefix_frame(void *, void *where, u32 size, void **frame) {
  auto *ctx = static_cast<xdp_md *>(where);
  char *start = reinterpret_cast<char *>(static_cast<unsigned long>(ctx->data));
  char *end = reinterpret_cast<char *>(static_cast<unsigned long>(ctx->data_end));
  *frame = start;
  return start + size <= end;
}

/// The awaitable behind queue_insert() for such a set.
template <class Set> struct redirect_insert {
  Set *set;
  xdp_md *ctx;
  u32 idx;
  point_t point = {};
  sojourn_clock clock = {};
  bool suspended = true; ///< unless refused; a constant on every path, so not in the frame

  using kind = redirection<Set>;
  static constexpr policy unsuspendable = Set::options.unsuspendable;
  static constexpr bool counted = kind::full == deliver;
  static_assert(!counted || Set::size <= counted_queues,
                "`.full = deliver` is possible for at most 256 queues");

  FLEXNET_INLINE bool await_ready() { return false; }

  /// True: control leaves this program with the promise's verdict. False: the
  /// coroutine goes on at once, unsuspended.
  FLEXNET_INLINE bool await_suspend(std::coroutine_handle<promise> h) {
    point = h.address();
    __flexnet_suspend_on(point, set, ctx, reinterpret_cast<void *>(&prefix_frame),
                         Set::transport, Set::size, kind::depth, unsuspendable,
                         kind::full, unsuspendable);
    if constexpr (kind::fill)
      __flexnet_executed(point, xdp_packet, nullptr, nullptr, nullptr,
                         reinterpret_cast<void *>(kind::fill));
#ifdef __FLEXNET_KERNEL__
    __flexnet_owned(point, __flexnet_layer(ctx), nullptr, nullptr);
#endif
    __flexnet_queue_number(set, idx, Set::size);
    if (!kind::fits(ctx))
      return refuse(h, FLEXNET_TOO_LONG, unsuspendable);
    if constexpr (counted) {
      if (idx >= Set::size)
        return refuse(h, FLEXNET_OUT_OF_RANGE, unsuspendable);
      if (__atomic_fetch_add(waiting_at(idx), 1, __ATOMIC_RELAXED) >= kind::depth)
        return give_back(h, FLEXNET_QUEUE_FULL, kind::full);
    }
    // The helper only notes the target; the packet leaves when the program returns.
    // Asked first, a refusal has no frame to take away again.
    if (bpf_redirect_map(set, idx, 0) != XDP_REDIRECT)
      return give_back(h, idx < Set::size ? kind::absent : FLEXNET_OUT_OF_RANGE,
                       unsuspendable);
    clock.start();
    if (u32 size = __flexnet_frame_size(point)) {
      if (bpf_xdp_adjust_head(ctx, -static_cast<int>(size)))
        return give_back(h, FLEXNET_NO_HEADROOM, unsuspendable);
      void *frame;
      if (!prefix_frame(set, ctx, size, &frame)) { // cannot happen: the room was made just now
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
      __atomic_fetch_add(waiting_at(kind::queue_of(ctx)), -1, __ATOMIC_RELAXED);
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
} // namespace flexnet::detail

#endif
