/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_USER_QUEUE_H
#define FLEXNET_USER_QUEUE_H

#include <flexnet/redirect.h>
#include <flexnet/ring.h>

/// Transport of `flexnet::user_queue`: AF_XDP. The packet goes to the application through the
/// socket of the device queue that it came in by, with the frame in front of it, as in a
/// cpu_queues set. The application puts both into a ring (abi.h, struct flexnet_yield_ring),
/// from which the resume program fills a new buffer.
namespace flexnet {

struct user_queue_options {
  /// No headroom for the frame, no socket on this device queue, packet too long.
  policy unsuspendable = pass;
};

/// A set with a queue for each queue of the device: an ordinary XSKMAP in the object.
template <user_queue_options Options = user_queue_options{}> struct basic_user_queue {
  static constexpr u32 size = FLEXNET_USER_QUEUES;
  static constexpr user_queue_options options = Options;
  static constexpr u32 transport = FLEXNET_TRANSPORT_XSK;

  __uint(type, BPF_MAP_TYPE_XSKMAP);
  __uint(max_entries, FLEXNET_USER_QUEUES);
  __type(key, u32);
  __type(value, u32);
};
using user_queue = basic_user_queue<>;

} // namespace flexnet

struct flexnet_yielded_map {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, FLEXNET_USER_QUEUES);
  __type(key, u32);
  __type(value, struct flexnet_yield_ring);
};
inline flexnet_yielded_map flexnet_yielded FLEXNET_SECTION(".maps");

/// What co_yield suspends on.
inline flexnet::user_queue flexnet_user_queue FLEXNET_SECTION(".maps");

namespace flexnet::detail {

/// In the resume program: the next slot's frame and packet into the buffer, which has
/// FLEXNET_YIELD_BYTES. 0: the coroutine goes on; else what becomes of the buffer.
FLEXNET_INLINE int fill_yielded(xdp_md *ctx, void *) {
  u32 queue = ctx->rx_queue_index;
  auto *ring = static_cast<flexnet_yield_ring *>(bpf_map_lookup_elem(&flexnet_yielded, &queue));
  if (!ring)
    return XDP_DROP;
  u32 head = ring->head;
  if (head == ring->tail)
    return XDP_DROP;
  ring->head = head + 1; // the application writes to the ring between runs only
  auto &slot = ring->slot[opaque(head) % FLEXNET_YIELD_SLOTS];
  u32 last = opaque(slot.length - 1);
  if (last < FLEXNET_YIELD_BYTES) {
    int length = opaque(last) + 1;
    if (!bpf_xdp_adjust_tail(ctx, length - FLEXNET_YIELD_BYTES) &&
        !bpf_xdp_store_bytes(ctx, 0, slot.bytes, length))
      return slot.verdict;
  }
  ring->refused++;
  return XDP_DROP;
}

template <user_queue_options O> struct redirection<basic_user_queue<O>> {
  static constexpr u32 depth = FLEXNET_YIELD_SLOTS;
  static constexpr policy full = drop;
  static constexpr flexnet_reason absent = FLEXNET_NO_WORKER;
  static constexpr auto fill = &fill_yielded;
  FLEXNET_INLINE static bool fits(xdp_md *ctx) {
    return bpf_xdp_get_buff_len(ctx) <= FLEXNET_MAX_PACKET;
  }
};

/// The awaitable behind co_yield.
template <class Value> struct yielded : redirect_insert<user_queue> {
  FLEXNET_INLINE void await_resume() {
    redirect_insert::await_resume();
    end_yield(ctx);
  }
};

} // namespace flexnet::detail

template <class Value>
FLEXNET_INLINE flexnet::detail::yielded<Value> flexnet::promise::yield_value(Value) {
  detail::begin_yield(ctx);
  return {{&flexnet_user_queue, ctx, ctx->rx_queue_index}};
}

#endif
