// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet load: attaches an object and leaves it in the kernel.
#include "Command.h"

using namespace flexnet;

namespace {

struct LoadOptions : AttachOptions {
  std::string Name;
};

int loadAndPin(const LoadOptions &Options) {
  Loaded L;
  if (!load(Options, L))
    return fail();
  if (flexnet_object__table(L.Object.get())->executor_count)
    return fail(fmt::format("{}: has executors, which need a process with workers: use `flexnet run`",
                            Options.File));
  if (!attach(Options, L.Object.get()) ||
      flexnet_object__pin(L.Object.get(), L.Monitor.get(), Options.Name.c_str()))
    return fail();
  const flexnet_attachment &Where = *flexnet_object__attachment(L.Object.get());
  fmt::print("{} is on {} in {} XDP; `flexnet unload {}` removes it\n", Where.program, Options.Dev,
             modeName(Where.mode), Options.Name);
  return 0;
}

} // namespace

void flexnet::addLoad(CLI::App &App, Context &C) {
  CLI::App *Command =
      C.add(App, "load", "attach an object and leave it in the kernel, pinned by a name", false);
  auto Options = std::make_shared<LoadOptions>();
  Options->addTo(*Command)->required();
  Command->add_option("--name", Options->Name, "its name for unload, list and stats")
      ->required()
      ->type_name("N");
  Command->callback([&C, Options] { C.Run = [Options] { return loadAndPin(*Options); }; });
}
