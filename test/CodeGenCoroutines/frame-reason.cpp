// Why a value is in the frame: the nearest use after the suspension, also if it is in a header,
// only in the next turn of a loop, or by way of its address.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";
u64 sum;

// CHECK: coroutine used
SEC("xdp") int used(struct xdp_md *ctx) {
  u32 a = ctx->rx_queue_index;
  co_await queue_insert(ctx, 0);
  // CHECK: : a, used at {{.*}}frame-reason.cpp:[[#@LINE+1]]:9{{$}}
  if (a == 7)
    return XDP_DROP;
  sum += a;
  return XDP_PASS;
}

// CHECK: coroutine by_header
SEC("xdp") int by_header(struct xdp_md *ctx) {
  u32 next = ctx->rx_queue_index & 7;
  co_await queue_insert(ctx, 0);
  // CHECK: : next, used at {{.*}}frame-reason.cpp:[[#@LINE+1]]:{{[0-9]+}} by co_await{{$}}
  co_await queue_insert(ctx, next);
  return XDP_PASS;
}

// CHECK: coroutine by_loop
SEC("xdp") int by_loop(struct xdp_md *ctx) {
  u32 n = ctx->rx_queue_index & 7;
  // CHECK-DAG: : n, used when the loop comes round, at {{.*}}frame-reason.cpp:[[#@LINE+2]]:{{[0-9]+}}{{$}}
  // CHECK-DAG: : i, used at {{.*}}frame-reason.cpp:[[#@LINE+1]]:{{[0-9]+}}{{$}}
  for (u32 i = 0; i < n; i++)
    co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

struct Pair {
  u64 first, second;
};
static __attribute__((noinline)) u64 add(Pair *p) { return p->first + p->second; }

// CHECK: coroutine by_address
SEC("xdp") int by_address(struct xdp_md *ctx) {
  Pair p = {ctx->rx_queue_index, bpf_ktime_get_ns()};
  add(&p);
  co_await queue_insert(ctx, 0);
  // CHECK: : p, whose address was given away, used at {{.*}}frame-reason.cpp:[[#@LINE+1]]:{{[0-9]+}}{{$}}
  sum += add(&p);
  return XDP_PASS;
}
