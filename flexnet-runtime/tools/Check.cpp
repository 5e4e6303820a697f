// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet check: does the kernel's verifier take this object? Attaches nothing.
#include "Refusal.h"
#include "Report.h"

#include <cerrno>
#include <cstring>

using namespace flexnet;
using Json = nlohmann::ordered_json;

namespace {

struct CheckOptions {
  std::string File, Log;
  RuntimeOption Runtime;
  bool Sarif = false;
};

int refused(const flexnet_object *Object, const CheckOptions &Options, const Context &C) {
  if (!Options.Log.empty() && !writeFile(Options.Log, refusalLog(Object)))
    return fail(fmt::format("{}: cannot be written: {}", Options.Log, strerror(errno)));
  explain::Explanation E = explainRefusal(Object, Options.File);
  if (!E.Refused || (!C.Json && !Options.Sarif))
    return failToLoad(Object, Options.File, C);
  if (Options.Sarif) {
    printJson(explain::sarif(E));
    return 1;
  }
  Json Value = {{"accepted", false}};
  Value.update(explain::json(E));
  printJson(Value);
  return 1;
}

int check(const CheckOptions &Options, const Context &C) {
  ObjectPtr Object = openObject(Options.File, Options.Runtime, true);
  if (!Object)
    return fail();
  std::string Part = partText(Object.get());
  if (!Part.empty() && !C.Json && !Options.Sarif)
    fmt::print(stderr, "note: took {}\n", Part);
  if (flexnet_object__load(Object.get(), nullptr))
    return refused(Object.get(), Options, C);

  Json Programs = Json::array();
  Table Text({"program", "instructions", "JITed bytes", "processed by the verifier"});
  for (size_t I = 0; I < flexnet_object__program_count(Object.get()); ++I) {
    flexnet_program P;
    if (flexnet_object__program(Object.get(), I, &P))
      return fail();
    if (!P.id) // only for workers in the kernel
      continue;
    Text.add({P.name, std::to_string(P.xlated_insns), std::to_string(P.jited_bytes),
              std::to_string(P.processed_insns)});
    Programs.push_back({{"name", P.name},
                        {"section", P.section},
                        {"instructions", P.xlated_insns},
                        {"jited_bytes", P.jited_bytes},
                        {"processed", P.processed_insns}});
  }
  Json Value = {{"accepted", true}, {"programs", Programs}};
  addPart(Value, Object.get());
  if (Options.Sarif)
    printJson(explain::sarif({}));
  else if (C.Json)
    printJson(Value);
  else
    fmt::print("{}{}", Text.str(),
               flexnet_object__table(Object.get())->coroutine_count ? "" : "no coroutines\n");
  return 0;
}

} // namespace

void flexnet::addCheck(CLI::App &App, Context &C) {
  CLI::App *Command =
      C.add(App, "check", "verify an object in this kernel; attaches nothing", true);
  auto Options = std::make_shared<CheckOptions>();
  Command->add_option("file", Options->File)->required()->type_name("FILE.o");
  Options->Runtime.addTo(*Command);
  Command->add_option("--log", Options->Log, "where the kernel's log goes, for `flexnet explain`")
      ->type_name("LOG");
  Command->add_flag("--sarif", Options->Sarif, "as SARIF 2.1.0, for editors");
  Command->callback([&C, Options] { C.Run = [&C, Options] { return check(*Options, C); }; });
}
