/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// What a program finds on the host in place of the kernel's types.
#ifndef DIFFERENTIAL_HOST_TYPES_H
#define DIFFERENTIAL_HOST_TYPES_H

#include <cstdint>

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using s8 = std::int8_t;
using s16 = std::int16_t;
using s32 = std::int32_t;
using s64 = std::int64_t;

#define SEC(name)
#define __noinline __attribute__((noinline))

enum { XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_TX, XDP_REDIRECT };

/// Addresses have 32 bits, as in the kernel's: the runner puts packets there.
struct packet_context {
  u32 data, data_end, len;
  bool carried; ///< the coroutine needs its packet again: the compiler sees, here the step says so
};
struct xdp_md : packet_context {};
struct __sk_buff : packet_context {};
struct bpf_raw_tracepoint_args {
  u64 args[2];
};

struct flexnet_worker_ctx {
  u32 worker, workers;
  u64 epoch;
};

#endif
