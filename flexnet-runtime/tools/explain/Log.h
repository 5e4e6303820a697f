// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_LOG_H
#define FLEXNET_TOOLS_EXPLAIN_LOG_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flexnet::explain {

enum class Kind : uint8_t {
  Insn,    ///< "12: (bf) r7 = r1   ; R7=ctx()"
  State,   ///< "from 5 to 8: R0=...", "12: R1=...", "frame1: R1=..."
  Jump,    ///< a State whose previous instruction is `From`
  Source,  ///< "; return x; @ file.cpp:12"
  Message, ///< anything else that is not known to be of no use
};

struct Event {
  Kind What;
  uint32_t Index = 0; ///< of an instruction
  uint32_t From = 0;
  std::string_view Text; ///< without the index and the opcode
};

/// A verifier log of any kernel, alone or among libbpf's messages. Views point into the text.
struct Log {
  std::vector<Event> Events;
  /// The last lines that are not about an instruction or statistics: why it was refused.
  std::vector<std::string_view> Reasons;
  /// What libbpf and the loader said around it.
  std::vector<std::string_view> Loader;
  std::string_view Program; ///< by libbpf or `flexnet`, if the text has it
  bool Finished = false;    ///< the statistics of the end are there

  /// Index into Events of the last instruction looked at; -1: none.
  int64_t Last = -1;
};

Log parseLog(std::string_view Text);

/// Events that led to the event `Last`, the last first. Follows a log of level 2 from the end of
/// a branch to where it began.
std::vector<uint32_t> pathTo(const Log &L, int64_t Last);

/// Source line and its place: "; x = y; @ a.cpp:3", before Linux 6.9 without a place.
struct SourceComment {
  std::string_view Source, File;
  unsigned Line = 0;
};
SourceComment parseSource(std::string_view Text);

/// A number at the start of the text; the text moves behind it.
std::optional<uint64_t> takeNumber(std::string_view &Text);
std::string_view trim(std::string_view Text);

} // namespace flexnet::explain

#endif
