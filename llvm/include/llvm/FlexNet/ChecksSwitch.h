// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_CHECKSSWITCH_H
#define LLVM_FLEXNET_CHECKSSWITCH_H

namespace llvm::flexnet {

/// False with -mllvm -flexnet-checks=false: what only refuses programs is left out, to
/// measure what it costs (scripts/bench checks). Internal: objects may be wrong without.
bool checksEnabled();

} // namespace llvm::flexnet

#endif
