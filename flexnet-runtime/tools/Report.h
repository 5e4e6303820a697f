// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_REPORT_H
#define FLEXNET_TOOLS_REPORT_H

#include "Command.h"

#include <vector>

namespace flexnet {

/// Columns aligned by their widest cell; the first to the left, the others to the right, but
/// if the last is text, it is to the left, too.
class Table {
public:
  explicit Table(std::vector<std::string> Header, bool TextLast = false) : TextLast(TextLast) {
    Rows.push_back(std::move(Header));
  }
  void add(std::vector<std::string> Row) { Rows.push_back(std::move(Row)); }
  std::string str() const;

private:
  std::vector<std::vector<std::string>> Rows;
  bool TextLast;
};

/// Coroutines that were suspended and never resumed.
uint64_t lost(const flexnet_queue_stats &Q);
/// "queue_full 12, abandoned 1": what lost() counts; what was never suspended.
std::string lostText(const flexnet_queue_stats &Q);
std::string refusedText(const flexnet_queue_stats &Q);
/// "queue_full 12 (dropped)", or "none": of a suspension point.
std::string unsuspendedText(const flexnet_table &T, const flexnet_stats &S, size_t Point);

bool hasExecutor(const flexnet_set &Set);
/// Of the object. User queues are neither: the application counts what it receives.
bool hasExecutors(const flexnet_table &T);
bool hasCpuQueues(const flexnet_table &T);
/// Part of a worker's time that it was busy, 0 to 1.
double utilisation(const flexnet_worker_stats &W);

/// Of the kernel runtime: the sums of its counters, or nothing.
std::string packetsText(const flexnet_stats &Stats);
/// `flexnet run`'s and `flexnet stats`' report, for people and for programs.
std::string statsText(const flexnet_table &Table, const flexnet_stats &Stats);
nlohmann::ordered_json statsJson(const flexnet_table &Table, const flexnet_stats &Stats);

/// "12.3 us"
std::string duration(uint64_t Nanoseconds);

} // namespace flexnet

#endif
