// A function of a system header that needs more stack than BPF has is one error, as any other.
// RUN: rm -f %t.o
// RUN: not %clang -target bpf -g -isystem %S/Inputs -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=note: --implicit-check-not=warning:
// RUN: not ls %t.o
#include <large-stack.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

// CHECK: error: {{.*}} stack{{.*}}512{{.*}}[flexnet-stack-too-large]
// CHECK: 1 error generated.
SEC("xdp") int rx(struct xdp_md *ctx) { return large_stack(ctx->rx_queue_index); }
