/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KERNEL_PACKET_H
#define FLEXNET_KERNEL_PACKET_H

#include <flexnet/detail/kfunc.hpp>
#include <flexnet/kernel_runtime.h>
#include <flexnet/types.h>

/// What the module flexnet does with packets. The verifier keeps the order by their types.
FLEXNET_KFUNC(const u8 *, flexnet_rx_frame, flexnet_rx_ctx *ctx, u64 rdonly_buf_size)
FLEXNET_KFUNC(flexnet_pkt *, flexnet_pkt_take, flexnet_rx_ctx *ctx)
FLEXNET_KFUNC(flexnet_pkt_l3 *, flexnet_eth_rcv, flexnet_pkt *packet)
FLEXNET_KFUNC(flexnet_pkt_l4 *, flexnet_ip_rcv, flexnet_pkt_l3 *packet)
FLEXNET_KFUNC(void, flexnet_receive, flexnet_pkt *packet)
FLEXNET_KFUNC(void, flexnet_receive_l3, flexnet_pkt_l3 *packet)
FLEXNET_KFUNC(void, flexnet_receive_l4, flexnet_pkt_l4 *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release, flexnet_pkt *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release_l3, flexnet_pkt_l3 *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release_l4, flexnet_pkt_l4 *packet)

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

  /// False if the packet ended in a layer.
  FLEXNET_INLINE bool advance(u32 to) {
    if (packet && layer == 0 && to >= 1) {
      packet = kfunc::flexnet_eth_rcv(static_cast<flexnet_pkt *>(packet));
      layer = 1;
    }
    if (packet && layer == 1 && to >= 2) {
      packet = kfunc::flexnet_ip_rcv(static_cast<flexnet_pkt_l3 *>(packet));
      layer = 2;
    }
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
    else
      kfunc::flexnet_receive_l4(static_cast<flexnet_pkt_l4 *>(packet));
    packet = nullptr;
  }

  FLEXNET_INLINE void release() {
    if (!packet)
      return;
    if (layer == 0)
      kfunc::flexnet_pkt_release(static_cast<flexnet_pkt *>(packet));
    else if (layer == 1)
      kfunc::flexnet_pkt_release_l3(static_cast<flexnet_pkt_l3 *>(packet));
    else
      kfunc::flexnet_pkt_release_l4(static_cast<flexnet_pkt_l4 *>(packet));
    packet = nullptr;
  }
};

} // namespace flexnet::detail

#endif
