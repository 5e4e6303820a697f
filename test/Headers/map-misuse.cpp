// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A wrong key, value or callback of a map is an error that says what is expected.
// RUN: not %clang -target bpf -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/bpf.hpp>

struct flow {
  u32 src, dst;
};
flexnet::hash_map<flow, u64, 64> flows SEC(".maps");
struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 64);
  __type(key, struct flow);
  __type(value, u64);
} c_flows SEC(".maps");

u64 *typed_key(u32 key) {
  // CHECK: [[#@LINE+1]]:23: error: reference to type 'const flow' could not bind to an lvalue of type 'u32'
  return flows.lookup(key);
}

u64 *key(u32 key) {
  // CHECK: [[#@LINE+1]]:10: error: the key is smaller than the map's keys: the kernel would read past its end
  return bpf_map_lookup_elem(&c_flows, &key);
}

long value(flow key, u32 value) {
  // CHECK: [[#@LINE+1]]:10: error: the value is smaller than the map's values: the kernel would go past its end
  return bpf_map_update_elem(&c_flows, &key, &value, BPF_ANY);
}

void pointer(flow key) {
  // CHECK: [[#@LINE+1]]:8: error: cannot initialize a variable of type 'u32 *'
  u32 *value = bpf_map_lookup_elem(&c_flows, &key);
}

void captures(u64 sum) {
  // CHECK: [[#@LINE+1]]:3: error: a callback is a function or a lambda without captures: what a lambda captures, pass as the callback's context
  bpf_loop(4, [&](u32, void *) { return static_cast<long>(++sum); }, nullptr, 0);
}

void callback() {
  // CHECK: [[#@LINE+1]]:3: error: bpf_loop calls long callback(__u32 index, context *)
  bpf_loop(4, [](u32) { return 0l; }, nullptr, 0);
}

void each() {
  // CHECK: [[#@LINE+1]]:9: error: for_each() calls f(const key_type &, value_type &)
  flows.for_each([](const u64 &) {});
}
