// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Header.h"

#include <fmt/format.h>

#include <limits>
#include <map>

using namespace flexnet::gen;

namespace {
/// The kernel needs 40.
constexpr unsigned MaxDepth = 512;
/// Of the kernel, 4 MB. Damaged types can name each other without end.
constexpr size_t MaxSize = 256 << 20;

constexpr const char *Prologue = R"(// Types and kfuncs of a Linux kernel, written by `flexnet gen vmlinux`.
// BPF_NO_PRESERVE_ACCESS_INDEX: without CO-RE. BPF_NO_KFUNC_PROTOTYPES: without kfuncs.
#pragma once
#pragma GCC diagnostic push
// What the kernel's C has and ISO C++ has not: anonymous structs, [0], __int128, ...
#pragma GCC diagnostic ignored "-Wpedantic"
#ifdef __clang__
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wreserved-identifier"
#pragma clang diagnostic ignored "-Wreserved-macro-identifier"
// The layout is the kernel's.
#pragma clang diagnostic ignored "-Wpadded"
#pragma clang diagnostic ignored "-Wunaligned-access"
#pragma clang diagnostic ignored "-Wms-bitfield-padding"
#else
// Members of a type without a name, as in C.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif
)";

/// libbpf's headers look for the name of the guard.
constexpr const char *KernelGuard = R"(#ifndef __VMLINUX_H__
#define __VMLINUX_H__
)";

constexpr const char *ModuleGuard = R"(#ifndef __VMLINUX_H__
#error include the header of the kernel before this one, which is of a module
#else
)";

constexpr const char *Begin = R"(
#if defined(__FLEXNET_CXX__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
#endif
// __rcu, __user, ...: the verifier looks at the kernel's own types, here they tell the reader.
#define __vmlinux_type_tag(tag)
#ifdef __bpf__
#define __vmlinux_type_attribute(attribute) __attribute__((attribute))
#else
#define __vmlinux_type_attribute(attribute)
#endif
)";

constexpr const char *End = R"(
#if defined(__FLEXNET_CXX__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
#pragma clang attribute pop
#endif
#undef __vmlinux_type_attribute
#undef __vmlinux_type_tag
#endif
#pragma GCC diagnostic pop
)";

constexpr const char *KfuncPrologue = R"(
#ifndef BPF_NO_KFUNC_PROTOTYPES
#define __vmlinux_kfunc __attribute__((section(".ksyms"), weak))
extern "C" {
)";

constexpr const char *KfuncEpilogue = R"(}
#undef __vmlinux_kfunc
#endif
)";

/// The C++ library declares these, too, and must agree.
const std::map<std::string_view, const char *> StandardTypes = {
    {"int64_t", "__INT64_TYPE__"},     {"uint64_t", "__UINT64_TYPE__"},
    {"intptr_t", "__INTPTR_TYPE__"},   {"uintptr_t", "__UINTPTR_TYPE__"},
    {"ptrdiff_t", "__PTRDIFF_TYPE__"}, {"size_t", "__SIZE_TYPE__"},
};

/// An enum's values in its size: old BTF has them as unsigned.
struct EnumValues {
  bool Negative = false, TooLarge = false;
  std::vector<std::string> Text;

  explicit EnumValues(const btf_type *T) {
    for (int I = 0; I < btf_vlen(T); ++I) {
      uint64_t Value = btf_is_enum(T) ? static_cast<uint64_t>(btf_enum(T)[I].val)
                                      : btf_enum64_value(&btf_enum64(T)[I]);
      if (btf_is_enum(T) && !btf_kflag(T))
        Value = static_cast<uint32_t>(Value);
      if (btf_kflag(T))
        add(static_cast<int64_t>(Value));
      else
        addUnsigned(Value, T->size);
    }
  }

private:
  void add(int64_t Value) {
    Negative |= Value < 0;
    // "-9223372036854775808" is minus of a number that is too large.
    Text.push_back(Value == std::numeric_limits<int64_t>::min() ? fmt::format("{} - 1", Value + 1)
                                                                : fmt::to_string(Value));
  }
  void addUnsigned(uint64_t Value, uint32_t Size) {
    // A packed enum with negative values, from before BTF knew signs.
    if (Size < 4 && Value >> (Size * 8))
      return add(static_cast<int32_t>(Value));
    Text.push_back(
        fmt::format("{}{}", Value, Value > std::numeric_limits<int64_t>::max() ? "U" : ""));
  }
};
} // namespace

Header::Header(const btf *Types, uint32_t FirstOwn)
    : Types(Types), FirstOwn(FirstOwn), All(Types, FirstOwn), Sizes(Types),
      Spell(Types, All, Sizes), Done(btf__type_cnt(Types)) {}

void Header::addAll() {
  for (uint32_t Id = FirstOwn; Id < Done.size(); ++Id) {
    const btf_type *T = btf__type_by_id(Types, Id);
    bool IsEnum = btf_is_any_enum(T) && btf_vlen(T);
    if (!All.type(Id).empty() || IsEnum)
      need(Id, !btf_is_typedef(T));
  }
  for (const Names::Kfunc &K : All.kfuncs())
    Kfuncs.push_back(&K);
}

bool Header::add(std::string_view Name) {
  bool Found = false;
  std::string Wanted = identifier(Name);
  for (uint32_t Id = FirstOwn; Id < Done.size(); ++Id)
    if (All.type(Id) == Wanted) {
      need(Id, true);
      Found = true;
    }
  for (const Names::Kfunc &K : All.kfuncs())
    if (K.Name == Wanted) {
      Kfuncs.push_back(&K);
      Found = true;
    }
  return Found;
}

void Header::need(uint32_t Id, bool Complete) {
  if (Id < FirstOwn || (Done[Id] & (Complete ? 2 : 1)))
    return;
  if (Depth == MaxDepth || Out.size() > MaxSize) {
    TooDeep = true;
    return;
  }
  Done[Id] |= Complete ? 3 : 1;
  ++Depth;
  needTarget(Id, Complete);
  --Depth;
}

void Header::needTarget(uint32_t Id, bool Complete) {
  const btf_type *T = btf__type_by_id(Types, Id);
  switch (btf_kind(T)) {
  case BTF_KIND_FLOAT:
    return writeFloat(T->size);
  case BTF_KIND_ENUM:
  case BTF_KIND_ENUM64:
    if (!(Done[Id] & 4))
      writeEnum(Id);
    Done[Id] |= 4;
    return;
  case BTF_KIND_STRUCT:
  case BTF_KIND_UNION:
    if (All.type(Id).empty())
      return needMembers(Id);
    if (Complete)
      writeStruct(Id);
    return;
  case BTF_KIND_TYPEDEF:
    if (!(Done[Id] & 4))
      writeTypedef(Id);
    Done[Id] |= 4;
    return need(T->type, Complete);
  case BTF_KIND_PTR:
    return need(T->type, false);
  case BTF_KIND_ARRAY:
    return need(btf_array(T)->type, true);
  case BTF_KIND_FUNC_PROTO:
    need(T->type, false);
    for (int I = 0; I < btf_vlen(T); ++I)
      need(btf_params(T)[I].type, false);
    return;
  default:
    if (btf_is_mod(T))
      need(T->type, Complete);
  }
}

void Header::needMembers(uint32_t Struct) {
  if (Sizes.plan(Struct).Opaque)
    return;
  for (const Member &M : Sizes.members(Struct)) {
    uint32_t Type = resolve(Types, M.Type);
    if (!*M.Name && btf_is_composite(btf__type_by_id(Types, Type)))
      needMembers(Type); // said in place, even if it has a name
    else
      need(M.Type, true);
  }
}

void Header::writeStruct(uint32_t Id) {
  needMembers(Id);
  if (TooDeep || Sizes.tooDeep())
    return;
  std::unordered_set<std::string> Hidden;
  Spell.memberNames(Id, Hidden);
  Out += fmt::format("\n{} {} {};\n", tagKeyword(btf__type_by_id(Types, Id)), All.type(Id),
                     Spell.body(Id, {0, &Hidden}));
}

void Header::writeEnum(uint32_t Id) {
  const btf_type *T = btf__type_by_id(Types, Id);
  std::string Name = All.type(Id);
  if (!Name.empty())
    Name.insert(0, " ");
  if (!btf_vlen(T)) {
    if (!Name.empty())
      Out += fmt::format("\nenum{} : {};\n", Name, integer(T->size, btf_kflag(T)));
    return;
  }
  EnumValues Values(T);
  // Without a type below it an enumerator promotes to int, as in C; where C++ would choose
  // another size or sign than the kernel, the type must be said.
  bool Signed = btf_kflag(T) || Values.Negative;
  std::string Below;
  if (T->size != 4 || Signed != Values.Negative)
    Below = " : " + integer(T->size, Signed);
  Out += fmt::format("\nenum{}{} {{\n", Name, Below);
  for (int I = 0; I < btf_vlen(T); ++I)
    Out += fmt::format("\t{} = {},\n", All.enumerator(Id, I), Values.Text[I]);
  Out += "};\n";
}

void Header::writeTypedef(uint32_t Id) {
  const btf_type *T = btf__type_by_id(Types, Id), *Target = btf__type_by_id(Types, T->type);
  const std::string &Name = All.type(Id);
  bool IsArray = btf_is_array(btf__type_by_id(Types, resolve(Types, T->type)));
  bool IsInPlace = btf_is_composite(Target) && All.type(T->type).empty();
  need(T->type, IsArray || IsInPlace);
  if (Name.empty() || Name == "bool" || TooDeep || Sizes.tooDeep())
    return;
  if (Name == All.type(T->type) && !btf_is_typedef(Target))
    return; // C++ has it already
  if (auto Standard = StandardTypes.find(Name);
      Standard != StandardTypes.end() && Sizes.of(Id).Size == 8) {
    Out += fmt::format("\ntypedef {} {};\n", Standard->second, Name);
    return;
  }
  std::unordered_set<std::string> Hidden;
  if (IsInPlace)
    Spell.memberNames(T->type, Hidden);
  Out += fmt::format("\ntypedef {};\n", Spell.declare(T->type, Name, {0, &Hidden}));
}

void Header::writeFloat(uint32_t Size) {
  if (Size != 4 && Size != 8 && Floats.insert(Size).second)
    Out += fmt::format("\n{} {{\n\tunsigned char __bytes[{}];\n}};\n", floating(Size), Size);
}

std::string Header::kfuncs() const {
  std::string Text;
  for (const Names::Kfunc *K : Kfuncs) {
    uint32_t Proto = btf__type_by_id(Types, K->Func)->type;
    std::unordered_set<std::string> Hidden = Spell.parameterNames(Proto);
    Text += fmt::format("extern {} __vmlinux_kfunc;\n",
                        Spell.declare(btf__type_by_id(Types, Proto)->type,
                                      K->Name + Spell.parameters(Proto, {0, &Hidden}), {}));
  }
  return Text.empty() ? Text : KfuncPrologue + Text + KfuncEpilogue;
}

bool Header::write(std::string &Result) {
  for (const Names::Kfunc *K : Kfuncs)
    need(btf__type_by_id(Types, K->Func)->type, false);
  if (TooDeep || Sizes.tooDeep())
    return false;
  Result = Prologue;
  Result += FirstOwn > 1 ? ModuleGuard : KernelGuard;
  Result += Begin + Out + kfuncs() + End;
  return true;
}
