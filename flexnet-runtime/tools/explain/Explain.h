// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Why the kernel refused a program, in the words of its source. A pure function: reads no
/// file, asks no kernel, ends on every input.
#ifndef FLEXNET_TOOLS_EXPLAIN_EXPLAIN_H
#define FLEXNET_TOOLS_EXPLAIN_EXPLAIN_H

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace flexnet::explain {

/// Line 0: unknown. Source is the text of the line, if the object has it.
struct Place {
  std::string File;
  unsigned Line = 0, Column = 0;
  std::string Source;
};

struct Note {
  Place Where;
  std::string Text;
};

struct Explanation {
  /// False: nothing in the log says that something was refused.
  bool Refused = false;
  std::string Rule;      ///< its id, as in explain.md: "packet-bounds"
  std::string Program;   ///< empty: unknown
  std::string Coroutine; ///< empty: not in one
  Place Where;
  std::string What;   ///< one sentence: what the program does at this place
  std::string Why;    ///< the rule of the kernel
  std::string Change; ///< what to write instead
  std::vector<Note> Notes;
  std::string Kernel; ///< its own words
  int64_t Instruction = -1;
};

/// `Log` is what the verifier or libbpf printed, of any kernel; `Object` the bytes of the
/// ELF file, which may be missing or damaged: then there are fewer places and names.
/// `Program` is the one that was refused, if it is known and the log does not say.
Explanation explain(std::string_view Log, std::string_view Object, std::string_view Program = {});

/// Compiler style, several lines.
std::string text(const Explanation &E);
nlohmann::ordered_json json(const Explanation &E);
/// SARIF 2.1.0: one run, one result, or none if nothing was refused.
nlohmann::ordered_json sarif(const Explanation &E);

/// Every rule: for the document and for SARIF's list.
struct RuleText {
  std::string Id, Why, Change;
};
std::vector<RuleText> rules();

} // namespace flexnet::explain

#endif
