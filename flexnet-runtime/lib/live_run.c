// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* An XDP program on frames that the kernel makes, and whose verdicts it carries out. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <linux/if_link.h>

#include <bpf/bpf.h>

#include "internal.h"

#define BATCH 64 /* frames that enter the stack at once; the kernel takes 256 */
#define LOOPBACK 1

/*
 * A program that is run for more than one frame is put into the kernel's XDP dispatcher and
 * taken out again, which takes 24 ms, unless it is on a device. So it is put on one that
 * carries nothing: the loopback of a network namespace that only this process holds.
 */
static void *make_anchor(void *arg)
{
	struct live_run *run = arg;
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = XDP_FLAGS_SKB_MODE);

	/* Of this thread only. Without the permission packets are only slower. */
	if (unshare(CLONE_NEWNET))
		return NULL;
	run->netns = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
	run->link = bpf_link_create(run->program, LOOPBACK, BPF_XDP, &opts);
	return NULL;
}

void live_run__open(struct live_run *run, int program)
{
	pthread_t thread;

	*run = (struct live_run){ .program = program, .link = -1, .netns = -1 };
	if (!pthread_create(&thread, NULL, make_anchor, run))
		pthread_join(thread, NULL);
}

void live_run__close(struct live_run *run)
{
	if (run->link >= 0)
		close(run->link);
	if (run->netns >= 0)
		close(run->netns);
	run->link = run->netns = -1;
}

static int run(const struct live_run *run, struct xdp_md *ctx, struct bpf_test_run_opts *opts)
{
	static const char buffer[FLEXNET_YIELD_BYTES];

	opts->data_in = buffer;
	opts->data_size_in = ctx->data_end;
	opts->ctx_in = ctx;
	opts->ctx_size_in = sizeof(*ctx);
	return bpf_prog_test_run_opts(run->program, opts) ? -errno : 0;
}

int live_run__frames(const struct live_run *live, __u32 ifindex, __u32 bytes, __u32 frames)
{
	struct xdp_md ctx = {
		.data_end = bytes,
		.ingress_ifindex = ifindex,
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.repeat = frames,
		.batch_size = BATCH,
		.flags = BPF_F_TEST_XDP_LIVE_FRAMES);

	return run(live, &ctx, &opts);
}

int live_run__once(const struct live_run *live, __u32 ifindex, __u32 queue, __u32 bytes,
		   void *result, __u32 *size)
{
	struct xdp_md ctx = {
		.data_end = bytes,
		.ingress_ifindex = ifindex,
		.rx_queue_index = queue,
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.repeat = 1,
		.data_out = result,
		.data_size_out = *size);
	int err = run(live, &ctx, &opts);

	*size = opts.data_size_out;
	return err ?: (int)opts.retval;
}
