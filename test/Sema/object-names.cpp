// Names in the object are source names: two things with SEC cannot share one.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

namespace one {
// CHECK: :[[@LINE+5]]:16: error: 'steer' is the name of two things with SEC: names in a BPF object have no namespace and no overloads, rename one
// CHECK: :[[@LINE+1]]:16: note: the other one is here
SEC("xdp") int steer(struct xdp_md *ctx) { co_return XDP_PASS; }
} // namespace one
namespace two {
SEC("xdp") int steer(struct xdp_md *ctx) { co_return XDP_PASS; }
} // namespace two

SEC("xdp") int overloaded(struct xdp_md *ctx) { return XDP_PASS; }
// CHECK: :[[@LINE+1]]:15: error: 'overloaded' is the name of two things with SEC
SEC("tc") int overloaded(struct __sk_buff *skb) { return 0; }

namespace one {
flexnet::cpu_queues<4> queues SEC(".maps");
}
// CHECK: :[[@LINE+1]]:24: error: 'queues' is the name of two things with SEC
flexnet::cpu_queues<8> queues SEC(".maps");

// Declared twice is not two things; without SEC, nothing is in the object by name.
SEC("xdp") int declared(struct xdp_md *ctx);
SEC("xdp") int declared(struct xdp_md *ctx) { return XDP_PASS; }
namespace one {
static int helper() { return 1; }
} // namespace one
static int helper() { return one::helper(); }
int use = helper();
