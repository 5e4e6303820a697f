// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Config.h"
#include "Tools.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

int runStockClang(const char *const *Argv) {
  ::execv(FLEXNET_STOCK_CLANG, const_cast<char *const *>(Argv));
  llvm::errs() << "clang: error: cannot run '" FLEXNET_STOCK_CLANG "': install clang-22\n";
  return 1;
}
