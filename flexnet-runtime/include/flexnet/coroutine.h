/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_COROUTINE_H
#define FLEXNET_COROUTINE_H

#include <flexnet/abi.h>
#include <flexnet/types.h>

#include <coroutine>

namespace flexnet {

/// Names a suspension point to the compiler. The address of the handle that
/// await_suspend() is given; never a pointer that can be followed.
using point_t = void *;

} // namespace flexnet

/// What header code asks of the split pass (llvm/lib/Transforms/Coroutines). No
/// definition exists: the compiler replaces every call.
extern "C" {

/// Declares what `point` suspends on: the queue set (a map), the context, and how
/// the resumed program finds the frame, `bool (*frame)(ctx, size, void **)`, false if
/// there is none. The other arguments are constants copied to struct flexnet_abi_set.
void __flexnet_suspend_on(flexnet::point_t point, void *set, void *ctx, void *frame, u32 transport,
                          u32 queues, u32 depth, u32 unsuspendable, u32 full);

/// Bytes the frame of `point` needs; 0 if nothing lives across the suspension.
[[gnu::const]] u32 __flexnet_frame_size(flexnet::point_t point);

/// Writes the live values to `frame`. What runs between this call and the return
/// of await_suspend() must not change anything that is read after the resumption.
void __flexnet_save(flexnet::point_t point, void *frame);

/// Row of `point` in flexnet_counters; row of its queue set.
[[gnu::const]] u32 __flexnet_point_index(flexnet::point_t point);
[[gnu::const]] u32 __flexnet_set_index(flexnet::point_t point);

/// A protocol layer: takes the packet from stage `from` to stage `to`. The stage
/// is the number of layers that have run; __flexnet_stage() reads it.
void __flexnet_layer(u32 from, u32 to);
u32 __flexnet_stage(void);
}

namespace flexnet {

inline constexpr u32 all_layers = 4;

/// The promise of a coroutine on a packet. It is a local of the program that runs
/// (the ramp or a resume program) and is never in the frame: it holds only the
/// program's verdict.
struct promise {
  int verdict;

  struct result {
    promise *p;
    FLEXNET_INLINE operator int() const { return p->verdict; }
    template <class R> operator R() const; ///< never called: see coroutine_traits below
  };

  FLEXNET_INLINE result get_return_object() { return {this}; }
  FLEXNET_INLINE std::suspend_never initial_suspend() noexcept { return {}; }
  FLEXNET_INLINE std::suspend_never final_suspend() noexcept { return {}; }
  FLEXNET_INLINE void unhandled_exception() {}

  /// On a stock kernel the protocol layers are what XDP_PASS does: a coroutine that
  /// has called them all hands the packet up, whatever number it returns.
  FLEXNET_INLINE void return_value(int v) {
    verdict = __flexnet_stage() == all_layers ? static_cast<int>(XDP_PASS) : v;
  }

  __attribute__((unavailable("co_yield hands the packet to the application through a "
                             "flexnet::user_queue, which this version of FlexNet does not have; "
                             "use co_await queue_insert(ctx, idx)"))) std::suspend_never
  yield_value(...);
};

} // namespace flexnet

/// A function is a coroutine on a packet if a parameter is the packet's context:
/// the first one, or the first one after the object of a member function or lambda.
template <class... Args> struct std::coroutine_traits<int, xdp_md *, Args...> {
  using promise_type = flexnet::promise;
};
template <class Object, class... Args> struct std::coroutine_traits<int, Object, xdp_md *, Args...> {
  using promise_type = flexnet::promise;
};
/// Any other coroutine is an error, which the compiler words better than a template can
/// (CheckCoroutineSignature).
template <class R, class... Args>
  requires true
struct std::coroutine_traits<R, Args...> {
  using promise_type = flexnet::promise;
};

#endif
