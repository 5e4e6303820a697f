// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The lock is held to the end of the scope, also when the scope is left early.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

struct counter {
  struct bpf_spin_lock lock;
  u64 packets;
};
flexnet::array_map<counter, 1> counters SEC(".maps");

static bool count(counter &c, u32 length) {
  flexnet::lock_guard guard(c.lock);
  if (length == 0)
    return false;
  c.packets++;
  return true;
}

SEC("tc") int locked(__sk_buff *ctx) {
  counter *c = counters.lookup(0);
  CHECK(c);
  CHECK(count(*c, ctx->len) && !count(*c, 0));
  CHECK(c->packets == 1);
  return 0;
}
