// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet explain: a log of the verifier, in the words of the source. Needs no permission and no
/// kernel.
#include "Refusal.h"

#include <cerrno>
#include <cstring>

using namespace flexnet;

namespace {

struct ExplainOptions {
  std::string Object, Log, Program;
  RuntimeOption Runtime;
  bool Sarif = false;
};

int explainFiles(const ExplainOptions &Options, const Context &C) {
  auto Object = readFile(Options.Object);
  if (!Object)
    return fail(fmt::format("{}: cannot be read: {}", Options.Object, strerror(errno)));
  if (!Options.Runtime.Name.empty()) {
    ObjectPtr Opened = openObject(Options.Object, Options.Runtime, true);
    if (!Opened)
      return fail();
    Object = bytesOf(Opened.get());
  }
  auto Log = readFile(Options.Log);
  if (!Log)
    return fail(fmt::format("{}: cannot be read: {}", Options.Log, strerror(errno)));
  if (Log->starts_with("\x7f" "ELF"))
    return fail(fmt::format("{}: is an object, not a log: the object comes first, then the log",
                            Options.Log));
  explain::Explanation E = explain::explain(*Log, *Object, Options.Program);
  if (Options.Sarif)
    printJson(explain::sarif(E));
  else if (C.Json)
    printJson(explain::json(E));
  else
    fmt::print("{}", explain::text(E));
  if (C.Verbose)
    fmt::print(stderr, "{}", *Log);
  return 0;
}

} // namespace

void flexnet::addExplain(CLI::App &App, Context &C) {
  CLI::App *Command =
      C.add(App, "explain", "say in the source's words why the kernel refused a program", true);
  auto Options = std::make_shared<ExplainOptions>();
  Command->add_option("file", Options->Object)->required()->type_name("FILE.o");
  Command->add_option("log", Options->Log, "what the verifier or libbpf printed; - for stdin")
      ->required()
      ->type_name("LOG");
  Options->Runtime.addTo(*Command);
  Command->add_option("--prog", Options->Program, "which program it is of, if the log does not say")
      ->type_name("NAME");
  Command->add_flag("--sarif", Options->Sarif, "as SARIF 2.1.0, for editors");
  Command->callback([&C, Options] { C.Run = [&C, Options] { return explainFiles(*Options, C); }; });
}
