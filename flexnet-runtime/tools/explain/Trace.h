// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_TRACE_H
#define FLEXNET_TOOLS_EXPLAIN_TRACE_H

#include "Dwarf.h"
#include "Log.h"
#include "State.h"

namespace flexnet::explain {

/// Where the value in a register comes from.
struct Origin {
  enum Kind { Unknown, Context, CallResult, Memory, Global, Constant };
  Kind What = Unknown;
  std::string Name;   ///< the variable that holds it
  bool Exact = true;  ///< false: it was computed from that variable
  std::string Callee; ///< of CallResult
  const Symbol *Of = nullptr; ///< of Global: variable or map
  std::string Source;         ///< of Memory: what kind of
  Place Where;                ///< where it was made
  /// Of Memory: a frame's variable, kept across this suspension.
  const flexnet_point *Point = nullptr;
  int Index = -1;    ///< the register that was added to a pointer last
  size_t IndexAt = 0;
  size_t At = 0; ///< position in the path
};

/// One refused run through a program: the log's path beside the object's code.
class Trace {
public:
  Trace(const Log &L, int64_t Last, const Object *O, const Program *P, const DebugInfo *D);

  const Object *object() const { return O; }
  size_t size() const { return Path.size(); }
  /// Positions count from the end: 0 is the instruction that was refused.
  const Event &event(size_t Position) const { return L.Events[Path[Position]]; }
  Operation operation(size_t Position) const;

  std::optional<Code> code(uint64_t Instruction) const;
  /// The user's line: out of our headers, to where they were called from.
  Place place(size_t Position) const;
  Place placeOf(uint64_t Instruction) const;
  /// What a register held before the instruction at Position.
  std::optional<Register> before(unsigned Register, size_t Position) const;
  Origin origin(unsigned Register, size_t Position) const;
  std::string variable(unsigned Register, size_t Position) const;

  /// The coroutine that an instruction is of; null: none.
  const flexnet_coroutine *coroutine(size_t Position) const;
  /// The suspension point after which the program went on; null: none, or not known.
  const flexnet_point *resumedAt() const;
  /// Whether the program goes on with coroutines that were suspended.
  bool isResume() const { return Resumes; }

private:
  struct FrameSlot {
    const flexnet_point *Point;
    const flexnet_variable *Variable;
  };
  std::optional<FrameSlot> frameSlot(const Operation &Load, size_t Position) const;
  const flexnet_point *pointById(uint64_t Id) const;
  Place comment(size_t Event) const;
  void step(Origin &From, unsigned &Register, const Operation &Op, size_t Position, bool &Done) const;

  const Log &L;
  const Object *O;
  const Program *P;
  const DebugInfo *D;
  std::vector<uint32_t> Path;
  bool Resumes = false;
  size_t FrameRead = 0; ///< position behind which the frame is still in front of the packet
  const flexnet_point *Point = nullptr;
  /// Steps that all walks together may still take, so that no log takes for ever.
  mutable size_t Budget = 8'000'000;
};

} // namespace flexnet::explain

#endif
