// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_STATE_H
#define FLEXNET_TOOLS_EXPLAIN_STATE_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flexnet::explain {

/// What the verifier knows of a number.
struct Range {
  int64_t SMin = INT64_MIN, SMax = INT64_MAX;
  uint64_t UMin = 0, UMax = UINT64_MAX;

  bool isConstant() const { return UMin == UMax || SMin == SMax; }
};

/// "R1=map_value(map=table,ks=4,vs=64,off=8,smin=0,...)".
struct Register {
  std::string_view Type; ///< "map_value"; "scalar", also of constants
  std::string_view Map;
  std::optional<uint64_t> ValueSize, Packet; ///< vs=, r=
  int64_t Offset = 0;
  uint64_t Id = 0, ReferenceId = 0;
  Range Values;

  bool isNumber() const { return Type == "scalar" || Type == "inv" || Type == "invP"; }
};

/// The state of register `Number` in a text such as "R0=0 R1_w=scalar(umax=3) fp-8=mmmm".
std::optional<Register> findRegister(std::string_view States, unsigned Number);

/// What one instruction does, as the log shows it.
struct Operation {
  enum Code { Other, Move, Constant, Arithmetic, Load, Store, Call, CallLocal, Exit, Branch };
  Code What = Other;
  int To = -1, From = -1;         ///< registers; of Store: From into memory at To
  char Operator = 0;              ///< of Arithmetic: the first character before '='
  std::optional<int64_t> Number;  ///< the operand, if it is not a register
  int64_t Offset = 0;             ///< of Load, Store
  unsigned Size = 0;              ///< of Load, Store
  bool Narrow = false;            ///< of 32 bits
  std::string_view Callee;
};
Operation parseOperation(std::string_view Text);

} // namespace flexnet::explain

#endif
