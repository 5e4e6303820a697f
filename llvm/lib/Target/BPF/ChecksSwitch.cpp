// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "llvm/FlexNet/ChecksSwitch.h"

#include "llvm/Support/CommandLine.h"

using namespace llvm;

static cl::opt<bool> Checks("flexnet-checks", cl::Hidden, cl::init(true),
                            cl::desc("Refuse wrong programs; internal, to measure the cost"));

bool flexnet::checksEnabled() { return Checks; }
