// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Rules.h"

#include "Explain.h"
#include "Match.h"

#include <iterator>

namespace flexnet::explain {

#define RULE(Id, Why, Change) {nullptr, At::Here, Facts::None, Id, Why, Change},
#define MESSAGE(Where, Also, Pattern, What) {Pattern, At::Where, Facts::Also, What, nullptr, nullptr},
static const Row Kernel[] = {
#include "PacketRules.def"
#include "MemoryRules.def"
#include "OwnershipRules.def"
#include "CallRules.def"
};
static const Row Loader[] = {
#include "LoaderRules.def"
};
#undef RULE
#undef MESSAGE

Table kernelRules() { return {std::begin(Kernel), std::end(Kernel)}; }
Table loaderRules() { return {std::begin(Loader), std::end(Loader)}; }

std::vector<RuleText> rules() {
  std::vector<RuleText> All;
  for (Table T : {kernelRules(), loaderRules()})
    for (const Row *R = T.Begin; R != T.End; ++R)
      if (!R->Pattern)
        All.push_back({R->Text, R->Why, fill(R->Change, {{"name", "p"}, {"index", "i"}})});
  return All;
}

} // namespace flexnet::explain
