// A function that needs a lock is called between taking and giving back one.
// RUN: not %clangxx -target bpf -g -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/bpf.hpp>
#include <flexnet/lock.hpp>

struct value {
  struct bpf_spin_lock lock;
  u32 n;
  [[flexnet::needs_lock]] void add(u32 by) { n += by; }
};
flexnet::array_map<value, 1> values SEC(".maps");

SEC("tc") int prog(struct __sk_buff *skb) {
  value *v = values.lookup(0);
  if (!v)
    return 0;
  {
    flexnet::lock_guard guard(v->lock);
    v->add(1);
  }
  // CHECK: :[[#@LINE+1]]:6: error: add() needs a lock, and none is held here: take it before
  v->add(2);
  return 0;
}

SEC("tc") int on_some_path(struct __sk_buff *skb) {
  value *v = values.lookup(0);
  if (!v)
    return 0;
  if (skb->len)
    bpf_spin_lock(&v->lock);
  // CHECK: :[[#@LINE+1]]:6: error: add() needs a lock, and none is held here on some path: take it before
  v->add(3);
  if (skb->len)
    bpf_spin_unlock(&v->lock);
  return 0;
}
