/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_CHECKSUM_H
#define FLEXNET_CHECKSUM_H

#include <flexnet/ring.h>

/// TCP, always, and UDP that comes from elsewhere reach TC egress with the sum of the
/// pseudo-header in place of their checksum, which the kernel or the device finishes later.

namespace flexnet::detail {

/// Where a packet that is copied has what.
enum : u32 { eth_bytes = 14, ip4_bytes = 20, ip6_bytes = 40, ip_tcp = 6, ip_udp = 17 };

FLEXNET_INLINE u16 fold(u64 sum) {
  sum = (sum >> 32) + (sum & 0xffffffff);
  sum = (sum >> 16 & 0xffff) + (sum >> 32) + (sum & 0xffff);
  sum = (sum >> 16) + (sum & 0xffff);
  return static_cast<u16>((sum >> 16) + (sum & 0xffff));
}

FLEXNET_INLINE u16 load16(const char *from) { return *reinterpret_cast<const u16 *>(from); }

/// Of the words in [`at`, `at` + 512) that are in the first `bytes`; older kernels sum no more
/// at a time.
template <u32 at, u32 room> FLEXNET_INLINE u64 sum_part(const char *from, u32 bytes) {
  constexpr u32 most = room - at < 512 ? room - at : 512;
  if (bytes < at + 4)
    return 0;
  u32 size = opaque((bytes - at < most ? bytes - at : most) & ~3U);
  if (size > most)
    return 0;
  auto *words = reinterpret_cast<__be32 *>(const_cast<char *>(from + at));
  return static_cast<u32>(bpf_csum_diff(nullptr, 0, words, size, 0));
}

/// Finishes the checksum in the copy `packet` of a frame of `length` bytes, room for `room`.
template <u32 room> FLEXNET_INLINE void finish_checksum(__sk_buff *ctx, char *packet, u32 length) {
  constexpr u32 ip_room = room - eth_bytes;
  char *ip = packet + eth_bytes;
  u32 bytes, header, protocol;
  u64 pseudo, sum = 0;
  if (length < eth_bytes + ip4_bytes + 8)
    return;
  auto *words = reinterpret_cast<__be32 *>(ip);
  if (ctx->protocol == __builtin_bswap16(0x0800)) {
    // A fragment has no checksum of its own, or one that is finished.
    if (load16(ip + 6) & __builtin_bswap16(0x3fff))
      return;
    bytes = __builtin_bswap16(load16(ip + 2));
    header = (ip[0] & 15) * 4;
    protocol = static_cast<u8>(ip[9]);
    pseudo = static_cast<u32>(bpf_csum_diff(nullptr, 0, words + 3, 8, 0));
    // The header itself sums to nothing.
  } else if (ctx->protocol == __builtin_bswap16(0x86dd)) {
    header = ip6_bytes;
    bytes = __builtin_bswap16(load16(ip + 4)) + header;
    protocol = static_cast<u8>(ip[6]);
    pseudo = static_cast<u32>(bpf_csum_diff(nullptr, 0, words + 2, 32, 0));
    sum = static_cast<u32>(bpf_csum_diff(words, ip6_bytes, nullptr, 0, 0));
  } else {
    return;
  }
  u32 field = header + (protocol == ip_tcp ? 16 : 6);
  if ((protocol != ip_tcp && protocol != ip_udp) || bytes > length - eth_bytes || bytes < field + 2)
    return;
  field = opaque(field);
  if (field > ip_room - 2)
    return;
  pseudo += __builtin_bswap16(static_cast<u16>(bytes - header)) + (protocol << 8);
  auto *check = reinterpret_cast<u16 *>(ip + field);
  if (*check != fold(pseudo))
    return;
  u32 tail = 0;
  if (bytes & 3)
    bpf_skb_load_bytes(ctx, eth_bytes + (bytes & ~3U), &tail, bytes & 3);
  sum += tail + sum_part<0, ip_room>(ip, bytes) + sum_part<512, ip_room>(ip, bytes) +
         sum_part<1024, ip_room>(ip, bytes) + sum_part<1536, ip_room>(ip, bytes);
  u16 result = ~fold(sum);
  *check = result ? result : 0xffff;
}

} // namespace flexnet::detail

#endif
