// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The verifier's log as events. One pass, no copies: a log may have a million lines.
#include "Log.h"

#include <algorithm>
#include <cctype>

namespace flexnet::explain {

std::string_view trim(std::string_view Text) {
  while (!Text.empty() && isspace(static_cast<unsigned char>(Text.front())))
    Text.remove_prefix(1);
  while (!Text.empty() && isspace(static_cast<unsigned char>(Text.back())))
    Text.remove_suffix(1);
  return Text;
}

std::optional<uint64_t> takeNumber(std::string_view &Text) {
  uint64_t Value = 0;
  size_t Length = 0;
  while (Length < Text.size() && Length < 18 && Text[Length] >= '0' && Text[Length] <= '9')
    Value = Value * 10 + (Text[Length++] - '0');
  if (!Length)
    return std::nullopt;
  Text.remove_prefix(Length);
  return Value;
}

static bool take(std::string_view &Text, std::string_view Prefix) {
  if (!Text.starts_with(Prefix))
    return false;
  Text.remove_prefix(Prefix.size());
  return true;
}

/// Lines that say nothing about a refusal.
static bool isNoise(std::string_view Line) {
  static constexpr std::string_view Starts[] = {
      "verification time", "stack depth", "mark_precise:", "last_idx ", "regs=", "parent ",
      "propagating ", "Live regs before", "func#", "insns processed", "SCC ",
      "Func#", "safe", "subprog#", "stack use/def", "arg JOIN", "topo_order", "total_states",
      "linfo ", "stack=", "Total held locks", "-- "};
  for (std::string_view Start : Starts)
    if (Line.starts_with(Start))
      return true;
  return Line.empty() || Line.ends_with(": safe") ||
         Line.find(": propagating ") != std::string_view::npos;
}

namespace {
class Parser {
public:
  explicit Parser(Log &L) : L(L) {}
  void line(std::string_view Line);

private:
  bool numbered(std::string_view Line);
  bool branch(std::string_view Line);
  bool state(std::string_view Line);
  void add(Kind What, std::string_view Text, uint64_t Index = 0, uint64_t From = 0) {
    L.Events.push_back({What, static_cast<uint32_t>(Index), static_cast<uint32_t>(From), Text});
  }

  Log &L;
  bool OfCaller = false; ///< the next line is about registers of another function
};
} // namespace

static bool isHex(char C) { return isxdigit(static_cast<unsigned char>(C)); }

/// "12: (bf) r7 = r1" or "12: R1=ctx()".
bool Parser::numbered(std::string_view Line) {
  std::string_view Rest = Line;
  auto Index = takeNumber(Rest);
  if (!Index || !take(Rest, ":"))
    return false;
  if (Rest.size() > 5 && Rest[1] == '(' && isHex(Rest[2]) && isHex(Rest[3]) && Rest[4] == ')') {
    L.Last = L.Events.size();
    add(Kind::Insn, Rest.substr(6 <= Rest.size() ? 6 : 5), *Index);
    L.Reasons.clear();
    return true;
  }
  if (!Rest.starts_with(" R") && !Rest.starts_with(" frame") && !Rest.starts_with(" safe"))
    return false;
  add(Kind::State, Rest, *Index);
  return true;
}

/// "from 5 to 8 (speculative execution): R0=1".
bool Parser::branch(std::string_view Line) {
  if (!take(Line, "from "))
    return false;
  auto From = takeNumber(Line);
  if (!From || !take(Line, " to "))
    return false;
  auto To = takeNumber(Line);
  size_t Colon = Line.find(':');
  if (!To || Colon == std::string_view::npos)
    return false;
  if (!Line.ends_with(": safe"))
    add(Kind::Jump, Line.substr(Colon + 1), *To, *From);
  return true;
}

bool Parser::state(std::string_view Line) {
  if (Line == "caller:" || Line.starts_with("returning from callee")) {
    OfCaller = true;
    return true;
  }
  if (Line == "callee:" || Line.starts_with("to caller at ")) {
    OfCaller = false;
    return true;
  }
  if (!Line.starts_with(" R") && !Line.starts_with(" frame"))
    return false;
  if (!OfCaller)
    add(Kind::State, Line);
  return true;
}

void Parser::line(std::string_view Line) {
  if (numbered(Line) || branch(Line) || state(Line))
    return;
  if (Line.starts_with("; ")) {
    add(Kind::Source, Line);
    return;
  }
  if (Line.starts_with("processed ")) {
    L.Finished = true;
    return;
  }
  if (isNoise(Line))
    return;
  if (Line.starts_with("Validating "))
    L.Reasons.clear();
  add(Kind::Message, Line);
  L.Reasons.push_back(Line);
}

/// "prog 'name': BPF program load failed", "verifier refuses program 'name':".
static std::string_view programName(std::string_view Line) {
  for (std::string_view Before : {"prog '", "refuses program '"}) {
    size_t Begin = Line.find(Before);
    if (Begin == std::string_view::npos)
      continue;
    Begin += Before.size();
    size_t End = Line.find('\'', Begin);
    if (End != std::string_view::npos)
      return Line.substr(Begin, End - Begin);
  }
  return {};
}

/// Calls Function with each line, without its newline.
template <class Fn> static void eachLine(std::string_view Text, Fn Function) {
  while (!Text.empty()) {
    size_t End = std::min(Text.find('\n'), Text.size());
    std::string_view Line = Text.substr(0, End);
    if (Line.ends_with('\r'))
      Line.remove_suffix(1);
    Function(Line);
    Text.remove_prefix(std::min(End + 1, Text.size()));
  }
}

Log parseLog(std::string_view Text) {
  static constexpr std::string_view Begin = "-- BEGIN PROG LOAD LOG --";
  static constexpr std::string_view End = "-- END PROG LOAD LOG --";
  Log L;
  Text = Text.substr(0, std::min(Text.find('\0'), Text.size()));
  std::string_view Around = Text;
  // The last try of several is the one with the most to say.
  if (size_t At = Text.rfind(Begin); At != std::string_view::npos) {
    size_t LineBegin = Text.rfind('\n', At);
    LineBegin = LineBegin == std::string_view::npos ? 0 : LineBegin + 1;
    L.Program = programName(Text.substr(LineBegin, At - LineBegin));
    Around = Text.substr(0, LineBegin);
    Text = Text.substr(At + Begin.size());
    if (size_t Stop = Text.find(End); Stop != std::string_view::npos)
      Text = Text.substr(0, Stop);
  }
  if (Around.data() != Text.data())
    eachLine(Around, [&](std::string_view Line) {
      if (take(Line, "libbpf: "))
        L.Loader.push_back(Line);
    });

  L.Events.reserve(Text.size() / 64);
  Parser P(L);
  eachLine(Text, [&](std::string_view Line) {
    if (Line.starts_with("libbpf: ") || Line.starts_with("flexnet: ")) {
      Line = Line.substr(Line.find(' ') + 1);
      L.Loader.push_back(Line);
      if (L.Program.empty())
        L.Program = programName(Line);
      return;
    }
    P.line(Line);
  });
  return L;
}

std::vector<uint32_t> pathTo(const Log &L, int64_t Last) {
  std::vector<uint32_t> Path;
  for (int64_t I = Last; I >= 0; --I) {
    const Event &E = L.Events[I];
    Path.push_back(I);
    if (E.What != Kind::Jump)
      continue;
    // What is between is another branch, which ended.
    int64_t Back = I - 1;
    while (Back >= 0 &&
           !(L.Events[Back].What == Kind::Insn && L.Events[Back].Index == E.From))
      --Back;
    if (Back < 0)
      break; // where it began is not in the log
    I = Back + 1;
  }
  return Path;
}

SourceComment parseSource(std::string_view Text) {
  SourceComment C;
  take(Text, "; ");
  C.Source = Text;
  size_t At = Text.rfind(" @ ");
  size_t Colon = Text.rfind(':');
  if (At == std::string_view::npos || Colon == std::string_view::npos || Colon < At)
    return C;
  std::string_view Number = Text.substr(Colon + 1);
  auto Line = takeNumber(Number);
  if (!Line || !Number.empty())
    return C;
  C.Source = Text.substr(0, At);
  C.File = Text.substr(At + 3, Colon - At - 3);
  C.Line = static_cast<unsigned>(*Line);
  return C;
}

} // namespace flexnet::explain
