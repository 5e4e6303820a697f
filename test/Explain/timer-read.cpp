// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A timer is written as if it were data.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/timer-read.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

struct timed {
  struct bpf_timer timer;
};
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct timed);
} timers SEC(".maps");

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct timed *)bpf_map_lookup_elem(&timers, &key);
  if (!v)
    return XDP_PASS;
  *(volatile u64 *)&v->timer = 0;
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: timer-read.cpp:23:30: error: this writes a `struct bpf_timer` as if it were data [lock-place]
// CHECK: in: program 'program'
// CHECK: timer-read.cpp:20:29: note: bpf_map_lookup_elem() returned it here
// LIVE: timer-read.cpp:23:30: error: {{.*}} {{\[}}lock-place]
