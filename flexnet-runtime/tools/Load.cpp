// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet load: attaches an object and leaves it in the kernel.
#include "Refusal.h"

using namespace flexnet;

namespace {

struct LoadOptions : AttachOptions {
  std::string Name;
  bool Replace = false;
};

/// Everything that the object has to be attached to.
bool attachAll(const LoadOptions &Options, flexnet_object *Object) {
  flexnet_hook_opts Hooks = {Options.dev(), false};
  int Hooked = flexnet_object__attach_hooks(Object, &Hooks);
  bool Elsewhere = Hooked || flexnet_object__is_pipeline(Object);
  return Hooked >= 0 && ((Elsewhere && !hasDeviceProgram(Object)) || attach(Options, Object));
}

std::string whereTo(const LoadOptions &Options, const flexnet_object *Object) {
  if (const flexnet_attachment *Where = flexnet_object__attachment(Object))
    return fmt::format("{} is on {} in {} XDP", Where->program, Options.Dev, modeName(Where->mode));
  return fmt::format("{} is on {}", Options.File, Options.Dev);
}

bool startAndPin(const LoadOptions &Options, Loaded &L) {
  const char *Name = Options.Name.c_str();
  flexnet_object *Object = L.Object.get();
  if (!Options.TakeOver)
    return (!flexnet_object__is_pipeline(Object) || !flexnet_pipeline__start(Object)) &&
           attachAll(Options, Object) && !flexnet_object__pin(Object, L.Monitor.get(), Name);
  flexnet_attach_opts Attach = attachOptions(Options);
  return !flexnet_object__replace(Object, L.Monitor.get(), Name, &Attach);
}

int loadAndPin(LoadOptions Options, const Context &C) {
  Options.TakeOver = Options.Replace && flexnet_pinned__exists(Options.Name.c_str());
  Loaded L;
  if (!load(Options, L))
    return failToLoad(L.Object.get(), Options.File, C);
  flexnet_object *Object = L.Object.get();
  bool Pipeline = flexnet_object__is_pipeline(Object);
  if (flexnet_object__table(Object)->executor_count && !Pipeline && !Options.Workers.inKernel())
    return fail(
        fmt::format("{}: has executors, which need workers: use `flexnet run`, or `--workers "
                    "kernel` for workers without a process",
                    Options.File));
  if (!startAndPin(Options, L))
    return fail();
  fmt::print("{}; `flexnet unload {}` removes it\n", whereTo(Options, Object), Options.Name);
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
  Command
      ->add_flag("--replace", Options->Replace,
                 "in the place of what is loaded as N, if there is, without losing a packet")
      ->excludes("--handoff");
  Command->callback([&C, Options] { C.Run = [&C, Options] { return loadAndPin(*Options, C); }; });
}
