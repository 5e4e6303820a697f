// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Elements come, are found, counted, changed and go; the same for the hash's kin.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

struct flow {
  u32 src, dst;
};
flexnet::hash_map<flow, u64, 2> flows SEC(".maps");
flexnet::lru_hash_map<u32, u64, 8> recent SEC(".maps");
flexnet::percpu_hash_map<u32, u64, 8> by_cpu SEC(".maps");
flexnet::lru_percpu_hash_map<u32, u64, 8> recent_by_cpu SEC(".maps");

SEC("tc") int hash(__sk_buff *) {
  flow first = {1, 2};
  CHECK(!flows.lookup(first));
  CHECK(flows.insert(first, 5) == 0);
  CHECK(flows.insert(first, 6) == -17); // EEXIST
  CHECK(flows.update({3, 4}, 7) == 0);
  CHECK(flows.update({5, 6}, 8) == -7); // E2BIG
  u64 *value = flows.lookup(first);
  CHECK(value && *value == 5);
  CHECK(flows.erase(first) == 0 && flows.erase(first) == -2); // ENOENT
  u64 *made = flows.lookup_or_insert(first, 9);
  CHECK(made && *made == 9);
  return 0;
}

SEC("tc") int kin(__sk_buff *) {
  CHECK(recent.update(1, 2) == 0);
  u64 *value = recent.lookup(1);
  CHECK(value && *value == 2);
  CHECK(by_cpu.update(1, 3) == 0);
  value = by_cpu.lookup_percpu(1, bpf_get_smp_processor_id());
  CHECK(value && *value == 3);
  CHECK(recent_by_cpu.insert(1, 4) == 0);
  value = recent_by_cpu.lookup(1);
  CHECK(value && *value == 4);
  return 0;
}
