// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* What XDP program a device has. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"

enum flexnet_mode xdp__mode(__u32 ifindex, __u32 program_id)
{
	LIBBPF_OPTS(bpf_xdp_query_opts, query);

	if (bpf_xdp_query(ifindex, 0, &query))
		return FLEXNET_MODE_AUTO;
	return query.drv_prog_id == program_id ? FLEXNET_MODE_NATIVE :
	       query.skb_prog_id == program_id ? FLEXNET_MODE_GENERIC : FLEXNET_MODE_AUTO;
}

/* Id of the link by which a program is on a device, 0 if it is there without one. The
 * index alone does not tell: other network namespaces count their devices, too. */
static __u32 find_link(__u32 ifindex, __u32 program_id)
{
	__u32 id = 0;

	while (!bpf_link_get_next_id(id, &id)) {
		struct bpf_link_info info = {};
		__u32 len = sizeof(info);
		int fd = bpf_link_get_fd_by_id(id);
		int err;

		if (fd < 0)
			continue;
		err = bpf_obj_get_info_by_fd(fd, &info, &len);
		close(fd);
		if (!err && info.type == BPF_LINK_TYPE_XDP && info.prog_id == program_id &&
		    info.xdp.ifindex == ifindex)
			return id;
	}
	return 0;
}

int xdp__check_free(const char *dev, __u32 ifindex)
{
	LIBBPF_OPTS(bpf_xdp_query_opts, query);
	struct bpf_prog_info info = {};
	__u32 len = sizeof(info), id, link;
	int err, fd;

	err = bpf_xdp_query(ifindex, 0, &query);
	if (err)
		return flexnet_fail(err, "cannot ask device %s for its XDP program: %s", dev,
				    strerror(-err));
	id = query.drv_prog_id ?: query.skb_prog_id ?: query.hw_prog_id ?: query.prog_id;
	if (!id)
		return 0;
	fd = bpf_prog_get_fd_by_id(id);
	if (fd >= 0) {
		bpf_obj_get_info_by_fd(fd, &info, &len);
		close(fd);
	}
	link = find_link(ifindex, id);
	if (link)
		return flexnet_fail(EBUSY, "device %s already has XDP program id %u '%s' by link id %u; "
				    "end its owner, `flexnet unload` it, or "
				    "`bpftool link detach id %u`", dev, id, info.name, link, link);
	return flexnet_fail(EBUSY, "device %s already has XDP program id %u '%s'; detach it with "
			    "`ip link set dev %s xdp off`", dev, id, info.name, dev);
}
