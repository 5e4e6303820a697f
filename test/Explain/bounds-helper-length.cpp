// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A length without an upper limit, passed to a helper.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-helper-length.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data;
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  u64 length = v->count;
  bpf_xdp_load_bytes(ctx, 0, v->bytes, length);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-helper-length.cpp:15:3: error: this passes a length that may be negative to bpf_xdp_load_bytes() [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-helper-length.cpp:15:3: note: `length` may be any number here
// CHECK: bounds-helper-length.cpp:14:19: note: it was read from a map's value here
// LIVE: bounds-helper-length.cpp:15:3: error: {{.*}} {{\[}}bounds]
