// An inline map and an ordinary one of the same named type.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct numbers {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 2);
  __type(key, u32);
  __type(value, u64);
};
inline numbers shared SEC(".maps");
numbers plain SEC(".maps");

static NOINLINE u64 add(u32 slot, u64 v) {
  u64 *x = (u64 *)bpf_map_lookup_elem(&shared, &slot);
  u64 *y = (u64 *)bpf_map_lookup_elem(&plain, &slot);
  if (!x || !y)
    return 1;
  *x += v;
  *y ^= *x;
  return mix(*x, *y);
}

CONFORM(a, b) { return add(a & 1, b); }
