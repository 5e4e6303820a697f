// An object in memory that the kernel allocates is dropped at the end of the scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/ref.hpp>

struct session {
  u64 id, uses;
};

CONFORM(a, b) {
  auto s = flexnet::make_unique<session>();
  if (!s)
    return 1;
  s->id = a;
  s->uses = b; // the memory has what was last in it
  auto t = static_cast<flexnet::unique_ref<session> &&>(s);
  return mix(t->id, t->uses);
}
