// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef FLEXNET_LIB_COROUTINES_HELDPATHS_H
#define FLEXNET_LIB_COROUTINES_HELDPATHS_H

#include "HeldTable.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Instructions.h"

namespace llvm::flexnet::held {

/// Follows what Call began to hold along every path. StopsAt says where that must not be; a
/// path ends there, or where it is not held any more. Returns the places, each once.
SmallVector<const Instruction *, 2> followHeld(const CallBase &Call, const Begin &Begins,
                                              function_ref<bool(const Instruction &)> StopsAt);

} // namespace llvm::flexnet::held

#endif
