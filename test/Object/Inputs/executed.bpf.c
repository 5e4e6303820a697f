// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/*
 * The parts of an object with executor queues, by hand in C: a known object for tests of what
 * the loader checks. Its programs do nothing. Compile with stock clang.
 */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <flexnet/abi.h>

#define QUEUES 2
#define DEPTH 8
#define PACKET 16
#define STRIDE (PACKET + 4 + FLEXNET_MAX_PACKET + 4)
#ifndef MEMORY
#define MEMORY (QUEUES * (sizeof(struct flexnet_queue) + DEPTH * STRIDE))
#endif
#ifndef EXECUTOR
#define EXECUTOR "syscall"
#endif

char _license[] SEC("license") = "GPL";

struct flexnet_state flexnet_shared SEC(".data.flexnet_state") = { .alive = 1 };
char before[64];
char work[MEMORY] __attribute__((aligned(64)));

SEC("xdp") int rx(struct xdp_md *ctx)
{
	return before[0] | work[0] ? XDP_DROP : XDP_PASS;
}

#ifndef NO_DELIVER
SEC("xdp") int flexnet_deliver(struct xdp_md *ctx)
{
	return XDP_DROP;
}
#endif

SEC("syscall") int flexnet_drain(void *ctx)
{
	return flexnet_shared.alive;
}

SEC(EXECUTOR) int serve(void *ctx)
{
	return 0;
}

#define STRINGS "\0work\0flexnet_deliver\0rx\0executed.bpf.cpp\0serve"

static const struct {
	struct flexnet_abi_header header;
	struct flexnet_abi_set set;
	struct flexnet_abi_coroutine coroutine;
	struct flexnet_abi_point point;
	struct flexnet_abi_executor executor;
	char strings[sizeof(STRINGS)];
} table __attribute__((section(FLEXNET_ABI_SECTION), used)) = {
#define TABLE(member, n) { __builtin_offsetof(typeof(table), member), n, sizeof(table.member) / (n) }
	.header = {
		.magic = FLEXNET_ABI_MAGIC,
		.major = FLEXNET_ABI_MAJOR,
		.minor = FLEXNET_ABI_MINOR,
		.size = sizeof(table),
		.sets = TABLE(set, 1),
		.coroutines = TABLE(coroutine, 1),
		.points = TABLE(point, 1),
		.variables = { sizeof(table), 0, sizeof(struct flexnet_abi_variable) },
		.strings = TABLE(strings, sizeof(STRINGS)),
		.executors = TABLE(executor, 1),
	},
	.set = {
		.name = 1,
		.resume_program = 6,
		.transport = FLEXNET_TRANSPORT_RING,
		.queues = QUEUES,
		.depth = DEPTH,
		.unsuspendable = FLEXNET_DELIVER,
		.full = FLEXNET_PASS,
		.stride = STRIDE,
		.packet = PACKET,
	},
	.coroutine = { .name = 22, .point_count = 1, .file = 25, .line = 7 },
	.point = { .frame_size = 8, .file = 25, .line = 9, .column = 3 },
	.executor = { .name = 42, .file = 25, .line = 20 },
	.strings = STRINGS,
};
