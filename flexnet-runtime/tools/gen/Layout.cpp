// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: lays a struct out as the compiler will, and says what to add where BTF disagrees.
//
//   BTF                                        added
//   a member behind its natural offset         unsigned char __pad_at_4[4];
//   bits that no member has                    unsigned char : 3;
//   a member before its natural offset, or a   [[gnu::packed]], with every hole filled
//     size that is no multiple of the alignment
//   no member at all, size 0                   char __empty[0]; C++ would make it 1 byte

#include "Layout.h"

#include <algorithm>

using namespace flexnet::gen;

namespace {
/// Of the kernel's BTF and of anything a compiler writes: 30.
constexpr unsigned MaxDepth = 256;

uint64_t alignUp(uint64_t Value, uint64_t Align) { return (Value + Align - 1) / Align * Align; }
} // namespace

uint32_t flexnet::gen::resolve(const btf *Types, uint32_t Id) {
  for (unsigned Steps = 0; Steps < MaxDepth; ++Steps) {
    const btf_type *T = btf__type_by_id(Types, Id);
    if (!btf_is_mod(T) && !btf_is_typedef(T))
      return Id;
    Id = T->type;
  }
  return 0;
}

std::vector<Member> Layout::members(uint32_t Struct) const {
  const btf_type *T = btf__type_by_id(Types, Struct);
  std::vector<Member> Result;
  for (int I = 0; I < btf_vlen(T); ++I) {
    const btf_member &M = btf_members(T)[I];
    Member Member = {btf__name_by_offset(Types, M.name_off), M.type, btf_member_bit_offset(T, I),
                     btf_member_bitfield_size(T, I)};
    // Until Linux 5.0 the width of a bit-field was in its type.
    const btf_type *Type = btf__type_by_id(Types, resolve(Types, M.type));
    if (!btf_kflag(T) && btf_is_int(Type) &&
        (btf_int_bits(Type) != Type->size * 8 || btf_int_offset(Type))) {
      Member.Width = btf_int_bits(Type);
      Member.Offset += btf_int_offset(Type);
    }
    Result.push_back(Member);
  }
  return Result;
}

SizeAndAlign Layout::of(uint32_t Id) {
  if (Depth == MaxDepth) {
    TooDeep = true;
    return {0, 1};
  }
  ++Depth;
  SizeAndAlign Result = ofUnguarded(Id);
  --Depth;
  return Result;
}

SizeAndAlign Layout::ofUnguarded(uint32_t Id) {
  Id = resolve(Types, Id);
  const btf_type *T = btf__type_by_id(Types, Id);
  switch (btf_kind(T)) {
  case BTF_KIND_INT:
  case BTF_KIND_ENUM:
  case BTF_KIND_ENUM64:
    return {T->size, std::clamp<uint64_t>(T->size, 1, 16)};
  case BTF_KIND_FLOAT:
    // Others are said as bytes.
    return {T->size, T->size == 4 || T->size == 8 ? T->size : 1};
  case BTF_KIND_PTR:
    return {8, 8};
  case BTF_KIND_ARRAY: {
    SizeAndAlign Element = of(btf_array(T)->type);
    return {Element.Size * btf_array(T)->nelems, Element.Align};
  }
  case BTF_KIND_STRUCT:
  case BTF_KIND_UNION:
    return {T->size, plan(Id).Align};
  default:
    return {0, 1};
  }
}

bool Layout::finish(uint32_t Id, uint64_t Bits, StructPlan &Plan) const {
  uint64_t Size = btf__type_by_id(Types, Id)->size * 8ull;
  if (Bits > Size || Size % (Plan.Align * 8))
    return false;
  if (alignUp(Bits, Plan.Align * 8) != Size)
    Plan.Tail = {Bits, Size};
  return true;
}

bool Layout::planStruct(uint32_t Id, StructPlan &Plan) {
  uint64_t End = 0; // of the member before
  for (const Member &M : members(Id)) {
    SizeAndAlign Type = of(M.Type);
    uint64_t Align = Plan.Packed ? 1 : Type.Align, Bits = M.Width ? M.Width : Type.Size * 8;
    if (M.Offset < End || (M.Width && Bits > Type.Size * 8))
      return false;
    uint64_t Natural = End;
    // Bits share a unit of their type where they fit, and any unit when packed.
    auto FitsAt = [&](uint64_t Offset) {
      return M.Width ? Plan.Packed || Offset % (Type.Size * 8) + M.Width <= Type.Size * 8
                     : Offset % (Align * 8) == 0;
    };
    if (!FitsAt(End))
      Natural = alignUp(End, Align * 8);
    if (Natural > M.Offset || !FitsAt(M.Offset))
      return false;
    Plan.Before.push_back(Natural == M.Offset ? StructPlan::Hole{}
                                              : StructPlan::Hole{End, M.Offset});
    Plan.Align = std::max(Plan.Align, Align);
    End = M.Offset + Bits;
  }
  return finish(Id, End, Plan);
}

bool Layout::planUnion(uint32_t Id, StructPlan &Plan) {
  uint64_t End = 0;
  for (const Member &M : members(Id)) {
    SizeAndAlign Type = of(M.Type);
    if (M.Offset)
      return false;
    Plan.Before.push_back({});
    if (!Plan.Packed)
      Plan.Align = std::max(Plan.Align, Type.Align);
    End = std::max(End, M.Width ? M.Width : Type.Size * 8);
  }
  if (!finish(Id, End, Plan))
    return false;
  if (Plan.Tail.End)
    Plan.Tail.Begin = 0;
  return true;
}

const StructPlan &Layout::plan(uint32_t Struct) {
  if (auto Known = Plans.find(Struct); Known != Plans.end())
    return Known->second;
  bool IsUnion = btf_is_union(btf__type_by_id(Types, Struct));
  StructPlan Plan;
  if (!Open.insert(Struct).second) {
    TooDeep = true; // a struct within itself
    return Plans[Struct];
  }
  for (bool Packed : {false, true}) {
    Plan = {};
    Plan.Packed = Packed;
    if (IsUnion ? planUnion(Struct, Plan) : planStruct(Struct, Plan))
      return Plans[Struct] = std::move(Plan);
  }
  Plan = {};
  Plan.Opaque = true;
  Plan.Tail = {0, btf__type_by_id(Types, Struct)->size * 8ull};
  return Plans[Struct] = std::move(Plan);
}
