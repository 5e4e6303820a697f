// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_REPORT_H
#define FLEXNET_TOOLS_REPORT_H

#include "Command.h"

#include <vector>

namespace flexnet {

/// Columns aligned by their widest cell; the first to the left, the others to the right.
class Table {
public:
  explicit Table(std::vector<std::string> Header) { Rows.push_back(std::move(Header)); }
  void add(std::vector<std::string> Row) { Rows.push_back(std::move(Row)); }
  std::string str() const;

private:
  std::vector<std::vector<std::string>> Rows;
};

/// Packets that were suspended and never resumed.
uint64_t lost(const flexnet_queue_stats &Q);

/// `flexnet run`'s and `flexnet stats`' report, for people and for programs.
std::string statsText(const flexnet_table &Table, const flexnet_stats &Stats);
nlohmann::ordered_json statsJson(const flexnet_table &Table, const flexnet_stats &Stats);

/// "12.3 us"
std::string duration(uint64_t Nanoseconds);

} // namespace flexnet

#endif
