// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Names.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

using namespace flexnet::gen;

namespace {
const std::unordered_set<std::string_view> Keywords = {
#define FLEXNET_CXX_KEYWORD(name) #name,
#include "llvm/FlexNet/CxxKeywords.def"
};

const btf_type *follow(const btf *Types, const btf_type *T) {
  return btf__type_by_id(Types, T->type);
}

bool isEnum(const btf_type *T) { return btf_is_any_enum(T); }
bool isForward(const btf_type *T) { return btf_is_fwd(T) || (isEnum(T) && !btf_vlen(T)); }

/// Declarations are of a kind: "struct", "union" or "enum".
const char *tagKind(const btf_type *T) {
  if (isEnum(T))
    return "enum ";
  bool IsUnion = btf_is_fwd(T) ? btf_kflag(T) : btf_is_union(T);
  return IsUnion ? "union " : "struct ";
}

bool isTag(const btf_type *T) { return btf_is_composite(T) || isEnum(T) || btf_is_fwd(T); }
} // namespace

std::string flexnet::gen::identifier(std::string_view Name) {
  std::string Result;
  for (unsigned char Ch : Name)
    Result += (Ch < 0x80 && std::isalnum(Ch)) || Ch == '_' ? static_cast<char>(Ch) : '_';
  if (!Result.empty() && std::isdigit(static_cast<unsigned char>(Result.front())))
    Result.insert(0, "_");
  if (Keywords.contains(std::string_view(Result).substr(0, Result.find_last_not_of('_') + 1)))
    Result += '_';
  return Result;
}

Names::Names(const btf *Types, uint32_t FirstOwn) : Types(Types), Type(btf__type_cnt(Types)) {
  const std::pair<uint32_t, uint32_t> Parts[] = {{1, FirstOwn}, {FirstOwn, Type.size()}};
  for (auto [Begin, End] : Parts) {
    nameTags(Begin, End);
    nameTypedefs(Begin, End);
    nameAnonymousInPrototypes(Begin, End);
    if (Begin == FirstOwn)
      findKfuncs(Begin);
    nameEnumerators(Begin, End);
  }
}

std::string Names::bare(uint32_t Id) const {
  return identifier(btf__name_by_offset(Types, btf__type_by_id(Types, Id)->name_off));
}

std::string Names::unique(const std::string &Name, bool IsTag) {
  std::string Result = Name;
  for (unsigned Suffix = 2;; ++Suffix) {
    bool Taken = IsTag ? Tags.contains(Result) : Ordinary.contains(Result);
    if (!Taken)
      break;
    Result = fmt::format("{}___{}", Name, Suffix);
  }
  (IsTag ? Tags : Ordinary).insert(Result);
  return Result;
}

void Names::nameTags(uint32_t Begin, uint32_t End) {
  std::vector<uint32_t> Forward;
  for (uint32_t Id = Begin; Id < End; ++Id) {
    const btf_type *T = btf__type_by_id(Types, Id);
    if (!isTag(T) || !T->name_off)
      continue;
    if (isForward(T)) {
      Forward.push_back(Id);
      continue;
    }
    std::string Name = bare(Id);
    if (Name.empty())
      continue;
    Type[Id] = unique(Name, true);
    Definitions.try_emplace(tagKind(T) + Name, Id);
  }
  for (uint32_t Id : Forward)
    nameForward(Id);
}

/// A declaration is of the first definition of its kind.
void Names::nameForward(uint32_t Id) {
  std::string Name = bare(Id);
  if (Name.empty())
    return;
  auto [Place, Added] = Definitions.try_emplace(tagKind(btf__type_by_id(Types, Id)) + Name, Id);
  Type[Id] = Added ? unique(Name, true) : Type[Place->second];
}

void Names::nameTypedefs(uint32_t Begin, uint32_t End) {
  for (uint32_t Id = Begin; Id < End; ++Id) {
    const btf_type *T = btf__type_by_id(Types, Id);
    std::string Name = btf_is_typedef(T) ? bare(Id) : "";
    if (Name.empty())
      continue;
    if (Name == "bool_") {
      Type[Id] = "bool";
      continue;
    }
    // typedef struct x x: C++ has the name already.
    if (Type[T->type] == Name && isTag(follow(Types, T))) {
      Type[Id] = Name;
      continue;
    }
    std::string Free = Name;
    for (unsigned Suffix = 2; Tags.contains(Free) || Ordinary.contains(Free); ++Suffix)
      Free = fmt::format("{}___{}", Name, Suffix);
    Type[Id] = unique(Free, false);
  }
}

/// C++ does not let a prototype define a type.
void Names::nameAnonymousInPrototypes(uint32_t Begin, uint32_t End) {
  auto Name = [&](uint32_t Id) {
    for (unsigned Steps = 0; Steps < 64; ++Steps) {
      const btf_type *T = btf__type_by_id(Types, Id);
      if (btf_is_composite(T) && Type[Id].empty())
        Type[Id] = unique(fmt::format("__anonymous_{}", Id), true);
      if (btf_is_array(T))
        Id = btf_array(T)->type;
      else if (btf_is_ptr(T) || btf_is_mod(T))
        Id = T->type;
      else
        return;
    }
  };
  for (uint32_t Id = Begin; Id < End; ++Id) {
    const btf_type *T = btf__type_by_id(Types, Id);
    if (!btf_is_func_proto(T))
      continue;
    Name(T->type);
    for (int I = 0; I < btf_vlen(T); ++I)
      Name(btf_params(T)[I].type);
  }
}

void Names::findKfuncs(uint32_t Begin) {
  std::map<std::string, uint32_t> Sorted;
  for (uint32_t Id = Begin; Id < Type.size(); ++Id) {
    const btf_type *T = btf__type_by_id(Types, Id);
    if (!btf_is_decl_tag(T) || btf_decl_tag(T)->component_idx != -1)
      continue;
    const btf_type *Func = follow(Types, T);
    if (btf_is_func(Func) &&
        btf__name_by_offset(Types, T->name_off) == std::string_view("bpf_kfunc"))
      Sorted.try_emplace(btf__name_by_offset(Types, Func->name_off), T->type);
  }
  // A kfunc has its own name or is not one: the kernel looks for nothing else.
  for (const auto &[Name, Id] : Sorted)
    if (identifier(Name) == Name && Ordinary.insert(Name).second)
      Kfuncs.push_back({Name, Id});
}

void Names::nameEnumerators(uint32_t Begin, uint32_t End) {
  for (uint32_t Id = Begin; Id < End; ++Id) {
    const btf_type *T = btf__type_by_id(Types, Id);
    if (!isEnum(T))
      continue;
    std::vector<std::string> &All = Enumerators[Id];
    for (int I = 0; I < btf_vlen(T); ++I) {
      uint32_t Name = btf_is_enum(T) ? btf_enum(T)[I].name_off : btf_enum64(T)[I].name_off;
      All.push_back(unique(identifier(btf__name_by_offset(Types, Name)), false));
    }
  }
}
