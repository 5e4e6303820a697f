// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * udp ROLE ADDRESS [NUMBER [RATE]]: small datagrams, and what became of them, in a line of JSON.
 * send NUMBER milliseconds long, as fast as it can or RATE a second; receive until none came for
 * a while; ask NUMBER times, one at a time; echo without end.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PORT 7010
#define BYTES 64
#define BATCH 64
#define SILENCE_MS 500 /* after the first */
#define PATIENCE_MS 5000 /* before it */
#define BUFFER (32 << 20)

typedef unsigned long long u64;

static u64 now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * 1000000000ULL + time.tv_nsec;
}

static int fail(const char *what)
{
	fprintf(stderr, "udp: %s: %s\n", what, strerror(errno));
	return 1;
}

static void set_patience(int fd, int ms)
{
	struct timeval time = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time));
}

static void fill(struct mmsghdr *messages, struct iovec *parts, char (*bytes)[BYTES])
{
	int i;

	for (i = 0; i < BATCH; i++) {
		parts[i] = (struct iovec){ bytes[i], BYTES };
		messages[i] = (struct mmsghdr){ .msg_hdr = { .msg_iov = &parts[i], .msg_iovlen = 1 } };
	}
}

static int send_all(int fd, u64 ms, u64 rate)
{
	static char bytes[BATCH][BYTES];
	struct mmsghdr messages[BATCH];
	struct iovec parts[BATCH];
	u64 start = now(CLOCK_MONOTONIC), elapsed, sent = 0;

	fill(messages, parts, bytes);
	while ((elapsed = now(CLOCK_MONOTONIC) - start) < ms * 1000000) {
		int done;

		/* One that was kept from running does not catch up with more than a queue holds. */
		if (rate && sent >= elapsed * rate / 1000000000)
			continue;
		done = sendmmsg(fd, messages, rate ? BATCH / 4 : BATCH, 0);
		if (done < 0)
			return fail("send");
		sent += done;
	}
	printf("{\"sent\": %llu, \"ns\": %llu, \"cpu_ns\": %llu}\n", sent, elapsed,
	       now(CLOCK_PROCESS_CPUTIME_ID));
	return 0;
}

static int receive_all(int fd)
{
	static char bytes[BATCH][BYTES];
	struct mmsghdr messages[BATCH];
	struct iovec parts[BATCH];
	u64 received = 0, first = 0, last = 0;
	int done, size = BUFFER;

	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	fill(messages, parts, bytes);
	set_patience(fd, PATIENCE_MS);
	while ((done = recvmmsg(fd, messages, BATCH, MSG_WAITFORONE, NULL)) > 0) {
		last = now(CLOCK_MONOTONIC);
		if (!received)
			set_patience(fd, SILENCE_MS);
		first = first ?: last;
		received += done;
	}
	printf("{\"received\": %llu, \"ns\": %llu, \"cpu_ns\": %llu}\n", received, last - first,
	       now(CLOCK_PROCESS_CPUTIME_ID));
	return 0;
}

static int echo(int fd)
{
	struct sockaddr_in from;
	char bytes[BYTES];

	for (;;) {
		socklen_t size = sizeof(from);
		ssize_t got = recvfrom(fd, bytes, sizeof(bytes), 0, (struct sockaddr *)&from, &size);

		if (got > 0 && sendto(fd, bytes, got, 0, (struct sockaddr *)&from, size) < 0)
			return fail("send");
	}
}

static int compare(const void *a, const void *b)
{
	u64 first = *(const u64 *)a, second = *(const u64 *)b;

	return (first > second) - (first < second);
}

static int ask(int fd, u64 times)
{
	u64 *took = calloc(times, sizeof(*took)), i, answered = 0;

	if (!took)
		return fail("memory");
	set_patience(fd, 200);
	for (i = 0; i < times; i++) {
		u64 start = now(CLOCK_MONOTONIC), answer = ~0ULL;

		if (send(fd, &i, sizeof(i), 0) < 0)
			return fail("send");
		/* An answer that came too late belongs to an earlier question. */
		while (answer != i && recv(fd, &answer, sizeof(answer), 0) > 0)
			;
		if (answer == i)
			took[answered++] = now(CLOCK_MONOTONIC) - start;
	}
	if (!answered) {
		errno = ETIMEDOUT;
		return fail("no answer");
	}
	qsort(took, answered, sizeof(*took), compare);
	printf("{\"answered\": %llu, \"p50_ns\": %llu, \"p99_ns\": %llu}\n", answered,
	       took[answered / 2], took[answered * 99 / 100]);
	return 0;
}

int main(int argc, char **argv)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(PORT) };
	u64 number = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), one = 1;
	const char *role = argc > 2 ? argv[1] : "";
	int serves = !strcmp(role, "receive") || !strcmp(role, "echo");

	if (argc < 3 || inet_pton(AF_INET, argv[2], &address.sin_addr) != 1) {
		fprintf(stderr, "usage: %s send|receive|ask|echo ADDRESS [NUMBER [RATE]]\n", argv[0]);
		return 2;
	}
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if ((serves ? bind : connect)(fd, (struct sockaddr *)&address, sizeof(address)))
		return fail(argv[2]);
	if (!strcmp(role, "receive"))
		return receive_all(fd);
	if (!strcmp(role, "echo"))
		return echo(fd);
	if (!strcmp(role, "send"))
		return send_all(fd, number, argc > 4 ? strtoull(argv[4], NULL, 10) : 0);
	return ask(fd, number);
}
