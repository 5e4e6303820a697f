// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Coroutines with a packet go on in FLEXNET_DELIVER_PROGRAM, run on live frames: the kernel
 * makes a buffer, the program fills it, and its verdict is carried out.
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <linux/if_link.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "worker.h"

/* Frames of one system call, and of those at once; the kernel takes 256. */
#define MAX_RUN 512
#define BATCH 64
#define LOOPBACK 1
#define INITIAL_PID_NAMESPACE 0xeffffffcU /* the inode that every kernel gives it */

/*
 * A program that is run for more than one frame is put into the kernel's XDP dispatcher and
 * taken out again, which takes 24 ms, unless it is on a device. So it is put on one that
 * carries nothing: the loopback of a network namespace that only this process holds.
 */
static void *make_anchor(void *arg)
{
	struct deliver *deliver = arg;
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = XDP_FLAGS_SKB_MODE);

	/* Of this thread only. Without the permission packets are only slower. */
	if (unshare(CLONE_NEWNET))
		return NULL;
	deliver->anchor[1] = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
	deliver->anchor[0] = bpf_link_create(deliver->program, LOOPBACK, BPF_XDP, &opts);
	return NULL;
}

static int run(const struct deliver *deliver, __u32 frames)
{
	static const char buffer[FLEXNET_MAX_PACKET];
	struct xdp_md ctx = {
		.data_end = sizeof(buffer),
		.ingress_ifindex = deliver->ifindex,
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = buffer,
		.data_size_in = sizeof(buffer),
		.ctx_in = &ctx,
		.ctx_size_in = sizeof(ctx),
		.repeat = frames,
		.batch_size = BATCH,
		.flags = BPF_F_TEST_XDP_LIVE_FRAMES);
	int err = bpf_prog_test_run_opts(deliver->program, &opts);

	return err ? -errno : 0;
}

/* The programs number the rings by the thread's id in the initial namespace. */
static bool is_initial_pid_namespace(void)
{
	struct stat st;

	return !stat("/proc/self/ns/pid", &st) && st.st_ino == INITIAL_PID_NAMESPACE;
}

static int find_ifindex(struct deliver *deliver, const char *dev, const struct flexnet_set *set)
{
	const struct flexnet_attachment *where = flexnet_object__attachment(deliver->obj);

	deliver->ifindex = dev ? if_nametoindex(dev) : where ? where->ifindex : 0;
	if (deliver->ifindex)
		return 0;
	if (dev)
		return flexnet_fail(ENODEV, "no network device '%s' in this network namespace; "
				    "`ip link` lists them", dev);
	return flexnet_fail(EINVAL, "queue set '%s' carries packets, and workers hand them on as "
			    "received by a device: say which (--dev)", set->name);
}

int deliver__start(struct deliver *deliver, const struct flexnet_object *obj, const char *dev)
{
	const struct flexnet_set *set = object__carrying_set(obj);
	struct bpf_program *prog =
		bpf_object__find_program_by_name(obj->bpf, FLEXNET_DELIVER_PROGRAM);
	__u32 offset, size;
	pthread_t thread;
	int err;

	*deliver = (struct deliver){ .obj = obj, .program = -1, .anchor = { -1, -1 } };
	if (!set)
		return 0;
	deliver->program = bpf_program__fd(prog);
	if (!object__variable(obj, ".bss", "flexnet_ready", &offset, &size) ||
	    size < sizeof(struct flexnet_queue) * FLEXNET_MAX_WORKERS)
		return flexnet_fail(EINVAL, "damaged: queue set '%s' carries packets, and there is "
				    "no flexnet_ready", set->name);
	deliver->ready = (struct flexnet_queue *)((char *)obj->memory->bss + offset);
	deliver->any_ring = !is_initial_pid_namespace();
	err = find_ifindex(deliver, dev, set);
	if (err)
		return err;
	err = run(deliver, 1); /* nothing is ready */
	if (err)
		return flexnet_fail(err, "this kernel does not run XDP programs on live frames, which "
				    "queue set '%s' needs: %s", set->name, strerror(-err));
	if (!pthread_create(&thread, NULL, make_anchor, deliver))
		pthread_join(thread, NULL);
	return 0;
}

void deliver__stop(struct deliver *deliver)
{
	int i;

	for (i = 0; i < 2; i++)
		if (deliver->anchor[i] >= 0)
			close(deliver->anchor[i]);
	deliver->anchor[0] = deliver->anchor[1] = -1;
}

__u64 deliver__ready(const struct deliver *deliver)
{
	__u64 count = 0;
	int i;

	if (deliver->program < 0)
		return 0;
	if (!deliver->any_ring)
		return queue__waiting(&deliver->ready[gettid() % FLEXNET_MAX_WORKERS]);
	for (i = 0; i < FLEXNET_MAX_WORKERS; i++)
		count += queue__waiting(&deliver->ready[i]);
	return count;
}

__u64 deliver__run(struct deliver *deliver)
{
	__u64 delivered = 0, before, after;

	for (before = deliver__ready(deliver); before; before = after) {
		int err = run(deliver, before < MAX_RUN ? before : MAX_RUN);

		/* The device is gone: what its packets still have to do, they do on loopback. */
		if (err == -ENODEV)
			__atomic_store_n(&deliver->ifindex, LOOPBACK, __ATOMIC_RELAXED);
		after = deliver__ready(deliver);
		if (after < before)
			delivered += before - after;
		else if (!err || err == -EINVAL)
			break;
		else /* such as ENOSPC: too many buffers wait in sockets */
			usleep(1000);
	}
	return delivered;
}
