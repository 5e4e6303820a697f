// Declaration tags on a structure, a member, a function, a parameter and a variable.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct __attribute__((btf_decl_tag("tag_struct"))) tagged {
  u64 v __attribute__((btf_decl_tag("tag_member")));
};
__attribute__((btf_decl_tag("tag_variable"))) tagged kept;

#ifdef __bpf__
__attribute__((btf_decl_tag("tag_function"))) static NOINLINE u64
run(const tagged *t __attribute__((btf_decl_tag("tag_parameter"))), u64 n) {
  return t->v * n;
}

CONFORM(a, b) {
  kept.v = a;
  return run(&kept, b) + 31;
}
#else
CONFORM(a, b) {
  const char *tags[] = {"tag_struct", "tag_member", "tag_variable", "tag_function",
                        "tag_parameter"};
  u64 found = 0;
  for (int i = 0; i < 5; i++)
    found |= HAS_TAG(BTF_KIND_DECL_TAG, tags[i]) << i;
  return a * b + found;
}
#endif
