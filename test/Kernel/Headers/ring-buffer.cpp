// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What is submitted stays in the ring buffer; what is not is discarded, on every path.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

struct event {
  u64 pid, what;
};
flexnet::ringbuf<4096> events SEC(".maps");

SEC("tc") int submitted(__sk_buff *) {
  u64 before = events.query(BPF_RB_PROD_POS);
  auto e = events.reserve<event>();
  CHECK(e);
  e->pid = 1;
  (*e).what = 2;
  e.submit(BPF_RB_NO_WAKEUP);
  CHECK(!e);
  CHECK(events.query(BPF_RB_PROD_POS) == before + sizeof(event) + 8);
  CHECK(events.output(event{3, 4}) == 0);
  return 0;
}

/// Leaves while it holds a reservation: the verifier refuses that unless it is discarded.
SEC("tc") int discarded(__sk_buff *ctx) {
  auto e = events.reserve<event>();
  CHECK(e);
  e->pid = 1;
  if (ctx->len == 0)
    return __LINE__;
  auto other = events.reserve<event>();
  CHECK(other);
  return 0;
}

[[gnu::noinline]] static void fill(flexnet::reservation<event> &e, u64 what) {
  if (e)
    e->what = what;
}

SEC("tc") int moved(__sk_buff *ctx) {
  auto e = events.reserve<event>();
  auto owner = static_cast<flexnet::reservation<event> &&>(e);
  CHECK(!e && owner);
  fill(owner, ctx->len);
  owner.submit();
  return 0;
}
