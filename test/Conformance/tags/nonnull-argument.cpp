// The arg:nonnull tag on a parameter of a function with external linkage.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct sample {
  u64 v;
};

NOINLINE u64 read(const sample *s __attribute__((btf_decl_tag("arg:nonnull"))), u64 n) {
  return s->v * n;
}

CONFORM(a, b) {
  sample s = {a};
  return read(&s, b);
}
