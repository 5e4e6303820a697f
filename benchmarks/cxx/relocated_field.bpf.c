/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A member of a kernel object, found by CO-RE. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));

__u32 threads;

SEC("tp_btf/sched_switch")
int count(__u64 *ctx)
{
	struct task_struct *next = (struct task_struct *)ctx[2];

	if (next->pid != next->tgid)
		threads++;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
