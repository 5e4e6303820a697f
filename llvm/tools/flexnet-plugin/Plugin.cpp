// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FlexNet's passes for stock opt: opt-22 -load-pass-plugin=FlexNetPlugin.so -passes=...
// The plugin links no clang library: libclang-cpp in opt registers options twice.

#include "llvm/FlexNet/Pipeline.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Plugins/PassPlugin.h"

using namespace llvm;

extern "C" LLVM_ATTRIBUTE_WEAK PassPluginLibraryInfo llvmGetPassPluginInfo() {
  // By name only: LLVM's own pipelines stay what they are, for all its targets.
  return {LLVM_PLUGIN_API_VERSION, "flexnet", "0.1",
          [](PassBuilder &PB) { flexnet::registerPasses(PB, {}); }};
}
