// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A lambda sees each element, changes what it captures and values, and can end the loop.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

flexnet::array_map<u64, 4> array SEC(".maps");
flexnet::hash_map<u32, u64, 4> hash SEC(".maps");

SEC("tc") int each(__sk_buff *) {
  u64 keys = 0, sum = 0;
  CHECK(array.for_each([](const u32 &key, u64 &value) { value = key * 10; }) == 4);
  CHECK(array.for_each([&](const u32 &key, u64 &value) {
    keys += key;
    sum += value;
  }) == 4);
  CHECK(keys == 6 && sum == 60);
  CHECK(array.for_each([](const u32 &key, u64 &) { return key == 1; }) == 2);
  hash.update(1, 2);
  sum = 0;
  CHECK(hash.for_each([&](const u32 &key, u64 &value) { sum = key + value; }) == 1);
  CHECK(sum == 3);
  return 0;
}
