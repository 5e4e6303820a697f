// Loops over iterators end: forward, backward, over a part, with break, destroying elements.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

__u32 data[128];

struct iterator {
  __u32 *at;
  __u32 &operator*() const { return *at; }
  iterator &operator++() { return ++at, *this; }
  bool operator!=(const iterator &other) const { return at != other.at; }
};
struct view {
  __u32 *first, count;
  iterator begin() const { return {first}; }
  iterator end() const { return {first + count}; }
};

SEC("xdp") int part(struct xdp_md *ctx) {
  __u32 sum = 0;
  for (__u32 n : view{data, ctx->rx_queue_index & 127}) {
    sum = sum * 31 ^ n;
    if (n == 9)
      break;
  }
  return sum & 3;
}

SEC("xdp") int backward(struct xdp_md *ctx) {
  __u32 sum = 0;
  for (__u32 *p = data + 128; p != data;)
    sum = sum * 31 ^ *--p;
  return sum & 3;
}

SEC("xdp") int both(struct xdp_md *ctx) {
  __u32 *p = data, *q = data + 100, sum = 0;
  while (p != q)
    sum = sum * 31 ^ *p++ * *--q;
  return sum & 3;
}

__u64 log;
struct element {
  __u64 id;
  ~element() { log = log * 31 + id; }
};
SEC("xdp") int destroy(struct xdp_md *ctx) {
  element elements[20];
  for (element &e : elements)
    e.id = ctx->rx_queue_index;
  return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
