// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop whose limit comes from a map.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/loop-too-many-branches.log | FileCheck %s
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  u64 sum = 0, turns = v->count;
  for (u64 i = 0; i < turns; i++) {
    sum += i;
    asm volatile("" : "+r"(sum));
  }
  return sum;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: loop-too-many-branches.cpp:14:9: error: this takes more than the million steps that the verifier walks [too-complex]
// CHECK: in: program 'program'
// CHECK: loop-too-many-branches.cpp:13:3: note: this line was walked through in 168 steps of the part that the log shows
// CHECK: loop-too-many-branches.cpp:14:9: note: this line was walked through in 114 steps of the part that the log shows
