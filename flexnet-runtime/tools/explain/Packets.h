// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_PACKETS_H
#define FLEXNET_TOOLS_EXPLAIN_PACKETS_H

#include "Match.h"
#include "Rules.h"
#include "Trace.h"

namespace flexnet::explain {

/// The row of PacketRules.def that says what a message, of the rule with this id, means for a packet of
/// the kernel runtime; null: it is about something else. Adds {taker} and {given}.
const char *packetMessage(std::string_view Rule, Captures &C, const Trace &T);

/// Puts words in place of the types in {given} and {wanted}.
void describePackets(Captures &C);

} // namespace flexnet::explain

#endif
