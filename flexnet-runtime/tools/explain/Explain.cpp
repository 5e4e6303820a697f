// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// From a log to its explanation: which message, of which rule, at which place.
#include "Explain.h"

#include "Facts.h"
#include "Packets.h"
#include "Words.h"

#include <fmt/format.h>

namespace flexnet::explain {

namespace {
/// Of a message that the kernel prints.
constexpr size_t MaxLine = 1024, MaxLines = 64;
/// Lines of the source that are compared to see whether the log is of this object.
constexpr int Compared = 256;

struct Found {
  const Row *Message = nullptr, *Rule = nullptr;
  Captures Values;
};

/// The first line that a pattern of the table takes; what is captured in the others is added.
Found findMessage(Table T, const std::vector<std::string_view> &Lines) {
  Found F;
  size_t First = Lines.size() > MaxLines ? Lines.size() - MaxLines : 0;
  for (size_t I = First; I < Lines.size(); ++I) {
    const Row *Rule = nullptr;
    for (const Row *R = T.Begin; R != T.End; ++R) {
      if (!R->Pattern) {
        Rule = R;
        continue;
      }
      auto Values = match(R->Pattern, Lines[I].substr(0, MaxLine));
      if (!Values)
        continue;
      if (!F.Message) {
        F.Message = R;
        F.Rule = Rule;
      }
      F.Values.merge(*Values);
      break;
    }
  }
  return F;
}

/// A row that packetMessage() names takes its place.
void choosePacketMessage(Found &F, Table T, const Trace &Of) {
  const char *Name = F.Message ? packetMessage(F.Rule->Text, F.Values, Of) : nullptr;
  const Row *Rule = nullptr;
  for (const Row *R = T.Begin; Name && R != T.End; ++R) {
    if (!R->Pattern)
      Rule = R;
    else if (std::string_view(R->Pattern) == Name)
      F.Rule = Rule, F.Message = R;
  }
}

/// How many lines that the log quotes are where this program has them.
int score(const Log &L, const Object &O, const Program &P) {
  int Score = 0, Left = Compared;
  for (size_t I = 0; I + 1 < L.Events.size() && Left; ++I) {
    const Event &Comment = L.Events[I], &Insn = L.Events[I + 1];
    if (Comment.What != Kind::Source || Insn.What != Kind::Insn)
      continue;
    const Part *In = O.part(P, Insn.Index);
    Place Here;
    if (In)
      Here = O.line({In->Where.Section, In->Where.Offset + (Insn.Index - In->First) * 8});
    Score += trim(Here.Source) == trim(parseSource(Comment.Text).Source) ? 1 : -1;
    --Left;
  }
  return Score;
}

struct Choice {
  const Program *Of = nullptr;
  bool Foreign = false; ///< the log is of another compilation
};

Choice chooseProgram(const Log &L, const Object &O, std::string_view Name) {
  if (const Program *P = Name.empty() ? nullptr : O.program(Name))
    return score(L, O, *P) < 0 ? Choice{nullptr, true} : Choice{P, false};
  const Program *Best = nullptr;
  int Most = L.Events.empty() ? 0 : -1;
  for (const Program &P : O.programs())
    if (int Score = score(L, O, P); Score > Most) {
      Best = &P;
      Most = Score;
    }
  if (!Best && O.programs().size() == 1 && L.Last < 0)
    Best = &O.programs().front();
  return {Best, !Best && L.Last >= 0};
}

std::string join(const std::vector<std::string_view> &Lines) {
  std::string Text;
  size_t First = Lines.size() > MaxLines ? Lines.size() - MaxLines : 0;
  for (size_t I = First; I < Lines.size(); ++I)
    Text += fmt::format("{}{}", Text.empty() ? "" : "\n", Lines[I].substr(0, MaxLine));
  return Text;
}

/// Whose deed the sentence says.
std::string sentence(const Row &Message, const Captures &Values, const std::string &Program) {
  std::string Text = fill(Message.Text, Values);
  if (Text.starts_with("what ") || Text.starts_with('`'))
    return Text;
  if (Message.Where != At::Program)
    return "this " + Text;
  return Program.empty() ? "the object " + Text : fmt::format("program '{}' {}", Program, Text);
}

void placeMessage(Explanation &E, const Found &F, const Trace &T) {
  auto Insn = F.Values.find("insn");
  if (F.Message->Where == At::Insn && Insn != F.Values.end()) {
    std::string_view Digits = Insn->second;
    E.Instruction = static_cast<int64_t>(takeNumber(Digits).value_or(0));
    E.Where = T.placeOf(E.Instruction);
  } else if (F.Message->Where == At::Program) {
    E.Where = T.placeOf(0);
  } else if (T.size()) {
    E.Instruction = T.event(0).Index;
    E.Where = T.place(0);
  }
}

void explainUnknown(Explanation &E, const Log &L, const Trace &T) {
  bool Cut = L.Reasons.empty();
  E.Rule = Cut ? "log-truncated" : "unknown";
  E.What = Cut ? "the log ends before it says why the program was refused"
               : fmt::format("the kernel refuses this: {}", L.Reasons.back().substr(0, MaxLine));
  E.Why = Cut ? "The kernel had no room to write more, or what it wrote was cut off."
              : "This message has no explanation here yet.";
  E.Change = Cut ? "Get the whole log: `flexnet check --verbose FILE.o`."
                 : "The line above is what the verifier looked at last; `flexnet check --verbose` shows its whole log.";
  if (T.size()) {
    E.Instruction = T.event(0).Index;
    E.Where = T.place(0);
  }
}
} // namespace

Explanation explain(std::string_view Text, std::string_view Bytes, std::string_view Name) {
  Explanation E;
  Log L = parseLog(Text);
  std::unique_ptr<Object> O = Object::read(Bytes);
  if (Name.empty())
    Name = L.Program;
  Choice Which = O ? chooseProgram(L, *O, Name) : Choice();
  std::optional<DebugInfo> Debug;
  if (O)
    Debug.emplace(*O);
  Trace T(L, L.Last, O.get(), Which.Of, Debug ? &*Debug : nullptr);
  E.Program = Which.Of ? Which.Of->Name : std::string(Name);

  Found F = findMessage(kernelRules(), L.Reasons);
  choosePacketMessage(F, kernelRules(), T);
  bool OfLoader = !F.Message && L.Reasons.empty();
  if (OfLoader)
    F = findMessage(loaderRules(), L.Loader);
  E.Refused = F.Message || !L.Reasons.empty() || (L.Last >= 0 && !L.Finished);
  if (!E.Refused)
    return E;
  E.Kernel = join(OfLoader ? L.Loader : L.Reasons);
  if (!F.Message) {
    explainUnknown(E, L, T);
  } else {
    E.Rule = F.Rule->Text;
    E.Why = F.Rule->Why;
    placeMessage(E, F, T);
    E.Notes = notes(F.Message->Also, F.Values, T, L);
    describe(F.Values, T);
    E.Change = fill(F.Rule->Change, F.Values);
    E.What = sentence(*F.Message, F.Values, E.Program);
  }
  if (const flexnet_coroutine *C = T.coroutine(0))
    E.Coroutine = C->name;
  if (Which.Foreign)
    E.Notes.push_back({{}, "the log is not of this object: places are as far as the log has them"});
  return E;
}

} // namespace flexnet::explain
