// Packets are suspended in XDP programs only; the error names what is supported.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

SEC("xdp") int in_xdp(struct xdp_md *ctx) { co_return XDP_PASS; }
SEC("xdp.frags") int in_frags(struct xdp_md *ctx) { co_return XDP_PASS; }
SEC("tc") int function_in_tc(struct __sk_buff *skb) { return 0; }

// CHECK: :[[@LINE+1]]:15: error: coroutine 'in_tc' is in section 'tc', where packets cannot be suspended: write SEC("xdp") or SEC("xdp.frags")
SEC("tc") int in_tc(struct xdp_md *ctx) { co_return XDP_PASS; }

// CHECK: :[[@LINE+1]]:23: error: coroutine 'in_cpumap' is in section 'xdp/cpumap'
SEC("xdp/cpumap") int in_cpumap(struct xdp_md *ctx) { co_return XDP_PASS; }
