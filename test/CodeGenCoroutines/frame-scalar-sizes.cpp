// A scalar takes as many bytes of the frame as its type has.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

enum class narrow : u16 {};
enum plain { one, two };

#define KEEPS(type, name)                                                                          \
  flexnet::cpu_queues<2> name##_queues SEC(".maps");                                               \
  SEC("xdp") int of_##name(struct xdp_md *ctx) {                                                   \
    type name##_value = static_cast<type>(bpf_ktime_get_ns());                                     \
    co_await queue_insert(name##_queues, ctx, 1);                                                  \
    return static_cast<int>(name##_value);                                                         \
  }

// CHECK: of_u8
// CHECK: bytes 0 to 1: u8_value
KEEPS(u8, u8)
// CHECK: bytes 0 to 2: u16_value
KEEPS(u16, u16)
// CHECK: bytes 0 to 4: u32_value
KEEPS(u32, u32)
// CHECK: bytes 0 to 1: s8_value
KEEPS(signed char, s8)
// CHECK: bytes 0 to 2: s16_value
KEEPS(short, s16)
// CHECK: bytes 0 to 4: s32_value
KEEPS(int, s32)
// CHECK: bytes 0 to 1: bool_value
KEEPS(bool, bool)
// CHECK: bytes 0 to 2: enum_class_value
KEEPS(narrow, enum_class)
// CHECK: bytes 0 to 4: enum_value
KEEPS(plain, enum)
