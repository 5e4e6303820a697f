// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Two members of a map value, changed together.
#include <flexnet/lock.hpp>
#include <flexnet/maps.hpp>

struct total {
  struct bpf_spin_lock lock;
  u32 packets;
  u64 bytes;
};

flexnet::array_map<total, 1> totals SEC(".maps");

SEC("tc") int count(__sk_buff *skb) {
  u32 len = skb->len;
  if (total *t = totals.lookup(0)) {
    flexnet::lock_guard guard(t->lock);
    t->packets++;
    t->bytes += len;
  }
  return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
