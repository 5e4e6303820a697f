// What a header asserts of its template arguments is said where the user gave them, also through
// templates and aliases of the user's; an assertion of the user's own stays clang's.
// RUN: not %coro -fno-caret-diagnostics -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error: --implicit-check-not=note: --implicit-check-not=include/flexnet
#include <flexnet/flexnet.h>

// CHECK: :[[#@LINE+1]]:34: error: the depth of a queue is a power of two, at least 4 [flexnet-wrong-option]
flexnet::queues<4, {.depth = 3}> odd SEC(".maps");
// CHECK: :[[#@LINE+1]]:42: error: a queue set holds at most 16777215 coroutines
flexnet::queues<400000, {.depth = 1024}> large SEC(".maps");
// CHECK: :[[#@LINE+1]]:43: error: cpumap takes a depth of 1 to 16384 packets
flexnet::cpu_queues<4, {.depth = 100000}> deep SEC(".maps");

using seven = flexnet::queues<4, {.depth = 7}>;
// CHECK: :[[#@LINE+1]]:7: error: the depth of a queue is a power of two, at least 4
seven alias SEC(".maps");

template <u32 D> struct own {
  // CHECK: :[[#@LINE+1]]:36: error: the depth of a queue is a power of two, at least 4
  flexnet::queues<4, {.depth = D}> inner;
  // CHECK: :[[#@LINE+5]]:8: note: in instantiation of template class 'own<5>' requested here
  // CHECK: :[[#@LINE+1]]:17: error: static assertion failed due to requirement '5U == 4'
  static_assert(D == 4);
  // CHECK: :[[#@LINE+2]]:8: note: in instantiation of template class 'own<5>' requested here
};
own<5> in_template SEC(".maps");
