// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_CXXLIBRARY_H
#define CLANG_FLEXNET_CXXLIBRARY_H

#include "clang/Basic/LLVM.h"
#include "llvm/ADT/SmallVector.h"

#include <string>

namespace clang {
namespace flexnet {

/// The cc1 arguments that find <array>, <span>, <optional>, ...: the folders where clang
/// 22 finds the C++ and C libraries of this machine, in its order. Clang looks for none
/// when it compiles for BPF, which has none of its own. Args is the command line with the
/// name of the program in front; --sysroot, -nostdinc++, -stdlib= and the like count.
SmallVector<std::string, 24> libraryArguments(ArrayRef<const char *> Args);

} // namespace flexnet
} // namespace clang

#endif
