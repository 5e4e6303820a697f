/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KERNEL_SENT_H
#define FLEXNET_KERNEL_SENT_H

#include <flexnet/detail/kfunc.hpp>
#include <flexnet/kernel_runtime.h>
#include <flexnet/types.h>

/// What the module flexnet does with packets of the send side.
FLEXNET_KFUNC(flexnet_pkt_tx3 *, flexnet_tx_take, flexnet_tx_ctx *ctx, u32 set, u32 queue)
FLEXNET_KFUNC(flexnet_pkt_tx2 *, flexnet_ip_snd, flexnet_pkt_tx3 *packet)
FLEXNET_KFUNC(void, flexnet_send, flexnet_pkt_tx3 *packet)
FLEXNET_KFUNC(void, flexnet_eth_snd, flexnet_pkt_tx2 *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release_tx3, flexnet_pkt_tx3 *packet)
FLEXNET_KFUNC(void, flexnet_pkt_release_tx2, flexnet_pkt_tx2 *packet)

namespace flexnet::detail {

/// The packet that a coroutine sends and owns; as owned_packet. It comes with all layers up to
/// transport_out done, whichever of them the coroutine has called.
struct owned_sent {
  static constexpr u32 from_transport = 6, from_ip = 7; ///< of the numbers of flexnet::layer

  void *packet;
  u32 layer;

  FLEXNET_INLINE static u32 behind(u32 layer) {
    return layer == from_ip ? from_ip : from_transport;
  }

  /// False if the packet ended in a layer.
  FLEXNET_INLINE bool advance(u32 to) {
    if (packet && layer == from_transport && to == from_ip) {
      packet = kfunc::flexnet_ip_snd(static_cast<flexnet_pkt_tx3 *>(packet));
      layer = from_ip;
    }
    return packet != nullptr;
  }

  /// All layers that are left.
  FLEXNET_INLINE void send() {
    if (!packet)
      return;
    if (layer == from_transport)
      kfunc::flexnet_send(static_cast<flexnet_pkt_tx3 *>(packet));
    else
      kfunc::flexnet_eth_snd(static_cast<flexnet_pkt_tx2 *>(packet));
    packet = nullptr;
  }

  FLEXNET_INLINE void release() {
    if (!packet)
      return;
    if (layer == from_transport)
      kfunc::flexnet_pkt_release_tx3(static_cast<flexnet_pkt_tx3 *>(packet));
    else
      kfunc::flexnet_pkt_release_tx2(static_cast<flexnet_pkt_tx2 *>(packet));
    packet = nullptr;
  }

  /// What the coroutine returns.
  FLEXNET_INLINE void end(int verdict) { verdict == FLEXNET_TX_PASS ? send() : release(); }
};

} // namespace flexnet::detail

#endif
