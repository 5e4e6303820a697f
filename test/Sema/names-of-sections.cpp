// A symbol and a section of one name confuse the assembler: the symbol is to be renamed.
// RUN: not %clang -target bpf -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

// CHECK: :[[@LINE+1]]:16: error: 'xdp' is also the name of a section of this object: rename it
SEC("xdp") int xdp(struct xdp_md *ctx) { return XDP_PASS; }
// CHECK: :[[@LINE+1]]:6: error: 'license' is also the name of a section of this object: rename it
char license[] SEC("license") = "GPL";
namespace app {
// CHECK: :[[@LINE+1]]:5: error: 'tc' is also the name of a section of this object: rename it
int tc;
}
SEC("tc") int filter(struct __sk_buff *) { return app::tc; }

// Mangled names are no names of sections.
static int classifier() { return 1; }
SEC("classifier") int classify(struct __sk_buff *) { return classifier(); }
