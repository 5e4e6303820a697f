// An inline function with SEC is one program, of its source name.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-readelf -sW %t.o | FileCheck %s
#include <flexnet/flexnet.h>

namespace mine {
// CHECK: FUNC GLOBAL DEFAULT {{.*}} filter{{$}}
inline SEC("tc") int filter(struct __sk_buff *skb) { return skb->mark; }
} // namespace mine
auto *kept = mine::filter;
