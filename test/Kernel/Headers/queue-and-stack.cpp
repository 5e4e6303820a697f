// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A queue gives the oldest first, a stack the newest.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

flexnet::queue_map<u64, 2> queue SEC(".maps");
flexnet::stack_map<u64, 2> stack SEC(".maps");

SEC("tc") int both(__sk_buff *) {
  u64 value = 0;
  CHECK(queue.pop(value) == -2); // ENOENT
  CHECK(queue.push(1) == 0 && queue.push(2) == 0);
  CHECK(queue.push(3) == -7); // E2BIG
  CHECK(queue.push(3, BPF_EXIST) == 0);
  CHECK(queue.pop(value) == 0 && value == 2);
  CHECK(queue.peek(value) == 0 && value == 3);
  CHECK(stack.push(1) == 0 && stack.push(2) == 0);
  CHECK(stack.pop(value) == 0 && value == 2);
  return 0;
}
