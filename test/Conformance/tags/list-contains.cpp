// A list of kernel-allocated objects: contains names the type and its node.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#ifdef __bpf__
#include <flexnet/ref.hpp>

// The kernel knows these by name and size. In a namespace: <linux/bpf.h> may have them, too.
namespace kernel {
struct bpf_list_node {
  u64 opaque[3];
};
struct alignas(8) bpf_list_head {
  u64 opaque[2];
};
} // namespace kernel

struct item {
  u64 v;
  kernel::bpf_list_node node;
};
struct queue {
  struct bpf_spin_lock lock;
  [[flexnet::contains("item", "node")]] kernel::bpf_list_head head;
};
SEC(".data.queue") static queue q;

extern "C" int bpf_list_push_back_impl(kernel::bpf_list_head *head, kernel::bpf_list_node *node,
                                       void *meta, u64 off) SEC(".ksyms");
extern "C" kernel::bpf_list_node *bpf_list_pop_front(kernel::bpf_list_head *head) SEC(".ksyms");

CONFORM(a, b) {
  auto fresh = flexnet::make_unique<item>();
  if (!fresh)
    return 1;
  fresh->v = mix(a, b);
  item *given = fresh.release();
  bpf_spin_lock(&q.lock);
  bpf_list_push_back_impl(&q.head, &given->node, nullptr, 0);
  kernel::bpf_list_node *n = bpf_list_pop_front(&q.head);
  bpf_spin_unlock(&q.lock);
  if (!n)
    return 2;
  flexnet::unique_ref<item> first(
      reinterpret_cast<item *>(reinterpret_cast<char *>(n) - __builtin_offsetof(item, node)));
  return first->v;
}
#else
CONFORM(a, b) { return mix(a, b); }
#endif
