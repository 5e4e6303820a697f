// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Which coroutine, which suspension: from the object's table and the path through the program.
#include "Trace.h"

#include <algorithm>

namespace flexnet::explain {

static bool isExecuted(const flexnet_set &Set) {
  return Set.transport == FLEXNET_TRANSPORT_RING || Set.transport == FLEXNET_TRANSPORT_HEAP;
}

Trace::Trace(const Log &L, int64_t Last, const Object *O, const Program *P, const DebugInfo *D)
    : L(L), O(O), P(P), D(D), Path(pathTo(L, Last)) {
  const flexnet_table *T = O ? O->table() : nullptr;
  if (!P || !T)
    return;
  size_t Points = 0;
  for (uint32_t I = 0; I < T->set_count; ++I)
    if (!isExecuted(T->sets[I]) && P->Name == T->sets[I].resume_program)
      Resumes = true;
  Resumes |= P->Name == FLEXNET_DRAIN_PROGRAM || P->Name == FLEXNET_DELIVER_PROGRAM;
  for (uint32_t I = 0; I < T->executor_count; ++I)
    Resumes |= P->Name == T->executors[I].name;
  for (uint32_t I = 0; I < T->point_count; ++I) {
    const flexnet_set &Set = T->sets[T->points[I].set];
    if (isExecuted(Set) ? Resumes && P->Name != Set.resume_program
                        : P->Name == Set.resume_program) {
      Point = &T->points[I];
      ++Points;
    }
  }
  for (size_t I = 0; I < Path.size(); ++I)
    if (event(I).What == Kind::Insn &&
        event(I).Text.find("call bpf_xdp_adjust_head#") != std::string_view::npos)
      FrameRead = I;
  if (Points == 1)
    return;
  Point = nullptr;
  // The number in the frame's first byte, which was compared on the way here.
  for (size_t I = Path.size(); Resumes && I--;) {
    if (event(I).What != Kind::Insn)
      continue;
    Operation Op = operation(I);
    if (Op.What != Operation::Load || Op.Size != 1 || I < FrameRead)
      continue;
    auto Slot = frameSlot(Op, I);
    if (!Slot || Slot->Variable)
      continue;
    for (size_t Next = I; Next--;) {
      if (event(Next).What == Kind::Insn) {
        Operation Later = operation(Next);
        if (Later.What != Operation::Branch && Later.What != Operation::Store &&
            Later.To == Op.To)
          break;
      }
      auto Id = before(Op.To, Next);
      if (Id && Id->isNumber() && Id->Values.isConstant()) {
        Point = pointById(Id->Values.UMin);
        return;
      }
    }
    return;
  }
}

const flexnet_point *Trace::pointById(uint64_t Id) const {
  const flexnet_table *T = O->table();
  const flexnet_point *Match = nullptr;
  for (uint32_t I = 0; I < T->point_count; ++I) {
    const flexnet_set &Set = T->sets[T->points[I].set];
    bool Served = isExecuted(Set) || P->Name == Set.resume_program;
    if (!Served || T->points[I].resume_id != Id)
      continue;
    if (Match)
      return nullptr; // of two sets
    Match = &T->points[I];
  }
  return Match;
}

const flexnet_point *Trace::resumedAt() const { return Point; }

/// Whether a load is from a suspended coroutine's frame: in front of the packet, or in the cell of
/// a queue.
std::optional<Trace::FrameSlot> Trace::frameSlot(const Operation &Load, size_t Position) const {
  const flexnet_table *T = O ? O->table() : nullptr;
  if (!T || !Resumes)
    return std::nullopt;
  auto Base = before(Load.From, Position);
  if (!Base)
    return std::nullopt;
  int64_t Offset = Base->Offset + Load.Offset;
  const flexnet_set *Set = nullptr;
  if (Base->Type == "pkt") {
    if (Position < FrameRead || Offset < 0)
      return std::nullopt;
  } else if (Base->Type == "map_value") {
    Origin Memory = origin(Load.From, Position);
    if (!Memory.Of)
      return std::nullopt;
    for (uint32_t I = 0; I < T->set_count; ++I)
      if (isExecuted(T->sets[I]) && Memory.Of->Name == T->sets[I].name)
        Set = &T->sets[I];
    if (!Set || !Set->stride)
      return std::nullopt;
    int64_t Cells = int64_t(Set->queues) * sizeof(flexnet_queue);
    Offset -= Set->memory;
    if (Memory.Of->Value <= static_cast<uint64_t>(INT64_MAX) && !Set->memory)
      Offset = Base->Offset + Load.Offset - static_cast<int64_t>(Memory.Of->Value);
    if (Offset < Cells)
      return std::nullopt;
    Offset = (Offset - Cells) % Set->stride - static_cast<int64_t>(sizeof(flexnet_cell));
    if (Offset < 0)
      return std::nullopt;
  } else {
    return std::nullopt;
  }
  // While the point is not known, what all that may be meant agree on.
  std::optional<FrameSlot> Slot;
  for (uint32_t I = 0; I < T->point_count; ++I) {
    const flexnet_point &Candidate = T->points[I];
    const flexnet_set &Of = T->sets[Candidate.set];
    if ((Set ? &Of != Set : isExecuted(Of) || P->Name != Of.resume_program) ||
        (Point && &Candidate != Point) || Offset + Load.Size > Candidate.frame_size)
      continue;
    const flexnet_variable *Variable = nullptr;
    for (uint32_t V = 0; V < Candidate.variable_count; ++V)
      if (Offset >= Candidate.variables[V].offset &&
          Offset - Candidate.variables[V].offset < Candidate.variables[V].size)
        Variable = &Candidate.variables[V];
    if (Offset && !Variable)
      continue;
    if (Slot && Variable)
      return std::nullopt;
    Slot = FrameSlot{&Candidate, Variable};
  }
  return Slot;
}

const flexnet_coroutine *Trace::coroutine(size_t Position) const {
  const flexnet_table *T = O ? O->table() : nullptr;
  if (!T || Position >= Path.size())
    return nullptr;
  auto C = code(event(Position).Index);
  if (!C)
    return nullptr;
  std::vector<Scope> Scopes = D->scopes(*C);
  for (const Scope &S : Scopes)
    for (uint32_t I = 0; I < T->coroutine_count; ++I)
      if (S.Function == T->coroutines[I].name)
        return &T->coroutines[I];
  for (uint32_t I = 0; P && I < T->coroutine_count; ++I)
    if (P->Name == T->coroutines[I].name)
      return &T->coroutines[I];
  return Point ? &T->coroutines[Point->coroutine] : nullptr;
}

} // namespace flexnet::explain
