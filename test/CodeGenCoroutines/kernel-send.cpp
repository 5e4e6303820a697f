// For the kernel runtime a coroutine in SEC("flexnet/tx") is the pipeline's program `tx`: it takes the
// packet, runs the layers in front of the suspension, and keeps it; the rest is in the executor.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o 2>&1 | FileCheck --check-prefix=WARNING %s
// RUN: llvm-readelf --wide -S -s %t.o | FileCheck %s --implicit-check-not='{{ }}tc{{ }}'
// RUN: llvm-objdump -dr --no-show-raw-insn %t.o | FileCheck --check-prefix=CODE %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> upper SEC(".maps"), lower SEC(".maps");

// CHECK-DAG: struct_ops/tx
// CHECK-DAG: OBJECT GLOBAL {{.*}} upper_homes
// CHECK-DAG: OBJECT GLOBAL {{.*}} lower_homes

// CODE-LABEL: <flexnet_send_side>:
// CODE: flexnet_tx_take
// CODE: upper_homes
SEC("flexnet/tx") int tx(struct flexnet_tx *ctx) {
  u32 idx = ctx->hash & 3;
  socket_snd(ctx);
  // WARNING: kernel-send.cpp:[[#@LINE+1]]:{{[0-9]+}}: warning: this packet waits behind tcp_snd()
  co_await queue_insert(upper, ctx, idx);
  tcp_snd(ctx);
  ip_snd(ctx);
  co_await queue_insert(lower, ctx, idx);
  eth_snd(ctx);
  return 0;
}

// WARNING: 1 warning generated

// CODE-LABEL: <flexnet_run>:
// CODE-DAG: flexnet_ip_snd
// CODE-DAG: flexnet_eth_snd
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < 4; i++) {
    queue_pop_front(upper, i).resume();
    queue_pop_front(lower, i).resume();
  }
}
