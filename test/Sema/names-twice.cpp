// What user space finds by name has a name of its own in the object, whatever its namespace.
// RUN: not %clang -target bpf -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s

#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))
#define __ksym __attribute__((section(".ksyms")))

namespace one {
// CHECK: :[[@LINE+5]]:16: error: 'steer' is the name of two things in this object: names in a BPF object have no namespace, no overloads and no template arguments, rename one
// CHECK: :[[@LINE+1]]:16: note: the other one is here
SEC("xdp") int steer(struct xdp_md *ctx) { return XDP_PASS; }
} // namespace one
namespace two {
SEC("xdp") int steer(struct xdp_md *ctx) { return XDP_PASS; }
} // namespace two

SEC("xdp") int overloaded(struct xdp_md *ctx) { return XDP_PASS; }
// CHECK: :[[@LINE+1]]:15: error: 'overloaded' is the name of two things in this object
SEC("tc") int overloaded(struct __sk_buff *skb) { return 0; }

struct table {
  int (*type)[BPF_MAP_TYPE_ARRAY], (*max_entries)[1], *key;
  long *value;
};
namespace one {
table queues SEC(".maps");
}
// CHECK: :[[@LINE+1]]:7: error: 'queues' is the name of two things in this object
table queues SEC(".maps");
struct owner {
  // CHECK: :[[@LINE+1]]:23: error: 'queues' is the name of two things in this object
  static inline table queues SEC(".maps");
};

namespace one {
int counter;
}
// CHECK: :[[@LINE+1]]:5: error: 'counter' is the name of two things in this object
int counter;

extern "C" int plain(int n) { return n; }
namespace one {
// CHECK: :[[@LINE+1]]:5: error: 'plain' is the name of two things in this object
int plain;
// CHECK: :[[@LINE+2]]:19: error: 'bpf_rcu_read_lock' is the name of two things in this object
void bpf_rcu_read_lock() __ksym;
SEC("socket") int bpf_rcu_read_lock(struct __sk_buff *) { return 0; }
} // namespace one

// CHECK: :[[@LINE+1]]:36: error: 'each' is the name of two things in this object
template <int N> SEC("socket") int each(struct __sk_buff *) { return N; }
template int each<1>(struct __sk_buff *);
template int each<2>(struct __sk_buff *);

// Declared twice is not two things: here, or defined elsewhere. Nor is what nobody finds by name.
SEC("xdp") int declared(struct xdp_md *ctx);
SEC("xdp") int declared(struct xdp_md *ctx) { return XDP_PASS; }
namespace one {
void bpf_rcu_read_unlock() __ksym;
static int helper() { return 1; }
static int state;
} // namespace one
namespace two {
void bpf_rcu_read_unlock() __ksym;
static int state;
} // namespace two
static int helper() { return one::helper() + one::state + two::state; }
int use = helper();
