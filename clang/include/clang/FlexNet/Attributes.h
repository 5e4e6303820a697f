// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_ATTRIBUTES_H
#define CLANG_FLEXNET_ATTRIBUTES_H

namespace clang {
class CompilerInstance;

namespace flexnet {

/// Gives C++ the attributes of clang/docs/Attributes.md, in their `[[flexnet::...]]` and GNU
/// spellings, and what headers written for C call them. Call it before the action runs.
void enableAttributes(CompilerInstance &CI);

} // namespace flexnet
} // namespace clang

#endif
