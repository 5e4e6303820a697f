// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Walks back along the path: what registers held, and where their values come from.
#include "Words.h"

#include <linux/bpf.h>

namespace flexnet::explain {

static constexpr int Arguments = 5, FramePointer = 10;

std::optional<Code> Trace::code(uint64_t Instruction) const {
  const Part *In = P ? O->part(*P, Instruction) : nullptr;
  if (!In)
    return std::nullopt;
  return Code{In->Where.Section,
              In->Where.Offset + (Instruction - In->First) * sizeof(bpf_insn)};
}

/// A global function is verified by itself: its call is one step, as that of a helper.
Operation Trace::operation(size_t Position) const {
  const Event &E = event(Position);
  Operation Op = parseOperation(E.Text);
  if (Op.What != Operation::CallLocal)
    return Op;
  for (size_t Next = Position; Next--;) {
    if (event(Next).What != Kind::Insn)
      continue;
    if (event(Next).Index != E.Index + 1)
      return Op;
    break;
  }
  Op.What = Operation::Call;
  Op.To = 0;
  Op.Callee = "a global function";
  size_t Plus = E.Text.find("pc+");
  std::string_view Distance = E.Text.substr(std::min(Plus, E.Text.size()));
  Distance.remove_prefix(std::min<size_t>(3, Distance.size()));
  auto Target = takeNumber(Distance);
  if (const Part *In = P && Target ? O->part(*P, E.Index + *Target + 1) : nullptr)
    Op.Callee = O->symbols()[In->Symbol].Name;
  return Op;
}

/// By the line of the source that the log quotes.
Place Trace::comment(size_t Event) const {
  for (size_t I = Event + 1; I--;)
    if (L.Events[I].What == Kind::Source) {
      SourceComment C = parseSource(L.Events[I].Text);
      return {std::string(C.File), C.Line, 0, std::string(C.Source)};
    }
  return {};
}

Place Trace::placeOf(uint64_t Instruction) const {
  auto C = code(Instruction);
  if (!C)
    return {};
  Place Where = O->line(*C);
  if (!isOurHeader(Where.File))
    return Where;
  for (const Scope &S : D->scopes(*C))
    if (S.Called.Line && !isOurHeader(S.Called.File))
      return S.Called;
  return Where;
}

Place Trace::place(size_t Position) const {
  if (Position >= Path.size())
    return {};
  Place Where = placeOf(event(Position).Index);
  return Where.Line ? Where : comment(Path[Position]);
}

std::string Trace::variable(unsigned Register, size_t Position) const {
  auto C = code(event(Position).Index);
  return C ? D->inRegister(*C, Register) : "";
}

std::optional<Register> Trace::before(unsigned Number, size_t Position) const {
  int Calls = 0; // depth of functions that returned
  for (size_t I = Position + 1; I < Path.size() && Budget; ++I, --Budget) {
    const Event &E = event(I);
    if (E.What == Kind::Source || E.What == Kind::Message)
      continue;
    if (E.What == Kind::Insn) {
      Operation Op = operation(I);
      if (Op.What == Operation::Exit)
        ++Calls;
      if (Op.What == Operation::CallLocal && --Calls < 0) {
        if (Number > Arguments)
          return std::nullopt;
        Calls = 0;
        continue;
      }
    }
    std::string_view States = E.Text;
    if (E.What == Kind::Insn) {
      // After "; ", or after a jump as "14: R1=ctx()".
      size_t Begin = std::min(States.find("; "), States.find(": R"));
      States = Begin == std::string_view::npos ? "" : States.substr(Begin + 1);
    }
    if (!Calls)
      if (auto R = findRegister(States, Number))
        return R;
  }
  return std::nullopt;
}

/// Follows the value through one instruction that wrote the register.
void Trace::step(Origin &From, unsigned &Register, const Operation &Op, size_t Position,
                 bool &Done) const {
  From.At = Position;
  switch (Op.What) {
  case Operation::Move:
    Register = Op.From;
    return;
  case Operation::Arithmetic:
    if (From.Name.empty())
      From.Exact = false;
    if (Op.From >= 0 && !(Op.Operator == '+' && Op.Number)) {
      auto Old = before(Register, Position), Other = before(Op.From, Position);
      bool AddsPointer = Other && !Other->isNumber() && Old && Old->isNumber();
      From.Index = AddsPointer ? Register : Op.From;
      From.IndexAt = Position;
      if (AddsPointer)
        Register = Op.From;
    }
    return;
  case Operation::Load: {
    auto Base = before(Op.From, Position);
    if (auto Slot = frameSlot(Op, Position)) {
      From.What = Origin::Memory;
      From.Point = Slot->Point;
      if (From.Name.empty() && Slot->Variable)
        From.Name = Slot->Variable->name;
    } else if (Op.From == FramePointer || (Base && Base->Type == "fp")) {
      auto C = code(event(Position).Index);
      if (From.Name.empty() && C)
        From.Name = D->onStack(*C, Op.Offset);
      // Go on with what was stored into this slot.
      for (size_t I = Position + 1; I < Path.size() && Budget; ++I, --Budget) {
        if (event(I).What != Kind::Insn)
          continue;
        Operation Store = operation(I);
        if (Store.What == Operation::Store && Store.To == Op.From && Store.Offset == Op.Offset &&
            Store.From >= 0) {
          From.At = I;
          Register = Store.From;
          return;
        }
      }
      From.What = Origin::Memory;
    } else {
      From.What = Origin::Memory;
    }
    From.Source = Base ? typeWords(Base->Type) : "memory";
    From.Where = place(Position);
    Done = true;
    return;
  }
  case Operation::Call:
    From.What = Origin::CallResult;
    From.Callee = Op.Callee;
    From.Where = place(Position);
    Done = true;
    return;
  case Operation::Constant: {
    auto C = code(event(Position).Index);
    From.What = Origin::Constant;
    if ((From.Of = C ? O->referred(*C) : nullptr))
      From.What = Origin::Global;
    From.Where = place(Position);
    Done = true;
    return;
  }
  default:
    Done = true;
  }
}

Origin Trace::origin(unsigned Register, size_t Position) const {
  Origin From;
  From.Name = variable(Register, Position);
  bool Done = false;
  int Calls = 0;
  for (size_t I = Position + 1; !Done && I < Path.size() && Budget; ++I, --Budget) {
    if (event(I).What != Kind::Insn)
      continue;
    Operation Op = operation(I);
    if (Op.What == Operation::Exit)
      ++Calls;
    if (Op.What == Operation::CallLocal) {
      if (Calls && !--Calls && Register <= Arguments)
        return From; // what the function returned or left
      if (Calls)
        continue;
      if (Register > Arguments)
        return From;
    }
    bool Clobbers = Op.What == Operation::Call && Register && Register <= Arguments;
    if (Calls || Op.What == Operation::Store || Op.What == Operation::Branch ||
        (Op.To != static_cast<int>(Register) && !Clobbers))
      continue;
    if (Clobbers)
      return From;
    step(From, Register, Op, I, Done);
    if (!Done && From.Name.empty() && From.At < Path.size()) {
      From.Name = variable(Register, From.At);
      I = From.At;
    }
  }
  if (From.What == Origin::Unknown && !Done)
    if (auto R = before(Register, Position); R && R->Type == "ctx")
      From.What = Origin::Context;
  return From;
}

} // namespace flexnet::explain
