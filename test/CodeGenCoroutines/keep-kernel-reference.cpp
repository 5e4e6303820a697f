// A reference to a kernel object cannot be kept: the verifier would call it a leak.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

struct task;
extern "C" struct task *task_acquire(void) SEC(".ksyms");
extern "C" void task_release(struct task *) SEC(".ksyms");

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'owner' is a reference to a kernel object and lives across a co_await, where it cannot be kept
  struct task *owner = task_acquire();
  if (!owner)
    return XDP_DROP;
  // CHECK: :[[#@LINE+1]]:3: note: suspended here; release it before the co_await and acquire it again afterwards
  co_await queue_insert(ctx, 1);
  task_release(owner);
  return XDP_PASS;
}
