// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Patterns of the kernel's messages.
#include "Match.h"

#include <algorithm>

namespace flexnet::explain {

static bool isAny(std::string_view Name, std::initializer_list<std::string_view> Of) {
  return std::find(Of.begin(), Of.end(), Name) != Of.end();
}

static size_t numberLength(std::string_view Text) {
  size_t Begin = Text.starts_with('-') || Text.starts_with('+') ? 1 : 0;
  if (Text.size() == Begin || !isdigit(static_cast<unsigned char>(Text[Begin])))
    return 0;
  return std::min(Text.find_first_not_of("0123456789abcdefx", Begin), Text.size());
}

/// "R3", "arg#1", "args#1", "*(R11-8)".
static size_t registerLength(std::string_view Text) {
  for (std::string_view Prefix : {"R", "arg#", "args#", "arg", "*(R"}) {
    if (!Text.starts_with(Prefix) || Text.size() == Prefix.size() || !isdigit(Text[Prefix.size()]))
      continue;
    size_t End = Text.find_first_not_of("0123456789", Prefix.size());
    if (Prefix == "*(R" && End != std::string_view::npos)
      End = Text.find(')', End) + 1;
    return std::min(End, Text.size());
  }
  return 0;
}

static size_t nameLength(std::string_view Text) {
  size_t Length = Text.find_first_of(" #'(),;:\"\t");
  return std::min(Length, Text.size());
}

std::optional<Captures> match(std::string_view Pattern, std::string_view Line) {
  Captures C;
  while (!Pattern.empty()) {
    size_t Open = std::min(Pattern.find('{'), Pattern.size());
    if (!Line.starts_with(Pattern.substr(0, Open)))
      return std::nullopt;
    Line.remove_prefix(Open);
    Pattern.remove_prefix(Open);
    if (Pattern.empty())
      break;
    size_t Close = Pattern.find('}');
    if (Close == std::string_view::npos)
      return std::nullopt;
    std::string_view Name = Pattern.substr(1, Close - 1);
    Pattern.remove_prefix(Close + 1);
    size_t Length;
    if (Name == "reg") {
      Length = registerLength(Line);
    } else if (isAny(Name, {"off", "size", "limit", "have", "id", "n", "insn", "value"})) {
      Length = numberLength(Line);
    } else if (Name == "func") {
      Length = nameLength(Line);
    } else {
      std::string_view Next = Pattern.substr(0, Pattern.find('{'));
      Length = Next.empty() ? Line.size() : Line.find(Next);
      if (Length == std::string_view::npos)
        return std::nullopt;
      C.emplace(Name, Line.substr(0, Length));
      Line.remove_prefix(Length);
      continue;
    }
    if (!Length)
      return std::nullopt;
    C.emplace(Name, Line.substr(0, Length));
    Line.remove_prefix(Length);
  }
  return C;
}

std::string fill(std::string_view Template, const Captures &C) {
  std::string Text;
  while (!Template.empty()) {
    size_t Open = std::min(Template.find('{'), Template.size());
    Text += Template.substr(0, Open);
    Template.remove_prefix(Open);
    size_t Close = Template.find('}');
    if (Template.empty() || Close == std::string_view::npos)
      break;
    if (Close == 1) // "{}" of C++
      Text += "{}";
    if (auto Value = C.find(Template.substr(1, Close - 1)); Value != C.end())
      Text += Value->second;
    Template.remove_prefix(Close + 1);
  }
  return Text;
}

} // namespace flexnet::explain
