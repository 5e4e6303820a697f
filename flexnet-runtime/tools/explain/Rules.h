// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_RULES_H
#define FLEXNET_TOOLS_EXPLAIN_RULES_H

namespace flexnet::explain {

/// Which place a message is about.
enum class At {
  Here,     ///< the last instruction that was looked at
  Insn,     ///< the one whose number is captured as {insn}
  Program,  ///< the program as a whole
};

/// What else to say.
enum class Facts {
  None,
  Bounds,    ///< ranges of what was added, size of what it was added to
  Value,     ///< where the value comes from
  Voided,    ///< the same, and since when it is no pointer any more
  Reference, ///< where what is held was acquired
  Loop,      ///< which lines were run through most often
};

/// A rule, if Pattern is null; else a message of the rule above it.
struct Row {
  const char *Pattern;
  At Where;
  Facts Also;
  const char *Text;   ///< a rule's id; a message's sentence
  const char *Why;    ///< a rule's
  const char *Change; ///< a rule's
};

struct Table {
  const Row *Begin, *End;
};
/// Of the verifier; of libbpf and the system call.
Table kernelRules();
Table loaderRules();

} // namespace flexnet::explain

#endif
