// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/*
 * What the compiler makes of a coroutine with one suspension point, written by hand in
 * C: the worked example of flexnet-runtime/docs/object-format.md, and a known object
 * for tests of the runtime. Compile with stock clang.
 *
 * Every packet goes to the queue QUEUE, with its length in the frame; the resumed half
 * compares.
 */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <flexnet/abi.h>

#ifndef QUEUE
#define QUEUE (flexnet_cpus - 1)
#endif
#ifndef DEPTH
#define DEPTH 2048
#endif
#ifndef QUEUES
#define QUEUES 64
#endif
#ifndef MAJOR
#define MAJOR FLEXNET_ABI_MAJOR
#endif
#ifndef TRANSPORT
#define TRANSPORT FLEXNET_TRANSPORT_CPUMAP
#endif
#ifndef VERDICT
#define VERDICT XDP_PASS
#endif

char _license[] SEC("license") = "GPL";

const volatile __u32 flexnet_cpus SEC(".rodata.flexnet") = 1;
__u64 flexnet_counters[FLEXNET_MAX_POINTS][FLEXNET_REASONS] SEC(".data.flexnet");
__u64 wrong_frames;

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, QUEUES);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} flexnet_queues SEC(".maps");

#ifdef SOJOURN
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, FLEXNET_MAX_POINTS);
	__type(key, __u32);
	__type(value, struct flexnet_histogram);
} flexnet_sojourn SEC(".maps");
#endif

struct frame {
	__u32 len;
};

static __always_inline struct frame *frame_of(struct xdp_md *ctx)
{
	struct frame *frame = (void *)(long)ctx->data;

	return (void *)(frame + 1) > (void *)(long)ctx->data_end ? NULL : frame;
}

static __always_inline int refuse(enum flexnet_reason reason)
{
	__sync_fetch_and_add(&flexnet_counters[0][reason], 1);
	return XDP_PASS;
}

SEC("xdp") int steer(struct xdp_md *ctx)
{
	__u32 queue = QUEUE, len = ctx->data_end - ctx->data;
	struct frame *frame;

	if (bpf_redirect_map(&flexnet_queues, queue, 0) != XDP_REDIRECT)
		return refuse(queue < QUEUES ? FLEXNET_NO_CPU : FLEXNET_OUT_OF_RANGE);
	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(*frame)))
		return refuse(FLEXNET_NO_HEADROOM);
	frame = frame_of(ctx);
	if (!frame)
		return XDP_ABORTED;
	frame->len = len;
	return XDP_REDIRECT;
}

SEC("xdp/cpumap") int steer_resume(struct xdp_md *ctx)
{
	struct frame *frame = frame_of(ctx);
	__u32 len;

	if (!frame) {
		__sync_fetch_and_add(&flexnet_counters[0][FLEXNET_BAD_FRAME], 1);
		return XDP_DROP;
	}
	len = frame->len;
	bpf_xdp_adjust_head(ctx, sizeof(*frame));
	if (len != ctx->data_end - ctx->data)
		__sync_fetch_and_add(&wrong_frames, 1);
#ifdef SOJOURN
	__u32 point = 0;
	struct flexnet_histogram *h = bpf_map_lookup_elem(&flexnet_sojourn, &point);
	if (h)
		h->bucket[SOJOURN]++;
#endif
	return VERDICT;
}

#ifdef SECOND_PROGRAM
SEC("xdp") int second(struct xdp_md *ctx)
{
	return XDP_PASS;
}
#endif

#ifdef REFUSED
SEC("xdp") int refused(struct xdp_md *ctx)
{
	return *(int *)(long)ctx->data;
}
#endif

#ifndef NO_TABLE
#define STRINGS "\0flexnet_queues\0steer_resume\0steer\0steer.bpf.cpp\0len"

static const struct {
	struct flexnet_abi_header header;
	struct flexnet_abi_set set;
	struct flexnet_abi_coroutine coroutine;
	struct flexnet_abi_point point;
	struct flexnet_abi_variable variable;
	char strings[sizeof(STRINGS)];
} table __attribute__((section(FLEXNET_ABI_SECTION), used)) = {
#define TABLE(member, n) { __builtin_offsetof(typeof(table), member), n, sizeof(table.member) / (n) }
	.header = {
		.magic = FLEXNET_ABI_MAGIC,
		.major = MAJOR,
		.minor = FLEXNET_ABI_MINOR,
		.size = sizeof(table),
		.sets = TABLE(set, 1),
		.coroutines = TABLE(coroutine, 1),
		.points = TABLE(point, 1),
		.variables = TABLE(variable, 1),
		.strings = TABLE(strings, sizeof(STRINGS)),
		.executors = { sizeof(table), 0, sizeof(struct flexnet_abi_executor) },
	},
	.set = {
		.name = 1,
		.resume_program = 16,
		.transport = TRANSPORT,
		.queues = QUEUES,
		.depth = DEPTH,
		.unsuspendable = FLEXNET_DELIVER,
		.full = FLEXNET_DROP,
	},
	.coroutine = { .name = 29, .point_count = 1, .file = 35, .line = 7 },
	.point = {
		.frame_size = sizeof(struct frame),
		.variable_count = 1,
		.file = 35,
		.line = 9,
		.column = 3,
	},
	.variable = {
		.name = 49,
		.size = 4,
		.reason = FLEXNET_KEPT_USED,
		.file = 35,
		.line = 10,
		.column = 10,
	},
	.strings = STRINGS,
};
#endif
