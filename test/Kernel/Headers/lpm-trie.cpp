// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The longest prefix wins.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

flexnet::lpm_trie_map<u32, u64, 8> routes SEC(".maps");

SEC("tc") int prefixes(__sk_buff *) {
  const u32 net = 10, host = 10 | 1 << 24; // 10.0.0.0, 10.0.0.1
  CHECK(routes.insert({8, net}, 8) == 0 && routes.insert({32, host}, 32) == 0);
  u64 *value = routes.lookup({32, host});
  CHECK(value && *value == 32);
  value = routes.lookup({32, host + (1 << 24)});
  CHECK(value && *value == 8);
  CHECK(!routes.lookup({32, 11}));
  CHECK(routes.erase({8, net}) == 0);
  return 0;
}
