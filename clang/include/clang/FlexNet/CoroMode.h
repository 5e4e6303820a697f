// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_COROMODE_H
#define CLANG_FLEXNET_COROMODE_H

#include "clang/Basic/LLVM.h"
#include "clang/FlexNet/Options.h"

namespace clang {
namespace driver {
class Compilation;
}

namespace flexnet {

/// The options that -fflexnet-coro stands for.
ArrayRef<const char *> impliedByCoro();

/// Reports what -fflexnet-coro cannot compile: another target, no debug info, C, ...
void checkCoroCompilation(const driver::Compilation &C);

/// The cc1 arguments that find <flexnet/flexnet.h> and <coroutine>, the copies of
/// libbpf's headers made for C++, and the <asm/...> headers of this machine. The
/// headers are installed beside the driver: Prefix is the folder above its bin/.
SmallVector<std::string, 8> headerArguments(StringRef Prefix);

} // namespace flexnet
} // namespace clang

#endif
