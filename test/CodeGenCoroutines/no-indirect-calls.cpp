// However many suspension points a program chooses between, it never calls or jumps
// through a register: the verifier knows no such instruction, or libbpf no such table.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-objdump -d %t.o | FileCheck %s --implicit-check-not=callx --implicit-check-not=gotox
// RUN: %coro -S -emit-llvm %s -o - | FileCheck --check-prefix=IR %s
#include <flexnet/flexnet.h>

// CHECK: <rx>:
// CHECK: <flexnet_queues_resume>:
// IR-NOT: indirectbr
// IR-NOT: {{(tail )?call [^(@]* %}}
SEC("xdp") int rx(struct xdp_md *ctx) {
  switch (bpf_get_prandom_u32() & 7) {
  case 0:
    co_await queue_insert(ctx, 0);
    return 10;
  case 1:
    co_await queue_insert(ctx, 1);
    return 21;
  case 2:
    co_await queue_insert(ctx, 2);
    return 32;
  case 3:
    co_await queue_insert(ctx, 3);
    return 43;
  case 4:
    co_await queue_insert(ctx, 4);
    return 54;
  case 5:
    co_await queue_insert(ctx, 5);
    return 65;
  }
  return XDP_PASS;
}
