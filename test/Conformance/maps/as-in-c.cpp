// A hash and an array defined as libbpf's C programs do, without casts to their names.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 64);
  __type(key, u64);
  __type(value, u64);
} seen SEC(".maps");
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 4);
  __type(key, u32);
  __type(value, u64);
} counts SEC(".maps");

CONFORM(a, b) {
  u32 slot = b & 3;
  u64 *count = (u64 *)bpf_map_lookup_elem(&counts, &slot);
  if (!count)
    return 1;
  *count += a;
  u64 *last = (u64 *)bpf_map_lookup_elem(&seen, &a);
  u64 r = mix(*count, last ? *last : 7);
  bpf_map_update_elem(&seen, &a, &b, BPF_ANY);
  return r;
}
