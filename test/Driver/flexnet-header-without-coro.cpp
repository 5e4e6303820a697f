// Without -fflexnet-coro there is nothing of FlexNet: no macro, no header.
// RUN: not %clang -target bpf -fsyntax-only %s 2>&1 | FileCheck %s
// CHECK: error: "no macro"
// CHECK: 'flexnet/flexnet.h' file not found
#ifndef __FLEXNET_CORO__
#error "no macro"
#endif
#include <flexnet/flexnet.h>
