// A static map of unnamed type is external: libbpf knows no static maps.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: VAR 'table' {{.*}} linkage=global
namespace {
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, u64);
} table SEC(".maps");
} // namespace

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 key = 0;
  return bpf_map_lookup_elem(&table, &key) ? XDP_PASS : XDP_DROP;
}
