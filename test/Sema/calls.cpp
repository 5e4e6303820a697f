// Calls that BPF has not are errors at their lines, with debug info and without.
// RUN: not %clang -target bpf -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
// RUN: not %clang -target bpf -g -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

struct point {
  long x, y, z;
};
// CHECK-DAG: :[[@LINE+1]]:{{.*}} error: noinline function '{{.*}}make{{.*}}' returns a class, which BPF cannot: return it through a reference parameter, or remove noinline
[[gnu::noinline]] point make(int a) { return {a, a + 1, a + 2}; }
point inlined(int a) { return {a, a + 1, a + 2}; }

point elsewhere(int);

int odd(unsigned);
// CHECK-DAG: :[[@LINE+1]]:{{.*}} error: '{{.*}}even{{.*}}' calls itself, and the kernel refuses recursion: write a loop, with a stack of fixed size if needed
[[gnu::noinline]] int even(unsigned n) { return n == 0 ? 1 : odd(n - 1) + 1; }
// CHECK-DAG: :[[@LINE+1]]:{{.*}} note: by way of '{{.*}}odd{{.*}}', which calls '{{.*}}even{{.*}}' here
[[gnu::noinline]] int odd(unsigned n) { return n == 0 ? 0 : even(n - 1) + 2; }

// Recursion that LLVM makes a loop of, or that is over when compiling, is none.
constexpr int factorial(int n) { return n ? n * factorial(n - 1) : 1; }
unsigned gcd(unsigned a, unsigned b) { return b ? gcd(b, a % b) : a; }

SEC("xdp") int program(struct xdp_md *ctx) {
  point a = make(ctx->ingress_ifindex), b = inlined(ctx->rx_queue_index);
  // CHECK-DAG: :[[@LINE+1]]:{{.*}} error: undefined function '{{.*}}elsewhere{{.*}}' returns a class
  a.x += elsewhere(3).y + b.z;
  static_assert(factorial(4) == 24);
  return a.x + even(a.z) + factorial(ctx->rx_queue_index) + gcd(a.y, a.x);
}
