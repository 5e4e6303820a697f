// <flexnet/flexnet.h> is for coroutines, and says so to who compiles without.
// RUN: not %clang -target bpf -fsyntax-only %s 2>&1 | FileCheck %s
// CHECK: flexnet.h:{{.*}} error: "<flexnet/flexnet.h> needs FlexNet's clang with -target bpf -fflexnet-coro"
// Without -fflexnet-cxx there is nothing of FlexNet: no macro, no header.
// RUN: not %clang -target bpf -fno-flexnet-cxx -fsyntax-only %s 2>&1 | FileCheck --check-prefix=OFF %s
// OFF: error: "no macro"
// OFF: 'flexnet/flexnet.h' file not found
#ifndef __FLEXNET_CXX__
#error "no macro"
#endif
#include <flexnet/flexnet.h>
