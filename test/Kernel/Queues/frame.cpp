// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Every kind of value that lives across a suspension comes back, each coroutine with its own.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:9 serve:9 | FileCheck %s
// CHECK: right 9
#include <flexnet/flexnet.h>
struct pair {
  u8 a;
  s16 b;
  u64 c[3];
};
flexnet::queues<2> work SEC(".maps");
u64 began, right;
SEC("syscall") int start(void *ctx) {
  u64 n = began++;
  bool odd = n & 1;
  s8 negative = -static_cast<s8>(n) - 1;
  u32 word = 0xfffffff0 + n;
  pair p = {static_cast<u8>(n), static_cast<s16>(-300 - n), {n, n << 40, ~n}};
  co_await queue_insert(work, ctx, 0);
  right += odd == (n % 2 == 1) && negative == -1 - static_cast<s64>(n) && word - n == 0xfffffff0 &&
           p.a == n && p.b == -300 - static_cast<s64>(n) && p.c[0] == n && p.c[1] >> 40 == n &&
           p.c[2] == ~n;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
