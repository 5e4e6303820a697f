// SEC on a later declaration comes too late for the name, if the function was used before.
// RUN: not %clang -target bpf -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
#include <linux/bpf.h>

int late(struct xdp_md *ctx);
void *taken = (void *)late;
// CHECK: :[[@LINE+1]]:43: error: 'late' was used before its SEC: write SEC on its first declaration, too
__attribute__((section("xdp"), used)) int late(struct xdp_md *ctx) { return XDP_PASS; }

int unused(struct xdp_md *ctx);
__attribute__((section("xdp"), used)) int unused(struct xdp_md *ctx) { return XDP_PASS; }
