// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_GEN_LAYOUT_H
#define FLEXNET_TOOLS_GEN_LAYOUT_H

#include <bpf/btf.h>

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace flexnet::gen {

struct SizeAndAlign {
  uint64_t Size, Align; // in bytes
};

/// What must be said beside the members to give a struct or union its size and offsets: BTF
/// does not know __packed and __aligned.
struct StructPlan {
  bool Packed = false;
  /// The members cannot be said in C++ (they overlap): only the size is kept.
  bool Opaque = false;
  uint64_t Align = 1;
  /// Bits to fill before each member, and after the last.
  struct Hole {
    uint64_t Begin = 0, End = 0;
  };
  std::vector<Hole> Before;
  Hole Tail;
};

/// A member, as BTF of any age says it.
struct Member {
  const char *Name;
  uint32_t Type;
  uint64_t Offset; // in bits
  uint64_t Width;  // of a bit-field, else 0
};

/// Sizes as the compiler will see them in the header that is written.
class Layout {
public:
  explicit Layout(const btf *Types) : Types(Types) {}

  const StructPlan &plan(uint32_t Struct);
  SizeAndAlign of(uint32_t Id);
  std::vector<Member> members(uint32_t Struct) const;
  /// The input nests deeper than any kernel does.
  bool tooDeep() const { return TooDeep; }

private:
  const btf *Types;
  std::unordered_map<uint32_t, StructPlan> Plans;
  std::unordered_set<uint32_t> Open;
  unsigned Depth = 0;
  bool TooDeep = false;

  SizeAndAlign ofUnguarded(uint32_t Id);
  bool planStruct(uint32_t Id, StructPlan &Plan);
  bool planUnion(uint32_t Id, StructPlan &Plan);
  bool finish(uint32_t Id, uint64_t Bits, StructPlan &Plan) const;
};

/// Through const, volatile, restrict, tags and typedefs.
uint32_t resolve(const btf *Types, uint32_t Id);

} // namespace flexnet::gen

#endif
