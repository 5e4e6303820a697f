// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_TOPFRAME_H
#define FLEXNET_TOOLS_TOPFRAME_H

#include "Report.h"

#include <chrono>
#include <map>

namespace flexnet {

/// What `flexnet top` shows at one time, line by line. Rates are since the frame before;
/// everything else is since the object was loaded.
class TopFrames {
public:
  using Clock = std::chrono::steady_clock;

  /// One object, or, if the name is empty, all.
  explicit TopFrames(std::string Name) : Only(std::move(Name)) {}

  /// False with flexnet_error() set. Objects that cannot be read, as they went away
  /// meanwhile, are a line that says so.
  bool next(std::vector<std::string> &Lines);

private:
  /// What the rates need of the frame before.
  struct Before {
    Clock::time_point Time;
    std::map<std::pair<uint32_t, uint32_t>, uint64_t> Resumed; ///< by set and queue
    std::vector<flexnet_worker_stats> Workers;
  };

  std::string object(const std::string &Name);
  static Before snapshot(const flexnet_stats &Stats);

  std::string Only;
  std::map<std::string, Before> Last;
};

} // namespace flexnet

#endif
