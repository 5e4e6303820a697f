// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Packets at a co_yield: to the application, and on. */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "user_queue.h"

/* The kernel has no buffers as long as too many wait in sockets: 0.1 s in all. */
#define TRIES 1000
#define PAUSE_US 100

/* On live frames the kernel says that all come by queue 0, whichever is asked for: that ring
 * is of all threads. The others are of the thread that has the queue. */
#define LIVE_RING 0
static pthread_mutex_t live_lock = PTHREAD_MUTEX_INITIALIZER;

int user_queue__check_live(const struct flexnet_user_queue *queue)
{
	int err;

	pthread_mutex_lock(&live_lock);
	/* Nothing is in the ring: the program drops the buffer. */
	err = live_run__frames(&queue->resume, queue->ifindex, FLEXNET_YIELD_BYTES, 1);
	pthread_mutex_unlock(&live_lock);
	return err;
}

/* False if what came has no frame of this set. */
static bool find_request(const struct flexnet_user_queue *queue, struct user_socket *socket,
			 char *data, __u32 length, struct flexnet_request *request)
{
	int point = queue->point[queue->one_point || !length ? 0 : *(__u8 *)data];
	__u32 frame, room;

	if (point < 0)
		return false;
	frame = queue->obj->table->points[point].frame_size;
	if (length < frame)
		return false;
	room = user_socket__room(socket, data + frame);
	*request = (struct flexnet_request){
		.packet = data + frame,
		.length = length - frame,
		.room = room < FLEXNET_MAX_PACKET ? room : FLEXNET_MAX_PACKET,
		.point = point,
		.queue = socket->queue,
	};
	return true;
}

/* 1, or 0 if there is no request in it. */
static int take(struct flexnet_user_queue *queue, struct user_socket *socket,
		const struct xdp_desc *desc, struct flexnet_request *request)
{
	char *data = (char *)socket->memory + desc->addr;

	queue->stats.received++;
	if (find_request(queue, socket, data, desc->len, request))
		return 1;
	user_socket__give_back(socket, data);
	queue->stats.dropped++;
	return 0;
}

static int recv_from(struct flexnet_user_queue *queue, struct user_socket *socket,
		     struct flexnet_request *requests, int max)
{
	__u32 i, at, count;
	int found = 0;

	user_socket__take_back(socket);
	for (; socket->again_head != socket->again_tail && found < max; socket->again_head++) {
		const struct xdp_desc *desc =
			&socket->again[socket->again_head % socket->packets];

		found += take(queue, socket, desc, &requests[found]);
	}
	count = xsk_ring_cons__peek(&socket->received, max - found, &at);
	for (i = 0; i < count; i++)
		found += take(queue, socket, xsk_ring_cons__rx_desc(&socket->received, at + i),
			      &requests[found]);
	xsk_ring_cons__release(&socket->received, count);
	return found;
}

static int recv_all(struct flexnet_user_queue *queue, struct flexnet_request *requests, int max)
{
	__u32 i, first = queue->next;
	int count = 0;

	for (i = 0; i < queue->socket_count && count < max; i++) {
		__u32 which = (first + i) % queue->socket_count;

		count += recv_from(queue, &queue->sockets[which], requests + count, max - count);
		queue->next = which + 1;
	}
	return count;
}

static void reset_again(struct flexnet_user_queue *queue)
{
	eventfd_t number;
	__u32 i;

	for (i = 0; i < queue->socket_count; i++)
		if (queue->sockets[i].again_head != queue->sockets[i].again_tail)
			return;
	queue->is_again = false;
	eventfd_read(queue->again, &number);
}

int flexnet_user_queue__recv(struct flexnet_user_queue *queue, struct flexnet_request *requests,
			     int max)
{
	int count = recv_all(queue, requests, max);
	__u32 i;

	if (queue->is_again)
		reset_again(queue);
	for (i = 0; i < queue->socket_count; i++) {
		struct user_socket *socket = &queue->sockets[i];

		if (count && !user_socket__needs_poll(socket))
			continue;
		if (user_socket__poll(socket) && !count)
			return flexnet_fail(ENETDOWN, "the device of this queue is gone or down");
	}
	return count ?: recv_all(queue, requests, max);
}

static struct user_socket *socket_of(struct flexnet_user_queue *queue,
				     const struct flexnet_request *request)
{
	struct user_socket *socket = queue->sockets;

	while (socket->queue != request->queue)
		socket++;
	return socket;
}

static void give_back(struct flexnet_user_queue *queue, struct flexnet_request *request)
{
	user_socket__give_back(socket_of(queue, request), request->packet);
	request->packet = NULL;
}

/* What is in the ring goes on. A verdict that cannot be carried out ends a run early. */
static int run(struct flexnet_user_queue *queue)
{
	/* The program counts on while this thread is in the system call. */
	volatile struct flexnet_yield_ring *ring = &queue->rings[LIVE_RING];
	__u32 first = ring->head, left;
	__u64 refused = ring->refused;
	int err = 0, tries = 0;

	while (ring->head != ring->tail && tries < TRIES) {
		__u32 before = ring->head;

		err = live_run__frames(&queue->resume, queue->ifindex, FLEXNET_YIELD_BYTES,
				       ring->tail - before);
		if (ring->head != before) {
			queue->stats.unsent += err ? 1 : 0;
			tries = 0;
			continue;
		}
		if (err != -ENOSPC && err != -ENOMEM && err != -EINTR)
			break;
		usleep(PAUSE_US);
		tries++;
	}
	left = ring->tail - ring->head;
	refused = ring->refused - refused;
	queue->stats.resumed += ring->head - first - refused;
	queue->stats.dropped += left + refused;
	ring->head = ring->tail;
	if (left)
		return flexnet_fail(err ?: -EIO, "%u coroutines cannot go on: %s", left,
				    strerror(err ? -err : EIO));
	return 0;
}

static __u32 frame_size(const struct flexnet_user_queue *queue,
			const struct flexnet_request *request)
{
	return queue->obj->table->points[request->point].frame_size;
}

/* Into a ring: a coroutine and its packet, or, if it has run, only the packet and what
 * becomes of it. */
static void put(const struct flexnet_user_queue *queue, struct flexnet_yield_ring *ring,
		const struct flexnet_request *request, __u32 verdict)
{
	struct flexnet_yield_slot *slot = &ring->slot[ring->tail++ % FLEXNET_YIELD_SLOTS];
	__u32 frame = verdict ? 0 : frame_size(queue, request);

	slot->verdict = verdict;
	slot->length = frame + request->length;
	memcpy(slot->bytes, (char *)request->packet - frame, slot->length);
}

/* Coroutines on frames of the kernel's, whose verdicts it carries out. */
static int resume_live(struct flexnet_user_queue *queue, struct flexnet_request *requests,
		       int count, __u32 verdict)
{
	struct flexnet_yield_ring *ring = &queue->rings[LIVE_RING];
	int i, err = 0;

	pthread_mutex_lock(&live_lock);
	for (i = 0; i < count; i++) {
		if (!requests[i].packet)
			continue;
		if (ring->tail - ring->head == FLEXNET_YIELD_SLOTS)
			err = run(queue) ?: err;
		put(queue, ring, &requests[i], verdict);
		give_back(queue, &requests[i]);
	}
	if (ring->tail != ring->head)
		err = run(queue) ?: err;
	pthread_mutex_unlock(&live_lock);
	return err;
}

/* Runs one on a buffer that comes back to where its packet was; the verdict. */
static int run_once(struct flexnet_user_queue *queue, struct user_socket *socket,
		    struct flexnet_request *request)
{
	struct flexnet_yield_ring *ring = &queue->rings[request->queue];
	char *packet = (char *)request->packet - frame_size(queue, request);
	__u64 refused;
	int verdict;

	if (request->queue == LIVE_RING)
		pthread_mutex_lock(&live_lock);
	refused = ring->refused;
	put(queue, ring, request, 0);
	request->packet = packet;
	request->length = user_socket__room(socket, packet);
	if (request->length > FLEXNET_YIELD_BYTES)
		request->length = FLEXNET_YIELD_BYTES;
	verdict = live_run__once(&queue->resume, queue->ifindex, request->queue,
				 FLEXNET_YIELD_BYTES, packet, &request->length);
	ring->head = ring->tail;
	if (*(volatile __u64 *)&ring->refused != refused)
		verdict = -EIO;
	if (request->queue == LIVE_RING)
		pthread_mutex_unlock(&live_lock);
	return verdict;
}

/* Its new frame is in front of it. */
static void yield_again(struct flexnet_user_queue *queue, struct user_socket *socket,
			const struct flexnet_request *request)
{
	socket->again[socket->again_tail++ % socket->packets] = (struct xdp_desc){
		.addr = (char *)request->packet - (char *)socket->memory,
		.len = request->length,
	};
	if (!queue->is_again)
		eventfd_write(queue->again, 1);
	queue->is_again = true;
}

/*
 * A call with live frames takes 20 us, an ordinary run 2 us. So coroutines run in those, the
 * socket sends what they send, and only what they pass is left for live frames.
 */
static int resume_each(struct flexnet_user_queue *queue, struct flexnet_request *requests,
		       int count)
{
	int i, err = 0;

	for (i = 0; i < count; i++) {
		struct flexnet_request *request = &requests[i];
		struct user_socket *socket;
		int verdict;

		if (!request->packet)
			continue;
		socket = socket_of(queue, request);
		verdict = run_once(queue, socket, request);
		if (verdict == XDP_PASS)
			continue;
		if (verdict < 0) {
			err = flexnet_fail(verdict, "a coroutine cannot go on: %s",
					   strerror(-verdict));
			flexnet_user_queue__drop(queue, request, 1);
			continue;
		}
		queue->stats.resumed++;
		if (verdict == XDP_TX)
			user_socket__put(socket, request->packet, request->length);
		else if (verdict == XDP_REDIRECT)
			yield_again(queue, socket, request);
		else
			user_socket__give_back(socket, request->packet);
		request->packet = NULL;
	}
	for (i = 0; i < (int)queue->socket_count; i++)
		user_socket__send(&queue->sockets[i]);
	return resume_live(queue, requests, count, XDP_PASS) ?: err;
}

int flexnet_user_queue__resume(struct flexnet_user_queue *queue, struct flexnet_request *requests,
			       int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (requests[i].packet && requests[i].length > requests[i].room)
			return flexnet_fail(EMSGSIZE, "a packet of %u bytes in a room of %u",
					    requests[i].length, requests[i].room);
	return queue->redirects ? resume_live(queue, requests, count, 0) :
				  resume_each(queue, requests, count);
}

void flexnet_user_queue__drop(struct flexnet_user_queue *queue, struct flexnet_request *requests,
			      int count)
{
	int i;

	for (i = 0; i < count; i++) {
		if (!requests[i].packet)
			continue;
		give_back(queue, &requests[i]);
		queue->stats.dropped++;
	}
}

void flexnet_user_queue__stats(const struct flexnet_user_queue *queue,
			       struct flexnet_user_queue_stats *stats)
{
	__u32 i;

	*stats = queue->stats;
	stats->held = stats->received - stats->resumed - stats->dropped;
	for (i = 0; i < queue->socket_count; i++)
		user_socket__stats(&queue->sockets[i], stats);
}
