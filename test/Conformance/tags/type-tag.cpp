// Type tags on pointers, in both spellings.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct node {
  u64 v;
#ifdef __bpf__
  node __attribute__((btf_type_tag("as_in_c"))) * next;
  [[flexnet::type_tag("as_in_cpp")]] node *other;
#endif
};
node kept;

#ifdef __bpf__
CONFORM(a, b) {
  kept.v = a;
  return mix(kept.v, b) + 3;
}
#else
CONFORM(a, b) {
  return mix(a, b) +
         (HAS_TAG(BTF_KIND_TYPE_TAG, "as_in_c") | HAS_TAG(BTF_KIND_TYPE_TAG, "as_in_cpp") << 1);
}
#endif
