/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The application's end of a flexnet::user_queue: a coroutine that has come to a co_yield
 * waits here with its packet, until the application resumes it.
 *
 *	struct flexnet_request requests[64];
 *	int count = flexnet_user_queue__recv(queue, requests, 64);
 *
 *	for (int i = 0; i < count; i++)
 *		answer(requests[i].packet, &requests[i].length);
 *	flexnet_user_queue__resume(queue, requests, count);
 *
 * For one thread at a time, in the device's network namespace. Several threads open the same
 * set once each, for different queues of the device.
 */
#ifndef FLEXNET_APPLICATION_H
#define FLEXNET_APPLICATION_H

#include <stdbool.h>

#include <linux/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct flexnet_object;
struct flexnet_user_queue;

struct flexnet_user_queue_opts {
	const char *set;      /* NULL: the object's only one */
	const __u32 *queues;  /* of the device; NULL: all of them */
	__u32 queue_count;
	__u32 packets;	      /* that one queue can hold, a power of 2; 0: 2048 */
	/* How long recv() runs the device's receive side itself if nothing is there, and for
	 * how many packets at most (0: 64). `prefer` keeps interrupts away meanwhile. Busy
	 * polling needs CAP_NET_ADMIN. */
	__u32 busy_poll_us;
	__u32 busy_poll_budget;
	bool prefer_busy_poll;
};

/* In place: the packet is in memory that the kernel has put it in. */
struct flexnet_request {
	void *packet;  /* its Ethernet header; NULL once it is resumed or dropped */
	__u32 length;  /* may be changed ... */
	__u32 room;    /* ... up to this */
	__u32 point;   /* the co_yield: index into table->points */
	__u32 queue;   /* of the device */
};

/* received = resumed + dropped + held */
struct flexnet_user_queue_stats {
	__u64 received;
	__u64 resumed;
	__u64 dropped; /* by the application, or because there was no frame */
	__u64 held;    /* by the application */
	__u64 lost;    /* never received: the queue held as many packets as it can */
	__u64 unsent;  /* resumed, but the device did not take what the coroutine sent */
};

/* For a loaded object, before or after it is attached to `dev`. `opts` may be NULL. */
int flexnet_user_queue__open(const struct flexnet_object *obj, const char *dev,
			     const struct flexnet_user_queue_opts *opts,
			     struct flexnet_user_queue **queue);
/* Readable for poll() and epoll if there may be something to receive. Not to be read. */
int flexnet_user_queue__fd(const struct flexnet_user_queue *queue);
/* Takes up to `max`, does not wait. Returns how many, or a negative errno. */
int flexnet_user_queue__recv(struct flexnet_user_queue *queue, struct flexnet_request *requests,
			     int max);
/* The rest of each coroutine runs, on its packet as it is now, before this returns. Skips
 * those without a packet. */
int flexnet_user_queue__resume(struct flexnet_user_queue *queue, struct flexnet_request *requests,
			       int count);
/* Neither packets nor coroutines go on. */
void flexnet_user_queue__drop(struct flexnet_user_queue *queue, struct flexnet_request *requests,
			      int count);
void flexnet_user_queue__stats(const struct flexnet_user_queue *queue,
			       struct flexnet_user_queue_stats *stats);
/* Nothing comes any more, what waits can still be received. Coroutines then do at a co_yield
 * what their set's policy says. */
void flexnet_user_queue__stop(struct flexnet_user_queue *queue);
/* Drops what waits. Before flexnet_object__close(). NULL is allowed. */
void flexnet_user_queue__close(struct flexnet_user_queue *queue);

#ifdef __cplusplus
}
#endif

#endif
