/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KERNEL_PACKET_H
#define FLEXNET_KERNEL_PACKET_H

#include <flexnet/detail/kfunc.hpp>
#include <flexnet/kernel_runtime.h>
#include <flexnet/types.h>

/// What the module flexnet does with packets. The verifier keeps the order by their types.
FLEXNET_KFUNC(const u8 *, flexnet_rx_frame, flexnet_rx_ctx *ctx, u64 rdonly_buf_size)
FLEXNET_KFUNC(int, flexnet_rx_next, flexnet_rx_ctx *ctx, int verdict)
FLEXNET_KFUNC(flexnet_pkt *, flexnet_pkt_take, flexnet_rx_ctx *ctx)
FLEXNET_KFUNC(flexnet_pkt_l3 *, flexnet_eth_rcv, flexnet_pkt *packet)
FLEXNET_KFUNC(flexnet_pkt_l4 *, flexnet_ip_rcv, flexnet_pkt_l3 *packet)
FLEXNET_KFUNC(flexnet_pkt_l5 *, flexnet_udp_rcv, flexnet_pkt_l4 *packet)
FLEXNET_KFUNC(const u8 *, flexnet_pkt_bytes, flexnet_pkt *packet, u64 rdonly_buf_size)
FLEXNET_KFUNC(const u8 *, flexnet_pkt_bytes_l3, flexnet_pkt_l3 *packet, u64 rdonly_buf_size)
FLEXNET_KFUNC(const u8 *, flexnet_pkt_bytes_l4, flexnet_pkt_l4 *packet, u64 rdonly_buf_size)
FLEXNET_KFUNC(const u8 *, flexnet_pkt_bytes_l5, flexnet_pkt_l5 *packet, u64 rdonly_buf_size)
FLEXNET_KFUNC(flexnet_pkt *, flexnet_pkt_own, flexnet_pkt *packet)
FLEXNET_KFUNC(u8 *, flexnet_pkt_bytes_own, flexnet_pkt *packet, u64 rdwr_buf_size)
FLEXNET_KFUNC(void, flexnet_transmit, flexnet_pkt *packet, u32 ifindex)
FLEXNET_KFUNC(void, flexnet_receive, flexnet_pkt *packet)
FLEXNET_KFUNC(void, flexnet_receive_l3, flexnet_pkt_l3 *packet)
FLEXNET_KFUNC(void, flexnet_receive_l4, flexnet_pkt_l4 *packet)
FLEXNET_KFUNC(void, flexnet_receive_l5, flexnet_pkt_l5 *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release, flexnet_pkt *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release_l3, flexnet_pkt_l3 *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release_l4, flexnet_pkt_l4 *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release_l5, flexnet_pkt_l5 *packet)

FLEXNET_KFUNC(void, flexnet_wake, u32 handoff)

/// What is seen of a packet whose bytes cannot be had: none.
inline u8 flexnet_no_bytes[FLEXNET_SLICE_BYTES] FLEXNET_SECTION(".data.flexnet_no_bytes");

extern "C" {
/// From here on the coroutine's packet is this one, or null, behind `layer`: for the accesses of its
/// context (llvm/lib/Transforms/Coroutines/OwnedContext.cpp).
void __flexnet_packet_is(void *packet, u32 layer);
/// What the last bpf_redirect() named; 0: there was none.
u32 __flexnet_redirected(void);
}

namespace flexnet::detail {

/// The packet that a coroutine owns, in the program that goes on with it: none in the one that it
/// came to. `layer` is the last one that has run, of the numbers of flexnet::layer; it is known
/// when compiling, and so is the packet's type.
///
/// Layers run as late as possible: when the packet is suspended behind them, or at the end, which
/// takes all that are left in one step.
struct owned_packet {
  void *packet;
  u32 layer;

  FLEXNET_INLINE void become(void *now, u32 behind) {
    packet = now;
    layer = behind;
    __flexnet_packet_is(packet, layer);
  }

  /// False if the packet ended in a layer.
  FLEXNET_INLINE bool advance(u32 to) {
    if (packet && layer == 0 && to >= 1)
      become(kfunc::flexnet_eth_rcv(static_cast<flexnet_pkt *>(packet)), 1);
    if (packet && layer == 1 && to >= 2)
      become(kfunc::flexnet_ip_rcv(static_cast<flexnet_pkt_l3 *>(packet)), 2);
    if (packet && layer == 2 && to >= 3)
      become(kfunc::flexnet_udp_rcv(static_cast<flexnet_pkt_l4 *>(packet)), 3);
    return packet != nullptr;
  }

  /// All layers that are left.
  FLEXNET_INLINE void receive() {
    if (!packet)
      return;
    if (layer == 0)
      kfunc::flexnet_receive(static_cast<flexnet_pkt *>(packet));
    else if (layer == 1)
      kfunc::flexnet_receive_l3(static_cast<flexnet_pkt_l3 *>(packet));
    else if (layer == 2)
      kfunc::flexnet_receive_l4(static_cast<flexnet_pkt_l4 *>(packet));
    else
      kfunc::flexnet_receive_l5(static_cast<flexnet_pkt_l5 *>(packet));
    packet = nullptr;
  }

  FLEXNET_INLINE void release() {
    if (!packet)
      return;
    if (layer == 0)
      kfunc::flexnet_pkt_release(static_cast<flexnet_pkt *>(packet));
    else if (layer == 1)
      kfunc::flexnet_pkt_release_l3(static_cast<flexnet_pkt_l3 *>(packet));
    else if (layer == 2)
      kfunc::flexnet_pkt_release_l4(static_cast<flexnet_pkt_l4 *>(packet));
    else
      kfunc::flexnet_pkt_release_l5(static_cast<flexnet_pkt_l5 *>(packet));
    packet = nullptr;
  }

  /// XDP_TX: to 0, the device that it came in by.
  FLEXNET_INLINE void transmit(u32 to) {
    if (packet)
      kfunc::flexnet_transmit(static_cast<flexnet_pkt *>(packet), to);
    packet = nullptr;
  }

  /// What the coroutine returns. In front of all layers only can it be sent.
  FLEXNET_INLINE void end(int verdict) {
    if (verdict == XDP_PASS)
      return receive();
    if (layer == 0 && verdict == XDP_TX)
      return transmit(0);
    u32 to = layer == 0 && verdict == XDP_REDIRECT ? __flexnet_redirected() : 0;
    to ? transmit(to) : release();
  }
};

/// The bytes of a packet that has been through `layer`, from the next one on, of which the verifier
/// lets FLEXNET_SLICE_BYTES be used; how many it has.
FLEXNET_INLINE u32 look_at(void *packet, u32 layer, bool own, u8 **bytes) {
  const u8 *at = nullptr;
  u32 length = 0;
  if (packet && layer == 0) {
    auto *l2 = static_cast<flexnet_pkt *>(packet);
    at = own ? kfunc::flexnet_pkt_bytes_own(l2, FLEXNET_SLICE_BYTES)
             : kfunc::flexnet_pkt_bytes(l2, FLEXNET_SLICE_BYTES);
    length = l2->length;
  } else if (packet && layer == 1) {
    auto *l3 = static_cast<flexnet_pkt_l3 *>(packet);
    at = kfunc::flexnet_pkt_bytes_l3(l3, FLEXNET_SLICE_BYTES);
    length = l3->length;
  } else if (packet && layer == 2) {
    auto *l4 = static_cast<flexnet_pkt_l4 *>(packet);
    at = kfunc::flexnet_pkt_bytes_l4(l4, FLEXNET_SLICE_BYTES);
    length = l4->length;
  } else if (packet) {
    auto *l5 = static_cast<flexnet_pkt_l5 *>(packet);
    at = kfunc::flexnet_pkt_bytes_l5(l5, FLEXNET_SLICE_BYTES);
    length = l5->length;
  }
  *bytes = at ? const_cast<u8 *>(at) : flexnet_no_bytes;
  return at ? length : 0;
}

/// The packet, if its bytes can be changed from now on.
FLEXNET_INLINE void *make_own(void *packet) {
  return kfunc::flexnet_pkt_own(static_cast<flexnet_pkt *>(packet));
}

} // namespace flexnet::detail

#endif
