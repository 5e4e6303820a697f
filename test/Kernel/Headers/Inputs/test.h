/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
#ifndef HEADERS_TEST_H
#define HEADERS_TEST_H

#include <flexnet/bpf.hpp>

/// What a program that runs must find true; else it returns the line.
#define CHECK(condition)                                                                           \
  if (!(condition))                                                                                \
  return __LINE__

/// The runner's: the context of a syscall program.
struct run {
  u64 pid, unused;
};

SEC("license") char LICENSE[] = "GPL";

#endif
