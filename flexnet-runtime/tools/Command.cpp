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

void AttachOptions::addTo(CLI::App &Command) {
  Command.add_option("file", File, "object of FlexNet's clang")->required()->type_name("FILE.o");
  Command.add_option("--dev", Dev, "network device")->required()->type_name("IF");
  Command.add_option("--prog", Program, "which XDP program, if the object has several")
      ->type_name("NAME");
  Command.add_option("--cpus", Cpus, "CPUs that serve queues, such as 0-3,7 (default: all online)")
      ->type_name("LIST");
  Command.add_option("--mode", Mode, "where XDP runs: auto, native (in the driver) or generic")
      ->check(CLI::IsMember({"auto", "native", "generic"}))
      ->type_name("MODE");
}

bool attach(const AttachOptions &Options, Attached &Result) {
  Result.Object = openObject(Options.File);
  if (!Result.Object)
    return false;
  flexnet_load_opts Load = {Options.Cpus.empty() ? nullptr : Options.Cpus.c_str()};
  if (flexnet_object__load(Result.Object.get(), &Load))
    return false;
  flexnet_monitor *Monitor = nullptr;
  if (flexnet_monitor__start(Result.Object.get(), &Monitor))
    return false;
  Result.Monitor.reset(Monitor);
  flexnet_attach_opts Attach = {Options.Dev.c_str(),
                                Options.Program.empty() ? nullptr : Options.Program.c_str(),
                                Options.Mode == "native"    ? FLEXNET_MODE_NATIVE
                                : Options.Mode == "generic" ? FLEXNET_MODE_GENERIC
                                                            : FLEXNET_MODE_AUTO};
  return !flexnet_object__attach(Result.Object.get(), &Attach);
}

} // namespace flexnet
