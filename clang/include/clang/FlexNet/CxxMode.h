// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_CXXMODE_H
#define CLANG_FLEXNET_CXXMODE_H

#include "clang/Basic/LLVM.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace clang {
class DiagnosticsEngine;

namespace driver {
class Compilation;
}

namespace flexnet {
struct Options;

/// Whether Args (with the name of the program in front) name a BPF target at all: a
/// quick look, before anything of clang's is set up.
bool mentionsBPF(ArrayRef<const char *> Args);

/// Whether -fflexnet-cxx is on for this command line: if O says so; else if the target is
/// BPF and the inputs are C++. Warns if some are C++ and some are not.
bool isCxxOn(const Options &O, ArrayRef<const char *> Args, DiagnosticsEngine &Diags);

/// The options that -fflexnet-cxx stands for.
ArrayRef<const char *> impliedByCxx();

/// Reports what Option, -fflexnet-cxx or -fflexnet-coro, cannot compile: another target,
/// C, without optimization, to a program instead of an object.
void checkCxxCompilation(const driver::Compilation &C, StringRef Option);

/// The cc1 arguments that find <flexnet/...>, <coroutine>, the copies of libbpf's
/// headers made for C++, and what tells the C library that BPF has 64 bits. The headers
/// are installed beside the driver: Prefix is the folder above its bin/.
SmallVector<std::string, 8> headerArguments(StringRef Prefix);

} // namespace flexnet
} // namespace clang

#endif
