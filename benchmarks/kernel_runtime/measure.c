// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// flexnet-bench-guest OBJECT PROGRAM COUNT BATCH RUNS: sends UDP packets from namespace `a`, by live frames of BPF_PROG_RUN
// that are redirected to va, to a socket in `b` whose filter drops them. Prints the nanoseconds that each of
// RUNS took, after one more that fills caches and pools. PROGRAM is of references.bpf.c, XDP of vb; `-`: none.
//
// All of it runs on CPU 1, and threads that resume packets before this one, as soon as it may be interrupted:
// so none of the time is idle, and in a guest whose clock counts instructions (scripts/vm --icount)
// the time is what was executed. `clock` in place of all arguments prints nanoseconds per instruction.
#define _GNU_SOURCE
#include "run.h"

#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <net/if.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define CPU 1
#define PORT 7777
#define PAYLOAD 18

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void in_namespace(const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/run/netns/%s", name);
	if (setns(open(path, O_RDONLY), CLONE_NEWNET))
		die(path);
}

static void on_cpu(int pid)
{
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	CPU_SET(CPU, &cpus);
	sched_setaffinity(pid, sizeof(cpus), &cpus); // not of threads that are pinned
}

// Those that resume packets.
static void threads_first(void)
{
	static const char *const names[] = {"cpumap/", "napi/vb", "flexnet/", "by_hand"};
	DIR *all = opendir("/proc");
	struct dirent *entry;

	while ((entry = readdir(all))) {
		char path[300], name[32] = "";
		int pid = atoi(entry->d_name);
		FILE *file;

		snprintf(path, sizeof(path), "/proc/%d/comm", pid);
		file = pid ? fopen(path, "r") : NULL;
		if (!file)
			continue;
		if (!fgets(name, sizeof(name), file))
			*name = 0;
		fclose(file);
		for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
			if (!strncmp(name, names[i], strlen(names[i]))) {
				on_cpu(pid);
				if (sched_setscheduler(pid, SCHED_FIFO, &(struct sched_param){1}))
					die(name);
			}
	}
	closedir(all);
}

static int program(const struct bpf_object *object, const char *name)
{
	const struct bpf_program *program = bpf_object__find_program_by_name(object, name);

	if (!program)
		die(name);
	return bpf_program__fd(program);
}

static struct bpf_map *map(const struct bpf_object *object, const char *name)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object)
		if (strstr(bpf_map__name(map), name))
			return map;
	die(name);
	return NULL;
}

static void receive(int filter)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_BPF, &filter, sizeof(filter)) ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)))
		die("the receiving socket");
}

struct packet {
	struct ethhdr eth;
	struct iphdr ip;
	struct udphdr udp;
	char payload[PAYLOAD];
} __attribute__((packed));

// To b's device, in whose namespace this runs.
static struct packet packet_to(const char *from, const char *to)
{
	struct packet p = {
		.eth = {.h_proto = htons(ETH_P_IP)},
		.ip = {.version = 4, .ihl = 5, .ttl = 64, .protocol = IPPROTO_UDP,
		       .tot_len = htons(sizeof(p) - sizeof(p.eth))},
		.udp = {.source = htons(20480), .dest = htons(PORT),
			.len = htons(sizeof(p.udp) + PAYLOAD)},
	};
	struct ifreq device = {.ifr_name = "vb"};
	unsigned short words[sizeof(p.ip) / 2];
	unsigned sum = 0;

	if (ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCGIFHWADDR, &device))
		die("vb");
	memcpy(p.eth.h_dest, device.ifr_hwaddr.sa_data, ETH_ALEN);
	p.eth.h_source[0] = 2;
	p.ip.saddr = inet_addr(from);
	p.ip.daddr = inet_addr(to);
	memcpy(words, &p.ip, sizeof(words));
	for (unsigned i = 0; i < sizeof(words) / sizeof(*words); i++)
		sum += words[i];
	sum = (sum & 0xffff) + (sum >> 16);
	p.ip.check = ~(sum + (sum >> 16));
	return p;
}

static struct bpf_object *load(const char *path, unsigned sender)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct where to = {sender, if_nametoindex("hand0"), CPU};
	struct bpf_cpumap_val entry = {.qsize = 2048};

	if (!object)
		die(path);
	bpf_map__set_initial_value(map(object, ".rodata"), &to, sizeof(to));
	if (bpf_object__load(object))
		die("load");
	if (bpf_map__update_elem(map(object, "cpus"), &to.cpu, sizeof(to.cpu), &entry, sizeof(entry), 0))
		die("cpumap");
	return object;
}

static __u64 run(struct bpf_object *object, const struct packet *packet, unsigned count, unsigned batch)
{
	LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = (void *)packet, .data_size_in = sizeof(*packet),
		    .repeat = count, .flags = BPF_F_TEST_XDP_LIVE_FRAMES, .batch_size = batch);
	struct bpf_map *data = map(object, ".bss");
	volatile struct run *run = mmap(NULL, bpf_map__value_size(data), PROT_READ | PROT_WRITE, MAP_SHARED,
					bpf_map__fd(data), 0);

	if (run == MAP_FAILED)
		die("mmap");
	run->packets = count;
	run->sent = run->arrived = 0;
	if (bpf_prog_test_run_opts(program(object, "source"), &options))
		die("BPF_PROG_RUN");
	if (run->arrived != count)
		exit(fprintf(stderr, "%u of %u packets arrived\n", run->arrived, count));
	return run->ended - run->began;
}

static void print_clock(void)
{
	long n = 20000000, began = now();

	asm volatile("1: dec %0; jnz 1b" : "+r"(n));
	printf("%.4f\n", (now() - began) / 40000000.0);
}

int main(int argc, char **argv)
{
	struct bpf_object *object;
	struct packet packet;
	unsigned sender;

	on_cpu(0);
	if (argc == 2 && !strcmp(argv[1], "clock"))
		return print_clock(), 0;
	if (argc != 6)
		return 2;
	in_namespace("a");
	sender = if_nametoindex("va");
	in_namespace("b");
	object = load(argv[1], sender);
	receive(program(object, "sink"));
	packet = packet_to("10.77.0.1", "10.77.0.2");
	if (strcmp(argv[2], "-") &&
	    bpf_xdp_attach(if_nametoindex("vb"), program(object, argv[2]), XDP_FLAGS_DRV_MODE, NULL))
		die(argv[2]);
	threads_first();
	in_namespace("a");
	run(object, &packet, atoi(argv[3]), atoi(argv[4]));
	for (int i = 0; i < atoi(argv[5]); i++)
		printf("%llu\n", run(object, &packet, atoi(argv[3]), atoi(argv[4])));
	in_namespace("b");
	if (strcmp(argv[2], "-"))
		bpf_xdp_detach(if_nametoindex("vb"), XDP_FLAGS_DRV_MODE, NULL);
	return 0;
}
