// An object with a coroutine has the table for the loader, without relocations, and it
// begins with the magic number and version of flexnet/abi.h.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-readelf -SW -x .flexnet %t.o | FileCheck %s --implicit-check-not=.rel.flexnet
// RUN: %coro -DPLAIN -c %s -o %t.plain.o
// RUN: llvm-readelf -SW %t.plain.o | FileCheck --check-prefix=PLAIN %s
#include <flexnet/flexnet.h>

// CHECK: 0x00000000 464c584e 02000100
// PLAIN-NOT: .flexnet {{ *}}PROGBITS
SEC("xdp") int rx(struct xdp_md *ctx) {
#ifndef PLAIN
  co_await queue_insert(ctx, 1);
#endif
  return XDP_PASS;
}
