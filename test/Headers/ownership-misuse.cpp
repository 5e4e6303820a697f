// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What is owned once cannot be copied, and what cannot be reserved says why.
// RUN: not %clang -target bpf -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/bpf.hpp>

struct event {
  u64 pid, what;
};
struct large {
  char bytes[8192];
};
struct owning {
  ~owning() {}
};
flexnet::ringbuf<4096> events SEC(".maps");
// CHECK: [[#@LINE+1]]:24: error: a ring buffer is a power of two and whole pages: 4096, 8192, ...
flexnet::ringbuf<5000> odd SEC(".maps");

void copy_reservation() {
  auto one = events.reserve<event>();
  // CHECK: [[#@LINE+1]]:8: error: {{.*}}: an event is submitted once: move its reservation
  auto two = one;
}

void copy_reference(flexnet::unique_ref<event> &one) {
  // CHECK: [[#@LINE+1]]:8: error: {{.*}}: a reference is released once: move it, or acquire() another
  auto two = one;
}

void too_large() {
  // CHECK: [[#@LINE+1]]:19: error: the event is larger than the ring buffer
  auto e = events.reserve<large>();
}

void not_bytes() {
  // CHECK: [[#@LINE+1]]:19: error: user space gets the bytes of an event: it must be trivially copyable, without destructor
  auto e = events.reserve<owning>();
}

void destructor() {
  // CHECK: [[#@LINE+1]]:21: error: the kernel frees it and calls no destructor
  auto e = flexnet::make_unique<owning>();
}

void second(event *e) {
  // CHECK: [[#@LINE+1]]:27: error: the kernel gives no second reference to this: move the unique_ref
  auto another = flexnet::acquire(e);
}
