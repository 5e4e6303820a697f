// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_EMPTYASSEMBLY_H
#define LLVM_FLEXNET_EMPTYASSEMBLY_H

namespace llvm::flexnet {

/// Has the backend write no line of BTF for inline assembly without an instruction, from now on.
void skipLinesOfEmptyAssembly();

} // namespace llvm::flexnet

#endif
