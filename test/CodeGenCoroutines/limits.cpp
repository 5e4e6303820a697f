// A program above a limit is an error where the user wrote it, with what contributes most.
// RUN: not %coro -fflexnet-max-stack=64 -c %s -o %t.o 2>&1 | FileCheck --check-prefix=STACK %s --implicit-check-not=error:
// RUN: not %coro -fflexnet-max-insns=20 -c %s -o %t.o 2>&1 | FileCheck --check-prefix=INSNS %s
// RUN: not %coro -fflexnet-max-verifier-work=200 -c %s -o %t.o 2>&1 | FileCheck --check-prefix=WORK %s
// RUN: not test -e %t.o
// RUN: %coro -fflexnet-max-stack=96 -fflexnet-max-insns=500 -fflexnet-max-verifier-work=100000 -c %s -o %t.o
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";
u64 sum, table[64];

// STACK: limits.cpp:[[#@LINE+13]]:1: error: program 'rx' needs 96 bytes of stack in a chain of 2 functions, and '-fflexnet-max-stack=64' allows no more
// STACK: note: 'rx' uses 0 bytes of stack, which the kernel counts as 32
// STACK: limits.cpp:[[#@LINE+2]]:{{.*}}: note: 'deeper' uses 40 bytes of stack, which the kernel counts as 64
static __attribute__((noinline)) u64 deeper(u64 n) {
  volatile u64 bytes[5] = {n};
  return bytes[0] + bpf_get_prandom_u32();
}

// INSNS: limits.cpp:[[#@LINE+5]]:1: error: program 'rx' has {{[0-9]+}} instructions with the functions it calls, and '-fflexnet-max-insns=20' allows no more
// INSNS: note: {{[0-9]+}} of them are of this line
// Of the resume program the error is at the co_await.
// WORK: limits.cpp:[[#@LINE+6]]:3: error: the verifier will go through {{[0-9]+}} instructions for program 'flexnet_queues_resume', as predicted, and '-fflexnet-max-verifier-work=200' allows no more
// WORK: limits.cpp:[[#@LINE+8]]:{{[0-9]+}}: note: {{[0-9]+}} times through instructions of this line
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 n = ctx->rx_queue_index & 63;
  if (deeper(n) == 7)
    return XDP_DROP;
  co_await queue_insert(ctx, 0);
  u64 s = 0;
  for (u32 i = 0; i < n; i++)
    s += table[i] * (s ^ i);
  sum = s;
  return XDP_PASS;
}
