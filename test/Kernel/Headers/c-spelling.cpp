// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// libbpf's maps, helpers and macros as in C, without a cast.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

struct flow {
  u32 src, dst;
};
struct counters {
  u64 packets;
};
struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 16);
  __type(key, struct flow);
  __type(value, struct counters);
} flows SEC(".maps");
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __uint(key_size, sizeof(u32));
  __uint(value_size, sizeof(u64));
} untyped SEC(".maps");
struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
} events SEC(".maps");
struct task_struct {
  int pid, tgid;
  struct task_struct *real_parent, *group_leader;
} __attribute__((preserve_access_index));

static long add(u32 index, struct counters *sum) {
  sum->packets += index;
  return 0;
}

SEC("tc") int helpers(struct __sk_buff *ctx) {
  struct flow key = {1, 2};
  struct counters zero = {}, *value;

  CHECK(!bpf_map_lookup_elem(&flows, &key));
  CHECK(!bpf_map_update_elem(&flows, &key, &zero, BPF_NOEXIST));
  value = bpf_map_lookup_elem(&flows, &key);
  CHECK(value && value->packets == 0);
  value->packets += 3;

  u32 index = 0;
  u64 *number = bpf_map_lookup_elem(&untyped, &index);
  CHECK(number && *number == 0);

  struct counters *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
  CHECK(event);
  event->packets = 1;
  bpf_ringbuf_submit(event, 0);
  struct counters *other = bpf_ringbuf_reserve<counters>(&events);
  CHECK(other);
  bpf_ringbuf_discard(other, 0);

  CHECK(!bpf_map_delete_elem(&flows, &key));
  return 0;
}

SEC("tc") int callbacks(struct __sk_buff *ctx) {
  struct counters sum = {};
  CHECK(bpf_loop(4, add, &sum, 0) == 4 && sum.packets == 6);
  CHECK(bpf_loop(4, [](u32, struct counters *c) { return (long)!--c->packets; }, &sum, 0) == 4);
  CHECK(sum.packets == 2);
  CHECK(bpf_loop(1, [](u32, void *) { return 0l; }, NULL, 0) == 1);
  struct flow key = {1, 2};
  bpf_map_update_elem(&flows, &key, &sum, BPF_ANY);
  CHECK(bpf_for_each_map_elem(
            &flows,
            [](void *, const struct flow *k, struct counters *c, u64 *total) {
              *total = k->src + c->packets;
              return 0l;
            },
            &sum.packets, 0) == 1);
  CHECK(sum.packets == 3);
  return 0;
}

SEC("syscall") int core_read(struct run *r) {
  struct task_struct *task = bpf_get_current_task_btf();
  int pid = BPF_CORE_READ(task, group_leader, group_leader, tgid);
  CHECK(pid == (int)r->pid);
  CHECK(bpf_core_field_exists(task->tgid) && bpf_core_type_exists(struct task_struct));
  CHECK(BPF_CORE_READ(task, real_parent, pid) == task->real_parent->pid);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempt, struct task_struct *prev, struct task_struct *next) {
  bpf_printk("%d %d %d %s", preempt, prev->pid, next->pid, "switched");
  return 0;
}
