// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet stats: the counters of what `flexnet load` left in the kernel.
#include "Report.h"

using namespace flexnet;
using Json = nlohmann::ordered_json;

namespace {

struct Reader {
  Json Values = Json::array();
  std::string Text;

  bool add(const char *Name) {
    flexnet_monitor *Raw = nullptr;
    if (flexnet_pinned__monitor(Name, &Raw))
      return false;
    MonitorPtr Monitor(Raw);
    flexnet_stats Stats;
    if (flexnet_monitor__read(Raw, &Stats))
      return false;
    const flexnet_table &Table = *flexnet_monitor__table(Raw);
    Json Value = {{"name", Name}};
    Value.update(statsJson(Table, Stats));
    Values.push_back(std::move(Value));
    Text += fmt::format("{}{}\n\n{}", Text.empty() ? "" : "\n", Name, statsText(Table, Stats));
    return true;
  }
};

int addOne(const flexnet_pinned *P, void *Arg) {
  return static_cast<Reader *>(Arg)->add(P->name) ? 0 : -1;
}

int stats(const std::string &Name, bool AsJson) {
  Reader R;
  if (Name.empty() ? flexnet_pinned__for_each(addOne, &R) != 0 : !R.add(Name.c_str()))
    return fail();
  if (AsJson)
    printJson(Name.empty() ? R.Values : R.Values[0]);
  else
    fmt::print("{}", R.Text.empty() ? "nothing is loaded\n" : R.Text);
  return 0;
}

} // namespace

void flexnet::addStats(CLI::App &App, Context &C) {
  CLI::App *Command =
      C.add(App, "stats", "show the counters of one loaded object, or of all", true);
  auto Name = std::make_shared<std::string>();
  Command->add_option("name", *Name)->type_name("N");
  Command->callback([&C, Name] { C.Run = [&C, Name] { return stats(*Name, C.Json); }; });
}
