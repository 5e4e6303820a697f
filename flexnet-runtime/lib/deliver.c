// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Coroutines with a packet go on in FLEXNET_DELIVER_PROGRAM, run on live frames: the kernel
 * makes a buffer, the program fills it, and its verdict is carried out.
 */
#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "worker.h"

#define MAX_RUN 512 /* frames of one system call */
#define LOOPBACK 1
#define INITIAL_PID_NAMESPACE 0xeffffffcU /* the inode that every kernel gives it */
#define START_TRIES 200 /* of 10 ms */

static int run(const struct deliver *deliver, __u32 frames)
{
	return live_run__frames(&deliver->live, deliver->ifindex, FLEXNET_MAX_PACKET, frames);
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
	int err, tries = 0;

	*deliver = (struct deliver){ .obj = obj, .live = LIVE_RUN_NONE };
	if (!set)
		return 0;
	if (!object__variable(obj, ".bss", "flexnet_ready", &offset, &size) ||
	    size < sizeof(struct flexnet_queue) * FLEXNET_MAX_WORKERS)
		return flexnet_fail(EINVAL, "damaged: queue set '%s' carries packets, and there is "
				    "no flexnet_ready", set->name);
	deliver->ready = (struct flexnet_queue *)((char *)obj->memory->bss + offset);
	deliver->any_ring = !is_initial_pid_namespace();
	err = find_ifindex(deliver, dev, set);
	if (err)
		return err;
	live_run__open(&deliver->live, bpf_program__fd(prog));
	/* Nothing is ready. No number is free for a pool of buffers while many wait to be freed. */
	while ((err = run(deliver, 1)) == -ENOSPC && ++tries < START_TRIES)
		usleep(10000);
	if (err) {
		live_run__close(&deliver->live);
		return flexnet_fail(err, "this kernel does not run XDP programs on live frames, which "
				    "queue set '%s' needs: %s", set->name, strerror(-err));
	}
	return 0;
}

void deliver__stop(struct deliver *deliver)
{
	live_run__close(&deliver->live);
}

__u64 deliver__ready(const struct deliver *deliver)
{
	__u64 count = 0;
	int i;

	if (deliver->live.program < 0)
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
