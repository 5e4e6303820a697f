// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The application's end of a flexnet::user_queue. */
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "user_queue.h"

#define RINGS_SIZE (FLEXNET_USER_QUEUES * sizeof(struct flexnet_yield_ring))

static const struct flexnet_set *find_set(const struct flexnet_object *obj, const char *name)
{
	const struct flexnet_set *found = NULL;
	__u32 i, count = 0;

	for (i = 0; i < obj->table->set_count; i++) {
		const struct flexnet_set *set = &obj->table->sets[i];

		if (set->transport != FLEXNET_TRANSPORT_XSK || (name && strcmp(name, set->name)))
			continue;
		found = set;
		count++;
	}
	if (count == 1)
		return found;
	if (name)
		flexnet_fail(ENOENT, "%s: has no flexnet::user_queue '%s'", obj->name, name);
	else if (count)
		flexnet_fail(ENOENT, "%s: has %u flexnet::user_queue sets: name one", obj->name,
			     count);
	else
		flexnet_fail(ENOENT, "%s: has no flexnet::user_queue: no coroutine of it yields to "
			     "an application (co_yield)", obj->name);
	return NULL;
}

static void find_points(struct flexnet_user_queue *queue, const struct flexnet_set *set)
{
	const struct flexnet_table *table = queue->obj->table;
	__u32 i;

	memset(queue->point, 0xff, sizeof(queue->point));
	for (i = 0; i < table->point_count; i++) {
		const struct flexnet_point *point = &table->points[i];

		if (&table->sets[point->set] != set || point->resume_id >= YIELD_IDS)
			continue;
		queue->point[point->resume_id] = i;
		queue->one_point = !point->resume_id;
	}
}

static int map_rings(struct flexnet_user_queue *queue)
{
	struct bpf_map *map = bpf_object__find_map_by_name(queue->obj->bpf, FLEXNET_MAP_YIELDED);

	if (!map || bpf_map__value_size(map) != sizeof(struct flexnet_yield_ring) ||
	    bpf_map__max_entries(map) != FLEXNET_USER_QUEUES)
		return flexnet_fail(EINVAL, "%s: damaged: no " FLEXNET_MAP_YIELDED, queue->obj->name);
	queue->rings = mmap(NULL, RINGS_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
			    bpf_map__fd(map), 0);
	if (queue->rings != MAP_FAILED)
		return 0;
	queue->rings = NULL;
	return flexnet_fail(errno, "cannot map " FLEXNET_MAP_YIELDED ": %s", strerror(errno));
}

static bool uses(const struct bpf_program *prog, const struct bpf_map *map)
{
	const struct bpf_insn *insn = bpf_program__insns(prog);
	const struct bpf_insn *end = insn + bpf_program__insn_cnt(prog);

	for (; insn < end; insn++)
		if (insn->code == (BPF_LD | BPF_IMM | BPF_DW) &&
		    insn->src_reg == BPF_PSEUDO_MAP_FD && insn->imm == bpf_map__fd(map))
			return true;
	return false;
}

static bool calls(const struct bpf_program *prog, __s32 helper)
{
	const struct bpf_insn *insn = bpf_program__insns(prog);
	const struct bpf_insn *end = insn + bpf_program__insn_cnt(prog);

	for (; insn < end; insn++)
		if (insn->code == (BPF_JMP | BPF_CALL) && !insn->src_reg && insn->imm == helper)
			return true;
	return false;
}

/*
 * A packet on a live frame must not be redirected to an AF_XDP socket: the kernel relies on
 * it that only the device's own interrupt does that. One that yields again stays where it is.
 */
static int check_redirections(struct flexnet_user_queue *queue, const struct flexnet_set *set,
			      const struct bpf_program *prog)
{
	struct bpf_map *map;
	bool yields = false;

	queue->redirects = calls(prog, BPF_FUNC_redirect);
	bpf_object__for_each_map(map, queue->obj->bpf) {
		enum bpf_map_type type = bpf_map__type(map);

		if (type != BPF_MAP_TYPE_XSKMAP && type != BPF_MAP_TYPE_CPUMAP &&
		    type != BPF_MAP_TYPE_DEVMAP && type != BPF_MAP_TYPE_DEVMAP_HASH)
			continue;
		if (!uses(prog, map))
			continue;
		yields |= bpf_map__fd(map) == queue->map;
		queue->redirects |= bpf_map__fd(map) != queue->map;
	}
	if (yields && queue->redirects)
		return flexnet_fail(EOPNOTSUPP, "%s: what is resumed from '%s' both yields again and "
				    "redirects elsewhere; do one of both in another coroutine",
				    queue->obj->name, set->name);
	return 0;
}

static int open_resume(struct flexnet_user_queue *queue, const struct flexnet_set *set)
{
	struct bpf_program *prog =
		bpf_object__find_program_by_name(queue->obj->bpf, set->resume_program);
	int err;

	err = check_redirections(queue, set, prog);
	if (err)
		return err;
	live_run__open(&queue->resume, bpf_program__fd(prog));
	err = user_queue__check_live(queue);
	if (err)
		return flexnet_fail(err, "this kernel does not run XDP programs on live frames, by "
				    "which queue set '%s' is resumed: %s", set->name, strerror(-err));
	return 0;
}

static int open_sockets(struct flexnet_user_queue *queue, const char *dev,
			const struct flexnet_user_queue_opts *opts)
{
	__u32 count = queue->socket_count;

	queue->epoll = epoll_create1(EPOLL_CLOEXEC);
	queue->again = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (queue->epoll < 0 || queue->again < 0 ||
	    epoll_ctl(queue->epoll, EPOLL_CTL_ADD, queue->again,
		      &(struct epoll_event){ .events = EPOLLIN }))
		return flexnet_fail(errno, "cannot make an event: %s", strerror(errno));
	for (queue->socket_count = 0; queue->socket_count < count;) {
		struct user_socket *socket = &queue->sockets[queue->socket_count];
		struct epoll_event event = { .events = EPOLLIN };
		__u32 key = opts->queue_count ? opts->queues[queue->socket_count] :
						queue->socket_count;
		int err, fd;

		queue->socket_count++;
		if (key >= FLEXNET_USER_QUEUES)
			return flexnet_fail(EINVAL, "queue %u: the set has queues 0 to %u", key,
					    FLEXNET_USER_QUEUES - 1);
		err = user_socket__open(socket, dev, key, opts);
		if (err)
			return err;
		fd = user_socket__fd(socket);
		err = bpf_map_update_elem(queue->map, &key, &fd, BPF_ANY);
		if (err)
			return flexnet_fail_bpf(err, dev);
		socket->in_set = true;
		if (epoll_ctl(queue->epoll, EPOLL_CTL_ADD, fd, &event))
			return flexnet_fail(errno, "cannot make an event: %s", strerror(errno));
	}
	return 0;
}

int flexnet_user_queue__open(const struct flexnet_object *obj, const char *dev,
			     const struct flexnet_user_queue_opts *opts,
			     struct flexnet_user_queue **out)
{
	static const struct flexnet_user_queue_opts defaults;
	const struct flexnet_set *set;
	struct flexnet_user_queue *queue;
	__u32 count, ifindex = if_nametoindex(dev);
	int err;

	opts = opts ?: &defaults;
	set = find_set(obj, opts->set);
	if (!set)
		return -ENOENT;
	if (!obj->loaded)
		return flexnet_fail(EINVAL, "%s: load it before opening its queue", obj->name);
	if (!ifindex)
		return flexnet_fail(ENODEV, "no network device '%s' in this network namespace; "
				    "`ip link` lists them", dev);
	if (opts->packets & (opts->packets - 1))
		return flexnet_fail(EINVAL, "%u packets: give a power of 2", opts->packets);
	count = opts->queue_count ?: device__queues(dev);
	queue = calloc(1, sizeof(*queue) + count * sizeof(*queue->sockets));
	if (!queue)
		return flexnet_fail(ENOMEM, "out of memory");
	queue->obj = obj;
	queue->map = bpf_object__find_map_fd_by_name(obj->bpf, set->name);
	queue->ifindex = ifindex;
	queue->socket_count = count;
	queue->epoll = queue->again = -1;
	queue->resume = LIVE_RUN_NONE;
	find_points(queue, set);
	err = map_rings(queue);
	err = err ?: open_resume(queue, set);
	err = err ?: open_sockets(queue, dev, opts);
	if (err) {
		flexnet_user_queue__close(queue);
		return err;
	}
	*out = queue;
	return 0;
}

void flexnet_user_queue__stop(struct flexnet_user_queue *queue)
{
	__u32 i;

	for (i = 0; i < queue->socket_count; i++) {
		if (queue->sockets[i].in_set)
			bpf_map_delete_elem(queue->map, &queue->sockets[i].queue);
		queue->sockets[i].in_set = false;
	}
}

void flexnet_user_queue__close(struct flexnet_user_queue *queue)
{
	__u32 i;

	if (!queue)
		return;
	flexnet_user_queue__stop(queue);
	for (i = 0; i < queue->socket_count; i++)
		user_socket__close(&queue->sockets[i]);
	if (queue->epoll >= 0)
		close(queue->epoll);
	if (queue->again >= 0)
		close(queue->again);
	live_run__close(&queue->resume);
	if (queue->rings)
		munmap(queue->rings, RINGS_SIZE);
	free(queue);
}

int flexnet_user_queue__fd(const struct flexnet_user_queue *queue)
{
	return queue->epoll;
}
