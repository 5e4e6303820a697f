// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expressions of every width. Each is a node: dropped, it is a literal.
//
// Whatever draws random numbers stands in a statement of its own: C++ leaves the order of a
// call's arguments, and of most operands, to the compiler.

#include "Program.h"

#include <fmt/core.h>

using namespace differential;

static const std::vector<Type> Types = {{"u8", 8, false},   {"u16", 16, false}, {"u32", 32, false},
                                        {"u64", 64, false}, {"s8", 8, true},    {"s16", 16, true},
                                        {"s32", 32, true},  {"s64", 64, true}};

Type Program::anyType() {
  // Most programs of the kernel's are about u32 and u64.
  return R.chance(45) ? R.pick({Types[2], Types[3]}) : R.pick(Types);
}

std::string Program::literal(const Type &T) {
  const unsigned Usable = T.Bits - T.Signed;
  const unsigned Less = R.below(2);
  uint64_t Value = R.chance(60)   ? R.below(9)
                   : R.chance(50) ? (1ull << R.below(Usable)) - Less
                                  : R.any();
  if (Usable < 64)
    Value &= (1ull << Usable) - 1;
  const bool Negative = T.Signed && R.chance(25);
  return fmt::format("{}({}{}u)", T.Name, Negative ? "-" : "", Value);
}

/// A number below a small one, of which the verifier sees the range.
std::string Program::small(const Type &T, unsigned Below) {
  return fmt::format("below<{}>({})", Below, expression(T, 1));
}

std::string Program::element(const Array &A, unsigned Depth) {
  if (R.chance(40))
    return fmt::format("{}[{}]", A.Name, R.below(A.Size));
  return fmt::format("{}[below<{}>({})]", A.Name, A.Size, expression(Types[2], Depth));
}

/// Something that can be assigned to; false if there is nothing.
bool Program::place(std::string &Text, Type &T) {
  if (!In.Arrays.empty() && R.chance(25)) {
    const Array &A = R.pick(In.Arrays);
    Text = element(A, 1);
    T = A.Of;
    return true;
  }
  std::vector<const Variable *> Those;
  for (const Variable &V : In.Variables)
    if (V.Assigned)
      Those.push_back(&V);
  if (Those.empty())
    return false;
  const Variable &V = *R.pick(Those);
  Text = V.Name;
  T = V.Of;
  return true;
}

std::string Program::expression(const Type &T, unsigned Depth) {
  Source::Node N(S);
  std::string Simple = literal(T);
  std::string Text = Simple;
  const unsigned Which = R.below(100);
  if (Depth == 0 || Which < 40) {
    if (!In.Variables.empty() && R.chance(85)) {
      const Variable &V = R.pick(In.Variables);
      Text = std::string(V.Of.Name) == T.Name ? V.Name : fmt::format("{}({})", T.Name, V.Name);
    }
  } else if (Which < 48 && !In.Arrays.empty()) {
    Text = fmt::format("{}({})", T.Name, element(R.pick(In.Arrays), Depth - 1));
  } else if (Which < 53 && !Functions.empty()) {
    const Function &F = R.pick(Functions);
    const std::string A = expression(F.Parameter, Depth - 1), B = expression(Types[2], Depth - 1);
    Text = fmt::format("{}({}({}, {}))", T.Name, F.Name, A, B);
  } else if (Which < 57) {
    Text = fmt::format("{}({}.{})", T.Name, Name,
                       R.chance(50) ? fmt::format("words[{}]", small(Types[2], 4))
                                    : fmt::format("shorts[{}]", R.below(4)));
  } else if (Which < 60) {
    const std::string &Map = R.pick(E.Maps);
    Text = fmt::format("{}(read({}, {}))", T.Name, Map, small(Types[2], 16));
  } else if (Which < 63 && HasPacket) {
    Text = fmt::format("{}(word_of(ctx, {}))", T.Name, small(Types[2], 8));
  } else {
    Text = operation(T, Depth - 1);
  }
  return N.kept() ? Text : Simple;
}

std::string Program::operation(const Type &T, unsigned Depth) {
  const std::string A = expression(T, Depth), B = expression(T, Depth);
  switch (R.below(13)) {
  case 0:
    return fmt::format("add<{}>({}, {})", T.Name, A, B);
  case 1:
    return fmt::format("subtract<{}>({}, {})", T.Name, A, B);
  case 2:
    return fmt::format("multiply<{}>({}, {})", T.Name, A, B);
  case 3:
    return fmt::format("divide<{}>({}, {})", T.Name, A, B);
  case 4:
    return fmt::format("remainder_of<{}>({}, {})", T.Name, A, B);
  case 5:
    return fmt::format("shift_left<{}>({}, u32({}))", T.Name, A, B);
  case 6:
    return fmt::format("shift_right<{}>({}, u32({}))", T.Name, A, B);
  case 7:
    return fmt::format("{}({} {} {})", T.Name, A, R.pick({"&", "|", "^"}), B);
  case 8:
    return fmt::format("{}(~{})", T.Name, A);
  case 9:
    return fmt::format("({} ? {} : {})", condition(Depth), A, B);
  case 10:
    return fmt::format("{}({})", T.Name, condition(Depth));
  case 11: { // through another width
    const Type Other = anyType();
    return fmt::format("{}({})", T.Name, expression(Other, Depth));
  }
  default: {
    const char *Sign = R.pick({"&", "|", "^"});
    return fmt::format("{}({} {} {})", T.Name, A, Sign, literal(T));
  }
  }
}

std::string Program::condition(unsigned Depth) {
  Source::Node N(S);
  const Type T = anyType();
  const unsigned Which = R.below(10);
  std::string Text;
  if (Depth && Which < 2) {
    const std::string A = condition(Depth - 1), B = condition(Depth - 1);
    Text = fmt::format("({} {} {})", A, R.pick({"&&", "||"}), B);
  } else if (Depth && Which == 2) {
    Text = fmt::format("!{}", condition(Depth - 1));
  } else {
    const std::string A = expression(T, Depth ? Depth - 1 : 0);
    const std::string B = R.chance(50) ? literal(T) : expression(T, 0);
    Text = fmt::format("({} {} {})", A, R.pick({"<", ">", "<=", ">=", "==", "!="}), B);
  }
  return N.kept() ? Text : "true";
}
