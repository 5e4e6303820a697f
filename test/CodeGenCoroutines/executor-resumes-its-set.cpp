// What an executor takes from one queue set it resumes without a look at the others'; a coro_t
// from an array can be of any.
// RUN: %coro -O2 -emit-llvm -S %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1, {.depth = 8}> first SEC(".maps"), second SEC(".maps");
u64 of_first, of_second;

SEC("syscall") int start_first(void *ctx) {
  co_await queue_insert(first, ctx, 0);
  of_first++;
  return 0;
}

SEC("syscall") int start_second(void *ctx) {
  co_await queue_insert(second, ctx, 0);
  of_second++;
  return 0;
}

// CHECK-LABEL: define {{.*}}@serve_first(
// CHECK-NOT: @of_second
// CHECK: @of_first
// CHECK-NOT: @of_second
// CHECK: ret i32
SEC("flexnet/executor") void serve_first(void) { queue_pop_front(first, 0).resume(); }

// CHECK-LABEL: define {{.*}}@serve_either(
// CHECK-DAG: @of_first
// CHECK-DAG: @of_second
// CHECK: ret i32
SEC("flexnet/executor") void serve_either(void) {
  coro_t coro = queue_pop_front(first, 0);
  (coro ? coro : queue_pop_front(second, 0)).resume();
}
