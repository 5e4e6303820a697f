// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Command.h"
void flexnet::addDoctor(CLI::App &App, Context &C) {}
