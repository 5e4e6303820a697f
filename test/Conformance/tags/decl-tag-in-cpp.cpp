// [[flexnet::decl_tag]] on classes, members and functions.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

class [[flexnet::decl_tag("of_class")]] tagged {
public:
  [[flexnet::decl_tag("of_member")]] u64 v;
};
[[flexnet::decl_tag("of_variable")]] tagged kept;

#ifdef __bpf__
[[flexnet::decl_tag("of_function")]] static NOINLINE u64 run(const tagged *t, u64 n) {
  return t->v ^ n;
}

CONFORM(a, b) {
  kept.v = a;
  return run(&kept, b) + 15;
}
#else
CONFORM(a, b) {
  const char *tags[] = {"of_class", "of_member", "of_variable", "of_function"};
  u64 found = 0;
  for (int i = 0; i < 4; i++)
    found |= HAS_TAG(BTF_KIND_DECL_TAG, tags[i]) << i;
  return (a ^ b) + found;
}
#endif
