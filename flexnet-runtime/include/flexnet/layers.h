/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_LAYERS_H
#define FLEXNET_LAYERS_H

#include <flexnet/coroutine.h>

/// The protocol layers of the receive side. On a stock kernel a coroutine calls all
/// of them in order, with no suspension between, or none: together they are what
/// XDP_PASS does, and the compiler makes them exactly that. What follows the last
/// one runs before the packet goes up.
FLEXNET_INLINE void eth_rcv(xdp_md *) { __flexnet_layer(0, 1); }
FLEXNET_INLINE void ip_rcv(xdp_md *) { __flexnet_layer(1, 2); }
FLEXNET_INLINE void tcp_rcv(xdp_md *) { __flexnet_layer(2, 3); }
FLEXNET_INLINE void udp_rcv(xdp_md *) { __flexnet_layer(2, 3); }
FLEXNET_INLINE void socket_rcv(xdp_md *) { __flexnet_layer(3, 4); }

#define FLEXNET_TX_LAYER(name)                                                                     \
  __attribute__((unavailable("the send side needs the FlexNet kernel runtime; a stock kernel "     \
                             "offers no suspension there"))) void                                  \
  name(...)
FLEXNET_TX_LAYER(socket_snd);
FLEXNET_TX_LAYER(tcp_snd);
FLEXNET_TX_LAYER(udp_snd);
FLEXNET_TX_LAYER(ip_snd);
FLEXNET_TX_LAYER(eth_snd);
#undef FLEXNET_TX_LAYER

#endif
