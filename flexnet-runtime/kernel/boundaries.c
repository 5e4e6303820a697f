// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* Where this module can suspend packets, for who asks: /sys/module/flexnet/boundaries/NAME. */
#include "flexnet.h"

#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/sysfs.h>

struct fx_boundary {
	struct kobj_attribute attr;
	const char *answer;
};

static ssize_t fx_boundary_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", container_of(attr, struct fx_boundary, attr)->answer);
}

#define FX_BOUNDARY(id, text)                                                                      \
	static struct fx_boundary fx_##id = {                                                      \
		.attr = __ATTR(id, 0444, fx_boundary_show, NULL),                                  \
		.answer = text,                                                                    \
	}

FX_BOUNDARY(before_l2, "yes");
FX_BOUNDARY(l2_l3, "yes: behind the check of the IP header");
FX_BOUNDARY(l3_l4, "yes: behind all netfilter hooks");
FX_BOUNDARY(l4_socket, "yes: of UDP; TCP takes segments apart into the socket's queue");
FX_BOUNDARY(socket_l4, "no: there is no packet between the copy from user space and TCP or UDP");
FX_BOUNDARY(l4_l3, "yes: behind the IP header");
FX_BOUNDARY(l3_l2, "yes: behind all netfilter hooks");
FX_BOUNDARY(rx_tx, "no: co_yield goes to the application by AF_XDP");

static struct fx_boundary *const fx_boundaries[] = {
	&fx_before_l2, &fx_l2_l3, &fx_l3_l4, &fx_l4_socket,
	&fx_socket_l4, &fx_l4_l3, &fx_l3_l2, &fx_rx_tx,
};

static struct kobject *fx_boundaries_kobj;

int fx_boundaries_init(void)
{
	unsigned int i;
	int err = 0;

	fx_boundaries_kobj = kobject_create_and_add("boundaries", &THIS_MODULE->mkobj.kobj);
	if (!fx_boundaries_kobj)
		return -ENOMEM;
	for (i = 0; !err && i < ARRAY_SIZE(fx_boundaries); i++)
		err = sysfs_create_file(fx_boundaries_kobj, &fx_boundaries[i]->attr.attr);
	if (err)
		fx_boundaries_exit();
	return err;
}

void fx_boundaries_exit(void)
{
	kobject_put(fx_boundaries_kobj);
}
