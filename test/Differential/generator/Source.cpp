// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Source.h"

#include <algorithm>
#include <cctype>

using namespace differential;

unsigned Source::enter() {
  Ends.push_back(0);
  return static_cast<unsigned>(Ends.size()) - 1;
}

void Source::line(std::string_view Text) { declare("", Text); }

void Source::declare(std::string_view Name, std::string_view Text) {
  if (!Muted)
    Lines.push_back({Indent, std::string(Text), std::string(Name)});
}

void Source::open(std::string_view Text) {
  if (!Text.empty())
    line(Text);
  Indent += !Muted;
}

void Source::close(std::string_view Text) {
  Indent -= !Muted;
  if (!Text.empty())
    line(Text);
}

/// Whether the text has the name as a word.
static bool names(std::string_view Text, std::string_view Name) {
  auto isPart = [&](size_t I) {
    return I < Text.size() && (isalnum(static_cast<unsigned char>(Text[I])) || Text[I] == '_');
  };
  for (size_t At = Text.find(Name); At != std::string_view::npos; At = Text.find(Name, At + 1))
    if (!isPart(At - 1) && !isPart(At + Name.size()))
      return true;
  return false;
}

bool Source::isNamed(const Line &Declaration) const {
  return std::any_of(Lines.begin(), Lines.end(), [&](const Line &L) {
    return &L != &Declaration && names(L.Text, Declaration.Declares);
  });
}

std::string Source::text() {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t I = 0; I != Lines.size(); ++I)
      if (!Lines[I].Declares.empty() && !isNamed(Lines[I])) {
        Lines.erase(Lines.begin() + static_cast<long>(I--));
        Changed = true;
      }
  }
  std::string All;
  for (const Line &L : Lines)
    All += std::string(2 * L.Indent, ' ') + L.Text + '\n';
  return All;
}
