// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_OBJECTJSON_H
#define FLEXNET_TOOLS_OBJECTJSON_H

#include <flexnet/libflexnet.h>

#include <optional>
#include <string>
#include <string_view>

struct bounds;

namespace flexnet {

/// All that is known of an object before it is loaded, as one JSON value and a newline: what
/// `flexnet inspect --json` prints and `clang -fflexnet-report=json` writes.
std::string objectJson(const flexnet_table &Table, const bounds &Bounds);

/// Names in it that text shows as well.
const char *policyName(int Policy);
/// Memory of a set of executor queues.
uint64_t memoryBytes(const flexnet_set &Set);
/// "used", "address", ...: why a variable is in a frame.
const char *reasonName(int Reason);

/// What a program is for.
struct ProgramRole {
  bool Resumes;  ///< put into the entries of a queue set
  bool Attaches; ///< an XDP program for a device
};
/// What a resume program does for one point.
struct Resumption {
  uint32_t Insns;
  uint64_t Work;
};
std::optional<Resumption> resumptionOf(const flexnet_table &Table, const flexnet_point &Point,
                                       const bounds &Bounds);

ProgramRole roleOf(const flexnet_table &Table, std::string_view Name, std::string_view Section);

} // namespace flexnet

#endif
