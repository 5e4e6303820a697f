// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_PIPELINE_H
#define LLVM_FLEXNET_PIPELINE_H

#include "llvm/FlexNet/Diagnostic.h"

namespace llvm {
class PassBuilder;

namespace flexnet {

/// What the command line says to the passes.
struct PipelineOptions {
  /// -fflexnet-cxx: make an object of C++ that the kernel loads.
  bool Cxx = false;
  /// -fflexnet-coro: also split coroutines. Implies Cxx.
  bool Coro = false;
  /// -fflexnet-max-frame=<bytes>: of the frame of one suspension, beside what its queue carries.
  std::optional<unsigned> MaxFrame;
  /// Where errors about the user's program go. Default: the LLVMContext.
  DiagnosticSink Report;
};

/// Adds FlexNet's passes to the pipelines that PB builds and makes them known by
/// name. The driver and the plugin for stock opt both call this and nothing else.
void registerPasses(PassBuilder &PB, PipelineOptions Options);

} // namespace flexnet
} // namespace llvm

#endif
