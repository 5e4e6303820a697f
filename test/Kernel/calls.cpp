// Ordinary calls load: members, references, classes by value, many arguments, arguments that are
// not used, results that are masked on both sides.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -g -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -g -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

struct point {
  int x, y;
  int sum() const;
  point &add(int);
};
[[gnu::noinline]] int point::sum() const { return x + y; }
[[gnu::noinline]] point &point::add(int d) {
  x += d;
  return *this;
}
[[gnu::noinline]] int unused(struct xdp_md *ctx, int n, int never) { return n + 1; }
[[gnu::noinline]] unsigned masked(unsigned n) { return n & 7; }
[[gnu::noinline]] int reference(const point &a, point &b) { return a.x + (b.x = a.y); }
[[gnu::noinline]] void clear(point *p) {
  if (p)
    p->y = 0;
}
point make(int a) { return {a, a + 1}; }

struct big {
  long v[5];
};
big make_big(int a) { return {{a, a + 1, 3, 4, 5}}; }
[[gnu::noinline]] static long take(big b) { return ++b.v[0] + b.v[4]; }
[[gnu::noinline]] static int take(point b) { return b.x + b.y; }
int many(int a, int b, int c, int d, int e, int f, int g) { return a * b + c * d + e * f + g; }

int table[8];

SEC("xdp") int program(struct xdp_md *ctx) {
  point a = make(ctx->ingress_ifindex), b{};
  a.add(3).add(ctx->rx_queue_index);
  clear(&b);
  int sum = a.sum() + reference(a, b) + unused(ctx, 5, ctx->rx_queue_index);
  sum += table[masked(ctx->rx_queue_index) & 7];
  big g = make_big(sum);
  sum += take(g) + g.v[0] + take(a) + many(sum, 2, 3, a.x, a.y, b.x, b.y);
  return sum & 3;
}

char _license[] SEC("license") = "GPL";
