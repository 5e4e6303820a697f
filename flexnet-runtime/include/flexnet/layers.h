/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_LAYERS_H
#define FLEXNET_LAYERS_H

#include <flexnet/coroutine.h>
#include <flexnet/policy.h>

/// The protocol layers of the receive side. On a stock kernel a coroutine calls all
/// of them in order, with no suspension between, or none: together they are what
/// XDP_PASS does, and the compiler makes them exactly that. What follows the last
/// one runs before the packet goes up.
FLEXNET_INLINE void eth_rcv(xdp_md *) { __flexnet_layer(0, 1); }
FLEXNET_INLINE void ip_rcv(xdp_md *) { __flexnet_layer(1, 2); }
FLEXNET_INLINE void tcp_rcv(xdp_md *) { __flexnet_layer(2, 3); }
FLEXNET_INLINE void udp_rcv(xdp_md *) { __flexnet_layer(2, 3); }
FLEXNET_INLINE void socket_rcv(xdp_md *) { __flexnet_layer(3, 4); }

/// The layers of the send side: all of them in order, or none. After a co_yield they are what
/// XDP_TX does; what comes back from the application is a whole frame.
FLEXNET_INLINE void socket_snd(xdp_md *) { __flexnet_layer(4, 5); }
FLEXNET_INLINE void tcp_snd(xdp_md *) { __flexnet_layer(5, 6); }
FLEXNET_INLINE void udp_snd(xdp_md *) { __flexnet_layer(5, 6); }
FLEXNET_INLINE void ip_snd(xdp_md *) { __flexnet_layer(6, 7); }
FLEXNET_INLINE void eth_snd(xdp_md *) { __flexnet_layer(7, 8); }

/// In SEC("flexnet/tx") a coroutine may be suspended between them. On a stock kernel it begins at
/// TC egress, where TCP and IP have run: what moves to the worker is what comes after, the
/// device's part, wherever the co_await stands.
FLEXNET_INLINE void socket_snd(flexnet_tx *) { __flexnet_layer(4, 5); }
FLEXNET_INLINE void tcp_snd(flexnet_tx *) { __flexnet_layer(5, 6); }
FLEXNET_INLINE void udp_snd(flexnet_tx *) { __flexnet_layer(5, 6); }
FLEXNET_INLINE void ip_snd(flexnet_tx *) { __flexnet_layer(6, 7); }
FLEXNET_INLINE void eth_snd(flexnet_tx *) { __flexnet_layer(7, 8); }

#endif
