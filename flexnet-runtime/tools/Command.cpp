// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Command.h"

namespace flexnet {

CLI::App *Context::add(CLI::App &App, const char *Name, const char *Description, bool Reports) {
  CLI::App *Command = App.add_subcommand(Name, Description);
  Command->add_flag("--verbose", Verbose, "show libbpf's messages and the verifier's whole log");
  if (Reports)
    Command->add_flag("--json", Json, "report as one JSON value");
  return Command;
}

ObjectPtr openObject(const std::string &Path) {
  flexnet_object *Object = nullptr;
  flexnet_object__open(Path.c_str(), &Object);
  return ObjectPtr(Object);
}

int fail(std::string_view Text) {
  fmt::print(stderr, "flexnet: {}\n", Text);
  return 1;
}

int fail() { return fail(flexnet_error()); }

void printJson(const nlohmann::ordered_json &Value) {
  fmt::print("{}\n", Value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

const char *modeName(flexnet_mode Mode) {
  switch (Mode) {
  case FLEXNET_MODE_AUTO:
    return "unknown";
  case FLEXNET_MODE_NATIVE:
    return "native";
  case FLEXNET_MODE_GENERIC:
    return "generic";
  }
  return "unknown";
}

} // namespace flexnet
