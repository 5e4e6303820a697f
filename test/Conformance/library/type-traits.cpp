// <type_traits>: a function that is different for each kind of type.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <type_traits>

enum class color : u8 { red, green };

template <class T> static u64 number(const T &v) {
  if constexpr (std::is_enum_v<T>)
    return static_cast<std::underlying_type_t<T>>(v) + 100;
  else if constexpr (std::is_signed_v<T>)
    return static_cast<std::make_unsigned_t<T>>(v);
  else if constexpr (std::is_array_v<T>)
    return std::extent_v<T>;
  else if constexpr (std::is_pointer_v<T>)
    return number(*v);
  else
    return v;
}

CONFORM(a, b) {
  u32 three[3] = {};
  u64 h = mix(number(s16(a)), number(color(b & 1)));
  h = mix(h, number(three) + number(&a));
  std::conditional_t<(sizeof(long) > 4), u64, u32> wide = b;
  std::common_type_t<u16, u64> common = u16(a) + wide;
  static_assert(std::is_same_v<std::remove_cvref_t<const u8 &>, u8>);
  static_assert(std::is_trivially_copyable_v<color> && !std::is_invocable_v<u64>);
  return mix(h, common);
}
