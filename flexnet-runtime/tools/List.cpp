// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet list: what `flexnet load` left in the kernel.
#include "Report.h"

using namespace flexnet;
using Json = nlohmann::ordered_json;

namespace {

Json describe(const flexnet_pinned &P) {
  Json Value = {{"name", P.name}, {"dev", nullptr}, {"ifindex", P.ifindex}, {"program", nullptr}};
  if (P.dev)
    Value["dev"] = P.dev;
  if (P.program)
    Value["program"] = P.program;
  Value["program_id"] = P.program_id;
  Value["hook"] = P.hook ? Json(P.hook) : Json(nullptr);
  Value["mode"] = P.mode == FLEXNET_MODE_AUTO ? Json(nullptr) : Json(modeName(P.mode));
  Value["process"] = P.process ? Json(P.process) : Json(nullptr);
  return Value;
}

std::string where(const flexnet_pinned &P) {
  if (P.dev)
    return P.dev;
  if (P.process)
    return fmt::format("(run by process {})", P.process);
  return P.ifindex ? fmt::format("(index {}, another namespace)", P.ifindex) : "(gone)";
}

struct Listing {
  Json Values = Json::array();
  Table Text{{"name", "device", "hook", "mode", "program", "id"}};
};

int add(const flexnet_pinned *P, void *Arg) {
  auto &L = *static_cast<Listing *>(Arg);
  L.Values.push_back(describe(*P));
  L.Text.add({P->name, where(*P), P->hook ? P->hook : "-",
              P->mode == FLEXNET_MODE_AUTO ? "-" : modeName(P->mode), P->program ? P->program : "?",
              std::to_string(P->program_id)});
  return 0;
}

int list(bool AsJson) {
  Listing L;
  if (flexnet_pinned__for_each(add, &L))
    return fail();
  if (AsJson)
    printJson(L.Values);
  else
    fmt::print("{}", L.Values.empty() ? "nothing is loaded\n" : L.Text.str());
  return 0;
}

} // namespace

void flexnet::addList(CLI::App &App, Context &C) {
  CLI::App *Command = C.add(App, "list", "show what `flexnet load` left in the kernel", true);
  Command->callback([&C] { C.Run = [&C] { return list(C.Json); }; });
}
