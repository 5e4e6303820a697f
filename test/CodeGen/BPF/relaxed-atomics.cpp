// What a relaxed atomic operation returns is what was there. The backend alone would take the
// instruction that returns nothing.
// RUN: %clang -target bpf -mcpu=v3 -c %s -o %t.o
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
#include <flexnet/bpf.hpp>

u64 count, word;

// CHECK-LABEL: <used>:
// CHECK: atomic_fetch_add
SEC("xdp") int used(struct xdp_md *) {
  return __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED) > 5 ? XDP_DROP : XDP_PASS;
}
// CHECK-LABEL: <unused>:
// CHECK: lock *(u64 *){{.*}} +=
SEC("xdp") int unused(struct xdp_md *) {
  __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED);
  return XDP_PASS;
}
// CHECK-LABEL: <accessed>:
// CHECK-NOT: atomic_fetch
// CHECK: exit
SEC("xdp") int accessed(struct xdp_md *) {
  __atomic_store_n(&word, __atomic_load_n(&count, __ATOMIC_RELAXED), __ATOMIC_RELAXED);
  return XDP_PASS;
}
