// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements. Each is a node; of a loop or a branch there is a second one, without which its body
// stays as a plain block.

#include "Program.h"

#include <fmt/core.h>

using namespace differential;

void Program::block(unsigned Statements) {
  const Scope Outer = In;
  for (unsigned I = 0; I != Statements; ++I)
    statement();
  In = Outer;
}

void Program::statement() {
  Source::Node N(S);
  const unsigned WasDeclaring = Declaring;
  Declaring = S.muted();
  Source::Mute Quiet(S, !N.kept());
  const unsigned Which = R.below(100);
  const bool MayNest = Depth < 2;
  Depth++;
  if (Which < 20 && !Pure)
    suspension();
  else if (Which < 32)
    assignment();
  else if (Which < 45)
    effect();
  else if (Which < 53 && MayNest)
    branch();
  else if (Which < 57 && MayNest)
    choice();
  else if (Which < 67 && MayNest)
    loop();
  else if (Which < 72)
    mapAccess();
  else if (Which < 77)
    memoryAccess();
  else if (Which < 81)
    call();
  else if (Which < 84)
    lambda();
  else if (Which < 87 && MayNest)
    scopeWithGuard();
  else if (Which < 90)
    useDigest();
  else if (Which < 94 && !Pure)
    leave();
  else if (Which < 96)
    jump();
  else
    assignment();
  Depth--;
  Declaring = WasDeclaring;
}

/// A local of any kind. It is there when its statement is dropped, as others name it.
void Program::declaration() {
  Source::Unmute Written(S, Declaring);
  const std::string Local = fresh("v");
  const Type T = anyType();
  const unsigned Which = R.below(100);
  if (Which < 60) {
    const std::string Value = expression(T, 2);
    S.declare(Local, fmt::format("{} {} = {};", T.Name, Local, Value));
    In.Variables.push_back({Local, T});
  } else if (Which < 75) {
    const unsigned Size = R.pick({2u, 4u, 4u, 8u});
    std::string Values;
    for (unsigned I = 0; I != Size; ++I)
      Values += (I ? ", " : "") + (R.chance(40) ? expression(T, 1) : literal(T));
    S.declare(Local, fmt::format("{} {}[{}] = {{{}}};", T.Name, Local, Size, Values));
    In.Arrays.push_back({Local, T, Size});
  } else if (Which < 87 && !Structs.empty()) {
    const auto &[Type, Members] = R.pick(Structs);
    std::string Values;
    for (const Variable &M : Members)
      Values += (Values.empty() ? "" : ", ") + expression(M.Of, 1);
    S.declare(Local, fmt::format("{} {} = {{{}}};", Type, Local, Values));
    for (const Variable &M : Members)
      In.Variables.push_back({Local + "." + M.Name, M.Of});
  } else if (Which < 93) {
    S.declare(Local, fmt::format("digest {}{{{}}};", Local, expression({"u64", 64, false}, 1)));
    In.Digests.push_back(Local);
  } else {
    std::string Of;
    struct Type Its;
    if (!place(Of, Its))
      return;
    S.declare(Local, fmt::format("{} &{} = {};", Its.Name, Local, Of));
    In.Variables.push_back({Local, Its});
  }
}

void Program::assignment() {
  std::string To;
  Type T;
  if (!place(To, T))
    return declaration();
  const std::string Value = expression(T, 2);
  const bool Narrow = T.Bits < 32;
  switch (R.below(6)) {
  case 0:
    if (Narrow || !T.Signed)
      return S.line(fmt::format("{} {} {};", To, R.pick({"+=", "-="}), Value));
    break;
  case 1:
    return S.line(fmt::format("{} {} {};", To, R.pick({"^=", "|=", "&="}), Value));
  case 2:
    if (Narrow || !T.Signed)
      return S.line(fmt::format("{}{};", To, R.pick({"++", "--"})));
    break;
  }
  S.line(fmt::format("{} = {};", To, Value));
}

void Program::effect() {
  S.line(fmt::format("effect({});", expression({"u64", 64, false}, 2)));
}

void Program::branch() {
  const std::string If = condition(2);
  const bool Else = R.chance(45);
  Source::Node Wrapper(S);
  const bool Kept = Wrapper.kept();
  S.open(Kept ? fmt::format("if ({}) {{", If) : "{");
  block(R.between(1, 3));
  S.close();
  if (Else) {
    Source::Node Other(S);
    Source::Mute Quiet(S, !Other.kept());
    S.open(Kept ? "else {" : "{");
    block(R.between(1, 2));
    S.close();
  }
}

void Program::choice() {
  const Type T = anyType();
  const unsigned Cases = R.pick({2u, 4u});
  const std::string Of = small(T, Cases);
  S.open(fmt::format("switch ({}) {{", Of));
  for (unsigned I = 0; I != Cases; ++I) {
    Source::Node N(S);
    Source::Mute Quiet(S, !N.kept());
    const bool Default = I + 1 == Cases && R.chance(50);
    S.open(Default ? "default: {" : fmt::format("case {}: {{", I));
    block(R.between(1, 2));
    S.close();
    if (I + 1 != Cases)
      S.line(R.chance(20) ? "[[fallthrough]];" : "break;");
    else
      S.line("break;");
  }
  S.close();
}

void Program::loop() {
  const std::string Counter = fresh("i");
  const Type U32 = {"u32", 32, false};
  const unsigned Most = Turns > 1 ? 2 : R.between(2, 4);
  const unsigned Which = R.below(5);
  const std::string Bound = R.chance(45) ? std::to_string(R.between(1, Most))
                                         : small(U32, Most > 2 ? 4 : 2);
  const Scope Outer = In;
  const unsigned OuterTurns = Turns;
  Turns *= Most;
  Source::Node Wrapper(S);
  const bool Kept = Wrapper.kept();
  In.Variables.push_back({Counter, U32, false});
  const bool Outside = !Kept || Which > 2; // the counter is declared before the loop
  if (Outside) {
    S.open("{");
    const bool Up = !Kept || Which == 4;
    S.declare(Counter, fmt::format("u32 {} = {};", Counter, Up ? "0" : Bound));
  }
  if (!Kept)
    S.open("{");
  else if (Which < 2)
    S.open(fmt::format("for (u32 {0} = 0; {0} < {1}; {0}++) {{", Counter, Bound));
  else if (Which == 2)
    S.open(fmt::format("for (u32 {0} = {1}; {0} > 0; {0}--) {{", Counter, Bound));
  else
    S.open(Which == 3 ? fmt::format("while ({}) {{", Counter) : "do {");
  if (Kept && Which > 2)
    S.line(fmt::format("{}{};", Counter, Which == 3 ? "--" : "++"));
  Loops += Kept;
  block(R.between(1, 3));
  Loops -= Kept;
  S.close(Kept && Which == 4 ? fmt::format("}} while ({} < {});", Counter, Bound) : "}");
  if (Outside)
    S.close();
  Turns = OuterTurns;
  In = Outer;
}

void Program::mapAccess() {
  const Type U32 = {"u32", 32, false}, U64 = {"u64", 64, false};
  const std::string Key = small(U32, 16), Value = expression(U64, 2);
  switch (R.below(5)) {
  case 0:
    return S.line(fmt::format("slots.update(below<8>({}), {});", Key, Value));
  case 1:
    return S.line(fmt::format("effect(table.erase({}) ? 1 : 0);", Key));
  case 2:
    // What computes the sum may change the map, and the kernel then gives the element to another key.
    return S.line(fmt::format("if (u64 more = {}; u64 *value = table.lookup({})) *value += more;",
                              Value, Key));
  case 3:
    return S.line(fmt::format("effect(table.insert({}, {}) ? 1 : 0);", Key, Value));
  default:
    S.line(fmt::format("table.update({}, {});", Key, Value));
  }
}

void Program::memoryAccess() {
  const Type U32 = {"u32", 32, false}, U64 = {"u64", 64, false}, S32 = {"s32", 32, true};
  const unsigned Which = R.below(4);
  const std::string At = small(U32, Which == 3 ? 8 : 4);
  const std::string Value = expression(Which == 0 ? U64 : Which == 3 ? U32 : S32, 2);
  switch (Which) {
  case 0:
    return S.line(fmt::format("{}.words[{}] += {};", Name, At, Value));
  case 1:
    return S.line(fmt::format("{}.numbers[{}] = {};", Name, At, Value));
  case 2:
    return S.line(fmt::format("{}.shorts[{}] = s16({});", Name, At, Value));
  default:
    S.line(fmt::format("{}.bytes[{}] ^= u8({});", Name, At, Value));
  }
}

/// A function that takes references to locals.
void Program::call() {
  std::string A;
  Type T;
  if (In.Variables.size() < 2 || !place(A, T))
    return effect();
  if (R.chance(60))
    return S.line(fmt::format("effect(u64(bump<{0}>({1}, {2})));", T.Name, A, expression(T, 1)));
  for (const Variable &V : In.Variables)
    if (V.Assigned && V.Name != A && std::string(V.Of.Name) == T.Name)
      return S.line(fmt::format("exchange({}, {});", A, V.Name));
  S.line(fmt::format("bump<{0}>({1}, {2});", T.Name, A, expression(T, 1)));
}

void Program::lambda() {
  const Type T = anyType(), Of = anyType();
  const std::string F = fresh("f"), X = fresh("x");
  const Scope Outer = In;
  const bool WasPure = Pure;
  Pure = true;
  S.open("{");
  S.open(fmt::format("auto {} = [&]({} {}) -> {} {{", F, Of.Name, X, T.Name));
  In.Variables.push_back({X, Of});
  const unsigned WasLoops = Loops, WasDepth = Depth;
  Loops = 0;
  Depth = 2;
  block(R.between(1, 2));
  Loops = WasLoops;
  Depth = WasDepth;
  S.line(fmt::format("return {};", expression(T, 1)));
  S.close("};");
  Pure = WasPure;
  In = Outer;
  S.line(fmt::format("effect(u64({}({})));", F, expression(Of, 1)));
  S.close();
}

/// RAII: the destructor has an effect, wherever the scope ends.
void Program::scopeWithGuard() {
  S.open("{");
  const std::string Held = expression({"u64", 64, false}, 1);
  S.line(fmt::format("guard {}{{{}}};", fresh("g"), Held));
  block(R.between(1, 3));
  S.close();
}

void Program::useDigest() {
  if (In.Digests.empty())
    return declaration();
  const std::string &D = R.pick(In.Digests);
  const Type T = anyType();
  if (R.chance(40))
    return S.line(fmt::format("effect({}.value());", D));
  const std::string A = expression(T, 1), B = expression(T, 1);
  if (R.chance(50))
    S.line(fmt::format("{}.both<{}>({}, {});", D, T.Name, A, B));
  else
    S.line(fmt::format("{} << u64({}) << u64({});", D, A, B));
}

void Program::leave() {
  const std::string If = condition(1), What = verdict();
  S.open(fmt::format("if ({})", If));
  S.line(fmt::format("RETURN {};", What));
  S.close("");
}

void Program::jump() {
  const std::string If = condition(1);
  const char *How = R.pick({"break", "continue"});
  if (!Loops)
    return;
  S.open(fmt::format("if ({})", If));
  S.line(fmt::format("{};", How));
  S.close("");
}
