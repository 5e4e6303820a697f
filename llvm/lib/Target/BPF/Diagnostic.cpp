// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "llvm/FlexNet/Diagnostic.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace llvm;

std::string flexnet::pathOf(StringRef Directory, StringRef Name) {
  SmallString<128> Path(Name);
  if (!Directory.empty())
    sys::path::make_absolute(Directory, Path);
  return Path.str().str();
}
