/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the files of user queues share. */
#ifndef FLEXNET_LIB_USER_QUEUE_H
#define FLEXNET_LIB_USER_QUEUE_H

#include <xdp/xsk.h>

#include "internal.h"

/* user_socket.c: an AF_XDP socket on one queue of a device, and its packets. */
struct user_socket {
	__u32 queue;
	__u32 packets; /* a power of 2 */
	bool in_set;   /* packets come */
	void *memory;
	struct xsk_umem *umem;
	struct xsk_socket *xsk;
	struct xsk_ring_cons received;
	struct xsk_ring_prod free;
	struct xdp_desc *again; /* a ring of those that have yielded again */
	__u32 again_head, again_tail;
	struct xsk_ring_prod to_send;
	struct xsk_ring_cons sent;
};

int user_socket__open(struct user_socket *socket, const char *dev, __u32 queue,
		      const struct flexnet_user_queue_opts *opts);
void user_socket__close(struct user_socket *socket);
int user_socket__fd(const struct user_socket *socket);
/* Lets the kernel look for packets, by busy polling if it is set. -ENETDOWN: no device. */
int user_socket__poll(struct user_socket *socket);
bool user_socket__needs_poll(const struct user_socket *socket);
/* Adds what the kernel counts. */
void user_socket__stats(const struct user_socket *socket, struct flexnet_user_queue_stats *stats);
/* Room from `packet` to the end of the memory that it is in. */
__u32 user_socket__room(const struct user_socket *socket, const void *packet);
/* Gives memory back to the kernel. */
void user_socket__give_back(struct user_socket *socket, const void *packet);

/* Puts a packet where it is into the list of those to send. */
void user_socket__put(struct user_socket *socket, const void *packet, __u32 length);
/* Sends them; what the device does not take now is for the next call. */
void user_socket__send(struct user_socket *socket);
/* Memory of what has been sent goes to the kernel for what comes. */
void user_socket__take_back(struct user_socket *socket);
/* Queues of a device for packets that come in. */
__u32 device__queues(const char *dev);

/* user_queue.c; user_requests.c has the rest of its functions. */
#define YIELD_IDS 256 /* of suspension points: the first byte of a frame */
struct flexnet_user_queue {
	const struct flexnet_object *obj;
	int map; /* the set's */
	__u32 ifindex;
	__s16 point[YIELD_IDS]; /* index into table->points; -1: there is none */
	bool one_point;	  /* whose frame has no id */
	struct live_run resume;
	bool redirects; /* the resume program may, to elsewhere, which only live frames do */
	struct flexnet_yield_ring *rings;
	int epoll;
	int again; /* event: something has yielded again */
	bool is_again;
	struct flexnet_user_queue_stats stats;
	__u32 next; /* the socket to look at first */
	__u32 socket_count;
	struct user_socket sockets[];
};

/* user_requests.c: whether the kernel runs the resume program on live frames. */
int user_queue__check_live(const struct flexnet_user_queue *queue);

#endif
