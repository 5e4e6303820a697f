/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The contract between the compiler, BPF code and the loader.
 *
 * The compiler writes one table, `struct flexnet_abi_header` and what it points
 * to, into the section ".flexnet" of every object that holds a coroutine; the
 * loader reads it. Both include this file, so the two cannot drift. Prose, with
 * a worked example: flexnet-runtime/docs/object-format.md.
 *
 * All integers are little-endian. All offsets count bytes from the start of the
 * section. The section holds no relocations, is not needed by the kernel and is
 * ignored by plain libbpf.
 */
#ifndef FLEXNET_ABI_H
#define FLEXNET_ABI_H

#include <linux/types.h>

#define FLEXNET_ABI_SECTION ".flexnet"
#define FLEXNET_ABI_MAGIC 0x4e584c46U /* the bytes "FLXN" */
/* A loader refuses another major version; a higher minor version only appends. */
#define FLEXNET_ABI_MAJOR 2
#define FLEXNET_ABI_MINOR 1

/* Suspension points in one object; rows of flexnet_counters and flexnet_sojourn. */
#define FLEXNET_MAX_POINTS 64

/*
 * Maps every object may hold beside the user's own, found by name.
 *
 * ".data.flexnet": `__u64 flexnet_counters[FLEXNET_MAX_POINTS][FLEXNET_REASONS]`
 * at offset 0: times a packet could not be suspended at this point, by reason.
 *
 * ".rodata.flexnet": `__u32 flexnet_cpus` at offset 0, set by the loader before
 * load: entries 0 .. flexnet_cpus - 1 of each cpumap are served.
 *
 * "flexnet_sojourn" (only with -fflexnet-sojourn): BPF_MAP_TYPE_PERCPU_ARRAY of
 * FLEXNET_MAX_POINTS `struct flexnet_histogram`: nanoseconds from suspension to
 * resumption at this point.
 *
 * "flexnet_suspended" (only with -fflexnet-sojourn): BPF_MAP_TYPE_PERCPU_ARRAY of
 * __u64, packets that left the suspending program for queue q of set s, in row
 * s * FLEXNET_COUNTED_QUEUES + q, on the CPU that suspended them.
 */
#define FLEXNET_COUNTED_SETS 8
#define FLEXNET_COUNTED_QUEUES 256
#define FLEXNET_MAP_COUNTERS ".data.flexnet"
#define FLEXNET_MAP_CONFIG ".rodata.flexnet"
#define FLEXNET_MAP_SOJOURN "flexnet_sojourn"
#define FLEXNET_MAP_SUSPENDED "flexnet_suspended"

/* Why a coroutine was not suspended, or not resumed. */
enum flexnet_reason {
	FLEXNET_NO_HEADROOM = 0,  /* the driver left no room before the packet for the frame */
	FLEXNET_OUT_OF_RANGE = 1, /* the queue index is not below the size of the queue set */
	FLEXNET_NO_CPU = 2,	  /* the CPU of this queue is offline or does not exist */
	FLEXNET_QUEUE_FULL = 3,	  /* only with `.full = flexnet::deliver`: as many as `.depth` wait */
	FLEXNET_BAD_FRAME = 4,	  /* on resumption: the packet is too short to hold its frame */
	FLEXNET_NO_WORKER = 5,	  /* executor queues: no worker lives that could resume it */
	FLEXNET_TOO_LONG = 6,	  /* executor queues: the packet does not fit into a cell */
	FLEXNET_CONTENDED = 7,	  /* executor queues: other CPUs won the race for a cell, again and again */
	FLEXNET_ABANDONED = 8,	  /* an executor took the coroutine and did not resume it */
	FLEXNET_REASONS
};

/*
 * Sojourn histogram: log-linear, 8 buckets for each power of two. A value below 8
 * is its own bucket; else, with e = position of its highest bit (3 .. 31), the
 * bucket is (e - 2) * 8 + the next 3 bits. Bucket width is at most 1/8 of its value.
 */
#define FLEXNET_BUCKETS 240
struct flexnet_histogram {
	__u64 bucket[FLEXNET_BUCKETS];
};

/*
 * Executor queues (flexnet::queues, flexnet::prio_queues) are memory of the program: one
 * variable in ".bss" for each set, named as the set, which holds
 *
 *	struct flexnet_queue queue[queues];
 *	cells[queues * depth], of `stride` bytes each: struct flexnet_cell, the frame and,
 *	if the set carries packets, at offset `packet` a __u32 length and the packet.
 *
 * A queue is a bounded ring for any number of producers and consumers. Position p, counted
 * from 0 without end, is in cell p % depth of the queue's cells. With base = p - p % depth,
 * its `seq` is base: free; base + 1: waits; base + 2: taken by an executor; base + depth:
 * free again. All zero at first. suspended = tail, taken = head, waiting = tail - head.
 */
struct flexnet_queue {
	__u64 tail; /* of the next insertion */
	__u64 tail_line[7];
	__u64 head;  /* of the next to be taken */
	__u64 owner; /* who may take: epoch << 8 | worker + 1 (struct flexnet_worker_ctx); 0: anyone */
	__u64 head_line[6];
	__u64 refused[FLEXNET_REASONS]; /* by reason; of this queue, all suspension points */
	__u64 refused_line[7];
	__u32 sojourn[FLEXNET_BUCKETS]; /* sampled, see flexnet_cell.since */
} __attribute__((aligned(64)));

struct flexnet_cell {
	__u32 seq;
	/* Low 32 bits of the time of suspension, ns. Bit 0 says that the sojourn is counted:
	 * of 1 in FLEXNET_SAMPLED, or of all with -fflexnet-sojourn. The other bits are 0 if the
	 * time was not taken. */
	__u32 since;
};
#define FLEXNET_SAMPLED 512

/*
 * A set in order of a key (FLEXNET_TRANSPORT_HEAP) goes on behind the cells, from the next
 * multiple of 64:
 *
 *	for each queue: struct flexnet_heap, struct flexnet_intake intake[depth],
 *	struct flexnet_heap_entry entries[depth]
 *
 * Cells become free in any order, so what is a ring is the intake. Position p, counted from 0
 * without end, is in entry p % depth of the queue's intake. With base = p - p % depth, its `seq`
 * is base: has a free cell; base + 1: its coroutine is in the heap, or will be; base + depth: has
 * a free cell again. Who takes puts what came into a heap of four branches. A cell that becomes
 * free goes to the intake's entry at position `freed`. `seq` of a cell modulo depth is 0: free;
 * 1: waits; 2: taken by an executor. All zero at first. waiting = tail - head, as above.
 */
struct flexnet_heap {
	__u64 freed; /* cells that became free */
	__u64 freed_line[7];
	__u64 drained; /* positions of the intake up to which all came into the heap */
	__u32 size;    /* entries in use */
	__u32 zero;    /* always, which the verifier does not know */
	__u64 size_line[6];
} __attribute__((aligned(64)));

struct flexnet_intake {
	__u64 key;
	__u32 seq;
	__u32 cell; /* of the queue, exclusive or with the number of this entry */
};

struct flexnet_heap_entry {
	__u64 key;
	__u64 place; /* position of insertion << 32 | cell of the queue */
};

/* Longest packet that an executor queue carries, and bytes for it in each cell. */
#define FLEXNET_MAX_PACKET 2048
/* Threads that run executors: struct flexnet_worker_ctx.worker is below. */
#define FLEXNET_MAX_WORKERS 64

/* What a worker gives to the executors: the context of their programs, BPF_PROG_TYPE_SYSCALL. */
struct flexnet_worker_ctx {
	__u32 worker;  /* its number */
	__u32 workers; /* how many there are */
	__u64 epoch;   /* counts its rounds from 1; flexnet_state.finished[worker] says which are over */
	__u64 polls;   /* 0; counts busy_poll() in this run */
	__u32 scratch[2]; /* of header code: a number on its way; whether something was taken in this round */
};
/* After so many busy_poll() an executor's loop ends, for the worker to look around. */
#define FLEXNET_POLLS 1024

/*
 * ".data.flexnet_state": what the loader's workers and the programs tell each other.
 * Only in objects with executor queues.
 */
struct flexnet_state {
	__u32 alive;	/* 0: nobody will resume anything; 1 in the object */
	__u32 sleeping; /* a worker waits for an entry in the ring buffer "flexnet_wake" */
	__u32 quit;	/* workers in the kernel end after their round */
	__u32 line[13];
	/* The last round of each worker after which nothing of it is under way. */
	__u64 finished[FLEXNET_MAX_WORKERS];
	/* Sampled as in struct flexnet_queue, by suspension point. */
	__u32 sojourn[FLEXNET_MAX_POINTS][FLEXNET_BUCKETS];
};
#define FLEXNET_MAP_STATE ".data.flexnet_state"
#define FLEXNET_MAP_WAKE "flexnet_wake"
/* `__u32 flexnet_ordered_stores` at offset 0, set by the loader before load: 1 if the
 * processor keeps the order of stores, and of loads before them (x86). */
#define FLEXNET_MAP_ARCH ".rodata.flexnet_arch"
/* Program that runs a coroutine on its packet: BPF_PROG_RUN with live frames. */
#define FLEXNET_DELIVER_PROGRAM "flexnet_deliver"
/* Program that resumes the oldest coroutine of a queue and returns 1, or 0 if there is none:
 * struct flexnet_drain_ctx. */
#define FLEXNET_DRAIN_PROGRAM "flexnet_drain"

/*
 * Workers in the kernel: `__u32 flexnet_kernel_workers` at offset 0 of FLEXNET_MAP_KERNEL_WORKERS
 * is their number, set before load; the program starts the one that its context, a struct
 * flexnet_worker_ctx, names, and returns 0 or an error. Objects without this program have none.
 */
#define FLEXNET_MAP_KERNEL_WORKERS ".rodata.flexnet_kernel"
#define FLEXNET_KERNEL_START_PROGRAM "flexnet_kernel_start"

/* Context of FLEXNET_DRAIN_PROGRAM; begins as a worker's. */
struct flexnet_drain_ctx {
	struct flexnet_worker_ctx worker;
	__u32 set;   /* index */
	__u32 queue;
};

/*
 * User queues (flexnet::user_queue): a BPF_MAP_TYPE_XSKMAP with an AF_XDP socket of the
 * application for each queue of the device. The frame is in front of the packet.
 *
 * The application resumes coroutines by putting frame and packet into the ring of their
 * device queue, which is the value at that key of the array map FLEXNET_MAP_YIELDED
 * (BPF_F_MMAPABLE), and running the set's resume program by BPF_PROG_RUN: rx_queue_index
 * names the ring (0 on live frames, whatever is asked for), each run takes one slot. Program
 * and application take turns, in one thread: `head` is of the program, `tail` of the
 * application, both count without end.
 */
#define FLEXNET_MAP_YIELDED "flexnet_yielded"
#define FLEXNET_USER_QUEUES 64 /* entries of both maps: queues of a device */
#define FLEXNET_YIELD_SLOTS 64
#define FLEXNET_MAX_YIELD_FRAME 256
/* Bytes of a slot, and of the buffer in which the resume program starts. */
#define FLEXNET_YIELD_BYTES (FLEXNET_MAX_YIELD_FRAME + FLEXNET_MAX_PACKET)

struct flexnet_yield_slot {
	__u32 length;  /* of frame and packet */
	__u32 verdict; /* 0, or the coroutine has run: what becomes of this packet without frame */
	__u8 bytes[FLEXNET_YIELD_BYTES];
};

struct flexnet_yield_ring {
	__u32 head;
	__u32 tail;
	__u64 refused; /* slots whose length the program could not take */
	struct flexnet_yield_slot slot[FLEXNET_YIELD_SLOTS];
};

/* An array of `count` entries of `entry_size` bytes; a reader steps by entry_size. */
struct flexnet_abi_table {
	__u32 offset;
	__u32 count;
	__u32 entry_size;
};

/* At offset 0 of the section. `strings` is NUL-terminated strings, entry_size 1. */
struct flexnet_abi_header {
	__u32 magic;
	__u16 major;
	__u16 minor;
	__u32 size; /* of everything, = the section's size */
	struct flexnet_abi_table sets;
	struct flexnet_abi_table coroutines;
	struct flexnet_abi_table points;
	struct flexnet_abi_table variables;
	struct flexnet_abi_table strings;
	struct flexnet_abi_table executors;
};

enum flexnet_transport {
	FLEXNET_TRANSPORT_CPUMAP = 1, /* flexnet::cpu_queues: entry i is served by CPU i */
	FLEXNET_TRANSPORT_RING = 2,   /* flexnet::queues: memory, served by executors */
	FLEXNET_TRANSPORT_HEAP = 3,   /* flexnet::prio_queues: the same, by order of a key */
	FLEXNET_TRANSPORT_XSK = 4,    /* flexnet::user_queue: AF_XDP, resumed by the application */
};

enum flexnet_policy {
	FLEXNET_DELIVER = 0, /* carry on at once, unsuspended, in the same program */
	FLEXNET_DROP = 1,    /* XDP_DROP */
	FLEXNET_PASS = 2,    /* to the stack at once; the rest of the coroutine does not run */
};

/* A queue set, and the program that resumes what waits in it. */
struct flexnet_abi_set {
	__u32 name;	       /* string: of the map; of executor queues: of the variable */
	__u32 resume_program;  /* string: goes into each entry; of user queues: runs on the packet;
				* of executor queues: FLEXNET_DELIVER_PROGRAM if it carries packets */
	__u32 transport;       /* enum flexnet_transport */
	__u32 queues;	       /* size of the set; idx must be below */
	__u32 depth;	       /* packets one queue holds (the cpumap entry's qsize) */
	__u32 unsuspendable;   /* enum flexnet_policy: no headroom, out of range, no CPU */
	__u32 full;	       /* enum flexnet_policy: the queue is full */
	__u32 stride;	       /* executor queues: bytes of a cell */
	__u32 packet;	       /* executor queues: where in a cell the packet is; 0: carries none */
	__u32 memory;	       /* executor queues: offset in ".bss"; the loader writes it */
	__u32 no_worker;       /* enum flexnet_policy: nobody lives that would resume it */
};

/* An executor: a program of type BPF_PROG_TYPE_SYSCALL. */
struct flexnet_abi_executor {
	__u32 name; /* string */
	__u32 file; /* string */
	__u32 line;
};

/* A coroutine: the function the user wrote; its ramp runs until the first suspension. */
struct flexnet_abi_coroutine {
	__u32 name;	    /* string: the function; the program of this name is its ramp, if any */
	__u32 first_point;  /* index into points */
	__u32 point_count;
	__u32 file;	    /* string */
	__u32 line;
	__u32 hook;	    /* enum flexnet_hook */
};

enum flexnet_hook {
	FLEXNET_HOOK_SECTION = 0, /* what the program's section says */
	FLEXNET_HOOK_TX = 1,	  /* SEC("flexnet/tx"): TC egress of the device */
};

/* A suspension point: one co_await. Its index is its row in the counters. */
struct flexnet_abi_point {
	__u32 coroutine;      /* index */
	__u32 set;	      /* index */
	__u32 resume_id;      /* value of the frame's first byte; 0 if the set has one point and stores none */
	__u32 frame_size;     /* bytes in front of the packet while it waits */
	__u32 first_variable; /* index into variables */
	__u32 variable_count;
	__u32 file;	      /* string */
	__u32 line;
	__u32 column;
};

/* A value in the frame. */
struct flexnet_abi_variable {
	__u32 name;   /* string: the source variable, or a description in <> */
	__u32 offset; /* from the start of the frame */
	__u32 size;
	/* Since minor version 1: */
	__u32 reason; /* enum flexnet_kept */
	__u32 file;   /* string: where it is used first after the suspension */
	__u32 line;
	__u32 column;
	__u32 user; /* string: the function of a header that is called there, or co_await; or "" */
};
#define FLEXNET_ABI_VARIABLE_SIZE_2_0 12

/* Why a value is in a frame. */
enum flexnet_kept {
	FLEXNET_KEPT_UNKNOWN = 0, /* minor version 0 */
	FLEXNET_KEPT_USED = 1,
	FLEXNET_KEPT_LOOP = 2,	  /* used only after a loop has come round again */
	FLEXNET_KEPT_ADDRESS = 3, /* read through its address, which was given away */
};

#endif
