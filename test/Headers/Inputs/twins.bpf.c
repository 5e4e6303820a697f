/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* What twins.bpf.cpp says in C++, program by program. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct flow {
	__u32 src, dst;
};
struct event {
	__u64 pid, what;
};
struct counter {
	struct bpf_spin_lock lock;
	__u64 packets;
};
struct task_struct {
	int pid; /* libbpf compares kfuncs with the kernel by complete types */
};
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, struct flow);
	__type(value, __u64);
} flows SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct counter);
} counters SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} by_cpu SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 8);
	__type(value, __u64);
} queue SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");
extern struct task_struct *bpf_task_from_pid(__s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *task) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
char LICENSE[] SEC("license") = "GPL";

SEC("tc") int lookup(struct __sk_buff *ctx)
{
	struct flow key = { ctx->len, 2 };
	__u64 *value = bpf_map_lookup_elem(&flows, &key);

	if (value)
		++*value;
	return 0;
}

SEC("tc") int update(struct __sk_buff *ctx)
{
	struct flow key = { 1, ctx->len };
	__u64 value = 5;

	return bpf_map_update_elem(&flows, &key, &value, BPF_ANY);
}

SEC("tc") int insert_or_count(struct __sk_buff *ctx)
{
	struct flow key = { 1, ctx->len };
	__u64 zero = 0, *value = bpf_map_lookup_elem(&flows, &key);

	if (!value) {
		bpf_map_update_elem(&flows, &key, &zero, BPF_NOEXIST);
		value = bpf_map_lookup_elem(&flows, &key);
	}
	if (value)
		++*value;
	return 0;
}

SEC("tc") int erase(struct __sk_buff *ctx)
{
	struct flow key = { 1, ctx->len };

	return bpf_map_delete_elem(&flows, &key);
}

SEC("tc") int count(struct __sk_buff *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&by_cpu, &zero);

	if (value)
		*value += ctx->len;
	return 0;
}

SEC("tc") int locked(struct __sk_buff *ctx)
{
	__u32 zero = 0;
	struct counter *c = bpf_map_lookup_elem(&counters, &zero);

	if (!c)
		return 1;
	bpf_spin_lock(&c->lock);
	c->packets++;
	bpf_spin_unlock(&c->lock);
	return 0;
}

SEC("tc") int queued(struct __sk_buff *ctx)
{
	__u64 value = ctx->len;

	bpf_map_push_elem(&queue, &value, 0);
	bpf_map_pop_elem(&queue, &value);
	return value;
}

SEC("tc") int submitted(struct __sk_buff *ctx)
{
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	if (!e)
		return 1;
	e->pid = 1;
	e->what = ctx->len;
	bpf_ringbuf_submit(e, 0);
	return 0;
}

SEC("tc") int discarded(struct __sk_buff *ctx)
{
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	if (!e)
		return 1;
	e->pid = 1;
	bpf_ringbuf_discard(e, 0);
	return 0;
}

SEC("syscall") int referenced(struct event *r)
{
	struct task_struct *task = bpf_task_from_pid(r->pid);

	if (!task)
		return 1;
	r->what = 1;
	bpf_task_release(task);
	return 0;
}

SEC("syscall") int guarded(struct event *r)
{
	bpf_rcu_read_lock();
	r->what = r->pid + 1;
	bpf_rcu_read_unlock();
	return 0;
}

static long add(void *map, const struct flow *key, __u64 *value, __u64 **sum)
{
	**sum += *value;
	return 0;
}

SEC("tc") int summed(struct __sk_buff *ctx)
{
	__u64 sum = 0, *captured = &sum;

	bpf_for_each_map_elem(&flows, add, &captured, 0);
	return sum;
}
