/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/*
 * The contract between the kernel module "flexnet", its BPF programs and the loader. Prose:
 * flexnet-runtime/docs/kernel-runtime.md.
 *
 * A pipeline is one struct_ops map of type `struct flexnet_ops`; its link is its life. Packets
 * come to it by XDP_REDIRECT or TC_ACT_REDIRECT to its hand-off device, `ip link add type flexnet`,
 * with a `struct flexnet_handoff` and the coroutine's frame in front.
 */
#ifndef FLEXNET_KERNEL_RUNTIME_H
#define FLEXNET_KERNEL_RUNTIME_H

#include <flexnet/abi.h>

/* flexnet_ops.abi: the module refuses another number. */
#define FLEXNET_KERNEL_ABI 1

/* Of an object of both runtimes: the object of the kernel runtime. The rest is the other's. */
#define FLEXNET_KERNEL_SECTION ".flexnet.kernel"

#define FLEXNET_HANDOFF_MAGIC 0xf1
/* `__u32 flexnet_handoff_device` at offset 0, set by the loader before load: its ifindex. */
#define FLEXNET_MAP_HANDOFF ".rodata.flexnet_handoff"
/* Longest frame of a coroutine that is handed over: with its header it fits into 256 bytes of
 * headroom beside what drivers keep there. */
#define FLEXNET_MAX_HANDOFF_FRAME 192

/* In front of the frame, which is in front of the packet. Native byte order. */
struct flexnet_handoff {
	__u8 magic;
	__u8 point;	  /* suspension point, index into the object's table */
	__u16 frame_size; /* bytes between this and the packet */
	__u32 ifindex;	  /* device that the packet came in by */
	__u32 set;	  /* queue set, index into the object's table */
	__u32 queue;
	__u64 key;	  /* of prio_queues */
};

/*
 * An owned packet, by the protocol layers that it has been through. Distinct types, so that the
 * verifier refuses a wrong order. Programs read the fields and change none.
 */
#define FLEXNET_PACKET_HEAD                                                                        \
	__u32 length;	/* bytes, from the layer that is next */                                   \
	__u32 ifindex;	/* device that it came in by; behind flexnet_eth_rcv: VLAN, bond ... */    \
	__u32 mark;                                                                                \
	__u16 protocol; /* of layer 3, network byte order */                                       \
	__u16 spare;

struct flexnet_pkt { /* nothing was done */
	FLEXNET_PACKET_HEAD
};
struct flexnet_pkt_l3 { /* its header of layer 3 is valid, no netfilter hook has seen it */
	FLEXNET_PACKET_HEAD
};
struct flexnet_pkt_l4 { /* for this host, through the netfilter hooks; whole, or a fragment of IPv6 */
	FLEXNET_PACKET_HEAD
};
struct flexnet_pkt_l5 { /* a datagram whose checksum is right, and whose socket is known */
	FLEXNET_PACKET_HEAD
};
/* Of the send side; their ifindex is of the device that they leave by. */
struct flexnet_pkt_tx3 { /* with its header of layer 3, no netfilter hook has seen it */
	FLEXNET_PACKET_HEAD
};
struct flexnet_pkt_tx2 { /* through the netfilter hooks; not fragmented yet */
	FLEXNET_PACKET_HEAD
};

/* So many bytes from the layer that is next can be looked at, flexnet_pkt_slice(); of the send side
 * what the headers are in one piece with. */
#define FLEXNET_SLICE_BYTES 128

/* Context of flexnet_ops.rx: a packet that was handed over and has no owner yet. */
struct flexnet_rx_ctx {
	__u32 point;
	__u32 frame_size;
	__u32 set;
	__u32 queue;
	__u64 key;
	__u32 ifindex;
	__u32 length;
};

/* What flexnet_ops.rx returns for a packet that it did not take. */
#define FLEXNET_RX_PASS 0 /* to the protocol stack */
#define FLEXNET_RX_DROP 1

/* Context of flexnet_ops.tx: a packet that this machine sends, with its header of layer 3, and has no
 * owner yet. Named as in struct __sk_buff. */
struct flexnet_tx_ctx {
	__u32 len;
	__u32 mark;
	__u32 protocol; /* network byte order */
	__u32 priority;
	__u32 hash; /* 0: none yet */
	__u32 ifindex;
};

/* What flexnet_ops.tx returns for a packet that it did not take. */
#define FLEXNET_TX_PASS 0 /* goes on */
#define FLEXNET_TX_DROP 2 /* TC_ACT_SHOT */

/* flexnet_ops.stops: boundaries at which coroutines of the pipeline are suspended. That between L4
 * and L3 of the send side is where `tx` gets its packets. */
#define FLEXNET_STOP_L3 (1U << 0)  /* between L2 and L3 */
#define FLEXNET_STOP_L4 (1U << 1)  /* between L3 and L4 */
#define FLEXNET_STOP_TX2 (1U << 2) /* between L3 and L2 of the send side */
#define FLEXNET_STOP_L5 (1U << 3)  /* between UDP and the socket */
#define FLEXNET_STOPS (FLEXNET_STOP_L3 | FLEXNET_STOP_L4 | FLEXNET_STOP_TX2 | FLEXNET_STOP_L5)

/* flexnet_ops.flags */
#define FLEXNET_WORKERS_PINNED (1U << 0) /* worker i to the i-th of `cpus`; else to all of them */
#define FLEXNET_WORKERS_POLL (1U << 1)	 /* they never sleep */
/* The hand-off device, or `tx_device`, has a pipeline: packets come to this one from now on; what the
 * other has, it resumes. Without it -EBUSY. */
#define FLEXNET_TAKE_OVER (1U << 2)
/* The hand-off device is removed with the pipeline that has it. */
#define FLEXNET_OWNS_HANDOFF (1U << 3)
#define FLEXNET_FLAGS                                                                              \
	(FLEXNET_WORKERS_PINNED | FLEXNET_WORKERS_POLL | FLEXNET_TAKE_OVER | FLEXNET_OWNS_HANDOFF)

#define FLEXNET_KERNEL_CPUS 1024
#define FLEXNET_MAX_PACKETS (1U << 20)
#define FLEXNET_MAX_STALL_MS 60000

struct flexnet_ops {
	/* A packet was handed over: in softirq. Takes it, or says what becomes of it; by
	 * flexnet_rx_next() goes on to others that came with it. */
	int (*rx)(struct flexnet_rx_ctx *ctx);
	/* One round of a worker, with softirqs off. More than 0: begin again at once. */
	int (*run)(struct flexnet_worker_ctx *ctx);
	/* A packet leaves by `tx_device`: in the sender's context, softirqs off. As `rx`. */
	int (*tx)(struct flexnet_tx_ctx *ctx);
	__u32 abi;
	__u32 handoff; /* ifindex of the hand-off device, in the network namespace of the loader */
	__u32 stops;
	__u32 flags;
	__u32 workers; /* threads; 1 to FLEXNET_MAX_WORKERS */
	__u32 packets; /* that the pipeline may own at a time */
	/* A packet that waits longer goes on in the stack, and so do those that come to its queue,
	 * until an executor takes from it again; 0: never. */
	__u32 stall_ms;
	__u32 tx_device; /* ifindex, in the network namespace of the loader; 0: no send side */
	__u64 memory;  /* bytes of them, as socket buffers count (truesize); 0: any */
	__u64 cpus[FLEXNET_KERNEL_CPUS / 64]; /* all 0: any */
	char name[16];
};

#endif
