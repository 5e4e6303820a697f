// A pointer to a map value cannot be kept: the value may be gone.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, u64);
} table SEC(".maps");

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 key = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'hits' is a pointer to a map value and lives across a co_await, where it cannot be kept
  u64 *hits = static_cast<u64 *>(bpf_map_lookup_elem(&table, &key));
  if (!hits)
    return XDP_DROP;
  // CHECK: :[[#@LINE+1]]:3: note: suspended here; keep the key and look it up again after the co_await
  co_await queue_insert(ctx, 1);
  ++*hits;
  return XDP_PASS;
}
