// No program and no data holds the address of a function: everything that a program
// refers to is a map or a global variable.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-objdump -dr %t.o | FileCheck %s
// RUN: llvm-readobj -r %t.o | FileCheck --check-prefix=DATA %s
#include <flexnet/flexnet.h>

// CHECK: <rx>:
// CHECK-NOT: R_BPF_64_64 {{.*(resume|\.text|xdp)}}
// CHECK: <flexnet_queues_resume>:
// CHECK-NOT: R_BPF_64_64 {{.*(resume|\.text|xdp)}}
// DATA: Section {{.*}} .relxdp
// DATA-NOT: Section {{.*}} .rel{{\.?}}{{data|maps|rodata|flexnet}}
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(ctx, 0);
  co_await queue_insert(ctx, 1);
  return length > 100 ? XDP_PASS : XDP_DROP;
}
