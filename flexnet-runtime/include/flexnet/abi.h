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
#define FLEXNET_ABI_MAJOR 1
#define FLEXNET_ABI_MINOR 0

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

/* Why a packet was not suspended. */
enum flexnet_reason {
	FLEXNET_NO_HEADROOM = 0,  /* the driver left no room before the packet for the frame */
	FLEXNET_OUT_OF_RANGE = 1, /* the queue index is not below the size of the queue set */
	FLEXNET_NO_CPU = 2,	  /* the CPU of this queue is offline or does not exist */
	FLEXNET_QUEUE_FULL = 3,	  /* only with `.full = flexnet::deliver`: as many as `.depth` wait */
	FLEXNET_BAD_FRAME = 4,	  /* on resumption: the packet is too short to hold its frame */
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
};

enum flexnet_transport {
	FLEXNET_TRANSPORT_CPUMAP = 1, /* flexnet::cpu_queues: entry i is served by CPU i */
};

enum flexnet_policy {
	FLEXNET_DELIVER = 0, /* carry on at once, unsuspended, in the same program */
	FLEXNET_DROP = 1,    /* XDP_DROP */
};

/* A queue set: a map, and the program that resumes what waits in it. */
struct flexnet_abi_set {
	__u32 name;	       /* string: the map's name in the object */
	__u32 resume_program;  /* string: the program to put into each entry */
	__u32 transport;       /* enum flexnet_transport */
	__u32 queues;	       /* size of the set; idx must be below */
	__u32 depth;	       /* packets one queue holds (the cpumap entry's qsize) */
	__u32 unsuspendable;   /* enum flexnet_policy: no headroom, out of range, no CPU */
	__u32 full;	       /* enum flexnet_policy: the queue is full */
};

/* A coroutine: the function the user wrote; its ramp runs until the first suspension. */
struct flexnet_abi_coroutine {
	__u32 name;	    /* string: the function; the program of this name is its ramp, if any */
	__u32 first_point;  /* index into points */
	__u32 point_count;
	__u32 file;	    /* string */
	__u32 line;
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
};

#endif
