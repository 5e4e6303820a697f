// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The callback of a bpf_timer suspends; an executor goes on with it.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s arm sleep serve | FileCheck %s
// CHECK: expired 1
// CHECK: went_on 7
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
struct entry {
  struct bpf_timer timer;
  u64 value;
};
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct entry);
} timers SEC(".maps");
u64 expired, went_on;
static int on_timer(void *, u32 *, struct entry *entry) {
  u64 value = entry->value;
  expired++;
  co_await queue_insert(work, 0);
  went_on += value;
  return 0;
}
SEC("syscall") int arm(void *) {
  u32 key = 0;
  auto *entry = static_cast<struct entry *>(bpf_map_lookup_elem(&timers, &key));
  if (!entry)
    return 1;
  entry->value = 7;
  bpf_timer_init(&entry->timer, &timers, 1 /* CLOCK_MONOTONIC */);
  bpf_timer_set_callback(&entry->timer, on_timer);
  return bpf_timer_start(&entry->timer, 1000000, 0);
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
