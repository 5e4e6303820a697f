// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A tracepoint that only notes what happened: whoever runs into it goes on after a few stores,
/// and a worker does the rest. No packet is involved.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/// How often programs were started, by the first 8 bytes of their names.
struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 4096);
  __type(key, u64);
  __type(value, u64);
} starts SEC(".maps");

flexnet::queues<64> notes SEC(".maps");

/// Programs started, and the nanoseconds until each was counted.
u64 started, delay_ns;

SEC("raw_tp/sched_process_exec") int on_exec(struct bpf_raw_tracepoint_args *ctx) {
  char name[16];
  bpf_get_current_comm(name, sizeof(name));
  u64 key;
  __builtin_memcpy(&key, name, sizeof(key));
  u64 then = bpf_ktime_get_ns();

  co_await queue_insert(notes, ctx, this_cpu());

  u64 one = 1;
  if (bpf_map_update_elem(&starts, &key, &one, BPF_NOEXIST))
    if (auto *count = static_cast<u64 *>(bpf_map_lookup_elem(&starts, &key)))
      __atomic_fetch_add(count, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&started, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&delay_ns, bpf_ktime_get_ns() - then, __ATOMIC_RELAXED);
  return 0;
}

SEC("flexnet/executor") void count(void) {
  for (u32 i = 0; i < queue_count(notes); i++)
    queue_pop_front(notes, i).resume();
}
