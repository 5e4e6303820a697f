// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * twin OBJECT DEV TAP CPU [poll]: what the object of twin.bpf.c gives its AF_XDP socket is
 * written to the TAP, whose stack takes it as received. With `poll` it never sleeps. Ends with
 * its standard input.
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <linux/if_link.h>
#include <linux/if_tun.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <xdp/xsk.h>

#define PACKETS 4096 /* in the socket's ring: as many as ours queues */
#define CHUNK 2048
#define BATCH 64
#define SPIN_NS 20000 /* before it sleeps, as the workers do */

struct forwarder {
	struct xsk_umem *umem;
	struct xsk_socket *xsk;
	struct xsk_ring_prod free, to_send;
	struct xsk_ring_cons sent, received;
	char *memory;
	int tap;
	bool poll;
};

static volatile bool stop;

static int fail(const char *what, int err)
{
	fprintf(stderr, "twin: %s: %s\n", what, strerror(err < 0 ? -err : err));
	return 1;
}

static __u64 now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000ULL + time.tv_nsec;
}

static int open_tap(const char *name)
{
	struct ifreq request = { .ifr_flags = IFF_TAP | IFF_NO_PI };
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);

	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", name);
	if (fd >= 0 && ioctl(fd, TUNSETIFF, &request))
		return -errno;
	return fd;
}

static int open_socket(struct forwarder *f, const char *dev)
{
	const struct xsk_umem_config umem = {
		.fill_size = 2 * PACKETS,
		.comp_size = PACKETS,
		.frame_size = CHUNK,
	};
	const struct xsk_socket_config config = {
		.rx_size = PACKETS,
		.tx_size = PACKETS,
		.libxdp_flags = XSK_LIBXDP_FLAGS__INHIBIT_PROG_LOAD,
		.bind_flags = XDP_COPY | XDP_USE_NEED_WAKEUP,
	};
	size_t size = 2UL * PACKETS * CHUNK;
	__u32 at, i;
	int err;

	f->memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (f->memory == MAP_FAILED)
		return -errno;
	err = xsk_umem__create(&f->umem, f->memory, size, &f->free, &f->sent, &umem);
	if (err)
		return err;
	err = xsk_socket__create(&f->xsk, dev, 0, f->umem, &f->received, &f->to_send, &config);
	if (err)
		return err;
	xsk_ring_prod__reserve(&f->free, 2 * PACKETS, &at);
	for (i = 0; i < 2 * PACKETS; i++)
		*xsk_ring_prod__fill_addr(&f->free, at + i) = (__u64)i * CHUNK;
	xsk_ring_prod__submit(&f->free, 2 * PACKETS);
	return 0;
}

/* Whether there was anything to forward. */
static bool forward(struct forwarder *f)
{
	__u32 from, to, count, i;

	count = xsk_ring_cons__peek(&f->received, BATCH, &from);
	if (!count)
		return false;
	/* There is room: what is in use elsewhere is less than what there is. */
	xsk_ring_prod__reserve(&f->free, count, &to);
	for (i = 0; i < count; i++) {
		const struct xdp_desc *packet = xsk_ring_cons__rx_desc(&f->received, from + i);

		if (write(f->tap, f->memory + packet->addr, packet->len) < 0)
			fail("packet lost", errno);
		*xsk_ring_prod__fill_addr(&f->free, to + i) = packet->addr & ~(CHUNK - 1ULL);
	}
	xsk_ring_cons__release(&f->received, count);
	xsk_ring_prod__submit(&f->free, count);
	return true;
}

static void *work(void *arg)
{
	struct forwarder *f = arg;
	struct pollfd waiting = { .fd = xsk_socket__fd(f->xsk), .events = POLLIN };
	__u64 busy = now();

	while (!stop) {
		if (forward(f)) {
			busy = now();
		} else if (!f->poll && now() - busy > SPIN_NS) {
			poll(&waiting, 1, 100);
			busy = now();
		}
	}
	return NULL;
}

static int run(struct forwarder *f, int cpu)
{
	pthread_t thread;
	pthread_attr_t attr;
	cpu_set_t cpus;
	char byte;
	int err;

	CPU_ZERO(&cpus);
	CPU_SET(cpu, &cpus);
	pthread_attr_init(&attr);
	pthread_attr_setaffinity_np(&attr, sizeof(cpus), &cpus);
	err = pthread_create(&thread, &attr, work, f);
	if (err)
		return fail("thread", err);
	puts("ready");
	fflush(stdout);
	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
	stop = true;
	pthread_join(thread, NULL);
	return 0;
}

int main(int argc, char **argv)
{
	struct forwarder f = {};
	struct bpf_object *obj;
	struct bpf_program *prog;
	__u32 queue = 0;
	int err, fd, link;
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = XDP_FLAGS_DRV_MODE);

	if (argc < 5) {
		fprintf(stderr, "usage: %s OBJECT DEV TAP CPU [poll]\n", argv[0]);
		return 2;
	}
	f.poll = argc > 5;
	f.tap = open_tap(argv[3]);
	if (f.tap < 0)
		return fail(argv[3], f.tap);
	obj = bpf_object__open(argv[1]);
	if (!obj)
		return fail(argv[1], errno);
	err = bpf_object__load(obj);
	if (err)
		return fail(argv[1], err);
	err = open_socket(&f, argv[2]);
	if (err)
		return fail("AF_XDP socket", err);
	fd = xsk_socket__fd(f.xsk);
	err = bpf_map_update_elem(bpf_object__find_map_fd_by_name(obj, "sockets"), &queue, &fd, 0);
	if (err)
		return fail("sockets", err);
	prog = bpf_object__find_program_by_name(obj, "forward");
	link = bpf_link_create(bpf_program__fd(prog), if_nametoindex(argv[2]), BPF_XDP, &opts);
	if (link < 0)
		return fail(argv[2], link);
	return run(&f, atoi(argv[4]));
}
