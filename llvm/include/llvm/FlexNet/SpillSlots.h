// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_SPILLSLOTS_H
#define LLVM_FLEXNET_SPILLSLOTS_H

namespace llvm::flexnet {

/// Has the backend give each spilled register a slot of the verifier's stack, from now on.
void widenSpillSlots();

} // namespace llvm::flexnet

#endif
