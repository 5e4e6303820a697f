/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/// What programs that the kernel refuses need beside their mistake.
#include <flexnet/bpf.hpp>
#include <flexnet/flexnet.h>

struct value {
  u64 count;
  u8 bytes[64];
};
struct locked {
  struct bpf_spin_lock lock;
  u32 count;
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 16);
  __type(key, u32);
  __type(value, struct value);
} values SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 16);
  __type(key, u32);
  __type(value, struct locked);
} locks SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
} events SEC(".maps");

#ifndef NO_LICENCE
char LICENSE[] SEC("license") = "Dual BSD/GPL";
#else
char LICENSE[] SEC("license") = "Proprietary";
#endif
