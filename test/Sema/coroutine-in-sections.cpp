// A coroutine may be in any section of a program; an executor is none.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

SEC("xdp") int in_xdp(struct xdp_md *ctx) { co_return XDP_PASS; }
SEC("xdp.frags") int in_frags(struct xdp_md *ctx) { co_return XDP_PASS; }
SEC("tc") int in_tc(struct __sk_buff *skb) { co_return 2; }
SEC("syscall") int in_syscall(void *ctx) { co_return 0; }

// CHECK: :[[@LINE+1]]:30: error: executor 'suspends' cannot be suspended: it resumes coroutines; call a coroutine of its own for what should wait
SEC("flexnet/executor") void suspends() { co_await queue_insert(nullptr, 0); }
