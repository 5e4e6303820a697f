// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Hand-off devices of the kernel runtime: `ip link add type flexnet`. */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "internal.h"

#define KIND "flexnet"
#define MAX_DEVICES 1024

struct request {
	struct nlmsghdr header;
	struct ifinfomsg link;
	char attributes[128];
};

static struct rtattr *put(struct request *r, struct rtattr *nest, unsigned short type,
			  const void *data, size_t size)
{
	struct rtattr *at = (struct rtattr *)((char *)r + NLMSG_ALIGN(r->header.nlmsg_len));

	*at = (struct rtattr){ .rta_type = type, .rta_len = RTA_LENGTH(size) };
	memcpy(RTA_DATA(at), data, size);
	r->header.nlmsg_len = NLMSG_ALIGN(r->header.nlmsg_len) + RTA_ALIGN(at->rta_len);
	if (nest)
		nest->rta_len += RTA_ALIGN(at->rta_len);
	return at;
}

/* The kernel's answer: 0 or a negative errno. */
static int ask(struct request *r)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
		char rest[512];
	} answer = {};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	int err = 0;

	if (fd < 0)
		return -errno;
	r->header.nlmsg_flags |= NLM_F_REQUEST | NLM_F_ACK;
	if (send(fd, r, r->header.nlmsg_len, 0) < 0 || recv(fd, &answer, sizeof(answer), 0) < 0)
		err = -errno;
	else if (answer.header.nlmsg_type == NLMSG_ERROR)
		err = answer.error.error;
	close(fd);
	return err;
}

static int add(const char *name, __u32 ifindex)
{
	struct request r = {
		.header = { .nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)),
			    .nlmsg_type = RTM_NEWLINK, .nlmsg_flags = NLM_F_CREATE | NLM_F_EXCL },
		.link = { .ifi_index = ifindex, .ifi_flags = IFF_UP, .ifi_change = IFF_UP },
	};
	struct rtattr *info;

	put(&r, NULL, IFLA_IFNAME, name, strlen(name) + 1);
	info = put(&r, NULL, IFLA_LINKINFO, "", 0);
	put(&r, info, IFLA_INFO_KIND, KIND, strlen(KIND) + 1);
	return ask(&r);
}

int handoff__make(const char *name, __u32 ifindex)
{
	char next[IF_NAMESIZE];
	int i, err = name[0] ? add(name, ifindex) : -EEXIST;

	for (i = 0; !name[0] && err == -EEXIST && i < MAX_DEVICES; i++) {
		snprintf(next, sizeof(next), KIND "%d", i);
		err = add(next, ifindex);
	}
	return err ? flexnet_fail_bpf(err, "cannot make a hand-off device (`ip link add type " KIND
				      "`)") : 0;
}

static int change(__u16 type, __u32 ifindex, __u32 flags)
{
	struct request r = {
		.header = { .nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)),
			    .nlmsg_type = type },
		.link = { .ifi_index = ifindex, .ifi_flags = flags, .ifi_change = flags },
	};

	return ask(&r);
}

int handoff__up(__u32 ifindex)
{
	int err = change(RTM_NEWLINK, ifindex, IFF_UP);

	return err ? flexnet_fail_bpf(err, "cannot set the hand-off device up") : 0;
}

void handoff__remove(__u32 ifindex)
{
	change(RTM_DELLINK, ifindex, 0);
}

__u32 handoff__new_index(void)
{
	__u32 random = 0;

	if (getrandom(&random, sizeof(random), 0) < 0)
		random = getpid();
	return 1U << 30 | random >> 4;
}
