// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// CO-RE finds a member, and a struct, whose name in the kernel is a C++ keyword.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %clang -target bpf -g -c %s -o %t.o
// RUN: %build-dir/bin/flexnet-header-runner %t.o
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

// None of these is where the kernel has it.
struct class_ {
  const char *name;
} __attribute__((preserve_access_index));
struct device {
  struct class_ *class_;
} __attribute__((preserve_access_index));
struct net_device {
  struct device dev;
} __attribute__((preserve_access_index));
struct sk_buff {
  struct net_device *dev;
} __attribute__((preserve_access_index));

extern "C" void *bpf_cast_to_kern_ctx(void *) __ksym;

SEC("tc") int name_of_class(__sk_buff *ctx) {
  auto *skb = static_cast<struct sk_buff *>(bpf_cast_to_kern_ctx(ctx));
  char name[4];
  bpf_probe_read_kernel(name, sizeof(name), skb->dev->dev.class_->name);
  return __builtin_memcmp(name, "net", sizeof(name)) ? __LINE__ : 0;
}

SEC("license") char LICENSE[] = "GPL";
