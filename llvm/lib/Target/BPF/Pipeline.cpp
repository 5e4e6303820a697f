// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "llvm/FlexNet/Pipeline.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;

void flexnet::registerPasses(PassBuilder &PB, PipelineOptions Options) {}
