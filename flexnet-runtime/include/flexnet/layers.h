/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_LAYERS_H
#define FLEXNET_LAYERS_H

#include <flexnet/policy.h>

/// The protocol layers and their order. On a stock kernel all layers of the receive side are
/// what XDP_PASS does, those of the send side what XDP_TX does, and the compiler makes them
/// exactly that: both come after the program. So a coroutine calls the layers of a side all,
/// in order, with no suspension between, or none; what follows the last one runs before the
/// packet goes up. The kernel runtime has a packet wait between them; what stands between the call
/// of a layer and the next suspension runs before that layer does. All that the compiler knows of it is said here, in the attributes of
/// clang/docs/Attributes.md.

#define FLEXNET_LAYER_MISSING(next)                                                                \
  flexnet_next(next " comes next"),                                                                \
      flexnet_no_return("the coroutine returns after some protocol layers only: " next             \
                        " is missing")
/// A state between two layers of a side that begins with `first`.
#ifdef __FLEXNET_KERNEL__
#define FLEXNET_BETWEEN_LAYERS(first, next)                                                        \
  __attribute__((FLEXNET_LAYER_MISSING(next),                                                      \
                 flexnet_no_suspend("suspension between two protocol layers of the send side is "  \
                                    "not possible yet: suspend before " first " (" next            \
                                    " would come next)")))
#else
#define FLEXNET_BETWEEN_LAYERS(first, next)                                                        \
  __attribute__((FLEXNET_LAYER_MISSING(next),                                                      \
                 flexnet_no_suspend("suspension between two protocol layers needs the FlexNet "    \
                                    "kernel runtime; on a stock kernel suspend before " first      \
                                    " (" next " would come next)")))
#endif

namespace flexnet {

/// The last layer that a packet has been through. The values are what return_value() asks for.
enum class [[flexnet::coroutine_only(
    "protocol layers run only inside a coroutine; return XDP_PASS instead")]] layer {
  start [[flexnet::next("eth_rcv() comes next, or socket_snd() to send only")]] = 0,

#ifdef __FLEXNET_KERNEL__
  eth __attribute__((FLEXNET_LAYER_MISSING("ip_rcv()"))) = 1,
  ip __attribute__((FLEXNET_LAYER_MISSING("tcp_rcv() or udp_rcv()"))) = 2,
  transport __attribute__((
      FLEXNET_LAYER_MISSING("socket_rcv()"),
      flexnet_no_suspend("suspension between tcp_rcv() and socket_rcv(): TCP takes segments apart "
                         "into the socket's queue; suspend before tcp_rcv()"))) = 3,
  /// Its checksum is right, and its socket known.
  datagram __attribute__((FLEXNET_LAYER_MISSING("socket_rcv()"))) = 3,
#else
  eth FLEXNET_BETWEEN_LAYERS("eth_rcv()", "ip_rcv()") = 1,
  ip FLEXNET_BETWEEN_LAYERS("eth_rcv()", "tcp_rcv() or udp_rcv()") = 2,
  transport FLEXNET_BETWEEN_LAYERS("eth_rcv()", "socket_rcv()") = 3,
  datagram FLEXNET_BETWEEN_LAYERS("eth_rcv()", "socket_rcv()") = 3,
#endif
  received [[flexnet::next("the packet has already gone up; co_yield lets the application answer"),
             flexnet::no_suspend(
                 "suspension after socket_rcv(): the packet has already gone up")]] = 4,

  /// The application has it, and has answered.
  yielded = received,
  answered [[flexnet::next("socket_snd() comes next"),
             flexnet::no_suspend("suspension of an answer: it is sent by this program, as it comes "
                                 "from the application")]] = received,

  socket_out FLEXNET_BETWEEN_LAYERS("socket_snd()", "tcp_snd() or udp_snd()") = 5,
  transport_out FLEXNET_BETWEEN_LAYERS("socket_snd()", "ip_snd()") = 6,
  ip_out FLEXNET_BETWEEN_LAYERS("socket_snd()", "eth_snd()") = 7,

  /// In SEC("flexnet/tx") a coroutine may be suspended between them. On a stock kernel it begins
  /// at TC egress, where TCP and IP have run: what moves to the worker is what comes after, the
  /// device's part, wherever the co_await stands. With the kernel runtime it begins behind the
  /// header of IP, and waits there or behind ip_snd().
  tx_socket __attribute__((FLEXNET_LAYER_MISSING("tcp_snd() or udp_snd()"))) = 5,
  tx_transport __attribute__((FLEXNET_LAYER_MISSING("ip_snd()"))) = 6,
  tx_ip __attribute__((FLEXNET_LAYER_MISSING("eth_snd()"))) = 7,

  sent [[flexnet::next("the packet has already gone out"),
         flexnet::no_suspend("suspension after eth_snd(): the packet has already gone out")]] = 8,
};

} // namespace flexnet

#undef FLEXNET_LAYER_MISSING
#undef FLEXNET_BETWEEN_LAYERS

/// The receive side.
FLEXNET_INLINE void eth_rcv([[flexnet::moves(flexnet::layer::start, flexnet::layer::eth)]] xdp_md *) {}
FLEXNET_INLINE void ip_rcv([[flexnet::moves(flexnet::layer::eth, flexnet::layer::ip)]] xdp_md *) {}
FLEXNET_INLINE void
tcp_rcv([[flexnet::moves(flexnet::layer::ip, flexnet::layer::transport)]] xdp_md *) {}
FLEXNET_INLINE void
udp_rcv([[flexnet::moves(flexnet::layer::ip, flexnet::layer::datagram)]] xdp_md *) {}
FLEXNET_INLINE void
socket_rcv([[flexnet::moves(flexnet::layer::transport, flexnet::layer::received),
             flexnet::moves(flexnet::layer::datagram, flexnet::layer::received)]] xdp_md *) {}

/// The send side, of a packet that came in. What comes back from the application is a whole frame.
FLEXNET_INLINE void
socket_snd([[flexnet::moves(flexnet::layer::start, flexnet::layer::socket_out),
             flexnet::moves(flexnet::layer::answered, flexnet::layer::socket_out)]] xdp_md *) {}
FLEXNET_INLINE void
tcp_snd([[flexnet::moves(flexnet::layer::socket_out, flexnet::layer::transport_out)]] xdp_md *) {}
FLEXNET_INLINE void
udp_snd([[flexnet::moves(flexnet::layer::socket_out, flexnet::layer::transport_out)]] xdp_md *) {}
FLEXNET_INLINE void
ip_snd([[flexnet::moves(flexnet::layer::transport_out, flexnet::layer::ip_out)]] xdp_md *) {}
FLEXNET_INLINE void
eth_snd([[flexnet::moves(flexnet::layer::ip_out, flexnet::layer::sent)]] xdp_md *) {}

/// The send side, of a packet that this machine sends.
FLEXNET_INLINE void
socket_snd([[flexnet::moves(flexnet::layer::start, flexnet::layer::tx_socket)]] flexnet_tx *) {}
FLEXNET_INLINE void
tcp_snd([[flexnet::moves(flexnet::layer::tx_socket, flexnet::layer::tx_transport)]] flexnet_tx *) {}
FLEXNET_INLINE void
udp_snd([[flexnet::moves(flexnet::layer::tx_socket, flexnet::layer::tx_transport)]] flexnet_tx *) {}
FLEXNET_INLINE void
ip_snd([[flexnet::moves(flexnet::layer::tx_transport, flexnet::layer::tx_ip)]] flexnet_tx *) {}
FLEXNET_INLINE void
eth_snd([[flexnet::moves(flexnet::layer::tx_ip, flexnet::layer::sent)]] flexnet_tx *) {}

namespace flexnet::detail {

/// Around the suspension of a co_yield, the one that may come after socket_rcv().
FLEXNET_INLINE void begin_yield([[flexnet::moves_if(layer::received, layer::yielded),
                                  flexnet::moves_if(layer::answered, layer::yielded)]] xdp_md *) {}
FLEXNET_INLINE void
end_yield([[flexnet::moves_if(layer::yielded, layer::answered)]] xdp_md *) {}

} // namespace flexnet::detail

#endif
