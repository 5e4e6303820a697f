// A kptr declared with __kptr and moved with bpf_kptr_xchg.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/ref.hpp>

struct item {
  u64 v;
};
struct slot {
  item *kept __attribute__((btf_type_tag("kptr")));
};
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, slot);
} slots SEC(".maps");

#ifdef __bpf__
CONFORM(a, b) {
  u32 zero = 0;
  slot *s = (slot *)bpf_map_lookup_elem(&slots, &zero);
  auto fresh = flexnet::make_unique<item>();
  if (!s || !fresh)
    return 1;
  fresh->v = b;
  flexnet::unique_ref<item> old((item *)bpf_kptr_xchg(&s->kept, fresh.release()));
  return old ? mix(old->v, a) : a;
}
#else
CONFORM(a, b) {
  static u64 last;
  static bool any;
  u64 r = any ? mix(last, a) : a;
  last = b;
  any = true;
  return r;
}
#endif
