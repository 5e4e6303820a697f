// Several programs in one object, one in a namespace, that share functions and a global.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

u64 runs;
static NOINLINE u64 shared(u64 v) {
  runs++;
  return mix(v, runs);
}
namespace more {
SEC("syscall") int second_program(struct conformance_io *io) {
  io->result = shared(io->b);
  return 0;
}
} // namespace more
SEC("socket") int filter(void *) { return runs; }

CONFORM(a, b) { return shared(a) + b; }
