// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// What is known of the values that a message is about.
#include "Facts.h"

#include "Packets.h"
#include "Words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace flexnet::explain {

/// Lines of a loop that are named.
static constexpr size_t HottestLines = 3;

static std::string_view get(const Captures &C, std::string_view Name) {
  auto At = C.find(Name);
  return At == C.end() ? std::string_view() : At->second;
}

static int64_t numberOf(std::string_view Text) {
  bool Negative = Text.starts_with('-');
  if (Negative || Text.starts_with('+'))
    Text.remove_prefix(1);
  uint64_t Value = takeNumber(Text).value_or(0);
  return Negative ? -static_cast<int64_t>(Value) : static_cast<int64_t>(Value);
}

/// The number in "R3"; the register of "arg#2" and "args#2".
static int registerNumber(std::string_view Text) {
  size_t Digit = Text.find_first_of("0123456789");
  if (Digit == std::string_view::npos || Text.starts_with("*"))
    return -1;
  bool Argument = Text.starts_with("arg");
  std::string_view Number = Text.substr(Digit);
  auto Value = takeNumber(Number);
  if (!Value || *Value > 10)
    return -1;
  return static_cast<int>(*Value) + (Argument ? 1 : 0);
}

int culprit(const Captures &C, const Trace &T) {
  if (auto Text = get(C, "reg"); !Text.empty())
    return registerNumber(Text);
  if (!T.size())
    return -1;
  Operation Op = T.operation(0);
  switch (Op.What) {
  case Operation::Load:
    return Op.From;
  case Operation::Store:
  case Operation::Arithmetic:
    return Op.To;
  default:
    return -1;
  }
}

static std::string objectWords(const Origin &From, const std::optional<Register> &State) {
  if (From.Of && From.What == Origin::Global)
    return fmt::format("`{}`", From.Of->Name);
  if (State && !State->Map.empty())
    return fmt::format("a value of map `{}`", State->Map);
  if (State && State->Type == "pkt")
    return "the packet";
  if (State && State->Type == "fp")
    return From.Exact && !From.Name.empty() ? fmt::format("`{}`", From.Name) : "a local variable";
  if (From.What == Origin::CallResult)
    return fmt::format("what {}() returned", From.Callee);
  return From.Name.empty() ? "the memory" : fmt::format("`{}`", From.Name);
}

/// Whether the instruction adds a pointer to the number, and not the other way round.
static bool addsPointer(const Trace &T, const Operation &Op) {
  if (Op.What != Operation::Arithmetic || Op.From < 0)
    return false;
  auto Value = T.before(Op.To, 0), Other = T.before(Op.From, 0);
  return Value && Value->isNumber() && Other && !Other->isNumber();
}

/// The register with the number that a pointer was moved by, and where; -1: there is none.
static std::pair<int, size_t> indexOf(const Trace &T, const Operation &Op, int Number,
                                      const Origin &From, const std::optional<Register> &State) {
  if (Op.What == Operation::Arithmetic && Op.From >= 0)
    return {addsPointer(T, Op) ? Op.To : Op.From, 0};
  if (State && State->isNumber())
    return {Number, 0};
  return {From.Index, From.IndexAt};
}

/// Of a variable, not of the map of all variables that it is in.
static void relateToVariable(Captures &C, const Origin &From) {
  if (!From.Of || From.What != Origin::Global || !From.Of->Size || !C.contains("limit"))
    return;
  C["off"] = std::to_string(numberOf(get(C, "off")) - static_cast<int64_t>(From.Of->Value));
  C["limit"] = std::to_string(From.Of->Size);
}

void describe(Captures &C, const Trace &T) {
  Operation Op = T.size() ? T.operation(0) : Operation();
  C["access"] = Op.What == Operation::Store  ? "writes"
                : Op.What == Operation::Load ? "reads"
                                             : "uses";
  bool Calls = Op.What == Operation::Call;
  C["callee"] = Calls ? std::string(Op.Callee) : "a function";
  if (auto F = get(C, "func"); Op.What == Operation::CallLocal && !F.empty())
    C["callee"] = F;
  int Number = culprit(C, T);
  if (auto Size = get(C, "size"); !Size.empty())
    C["bytes"] = bytesWords(numberOf(Size));
  C["argument"] = Number > 0 ? fmt::format("argument {}", Number) : "an argument";
  if (auto At = C.find("type"); At != C.end())
    At->second = typeWords(At->second);
  if (auto At = C.find("expected"); At != C.end())
    At->second = listWords(At->second);
  describePackets(C);
  C["object"] = "the memory";
  C["number"] = "a number";
  C["range"] = "a value";
  C["name"] = "p";
  C["index"] = "i";
  if (Number < 0 || !T.size()) {
    C["reg"] = "a value";
    return;
  }
  Origin From = T.origin(Number, 0);
  auto State = T.before(Number, 0);
  C["reg"] = valueWords(From, State);
  if (!From.Name.empty() && From.Exact)
    C["name"] = From.Name;
  if (auto [Register, At] = indexOf(T, Op, Number, From, State); Register >= 0)
    if (Origin Index = T.origin(Register, At); !Index.Name.empty() && Index.Exact)
      C["index"] = Index.Name;
  if (addsPointer(T, Op))
    C["object"] = objectWords(T.origin(Op.From, 0), T.before(Op.From, 0));
  else
    C["object"] = objectWords(From, State);
  if (State && State->isNumber()) {
    C["range"] = "what " + rangeWords(State->Values);
    if (State->Values.isConstant() && !State->Values.UMin)
      C["number"] = "0, a null pointer,";
  } else if (State) {
    C["range"] = typeWords(State->Type);
  }
  relateToVariable(C, From);
}

static std::string pointWords(const flexnet_point &P, const flexnet_table &Table) {
  return fmt::format("suspension of coroutine '{}' on '{}'", Table.coroutines[P.coroutine].name,
                     Table.sets[P.set].name);
}

static Place placeOf(const flexnet_point &P, const Trace &T) {
  return {P.file, P.line, P.column, T.object()->sourceOf(P.file, P.line)};
}

/// Where a value comes from, as far as that helps.
static void noteOrigin(std::vector<Note> &Notes, const Origin &From, const Trace &T) {
  if (From.Point) {
    std::string Name = From.Name.empty() ? "it" : fmt::format("`{}`", From.Name);
    Notes.push_back({placeOf(*From.Point, T),
                     fmt::format("{} was kept in the frame across this {}; what was known of its "
                                 "range before is not known after it",
                                 Name, pointWords(*From.Point, *T.object()->table()))});
  } else if (From.What == Origin::CallResult) {
    Notes.push_back({From.Where, fmt::format("{}() returned it here", From.Callee)});
  } else if (From.What == Origin::Memory && From.Where.Line) {
    Notes.push_back({From.Where, fmt::format("it was read from {} here", From.Source)});
  }
}

/// "`idx` is between 0 and 65535 here, and `table` has 64 bytes".
static void noteBounds(std::vector<Note> &Notes, const Captures &C, const Trace &T) {
  int Number = culprit(C, T);
  if (Number < 0)
    return;
  Operation Op = T.operation(0);
  Origin Base = T.origin(Number, 0);
  auto State = T.before(Number, 0);
  auto [Index, IndexAt] = indexOf(T, Op, Number, Base, State);
  if (addsPointer(T, Op))
    Base = T.origin(Op.From, 0);
  if (Index < 0)
    return;
  auto Value = T.before(Index, IndexAt);
  if (!Value || !Value->isNumber())
    return;
  Origin From = T.origin(Index, IndexAt);
  std::string Name = valueWords(From, Value);
  if (Name == "a number")
    Name = "the index";
  std::string Text = fmt::format("{} {} here", Name, rangeWords(Value->Values));
  if (Base.What == Origin::Global && Base.Of && Base.Of->Size && Index != Number)
    Text += fmt::format(", and `{}` has {}", Base.Of->Name, bytesWords(Base.Of->Size));
  Notes.push_back({T.place(IndexAt), Text});
  noteOrigin(Notes, From, T);
}

/// Parts of names of functions that move or release what pointers point to.
static constexpr std::string_view VoidingParts[] = {"adjust", "change", "pull",    "push", "pop",
                                               "submit", "discard", "release", "drop", "store",
                                               "receive", "_rcv",   "_snd",    "send", "xchg"};

std::optional<Voiding> voidedBy(int Number, const Trace &T) {
  for (size_t I = 1; I < T.size(); ++I) {
    if (T.event(I).What != Kind::Insn)
      continue;
    Operation Op = T.operation(I);
    if (Op.What == Operation::Call) {
      bool Voids = std::any_of(std::begin(VoidingParts), std::end(VoidingParts), [&](auto Part) {
        return Op.Callee.find(Part) != std::string_view::npos;
      });
      auto Before = T.before(Number, I);
      if (Voids && Before && !Before->isNumber())
        return Voiding{I, Before->Type};
    }
    if (Op.What == Operation::Move && Op.To == Number)
      Number = Op.From;
    else if (Op.What != Operation::Store && Op.What != Operation::Branch && Op.To == Number)
      return std::nullopt;
  }
  return std::nullopt;
}

/// Where a pointer became a number.
static void noteVoided(std::vector<Note> &Notes, int Number, const Trace &T) {
  if (auto By = voidedBy(Number, T))
    Notes.push_back({T.place(By->At), fmt::format("it pointed to {} until this call of {}()",
                                                  typeWords(By->Type), T.operation(By->At).Callee)});
}

static void noteValue(std::vector<Note> &Notes, const Captures &C, const Trace &T) {
  int Number = culprit(C, T);
  if (Number >= 0)
    noteOrigin(Notes, T.origin(Number, 0), T);
}

/// The last call whose result has to be released.
static void noteReference(std::vector<Note> &Notes, const Captures &C, const Trace &T) {
  if (C.contains("insn")) {
    Notes.push_back({T.place(0), "the path that does not release it ends here"});
    return;
  }
  for (size_t I = 0; I < T.size(); ++I) {
    if (T.event(I).What != Kind::Insn)
      continue;
    Operation Op = T.operation(I);
    if (Op.What == Operation::Call &&
        T.event(I).Text.find("ref_obj_id=") != std::string_view::npos) {
      Notes.push_back({T.place(I), fmt::format("acquired here by {}()", Op.Callee)});
      return;
    }
  }
}

static void noteLoop(std::vector<Note> &Notes, const Trace &T, const Log &L) {
  struct Line {
    std::string_view Text;
    size_t Count = 0;
    uint32_t Insn = 0;
  };
  std::unordered_map<std::string_view, Line> Counts;
  std::string_view Current;
  for (const Event &E : L.Events) {
    if (E.What == Kind::Source)
      Current = E.Text;
    if (E.What != Kind::Insn || Current.empty())
      continue;
    Line &Of = Counts[Current];
    Of.Text = Current;
    Of.Insn = E.Index;
    ++Of.Count;
  }
  std::vector<Line> Sorted;
  for (auto &[Text, Of] : Counts)
    Sorted.push_back(Of);
  std::sort(Sorted.begin(), Sorted.end(), [](const Line &A, const Line &B) {
    return A.Count != B.Count ? A.Count > B.Count : A.Text < B.Text;
  });
  for (size_t I = 0; I < Sorted.size() && I < HottestLines; ++I) {
    SourceComment Source = parseSource(Sorted[I].Text);
    Place Where = T.placeOf(Sorted[I].Insn);
    if (!Where.Line)
      Where = {std::string(Source.File), Source.Line, 0, std::string(Source.Source)};
    Notes.push_back({Where, fmt::format("this line was walked through in {} steps of the part that "
                                        "the log shows",
                                        Sorted[I].Count)});
  }
}

std::vector<Note> notes(Facts Also, const Captures &C, const Trace &T, const Log &L) {
  std::vector<Note> Notes;
  if (!T.size())
    return Notes;
  switch (Also) {
  case Facts::None:
    break;
  case Facts::Bounds:
    noteBounds(Notes, C, T);
    break;
  case Facts::Value:
    noteValue(Notes, C, T);
    break;
  case Facts::Voided:
    noteValue(Notes, C, T);
    if (int Number = culprit(C, T); Number >= 0)
      noteVoided(Notes, Number, T);
    break;
  case Facts::Reference:
    noteReference(Notes, C, T);
    break;
  case Facts::Loop:
    noteLoop(Notes, T, L);
    break;
  }
  const flexnet_point *P = T.resumedAt();
  bool Named = P && std::any_of(Notes.begin(), Notes.end(), [&](const Note &N) {
                 return N.Where.File == P->file && N.Where.Line == P->line;
               });
  if (P && T.isResume() && !Named)
    Notes.push_back({placeOf(*P, T), fmt::format("the program goes on after this {}",
                                                 pointWords(*P, *T.object()->table()))});
  return Notes;
}

} // namespace flexnet::explain
