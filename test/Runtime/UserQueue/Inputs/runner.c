// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * user-queue-runner OBJECT DEVICE ACTION COUNT [PACKETS]: the application at a co_yield.
 * Takes COUNT requests, does ACTION, prints the counters. Says "ready" when packets come.
 *
 *	shout	the payload in capitals, resumed
 *	drop	dropped
 *	hold	closed with what it has
 *	late	the first is taken when a line comes on standard input
 *	stop	nothing comes any more, before the first
 *	again	opens the queue once more, then as shout
 */
#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <flexnet/libflexnet.h>

#define HEADERS (14 + 20 + 8) /* Ethernet, IPv4, UDP */
#define BATCH 64

static int fail(void)
{
	fprintf(stderr, "%s\n", flexnet_error());
	return 1;
}

static __u32 queues; /* that packets came by, a bit for each */

static void shout(struct flexnet_request *request)
{
	char *packet = request->packet;
	__u32 i;

	for (i = HEADERS; i < request->length; i++)
		packet[i] = toupper((unsigned char)packet[i]);
}

/* 0, or -1 if nothing comes for 3 seconds. */
static int take(struct flexnet_user_queue *queue, const char *action, int left)
{
	struct flexnet_request requests[BATCH];
	struct pollfd event = { .fd = flexnet_user_queue__fd(queue), .events = POLLIN };

	while (left > 0) {
		int i, count = flexnet_user_queue__recv(queue, requests, left < BATCH ? left : BATCH);

		if (count < 0)
			return fail();
		if (!count && poll(&event, 1, 3000) <= 0)
			return 0;
		left -= count;
		if (!strcmp(action, "drop"))
			flexnet_user_queue__drop(queue, requests, count);
		if (!strcmp(action, "drop") || !strcmp(action, "hold"))
			continue;
		for (i = 0; i < count; i++) {
			queues |= 1U << requests[i].queue;
			shout(&requests[i]);
		}
		if (flexnet_user_queue__resume(queue, requests, count))
			return fail();
	}
	return 0;
}

static int run(struct flexnet_object *obj, char **argv)
{
	struct flexnet_user_queue_opts opts = { .packets = argv[5] ? atoi(argv[5]) : 0 };
	struct flexnet_user_queue_stats stats;
	struct flexnet_user_queue *queue, *second;
	const char *action = argv[3];
	char line[8];
	int err;

	if (flexnet_user_queue__open(obj, argv[2], &opts, &queue) ||
	    flexnet_object__attach(obj, &(struct flexnet_attach_opts){ .dev = argv[2] }))
		return fail();
	if (!strcmp(action, "stop"))
		flexnet_user_queue__stop(queue);
	printf("ready\n");
	fflush(stdout);
	if (!strcmp(action, "late") || !strcmp(action, "stop"))
		fgets(line, sizeof(line), stdin);
	if (!strcmp(action, "again") && flexnet_user_queue__open(obj, argv[2], &opts, &second))
		printf("%s\n", flexnet_error());
	err = take(queue, action, atoi(argv[4]));
	flexnet_user_queue__stats(queue, &stats);
	printf("received %llu, resumed %llu, dropped %llu, held %llu, lost %llu, unsent %llu\n",
	       stats.received, stats.resumed, stats.dropped, stats.held, stats.lost, stats.unsent);
	printf("queues %#x\n", queues);
	flexnet_user_queue__close(queue);
	return err;
}

int main(int argc, char **argv)
{
	struct flexnet_object *obj = NULL;
	int err;

	if (argc < 5)
		return 2;
	if (flexnet_object__open(argv[1], &obj) || flexnet_object__load(obj, NULL))
		err = fail();
	else
		err = run(obj, argv);
	flexnet_object__close(obj);
	return err;
}
