// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet gen: files for BPF programs, made from what is here.
#include "Command.h"

#include "gen/Header.h"
#include "internal.h"

using namespace flexnet;

namespace {

struct Options {
  std::string Btf = "/sys/kernel/btf/vmlinux", Base;
  std::vector<std::string> Types;
};

struct BtfDeleter {
  void operator()(btf *B) const { btf__free(B); }
};
using BtfPtr = std::unique_ptr<btf, BtfDeleter>;

int genVmlinux(const Options &O) {
  btf *OpenedBase = nullptr, *Opened = nullptr;
  if (kernel_btf__open(O.Btf.c_str(), O.Base.empty() ? nullptr : O.Base.c_str(), &OpenedBase,
                       &Opened))
    return fail();
  BtfPtr Base(OpenedBase), Types(Opened);
  gen::Header Header(Opened, OpenedBase ? btf__type_cnt(OpenedBase) : 1);
  for (const std::string &Name : O.Types)
    if (!Header.add(Name))
      return fail(fmt::format("'{}' has no type and no kfunc '{}'", O.Btf, Name));
  if (O.Types.empty())
    Header.addAll();
  std::string Text;
  if (!Header.write(Text))
    return fail(fmt::format("{}: damaged .BTF section: its types contain themselves", O.Btf));
  if (fwrite(Text.data(), 1, Text.size(), stdout) != Text.size() || fflush(stdout))
    return fail(fmt::format("cannot write the header: {}", strerror(errno)));
  return 0;
}

} // namespace

void flexnet::addGen(CLI::App &App, Context &C) {
  CLI::App *Gen = App.add_subcommand("gen", "write files that BPF programs include");
  Gen->require_subcommand(1);
  CLI::App *Command =
      C.add(*Gen, "vmlinux", "the kernel's types and kfuncs as a C++ header with CO-RE, on stdout",
            false);
  auto O = std::make_shared<Options>();
  Command->add_option("--btf", O->Btf, "BTF of a kernel or module, or an ELF file that has it")
      ->type_name("FILE")
      ->capture_default_str();
  Command
      ->add_option("--base", O->Base,
                   "the kernel's BTF, when --btf is a module's: writes what the module adds")
      ->type_name("FILE");
  Command
      ->add_option("--type", O->Types,
                   "only these types and kfuncs, and what they need; may be given several times")
      ->type_name("NAME,...")
      ->delimiter(',');
  Command->callback([&C, O] { C.Run = [O] { return genVmlinux(*O); }; });
}
