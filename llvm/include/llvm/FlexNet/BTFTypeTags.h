// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_BTFTYPETAGS_H
#define LLVM_FLEXNET_BTFTYPETAGS_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// How a decl tag starts that stands for a type tag; no user can write it, as tags are
/// printable.
inline constexpr StringLiteral TypeTagMarker = "\001type_tag:";

/// Moves type tags from declarations to the pointers they mean.
class BTFTypeTagsPass : public PassInfoMixin<BTFTypeTagsPass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
