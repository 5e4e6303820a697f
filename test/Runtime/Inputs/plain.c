// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Uses an object with libbpf alone, as flexnet-runtime/docs/object-format.md says. */
#include <net/if.h>
#include <stdio.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "steer.skel.h"

int main(void)
{
	struct steer *skel = steer__open();
	struct bpf_cpumap_val entry = { .qsize = 2048 };
	__u32 cpu = 0;

	if (!skel)
		return 1;
	skel->rodata_flexnet->flexnet_cpus = 1;
	bpf_map__set_max_entries(skel->maps.flexnet_queues, 1);
	if (steer__load(skel))
		return 1;
	entry.bpf_prog.fd = bpf_program__fd(skel->progs.steer_resume);
	if (bpf_map_update_elem(bpf_map__fd(skel->maps.flexnet_queues), &cpu, &entry, 0) ||
	    !bpf_program__attach_xdp(skel->progs.steer, if_nametoindex("rx")))
		return 1;
	puts("attached");
	return 0;
}
