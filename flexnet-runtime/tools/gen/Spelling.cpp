// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Spelling.h"

#include <fmt/format.h>

using namespace flexnet::gen;

namespace {
/// Qualifiers and tags met on the way to the type they belong to.
struct Qualifiers {
  std::string Before, Behind;
  bool Restrict = false;

  void add(const btf *Types, const btf_type *T) {
    switch (btf_kind(T)) {
    case BTF_KIND_CONST:
      if (Before.find("const ") == std::string::npos)
        Before += "const ";
      break;
    case BTF_KIND_VOLATILE:
      if (Before.find("volatile ") == std::string::npos)
        Before += "volatile ";
      break;
    case BTF_KIND_RESTRICT:
      Restrict = true;
      break;
    case BTF_KIND_TYPE_TAG: {
      std::string_view Tag = btf__name_by_offset(Types, T->name_off);
      if (Tag.find_first_of("\"\\\n") != std::string_view::npos)
        break;
      // Linux 6.15: any attribute of a type.
      Behind += btf_kflag(T) ? fmt::format(" __vmlinux_type_attribute({})", Tag)
                             : fmt::format(" __vmlinux_type_tag(\"{}\")", Tag);
      break;
    }
    }
  }
};

bool isComposite(const btf *Types, uint32_t Id) {
  return btf_is_composite(btf__type_by_id(Types, resolve(Types, Id)));
}

/// Fills bits that no member has: whole bytes as one array, the rest as bit-fields.
std::string fill(StructPlan::Hole Hole, unsigned Indent) {
  std::string Text;
  auto Bits = [&](uint64_t Count) {
    Text += fmt::format("{:\t<{}}unsigned char : {};\n", "", Indent, Count);
    Hole.Begin += Count;
  };
  if (Hole.Begin % 8 && Hole.Begin < Hole.End)
    Bits(std::min(Hole.End - Hole.Begin, 8 - Hole.Begin % 8));
  if (uint64_t Bytes = (Hole.End - Hole.Begin) / 8) {
    Text +=
        fmt::format("{:\t<{}}unsigned char __pad_at_{}[{}];\n", "", Indent, Hole.Begin / 8, Bytes);
    Hole.Begin += Bytes * 8;
  }
  if (Hole.Begin < Hole.End)
    Bits(Hole.End - Hole.Begin);
  return Text;
}
} // namespace

std::string flexnet::gen::integer(uint64_t Size, bool Signed, bool LongLong) {
  const char *Sign = Signed ? "" : "unsigned ";
  switch (Size) {
  case 1:
    return Signed ? "signed char" : "unsigned char";
  case 2:
    return fmt::format("{}short", Sign);
  case 8:
    return fmt::format("{}long{}", Sign, LongLong ? " long" : "");
  case 16:
    return fmt::format("{}__int128", Sign);
  default:
    return fmt::format("{}int", Sign);
  }
}

std::string flexnet::gen::floating(uint32_t Size) {
  return Size == 4 ? "float" : Size == 8 ? "double" : fmt::format("struct __float_{}", Size);
}

const char *flexnet::gen::tagKeyword(const btf_type *T) {
  if (btf_is_any_enum(T))
    return "enum";
  bool IsUnion = btf_is_fwd(T) ? btf_kflag(T) : btf_is_union(T);
  return IsUnion ? "union" : "struct";
}

std::string Spelling::base(uint32_t Id, const Place &P) const {
  const btf_type *T = btf__type_by_id(Types, Id);
  std::string_view Name = btf__name_by_offset(Types, T->name_off);
  auto Visible = [&](const std::string &Name) {
    return P.Hidden && P.Hidden->contains(Name) ? "::" + Name : Name;
  };
  switch (btf_kind(T)) {
  case BTF_KIND_INT:
    if (T->size == 1 && (btf_int_encoding(T) & BTF_INT_BOOL))
      return "bool";
    if (T->size == 1 && Name == "char")
      return "char";
    return integer(T->size, btf_int_encoding(T) & BTF_INT_SIGNED,
                   Name.find("long long") != std::string_view::npos);
  case BTF_KIND_FLOAT:
    return floating(T->size);
  case BTF_KIND_ENUM:
  case BTF_KIND_ENUM64:
    if (!All.type(Id).empty())
      return "enum " + All.type(Id);
    if (!btf_vlen(T))
      return integer(T->size, btf_kflag(T));
    // In C its enumerators are at file scope, so here it is defined there.
    return fmt::format("decltype({})", Visible(All.enumerator(Id, 0)));
  case BTF_KIND_STRUCT:
  case BTF_KIND_UNION:
  case BTF_KIND_FWD:
    if (!All.type(Id).empty())
      return fmt::format("{} {}", tagKeyword(T), All.type(Id));
    return btf_is_fwd(T) ? "void" : fmt::format("{} {}", tagKeyword(T), body(Id, {P.Indent, P.Hidden}));
  case BTF_KIND_TYPEDEF:
    return Visible(All.type(Id));
  default:
    return "void";
  }
}

std::string Spelling::declare(uint32_t Id, std::string Inner, const Place &P) const {
  Qualifiers Q;
  for (unsigned Steps = 0; Steps < 256; ++Steps) {
    const btf_type *T = btf__type_by_id(Types, Id);
    bool IsSuffix = btf_is_array(T) || btf_is_func_proto(T);
    if (IsSuffix && Inner.starts_with('*'))
      Inner = "(" + Inner + ")";
    if (btf_is_array(T)) {
      Inner += fmt::format("[{}]", btf_array(T)->nelems);
      Id = btf_array(T)->type;
      continue;
    }
    if (btf_is_func_proto(T)) {
      // GCC says "noreturn" and "const" of functions with qualifiers.
      Q = {};
      Inner += parameters(Id, {P.Indent, nullptr});
    } else if (btf_is_ptr(T)) {
      std::string Own = Q.Before + (Q.Restrict ? "__restrict" : "") + Q.Behind;
      while (!Own.empty() && Own.front() == ' ')
        Own.erase(0, 1);
      while (!Own.empty() && Own.back() == ' ')
        Own.pop_back();
      if (!Own.empty() && !Inner.empty())
        Own += ' ';
      Inner = "*" + Own + Inner;
      Q = {};
    } else if (btf_is_mod(T)) {
      Q.add(Types, T);
    } else {
      break;
    }
    Id = T->type;
  }
  std::string Text = Q.Before + base(Id, P) + Q.Behind;
  return Inner.empty() ? Text : Text + " " + Inner;
}

std::unordered_set<std::string> Spelling::parameterNames(uint32_t Proto) const {
  const btf_type *T = btf__type_by_id(Types, Proto);
  std::unordered_set<std::string> Result;
  for (int I = 0; I < btf_vlen(T); ++I)
    Result.insert(identifier(btf__name_by_offset(Types, btf_params(T)[I].name_off)));
  return Result;
}

std::string Spelling::parameters(uint32_t Proto, const Place &P) const {
  const btf_type *T = btf__type_by_id(Types, Proto);
  std::unordered_set<std::string> Given;
  std::string Text;
  for (int I = 0; I < btf_vlen(T); ++I) {
    const btf_param &Param = btf_params(T)[I];
    if (I)
      Text += ", ";
    if (!Param.type && I + 1 == btf_vlen(T)) {
      Text += "...";
      break;
    }
    std::string Name = identifier(btf__name_by_offset(Types, Param.name_off));
    if (!P.Hidden || !Given.insert(Name).second)
      Name.clear();
    Text += declare(Param.type, Name, P);
  }
  return "(" + Text + ")";
}

void Spelling::memberNames(uint32_t Struct, std::unordered_set<std::string> &Result) const {
  for (const Member &M : Sizes.members(Struct)) {
    if (*M.Name)
      Result.insert(identifier(M.Name));
    uint32_t Type = M.Type;
    while (btf_is_array(btf__type_by_id(Types, Type)) || btf_is_mod(btf__type_by_id(Types, Type)))
      Type = btf_is_array(btf__type_by_id(Types, Type))
                 ? btf_array(btf__type_by_id(Types, Type))->type
                 : btf__type_by_id(Types, Type)->type;
    if (btf_is_composite(btf__type_by_id(Types, Type)) && All.type(Type).empty())
      memberNames(Type, Result);
  }
}

std::string Spelling::member(const Member &M, const Place &P, const Place &Nested) const {
  std::string Name = identifier(M.Name);
  // KernelNames.cpp takes it away, as it does with keywords.
  if (!P.Class.empty() && Name.substr(0, Name.find_last_not_of('_') + 1) == P.Class)
    Name += '_';
  if (M.Width)
    return declare(M.Type, fmt::format("{} : {}", Name, M.Width), P);
  // Also -fms-extensions: `struct x;` in C has the members of x, in C++ it declares x.
  if (Name.empty() && isComposite(Types, M.Type)) {
    uint32_t Type = resolve(Types, M.Type);
    return fmt::format("{} {}", tagKeyword(btf__type_by_id(Types, Type)), body(Type, Nested));
  }
  return declare(M.Type, Name.empty() ? fmt::format("__unnamed_at_{}", M.Offset / 8) : Name, P);
}

std::string Spelling::body(uint32_t Struct, const Place &P) const {
  const StructPlan &Plan = Sizes.plan(Struct);
  Place Inside = {P.Indent + 1, P.Hidden, P.Class};
  Place Nested = {P.Indent + 1, P.Hidden, P.Class.empty() ? All.type(Struct) : P.Class};
  std::string Tabs(P.Indent + 1, '\t');
  std::string Text = "{\n";
  std::vector<Member> Members = Sizes.members(Struct);
  if (Plan.Opaque)
    Members.clear();
  for (size_t I = 0; I < Members.size(); ++I)
    Text += fill(Plan.Before[I], P.Indent + 1) + Tabs + member(Members[I], Inside, Nested) + ";\n";
  Text += fill(Plan.Tail, P.Indent + 1);
  // In C++ a struct without members has a byte.
  if (Text == "{\n")
    Text += Tabs + "char __empty[0];\n";
  Text.append(P.Indent, '\t');
  return Text + (Plan.Packed ? "} __attribute__((packed))" : "}");
}
