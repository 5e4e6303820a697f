// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_RETURNREGISTER_H
#define LLVM_FLEXNET_RETURNREGISTER_H

namespace llvm::flexnet {

/// Has the backend leave no address in r0 when a function returns nothing, from now on.
void clearReturnRegister();

} // namespace llvm::flexnet

#endif
