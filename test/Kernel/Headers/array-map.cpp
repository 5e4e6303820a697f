// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Elements of arrays are there from the start; per-CPU ones on each CPU.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

flexnet::array_map<u64, 4> array SEC(".maps");
flexnet::percpu_array_map<u64, 1> by_cpu SEC(".maps");

SEC("tc") int arrays(__sk_buff *) {
  u64 *value = array.lookup(3);
  CHECK(value && *value == 0);
  *value = 5;
  CHECK(*array.lookup(3) == 5);
  CHECK(!array.lookup(4));
  CHECK(array.update(0, 6) == 0);
  value = by_cpu.lookup(0);
  CHECK(value);
  *value = 7;
  u64 *same = by_cpu.lookup_percpu(0, bpf_get_smp_processor_id());
  CHECK(same && *same == 7);
  return 0;
}
