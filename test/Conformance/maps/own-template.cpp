// A map type that is a template of the program's own, derived from nothing.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

template <class K, class V, u32 n> struct table {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, n);
  __type(key, K);
  __type(value, V);
  V *find(const K &k) { return static_cast<V *>(bpf_map_lookup_elem(this, &k)); }
  void put(const K &k, const V &v) { bpf_map_update_elem(this, &k, &v, BPF_ANY); }
};
table<u64, u32, 32> small SEC(".maps");
table<u16, u64, 64> large SEC(".maps");

CONFORM(a, b) {
  u16 key = b;
  u32 *x = small.find(a & 31);
  u64 *y = large.find(key);
  u64 r = mix(x ? *x : 1, y ? *y : 2);
  small.put(a & 31, b);
  large.put(key, a);
  return r;
}
