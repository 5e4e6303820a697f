// <bit>: counting, rotating, powers of two, byte order, bit_cast.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <bit>

struct pair {
  u32 low, high;
};

CONFORM(a, b) {
  u64 h = mix(std::popcount(a), std::popcount(u16(b)));
  h = mix(h, std::countl_zero(a) * 100 + std::countr_zero(b));
  h = mix(h, std::countl_one(u32(a)) * 100 + std::countr_one(u8(b)));
  h = mix(h, std::rotl(a, 13) ^ std::rotr(u32(b), 5));
  h = mix(h, std::has_single_bit(a) + 2 * std::bit_width(b));
  h = mix(h, std::bit_floor(a));
  h = mix(h, std::bit_ceil(a & 0xffffffff));
  h = mix(h, std::bit_cast<pair>(b).high);
  return mix(h, std::endian::native == std::endian::little);
}
