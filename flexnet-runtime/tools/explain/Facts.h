// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_FACTS_H
#define FLEXNET_TOOLS_EXPLAIN_FACTS_H

#include "Explain.h"
#include "Match.h"
#include "Rules.h"
#include "Trace.h"

namespace flexnet::explain {

/// Puts what the source calls things into the captures of a message: {reg}, {access}, {object},
/// {callee}, {argument}, {range}, {number}, {bytes}, in what to change {name} and {index}, and in
/// place of their kernel's names {type} and {expected}.
void describe(Captures &C, const Trace &T);

/// Notes: ranges, where values come from, where they were acquired.
std::vector<Note> notes(Facts Also, const Captures &C, const Trace &T, const Log &L);

/// The last call since which a register is no pointer any more: its position, and what it was.
struct Voiding {
  size_t At;
  std::string_view Type;
};
std::optional<Voiding> voidedBy(int Number, const Trace &T);

/// The register that a message is about; -1: none.
int culprit(const Captures &C, const Trace &T);

} // namespace flexnet::explain

#endif
