// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_DRIVER_TOOLS_H
#define FLEXNET_TOOLS_DRIVER_TOOLS_H

#include "clang/Basic/LLVM.h"

/// The compiler proper: `clang -cc1 Args`.
int cc1Main(clang::ArrayRef<const char *> Args);

/// Replaces this process by the distribution's clang 22 with the same arguments.
/// Returns only if there is none.
int runStockClang(const char *const *Argv);

#endif
