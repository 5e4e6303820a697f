// Clang's coroutine asks for memory; nothing of that is left: the object needs no
// function that it does not hold itself.
// RUN: %coro -S -emit-llvm -Xclang -disable-llvm-passes %s -o - | FileCheck --check-prefix=BEFORE %s
// RUN: %coro -c %s -o %t.o
// RUN: llvm-nm --undefined-only %t.o | count 0
#include <flexnet/flexnet.h>

// BEFORE: call {{.*}} @_Znwm
SEC("xdp") int rx(struct xdp_md *ctx) {
  u64 started = bpf_ktime_get_ns();
  co_await queue_insert(ctx, 0);
  return bpf_ktime_get_ns() - started > 1000 ? XDP_DROP : XDP_PASS;
}
