// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// `flexnet check` takes any BPF object, and explains what the kernel refuses in it; other commands
// say that it holds no coroutine.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -g -c %s -o %t.o
// RUN: %flexnet check %t.o | FileCheck %s
// RUN: %flexnet check --json %t.o | FileCheck %s --check-prefix=JSON
// RUN: %clang -target bpf -g -DUNCHECKED -c %s -o %t.unchecked.o
// RUN: not %flexnet check %t.unchecked.o 2>&1 | FileCheck %s --check-prefix=REFUSED
// RUN: not %flexnet run %t.o --dev lo 2>&1 | FileCheck %s --check-prefix=RUNS
// CHECK: count
// CHECK: no coroutines
// JSON: "accepted": true
// REFUSED: check-without-coroutines.cpp:[[#LINE:]]:{{[0-9]+}}: error: {{.*}}[null]
// RUNS: holds no coroutine
#include <flexnet/bpf.hpp>

char LICENSE[] SEC("license") = "GPL";
flexnet::array_map<u64, 4> counters SEC(".maps");

SEC("xdp") int count(xdp_md *ctx) {
  u64 *counter = counters.lookup(ctx->rx_queue_index);
#ifndef UNCHECKED
  if (!counter)
    return XDP_DROP;
#endif
  ++*counter;
  return XDP_PASS;
}
