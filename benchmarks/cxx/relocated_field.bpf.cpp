// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A member of a kernel object, found by CO-RE.
#include <flexnet/bpf_helpers.hpp>

struct [[flexnet::preserve_access_index]] task_struct {
  int pid;
  int tgid;
  bool is_thread() const { return pid != tgid; }
};

u32 threads;

SEC("tp_btf/sched_switch") int count(u64 *ctx) {
  auto *next = reinterpret_cast<task_struct *>(ctx[2]);
  if (next->is_thread())
    threads++;
  return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
