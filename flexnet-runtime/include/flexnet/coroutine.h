/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_COROUTINE_H
#define FLEXNET_COROUTINE_H

#include <flexnet/abi.h>
#include <flexnet/layers.h>
#include <flexnet/types.h>

#include <coroutine>
#ifdef __FLEXNET_KERNEL__
#include <flexnet/kernel_packet.h>
#include <flexnet/kernel_sent.h>
#endif

namespace flexnet {

/// Names a suspension point to the compiler. The address of the handle that
/// await_suspend() is given; never a pointer that can be followed.
using point_t = void *;

} // namespace flexnet

/// What header code asks of the split pass (llvm/lib/Transforms/Coroutines). No
/// definition exists: the compiler replaces every call.
extern "C" {

/// Declares what `point` suspends on: the queue set, the context, and how the resumed
/// program finds the frame, `bool (*frame)(set, where, size, void **)`, false if there is
/// none; `where` is the context, or the number of a cell. The other arguments are constants
/// copied to struct flexnet_abi_set.
void __flexnet_suspend_on(flexnet::point_t point, void *set, void *ctx, void *frame, u32 transport,
                          u32 queues, u32 depth, u32 unsuspendable, u32 full, u32 no_worker);

/// Bytes the frame of `point` needs; 0 if nothing lives across the suspension.
[[gnu::const]] u32 __flexnet_frame_size(flexnet::point_t point);

/// Writes the live values to `frame`. What runs between this call and the return
/// of await_suspend() must not change anything that is read after the resumption.
void __flexnet_save(flexnet::point_t point, void *frame);

/// In await_resume(): the frame that the coroutine was resumed from.
[[gnu::const]] void *__flexnet_frame(flexnet::point_t point);

/// Row of `point` in flexnet_counters; row of its queue set.
[[gnu::const]] u32 __flexnet_point_index(flexnet::point_t point);
[[gnu::const]] u32 __flexnet_set_index(flexnet::point_t point);

/// Whether what follows `point` needs the packet: it uses the context, or returns
/// another verdict than to drop.
[[gnu::const]] bool __flexnet_carries(flexnet::point_t point);

/// Executor queues. The set's memory (abi.h, struct flexnet_queue), bytes of a cell, where in
/// a cell the packet is, and the row of the set.
[[gnu::const]] char *__flexnet_memory(void *set, u32 transport, u32 queues, u32 depth);
[[gnu::const]] u32 __flexnet_stride(void *set);
[[gnu::const]] u32 __flexnet_packet(void *set);
[[gnu::const]] u32 __flexnet_set_number(void *set);

/// A queue of the set is about to be looked for: a number that is known when compiling is below
/// `queues` (llvm/lib/Transforms/Coroutines/QueueNumber.cpp). No instruction.
void __flexnet_queue_number(void *set, u32 idx, u32 queues);

/// Whether this object has an executor; whether it asks for the age of coroutines.
[[gnu::const]] bool __flexnet_has_executor(void);
[[gnu::const]] bool __flexnet_asks_age(void);
void __flexnet_ask_age(void);

/// In an executor: the worker that runs it; what is behind a coro_t goes on.
[[gnu::const]] flexnet_worker_ctx *__flexnet_worker(void);
void __flexnet_resume(u32 coro);
void __flexnet_poll(void); ///< the loop around it ends after some time

/// Executor queues: what `point` needs beside __flexnet_suspend_on. `packet` says what the
/// context is (flexnet::detail::packet_kind). `u32 take(set, queue)` takes the oldest coroutine; the
/// others make one with a packet go on (flexnet/packet_copy.h): called in the executor, and
/// in FLEXNET_DELIVER_PROGRAM.
void __flexnet_executed(flexnet::point_t point, u32 packet, void *take, void *hand_over,
                        void *next_ready, void *fill);

/// Kernel runtime. What `point` suspends has been through `layer`; of its __flexnet_executed,
/// hand_over is flexnet::detail::enter(); the others are look_at() and make_own(). Whether the
/// coroutine owns its packet.
void __flexnet_owned(flexnet::point_t point, u32 layer, void *look_at, void *make_own);
[[gnu::const]] bool __flexnet_owns(void);
/// The layer that the packet has been through, here.
u32 __flexnet_layer([[flexnet::tells(flexnet::layer)]] const void *packet);
/// Whether this is the program that the packet came to.
[[gnu::const]] bool __flexnet_in_ramp(void);
/// In await_resume(): the packet, and whether its frame is in a cell.
[[gnu::const]] void *__flexnet_resumed_packet(flexnet::point_t point);
[[gnu::const]] bool __flexnet_in_cell(flexnet::point_t point);
/// The packet, which has been through `layer`, waits with the frame in a cell.
void __flexnet_keep(void *set, u32 layer, void *frame, void *packet);

/// Where the coroutine returns: the layer that its packet has been through.
u32 __flexnet_stage([[flexnet::tells(flexnet::layer)]] const void *packet);
/// The verdict that sends the packet: XDP_TX, or TC_ACT_OK in SEC("flexnet/tx").
[[gnu::const]] int __flexnet_sent(void);
}

namespace flexnet {

namespace detail {
template <class Value> struct yielded;
}

/// In a transport: from here on `what` is somebody else's. No instruction; an access of it
/// behind this is an error (llvm/lib/Transforms/Coroutines/Published.cpp), and none moves here
/// from before.
template <class T> FLEXNET_INLINE void handed_over(const T *what) {
  asm volatile("# flexnet handed over %0" : : "m"(*what) : "memory");
}

/// The promise of every coroutine. It is a local of the program that runs
/// (the ramp or a resume program) and is never in the frame: it holds only the
/// program's verdict.
struct promise {
  int verdict;
#ifdef __FLEXNET_KERNEL__
  detail::owned_packet owned{nullptr, 0};
  detail::owned_sent sent{nullptr, detail::owned_sent::from_transport};
#endif

  template <class... Args> FLEXNET_INLINE explicit promise(const Args &...args) {
    (remember(args), ...);
  }

  struct result {
    promise *p;
    FLEXNET_INLINE operator int() const { return p->verdict; }
    template <class R> operator R() const; ///< never called: see coroutine_traits below
  };

  FLEXNET_INLINE result get_return_object() { return {this}; }
  FLEXNET_INLINE std::suspend_never initial_suspend() noexcept { return {}; }
  FLEXNET_INLINE std::suspend_never final_suspend() noexcept { return {}; }
  FLEXNET_INLINE void unhandled_exception() {}

  /// On a stock kernel the protocol layers are what XDP_PASS does, and those of the send side
  /// what XDP_TX does: a coroutine that has called them all hands the packet up, or sends it,
  /// whatever number it returns.
  FLEXNET_INLINE void return_value(int v) {
    u32 stage = __flexnet_stage(packet);
    verdict = stage == static_cast<u32>(layer::received) ? static_cast<int>(XDP_PASS)
              : stage == static_cast<u32>(layer::sent)   ? __flexnet_sent()
                                                         : v;
#ifdef __FLEXNET_KERNEL__
    if (sent.packet)
      sent.end(verdict);
    if (owned.packet)
      owned.end(verdict);
#endif
  }

  template <class T> FLEXNET_INLINE static T &&await_transform(T &&awaited) {
    return static_cast<T &&>(awaited);
  }
  /// What is no queue's; clang refuses it (clang/lib/Sema/CheckAwaited.cpp).
  template <class T>
    requires(!requires(T &awaited) { awaited.await_ready(); })
  static std::suspend_never await_transform(T &&);

  /// co_yield: suspends on flexnet_user_queue (flexnet/user_queue.h).
  template <class Value> detail::yielded<Value> yield_value(Value);

private:
  xdp_md *ctx = nullptr; ///< of the coroutine, if one of its parameters is
  const void *packet = nullptr; ///< likewise, received or sent

  FLEXNET_INLINE void remember(xdp_md *context) { packet = ctx = context; }
  FLEXNET_INLINE void remember(flexnet_tx *context) { packet = context; }
  template <class T> FLEXNET_INLINE void remember(const T &) {}
};

} // namespace flexnet

/// Every function can be a coroutine. What it is given says what it may suspend on: a
/// queue set that carries packets takes a context.
template <class R, class... Args>
  requires true
struct std::coroutine_traits<R, Args...> {
  using promise_type = flexnet::promise;
};

#endif
