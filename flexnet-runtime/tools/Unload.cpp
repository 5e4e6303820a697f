// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet unload: detaches and removes what `flexnet load` left.
#include "Command.h"

void flexnet::addUnload(CLI::App &App, Context &C) {
  CLI::App *Command = C.add(App, "unload", "detach and remove what `flexnet load` left", false);
  auto Name = std::make_shared<std::string>();
  Command->add_option("name", *Name)->required()->type_name("N");
  Command->callback([&C, Name] {
    C.Run = [Name] { return flexnet_pinned__remove(Name->c_str()) ? fail() : 0; };
  });
}
