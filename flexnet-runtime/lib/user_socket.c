// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* An AF_XDP socket on one queue of a device. */
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/ethtool.h>
#include <linux/sockios.h>

#include "user_queue.h"

#define CHUNK XSK_UMEM__DEFAULT_FRAME_SIZE /* bytes in which the kernel puts a packet */
#define DEFAULT_PACKETS 2048
#define DEFAULT_BUDGET 64
#define BUSY_TRIES 100 /* 1 s in all */
#define BUSY_PAUSE_US 10000
#define SEND_TRIES 100 /* 10 ms in all */
#define SEND_PAUSE_US 100

static int set_option(int fd, int option, int value, const char *name)
{
	if (!setsockopt(fd, SOL_SOCKET, option, &value, sizeof(value)))
		return 0;
	if (errno == EPERM)
		return flexnet_fail_bpf(EPERM, name);
	return flexnet_fail(errno, "this kernel does not take %s: %s", name, strerror(errno));
}

static int set_busy_poll(const struct user_socket *socket,
			 const struct flexnet_user_queue_opts *opts)
{
	int fd = user_socket__fd(socket);
	int err;

	if (!opts->busy_poll_us)
		return 0;
	err = set_option(fd, SO_PREFER_BUSY_POLL, opts->prefer_busy_poll, "SO_PREFER_BUSY_POLL");
	err = err ?: set_option(fd, SO_BUSY_POLL, opts->busy_poll_us, "SO_BUSY_POLL");
	return err ?: set_option(fd, SO_BUSY_POLL_BUDGET, opts->busy_poll_budget ?: DEFAULT_BUDGET,
				 "SO_BUSY_POLL_BUDGET");
}

static int explain(int err, const char *dev, __u32 queue)
{
	if (err == -EBUSY)
		return flexnet_fail(err, "queue %u of device %s already has an AF_XDP socket; end the "
				    "program that has it", queue, dev);
	if (err == -EINVAL)
		return flexnet_fail(err, "device %s has no queue %u", dev, queue);
	if (err == -EAFNOSUPPORT)
		return flexnet_fail(err, "this kernel has no AF_XDP sockets (CONFIG_XDP_SOCKETS)");
	return flexnet_fail_bpf(err, dev);
}

static int open_socket(struct user_socket *socket, const char *dev)
{
	const struct xsk_umem_config umem = {
		.fill_size = socket->packets,
		.comp_size = socket->packets,
		.frame_size = CHUNK,
	};
	const struct xsk_socket_config config = {
		.rx_size = socket->packets,
		.tx_size = socket->packets,
		.libxdp_flags = XSK_LIBXDP_FLAGS__INHIBIT_PROG_LOAD,
		.bind_flags = XDP_USE_NEED_WAKEUP,
	};
	int err = xsk_umem__create(&socket->umem, socket->memory, (__u64)socket->packets * CHUNK,
				   &socket->free, &socket->sent, &umem);
	int tries = 0;

	if (err)
		return err;
	/* The kernel lets go of a queue some time after the end of who had it. */
	do {
		err = xsk_socket__create(&socket->xsk, dev, socket->queue, socket->umem,
					 &socket->received, &socket->to_send, &config);
	} while (err == -EBUSY && ++tries < BUSY_TRIES && !usleep(BUSY_PAUSE_US));
	return err;
}

int user_socket__open(struct user_socket *socket, const char *dev, __u32 queue,
		      const struct flexnet_user_queue_opts *opts)
{
	__u32 i, at;
	int err;

	*socket = (struct user_socket){
		.queue = queue,
		.packets = opts->packets ?: DEFAULT_PACKETS,
	};
	socket->memory = mmap(NULL, (size_t)socket->packets * CHUNK, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	socket->again = calloc(socket->packets, sizeof(*socket->again));
	if (socket->memory == MAP_FAILED || !socket->again) {
		socket->memory = socket->memory == MAP_FAILED ? NULL : socket->memory;
		return flexnet_fail(ENOMEM, "out of memory");
	}
	err = open_socket(socket, dev);
	if (err)
		return explain(err, dev, queue);
	err = set_busy_poll(socket, opts);
	if (err)
		return err;
	xsk_ring_prod__reserve(&socket->free, socket->packets, &at);
	for (i = 0; i < socket->packets; i++)
		*xsk_ring_prod__fill_addr(&socket->free, at + i) = (__u64)i * CHUNK;
	xsk_ring_prod__submit(&socket->free, socket->packets);
	return 0;
}

void user_socket__close(struct user_socket *socket)
{
	if (socket->xsk)
		xsk_socket__delete(socket->xsk);
	if (socket->umem)
		xsk_umem__delete(socket->umem);
	if (socket->memory)
		munmap(socket->memory, (size_t)socket->packets * CHUNK);
	free(socket->again);
}

int user_socket__fd(const struct user_socket *socket)
{
	return xsk_socket__fd(socket->xsk);
}

int user_socket__poll(struct user_socket *socket)
{
	if (recvfrom(user_socket__fd(socket), NULL, 0, MSG_DONTWAIT, NULL, NULL) >= 0)
		return 0;
	return errno == ENETDOWN || errno == ENXIO ? -ENETDOWN : 0;
}

bool user_socket__needs_poll(const struct user_socket *socket)
{
	return xsk_ring_prod__needs_wakeup(&socket->free);
}

void user_socket__stats(const struct user_socket *socket, struct flexnet_user_queue_stats *stats)
{
	struct xdp_statistics counted = {};
	socklen_t size = sizeof(counted);

	getsockopt(user_socket__fd(socket), SOL_XDP, XDP_STATISTICS, &counted, &size);
	stats->lost += counted.rx_dropped + counted.rx_ring_full;
	stats->unsent += counted.tx_invalid_descs;
}

__u32 user_socket__room(const struct user_socket *socket, const void *packet)
{
	return CHUNK - ((const char *)packet - (const char *)socket->memory) % CHUNK;
}

void user_socket__give_back(struct user_socket *socket, const void *packet)
{
	__u64 address = (const char *)packet - (const char *)socket->memory;
	__u32 at;

	/* There is place: the ring takes as many as there are. */
	xsk_ring_prod__reserve(&socket->free, 1, &at);
	*xsk_ring_prod__fill_addr(&socket->free, at) = address - address % CHUNK;
	xsk_ring_prod__submit(&socket->free, 1);
}

void user_socket__put(struct user_socket *socket, const void *packet, __u32 length)
{
	__u32 at;

	/* There is place: the ring takes as many as there are. */
	xsk_ring_prod__reserve(&socket->to_send, 1, &at);
	*xsk_ring_prod__tx_desc(&socket->to_send, at) = (struct xdp_desc){
		.addr = (const char *)packet - (const char *)socket->memory,
		.len = length,
	};
	xsk_ring_prod__submit(&socket->to_send, 1);
}

void user_socket__take_back(struct user_socket *socket)
{
	__u32 i, at, count = xsk_ring_cons__peek(&socket->sent, socket->packets, &at);

	for (i = 0; i < count; i++)
		user_socket__give_back(socket, (char *)socket->memory +
			*xsk_ring_cons__comp_addr(&socket->sent, at + i));
	xsk_ring_cons__release(&socket->sent, count);
}

static __u32 unsent(struct user_socket *socket)
{
	return socket->packets - xsk_prod_nb_free(&socket->to_send, socket->packets);
}

void user_socket__send(struct user_socket *socket)
{
	int tries = 0;

	/* One call takes 32 packets at most. */
	while (unsent(socket) && tries < SEND_TRIES) {
		__u32 before = unsent(socket);

		if (sendto(user_socket__fd(socket), NULL, 0, MSG_DONTWAIT, NULL, 0) < 0 &&
		    errno != EAGAIN && errno != EBUSY && errno != ENOBUFS)
			break;
		if (unsent(socket) == before) {
			usleep(SEND_PAUSE_US);
			tries++;
		}
	}
	user_socket__take_back(socket);
}

__u32 device__queues(const char *dev)
{
	struct ethtool_channels channels = { .cmd = ETHTOOL_GCHANNELS };
	struct ifreq request = { .ifr_data = (void *)&channels };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	__u32 count = 0;

	strncpy(request.ifr_name, dev, IFNAMSIZ - 1);
	if (fd >= 0 && !ioctl(fd, SIOCETHTOOL, &request))
		count = channels.combined_count + channels.rx_count;
	if (fd >= 0)
		close(fd);
	/* A driver that does not say has one. */
	return count ?: 1;
}
