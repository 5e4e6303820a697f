// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A pointer with [[flexnet::kptr]] keeps an object in a map value, also inside a member.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

// Not a name of one of the kernel's structs: that would be the kernel's.
struct element {
  u64 value;
};
template <class T> struct slot {
  [[flexnet::kptr]] T *kept;
};
struct kept {
  u64 before;
  element __attribute__((btf_type_tag("kptr"))) *in_c;
  slot<element> inside;
};
flexnet::array_map<kept, 1> values SEC(".maps");

static int put_and_take(element **where) {
  auto made = flexnet::make_unique<element>();
  CHECK(made);
  made->value = 7;
  flexnet::unique_ref<element> old(static_cast<element *>(bpf_kptr_xchg(where, made.release())));
  CHECK(!old);
  flexnet::unique_ref<element> taken(static_cast<element *>(bpf_kptr_xchg(where, nullptr)));
  CHECK(taken && taken->value == 7);
  return 0;
}

SEC("tc") int as_in_c(__sk_buff *) {
  kept *value = values.lookup(0);
  CHECK(value);
  return put_and_take(&value->in_c);
}

SEC("tc") int inside_a_member(__sk_buff *) {
  kept *value = values.lookup(0);
  CHECK(value);
  return put_and_take(&value->inside.kept);
}
