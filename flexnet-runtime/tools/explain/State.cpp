// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Registers and instructions as the log writes them, in all its dialects.
#include "State.h"

#include "Log.h"

#include <charconv>

namespace flexnet::explain {

static bool take(std::string_view &Text, std::string_view Prefix) {
  if (!Text.starts_with(Prefix))
    return false;
  Text.remove_prefix(Prefix.size());
  return true;
}

/// Decimal or 0x, with a sign; larger than 63 bits wraps, as the kernel prints some in hex.
static std::optional<int64_t> parseInteger(std::string_view Text) {
  bool Negative = take(Text, "-");
  if (!Negative)
    take(Text, "+");
  int Base = take(Text, "0x") ? 16 : 10;
  uint64_t Value = 0;
  auto [End, Error] = std::from_chars(Text.data(), Text.data() + Text.size(), Value, Base);
  if (Error != std::errc() || End == Text.data())
    return std::nullopt;
  return static_cast<int64_t>(Negative ? 0 - Value : Value);
}

static void setField(Register &R, std::string_view Key, std::string_view Value) {
  if (Key == "map") {
    R.Map = Value;
    return;
  }
  if (Key == "var_off") { // (value; mask)
    size_t Semicolon = Value.find(';');
    if (!take(Value, "(") || Semicolon == std::string_view::npos)
      return;
    auto Known = parseInteger(Value.substr(0, Semicolon - 1));
    auto Mask = parseInteger(trim(Value.substr(Semicolon)));
    if (Known && Mask) {
      uint64_t Max = static_cast<uint64_t>(*Known) | static_cast<uint64_t>(*Mask);
      R.Values.UMax = std::min(R.Values.UMax, Max);
      if (static_cast<int64_t>(Max) >= 0) {
        R.Values.SMin = std::max<int64_t>(R.Values.SMin, 0);
        R.Values.SMax = std::min<int64_t>(R.Values.SMax, Max);
      }
    }
    return;
  }
  auto N = parseInteger(Value);
  if (!N)
    return;
  if (Key == "off")
    R.Offset = *N;
  else if (Key == "vs" || Key == "sz")
    R.ValueSize = *N;
  else if (Key == "r")
    R.Packet = *N;
  else if (Key == "id")
    R.Id = *N;
  else if (Key == "ref_obj_id")
    R.ReferenceId = *N;
  else if (Key == "smin" || Key == "smin_value")
    R.Values.SMin = *N;
  else if (Key == "smax" || Key == "smax_value")
    R.Values.SMax = *N;
  else if (Key == "umin" || Key == "umin_value")
    R.Values.UMin = *N;
  else if (Key == "umax" || Key == "umax_value")
    R.Values.UMax = *N;
  else if (Key == "imm" && R.Type != "map_value")
    R.Offset += *N;
}

/// "smin=smin32=0,umax=3,var_off=(0x0; 0x3)": several names may share a value.
static void parseFields(Register &R, std::string_view Fields) {
  while (!Fields.empty()) {
    int Depth = 0;
    size_t End = 0, Equals = std::string_view::npos;
    for (; End < Fields.size() && (Depth || Fields[End] != ','); ++End) {
      Depth += Fields[End] == '(' ? 1 : Fields[End] == ')' ? -1 : 0;
      if (!Depth && Fields[End] == '=')
        Equals = End;
    }
    std::string_view Field = Fields.substr(0, End);
    if (Equals != std::string_view::npos) {
      std::string_view Value = Field.substr(Equals + 1), Keys = Field.substr(0, Equals);
      while (!Keys.empty()) {
        size_t Next = std::min(Keys.find('='), Keys.size());
        setField(R, Keys.substr(0, Next), Value);
        Keys.remove_prefix(std::min(Next + 1, Keys.size()));
      }
    }
    Fields.remove_prefix(std::min(End + 1, Fields.size()));
  }
  if (R.Values.UMax <= INT64_MAX && R.Values.SMin < 0 && R.Values.SMin == INT64_MIN)
    R.Values.SMin = 0;
}

static std::optional<Register> parseRegister(std::string_view Text) {
  Register R;
  take(Text, "P"); // precise
  if (auto Number = parseInteger(Text.substr(0, Text.find_first_of(" ;")))) {
    R.Type = "scalar";
    R.Values = {*Number, *Number, static_cast<uint64_t>(*Number), static_cast<uint64_t>(*Number)};
    return R;
  }
  size_t End = Text.find_first_of("( ");
  R.Type = Text.substr(0, End);
  if (End == std::string_view::npos || Text[End] != '(')
    return R;
  int Depth = 0;
  size_t Close = End;
  for (; Close < Text.size(); ++Close) {
    Depth += Text[Close] == '(' ? 1 : Text[Close] == ')' ? -1 : 0;
    if (!Depth)
      break;
  }
  std::string_view Fields = Text.substr(End + 1, Close - End - 1);
  if (auto Number = parseInteger(Fields); Number && R.isNumber())
    R.Values = {*Number, *Number, static_cast<uint64_t>(*Number), static_cast<uint64_t>(*Number)};
  else
    parseFields(R, Fields);
  return R;
}

/// "... refs=3,1", at the end of a state: the references that the program has.
static bool hasReference(std::string_view States, uint64_t Id) {
  size_t At = States.rfind(" refs=");
  if (At == std::string_view::npos)
    return false;
  std::string_view Rest = States.substr(At + 5);
  while (take(Rest, "=") || take(Rest, ","))
    if (takeNumber(Rest) == Id)
      return true;
  return false;
}

/// Newer kernels write no ref_obj_id: the pointer's own id is among the references. Those of
/// locks are, too, with the id of the map's value.
static void setReference(Register &R, std::string_view States) {
  if (!R.ReferenceId && R.Id && R.Type.find("ptr_") != std::string_view::npos &&
      hasReference(States, R.Id))
    R.ReferenceId = R.Id;
}

std::optional<Register> findRegister(std::string_view States, unsigned Number) {
  for (size_t At = 0; (At = States.find('R', At)) != std::string_view::npos; ++At) {
    if (At && States[At - 1] != ' ')
      continue;
    std::string_view Rest = States.substr(At + 1);
    auto N = takeNumber(Rest);
    if (!N || *N != Number)
      continue;
    if (take(Rest, "_"))
      while (!Rest.empty() && Rest.front() != '=')
        Rest.remove_prefix(1);
    if (!take(Rest, "="))
      continue;
    auto R = parseRegister(Rest);
    if (R)
      setReference(*R, States);
    return R;
  }
  return std::nullopt;
}

/// "r3", "w10"; the text moves behind it.
static int takeRegister(std::string_view &Text, bool *Narrow = nullptr) {
  if (Text.size() < 2 || (Text[0] != 'r' && Text[0] != 'w') || Text[1] < '0' || Text[1] > '9')
    return -1;
  if (Narrow)
    *Narrow |= Text[0] == 'w';
  Text.remove_prefix(1);
  auto N = takeNumber(Text);
  return N && *N <= 11 ? static_cast<int>(*N) : -1;
}

/// "*(u32 *)(r1 +4)".
static bool takeMemory(std::string_view &Text, Operation &Op, int &Base) {
  if (!take(Text, "*(") || Text.size() < 2)
    return false;
  Text.remove_prefix(1); // u or s
  auto Bits = takeNumber(Text);
  if (!Bits || !take(Text, " *)("))
    return false;
  Base = takeRegister(Text);
  size_t Close = Text.find(')');
  if (Base < 0 || Close == std::string_view::npos)
    return false;
  Op.Size = static_cast<unsigned>(*Bits / 8);
  Op.Offset = parseInteger(trim(Text.substr(0, Close))).value_or(0);
  Text.remove_prefix(Close + 1);
  return true;
}

static Operation parseStore(std::string_view Text) {
  Operation Op;
  if (!takeMemory(Text, Op, Op.To))
    return Op;
  Op.What = Operation::Store;
  size_t Equals = Text.find('=');
  if (Equals == std::string_view::npos)
    return Op;
  Text = trim(Text.substr(Equals + 1));
  Op.From = takeRegister(Text);
  if (Op.From < 0)
    Op.Number = parseInteger(Text);
  return Op;
}

static Operation parseCall(std::string_view Text) {
  Operation Op;
  if (Text.starts_with("pc")) {
    Op.What = Operation::CallLocal;
    return Op;
  }
  Op.What = Operation::Call;
  Op.To = 0;
  Op.Callee = Text.substr(0, Text.find_first_of("# "));
  return Op;
}

static Operation parseAssignment(std::string_view Text) {
  Operation Op;
  Op.To = takeRegister(Text, &Op.Narrow);
  Text = trim(Text);
  size_t Equals = Text.find('=');
  if (Op.To < 0 || Equals == std::string_view::npos || Equals > 3)
    return {};
  std::string_view Operand = trim(Text.substr(Equals + 1));
  if (Equals) {
    Op.What = Operation::Arithmetic;
    Op.Operator = Text[Equals - 1];
    Op.From = takeRegister(Operand, &Op.Narrow);
    if (Op.From < 0)
      Op.Number = parseInteger(Operand);
    return Op;
  }
  if (Operand.starts_with("*(")) {
    Op.What = takeMemory(Operand, Op, Op.From) ? Operation::Load : Operation::Other;
    return Op;
  }
  if (Operand.starts_with("(s") && Operand.find(')') != std::string_view::npos)
    Operand = trim(Operand.substr(Operand.find(')') + 1));
  if (int From = takeRegister(Operand, &Op.Narrow); From >= 0) {
    Op.What = Operation::Move;
    Op.From = From;
  } else if ((Op.Number = parseInteger(Operand))) {
    Op.What = Operation::Constant;
  } else { // bswap, negation, casts: made of what is there already
    Op.What = Operation::Arithmetic;
    Op.Operator = '?';
  }
  return Op;
}

Operation parseOperation(std::string_view Text) {
  Text = trim(Text.substr(0, Text.find(';')));
  Operation Op;
  if (take(Text, "call "))
    return parseCall(Text);
  if (take(Text, "lock "))
    return parseStore(Text);
  if (Text.starts_with("*("))
    return parseStore(Text);
  if (Text == "exit") {
    Op.What = Operation::Exit;
    return Op;
  }
  if (take(Text, "if ")) {
    Op.What = Operation::Branch;
    Op.To = takeRegister(Text, &Op.Narrow);
    size_t Operand = Text.find_first_of("rw0123456789-", 1);
    if (Operand != std::string_view::npos) {
      std::string_view Right = Text.substr(Operand);
      Op.From = takeRegister(Right, &Op.Narrow);
      if (Op.From < 0)
        Op.Number = parseInteger(Right.substr(0, Right.find(' ')));
    }
    return Op;
  }
  if (Text.starts_with("goto") || Text.starts_with("may_goto")) {
    Op.What = Operation::Branch;
    return Op;
  }
  return parseAssignment(Text);
}

} // namespace flexnet::explain
