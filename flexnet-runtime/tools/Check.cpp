// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet check: does the kernel's verifier take this object? Attaches nothing.
#include "Report.h"

#include <deque>
#include <sstream>

using namespace flexnet;
using Json = nlohmann::ordered_json;

namespace {

/// The end of the verifier's log, where the reason is: without its statistics, from the
/// last lines that say which source line they are about.
std::string reason(const char *Log) {
  constexpr size_t MaxLines = 12;
  static const char *const Statistics[] = {"processed ", "verification time", "stack depth",
                                           "mark_precise", "-- END"};
  std::deque<std::string> Lines;
  std::istringstream Stream(Log);
  for (std::string Line; std::getline(Stream, Line);) {
    bool Noise = Line.empty();
    for (const char *Start : Statistics)
      Noise |= Line.rfind(Start, 0) == 0;
    if (Noise)
      continue;
    Lines.push_back(Line);
    if (Lines.size() > MaxLines)
      Lines.pop_front();
  }
  return fmt::format("{}", fmt::join(Lines, "\n"));
}

int refused(const flexnet_object *Object, const Context &C) {
  const char *Program = flexnet_object__refused_program(Object);
  if (!Program)
    return fail();
  const char *Log = flexnet_object__verifier_log(Object);
  std::string Reason = C.Verbose ? Log : reason(Log);
  if (C.Json) {
    printJson({{"accepted", false}, {"program", Program}, {"reason", Reason}});
    return 1;
  }
  fmt::print(stderr, "flexnet: the kernel's verifier refuses program '{}':\n{}\n", Program, Reason);
  return 1;
}

int check(const std::string &File, const Context &C) {
  ObjectPtr Object = openObject(File);
  if (!Object)
    return fail();
  if (flexnet_object__load(Object.get(), nullptr))
    return refused(Object.get(), C);

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
  if (C.Json)
    printJson({{"accepted", true}, {"programs", Programs}});
  else
    fmt::print("{}", Text.str());
  return 0;
}

} // namespace

void flexnet::addCheck(CLI::App &App, Context &C) {
  CLI::App *Command =
      C.add(App, "check", "verify an object in this kernel; attaches nothing", true);
  auto File = std::make_shared<std::string>();
  Command->add_option("file", *File)->required()->type_name("FILE.o");
  Command->callback([&C, File] { C.Run = [&C, File] { return check(*File, C); }; });
}
