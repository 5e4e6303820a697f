/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_POLICY_H
#define FLEXNET_POLICY_H

#include <flexnet/abi.h>
#include <flexnet/types.h>

#ifdef __FLEXNET_KERNEL__
#include <flexnet/kernel_runtime.h>

/// Context of SEC("flexnet/tx"): a packet that leaves, with its header of layer 3 in front. After a
/// suspension the packet goes on, and its context is gone.
struct flexnet_tx : flexnet_tx_ctx {};
#else
/// Context of SEC("flexnet/tx"): a packet that leaves, at TC egress. After a suspension the packet
/// goes on, and its context is gone.
struct flexnet_tx : __sk_buff {};
#endif

namespace flexnet {

/// What becomes of a packet that cannot be suspended. It is always counted.
enum policy : u32 {
  deliver = FLEXNET_DELIVER, ///< go on at once, in this program, as if resumed
  drop = FLEXNET_DROP,       ///< XDP_DROP, TC_ACT_SHOT; without a packet: end
  pass = FLEXNET_PASS,       ///< XDP_PASS, TC_ACT_OK: to the stack; the rest does not run
};

namespace detail {

/// The packet of a context; the compiler knows the numbers, too (PacketNeeds.cpp).
enum packet_kind : u32 { no_packet = 0, xdp_packet = 1, skb_packet = 2, sent_packet = 3 };

/// What a program returns that is done with the packet of its context, or hands it on.
template <class Context> struct verdicts {
  static constexpr packet_kind packet = no_packet;
  static constexpr int drop = 0, pass = 0;
  FLEXNET_INLINE static int suspended() { return drop; }
};
template <> struct verdicts<xdp_md> {
  static constexpr packet_kind packet = xdp_packet;
  static constexpr int drop = XDP_DROP, pass = XDP_PASS;
  FLEXNET_INLINE static int suspended() { return drop; }
};
template <> struct verdicts<__sk_buff> {
  static constexpr packet_kind packet = skb_packet;
  static constexpr int drop = 2, pass = 0; // TC_ACT_SHOT, TC_ACT_OK
  FLEXNET_INLINE static int suspended() { return drop; }
};

template <> struct verdicts<flexnet_tx> {
  static constexpr packet_kind packet = sent_packet;
  static constexpr int drop = verdicts<__sk_buff>::drop, pass = verdicts<__sk_buff>::pass;
  /// TCP takes TC_ACT_SHOT for congestion and does not count the packet as sent; a redirect to
  /// no device ends it, too.
  FLEXNET_INLINE static int suspended() { return bpf_redirect(0, 0); }
};

} // namespace detail
} // namespace flexnet

#endif
