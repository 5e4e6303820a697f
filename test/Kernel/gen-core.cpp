// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The header of `flexnet gen vmlinux` in a program: members by CO-RE, one behind a typedef and
// one that is a keyword, and kfuncs of which one is absent.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: mkdir -p %t && %flexnet gen vmlinux > %t/vmlinux.hpp
// RUN: %clang -target bpf -g -Wall -Wextra -Werror -I %t -c %s -o %t.o
// RUN: llvm-readelf -r %t.o | FileCheck %s
// RUN: %build-dir/bin/flexnet-header-runner %t.o
// CHECK: .rel.BTF.ext
#include <vmlinux.hpp>

#include <bpf/bpf_helpers.h>

SEC("syscall") int task(void *) {
  auto *self = reinterpret_cast<struct task_struct *>(bpf_get_current_task_btf());
  if (self->tgid != static_cast<int>(bpf_get_current_pid_tgid() >> 32))
    return __LINE__;
  struct task_struct *again = bpf_task_from_pid(self->pid);
  if (!again)
    return __LINE__;
  bool same = again->tgid == self->tgid && again->usage.refs.counter > 0;
  bpf_task_release(again);
  return same ? 0 : __LINE__;
}

SEC("tc") int device_class(struct __sk_buff *ctx) {
  auto *skb = static_cast<struct sk_buff *>(bpf_cast_to_kern_ctx(ctx));
  char name[4];
  bpf_probe_read_kernel(name, sizeof(name), skb->dev->dev.class_->name);
  return __builtin_memcmp(name, "net", sizeof(name)) ? __LINE__ : 0;
}

extern void no_such_kfunc() __attribute__((section(".ksyms"), weak));

SEC("tc") int absent(struct __sk_buff *) {
  if (no_such_kfunc)
    no_such_kfunc();
  return 0;
}

SEC("license") char LICENSE[] = "GPL";
