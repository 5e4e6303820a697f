// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A list head with [[flexnet::contains]] takes the objects it names and gives them back in
// order.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

// The kernel knows these by name and size; the system's <linux/bpf.h> may be too old for them.
struct bpf_list_node {
  u64 opaque[3];
};
struct alignas(8) bpf_list_head {
  u64 opaque[2];
};
struct item {
  u64 value;
  bpf_list_node node;
};
struct queue {
  struct bpf_spin_lock lock;
  [[flexnet::contains("item", "node")]] bpf_list_head head;
};
SEC(".data.queue") static queue items;

int bpf_list_push_back_impl(bpf_list_head *head, bpf_list_node *node, void *meta,
                            u64 off) SEC(".ksyms");
bpf_list_node *bpf_list_pop_front(bpf_list_head *head) SEC(".ksyms");

static int push(u64 value) {
  auto made = flexnet::make_unique<item>();
  CHECK(made);
  made->value = value;
  item *given = made.release();
  bpf_spin_lock(&items.lock);
  bpf_list_push_back_impl(&items.head, &given->node, nullptr, 0);
  bpf_spin_unlock(&items.lock);
  return 0;
}

static int pop(u64 expected) {
  bpf_spin_lock(&items.lock);
  bpf_list_node *node = bpf_list_pop_front(&items.head);
  bpf_spin_unlock(&items.lock);
  CHECK(node);
  flexnet::unique_ref<item> first(reinterpret_cast<item *>(reinterpret_cast<char *>(node) -
                                                           __builtin_offsetof(item, node)));
  CHECK(first->value == expected);
  return 0;
}

SEC("tc") int first_in_first_out(__sk_buff *) {
  CHECK(!push(1) && !push(2));
  CHECK(!pop(1) && !pop(2));
  return 0;
}
