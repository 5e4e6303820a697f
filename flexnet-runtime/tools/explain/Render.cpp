// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// An explanation for people, for programs and for editors.
#include "Explain.h"

#include <fmt/format.h>

namespace flexnet::explain {

using Json = nlohmann::ordered_json;

/// Text from logs and objects may hold anything; it stays on its line.
static std::string clean(std::string Text) {
  for (char &C : Text)
    if (static_cast<unsigned char>(C) < ' ' || C == 0x7f)
      C = ' ';
  return Text;
}

static std::string position(const Place &P) {
  if (!P.Line)
    return P.File;
  std::string Text = fmt::format("{}:{}", P.File, P.Line);
  return P.Column ? fmt::format("{}:{}", Text, P.Column) : Text;
}

/// The source line, with a caret below; tabs stay, so that it stands where it should.
static std::string quoted(const Place &P) {
  if (P.Source.empty())
    return {};
  std::string Source = P.Source, Caret;
  for (char &C : Source)
    if (C != '\t' && (static_cast<unsigned char>(C) < ' ' || C == 0x7f))
      C = ' ';
  std::string Text = fmt::format("{:>5} | {}\n", P.Line ? std::to_string(P.Line) : "", Source);
  if (!P.Column || P.Column > Source.size())
    return Text;
  for (char C : Source.substr(0, P.Column - 1))
    Caret += C == '\t' ? '\t' : ' ';
  return Text + fmt::format("      | {}^\n", Caret);
}

std::string text(const Explanation &E) {
  if (!E.Refused)
    return "nothing was refused\n";
  std::string Where = clean(position(E.Where));
  std::string Text = fmt::format("{}{}error: {} [{}]\n{}", Where, Where.empty() ? "" : ": ",
                                 clean(E.What), E.Rule, quoted(E.Where));
  std::string In;
  if (!E.Coroutine.empty())
    In = fmt::format("coroutine '{}'", clean(E.Coroutine));
  if (!E.Program.empty() && E.Program != E.Coroutine)
    In += fmt::format("{}program '{}'", In.empty() ? "" : ", ", clean(E.Program));
  if (!In.empty())
    Text += fmt::format("  in: {}\n", In);
  for (const Note &N : E.Notes) {
    std::string At = clean(position(N.Where));
    Text += fmt::format("{}{}note: {}\n{}", At, At.empty() ? "" : ": ", clean(N.Text),
                        quoted(N.Where));
  }
  return Text + fmt::format("  rule: {}\n  change: {}\n", E.Why, E.Change);
}

static Json placeJson(const Place &P) {
  return {{"file", P.File}, {"line", P.Line}, {"column", P.Column}, {"source", P.Source}};
}

Json json(const Explanation &E) {
  Json Value = {{"refused", E.Refused}};
  if (!E.Refused)
    return Value;
  Value.update({{"rule", E.Rule},
                {"program", E.Program},
                {"coroutine", E.Coroutine},
                {"place", placeJson(E.Where)},
                {"what", E.What},
                {"why", E.Why},
                {"change", E.Change},
                {"notes", Json::array()},
                {"instruction", E.Instruction},
                {"kernel", E.Kernel}});
  for (const Note &N : E.Notes)
    Value["notes"].push_back({{"place", placeJson(N.Where)}, {"text", N.Text}});
  return Value;
}

} // namespace flexnet::explain
