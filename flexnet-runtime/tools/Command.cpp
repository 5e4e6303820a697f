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

void RuntimeOption::addTo(CLI::App &Command) {
  Command
      .add_option("--runtime", Name,
                  "which part of an object for both: stock or kernel (default: what this machine can)")
      ->check(CLI::IsMember({"stock", "kernel"}))
      ->type_name("NAME");
}

ObjectPtr openObject(const std::string &Path, const RuntimeOption &Runtime, bool Any) {
  flexnet_open_opts Options = {Any, Runtime.Name == "stock"    ? FLEXNET_RUNTIME_STOCK
                                    : Runtime.Name == "kernel" ? FLEXNET_RUNTIME_KERNEL
                                                               : FLEXNET_RUNTIME_ANY};
  flexnet_object *Object = nullptr;
  flexnet_object__open_with(Path.c_str(), &Options, &Object);
  return ObjectPtr(Object);
}

std::string_view bytesOf(const flexnet_object *Object) {
  size_t Size;
  const void *Bytes = flexnet_object__bytes(Object, &Size);
  return {static_cast<const char *>(Bytes), Size};
}

std::string partText(const flexnet_object *Object) {
  const flexnet_part *Part = flexnet_object__part(Object);
  if (!Part)
    return "";
  bool Kernel = Part->runtime == FLEXNET_RUNTIME_KERNEL;
  return fmt::format("the part for {}: {}", Kernel ? "the kernel runtime" : "a stock kernel",
                     Part->reason);
}

void addPart(nlohmann::ordered_json &Value, const flexnet_object *Object) {
  if (const flexnet_part *Part = flexnet_object__part(Object))
    Value["runtime"] = Part->runtime == FLEXNET_RUNTIME_KERNEL ? "kernel" : "stock";
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
    break;
  case FLEXNET_MODE_NATIVE:
    return "native";
  case FLEXNET_MODE_GENERIC:
    return "generic";
  }
  return "unknown";
}

} // namespace flexnet
