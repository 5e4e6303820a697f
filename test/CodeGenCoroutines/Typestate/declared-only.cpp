// Functions that are defined elsewhere have attributes, too.
// RUN: not %clangxx -target bpf -g -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/bpf.hpp>

enum class layer_of_kernel { none, l2 };
extern "C" {
int kernel_eth(u32 flags, [[flexnet::moves(layer_of_kernel::none, layer_of_kernel::l2)]] struct
               __sk_buff *skb) SEC(".ksyms");
int kernel_ip([[flexnet::needs(layer_of_kernel::l2)]] struct __sk_buff *skb) SEC(".ksyms");
}

SEC("tc") int right(struct __sk_buff *skb) { return kernel_eth(0, skb) + kernel_ip(skb); }
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: kernel_ip() needs 'layer_of_kernel::l2', and 'skb' is in 'layer_of_kernel::none' here: kernel_eth() comes next
SEC("tc") int wrong(struct __sk_buff *skb) { return kernel_ip(skb); }
