// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_COROMODE_H
#define CLANG_FLEXNET_COROMODE_H

#include "clang/Basic/LLVM.h"

namespace clang {
namespace driver {
class Compilation;
}

namespace flexnet {

/// The options that -fflexnet-coro stands for beside those of -fflexnet-cxx.
ArrayRef<const char *> impliedByCoro();

/// Reports what -fflexnet-coro cannot compile beyond what -fflexnet-cxx cannot:
/// big-endian, without debug info, C++ before 20.
void checkCoroCompilation(const driver::Compilation &C);

} // namespace flexnet
} // namespace clang

#endif
