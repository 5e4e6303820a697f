// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the second pass of the kernel's check of BTF: what types refer to.
//
// The kernel walks from each type in the order of their ids, depth first, to at most 32
// types deep. Where a walk may end depends on what it began with: below a pointer at
// structs, below a struct at pointers. What was walked over is not walked again, so the
// order decides what is too deep, and it is the kernel's here.

#include "BTFVerify.h"

#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
enum class Walk { Undecided, Pointers, Structs };
enum class State : uint8_t { Unvisited, Visiting, Done };

struct Sized {
  uint32_t Id;
  uint32_t Size;
};

class Resolver {
public:
  explicit Resolver(BTFData &D)
      : D(D), States(D.Types.size()), Resolved(D.Types.size()), Sizes(D.Types.size()) {}
  bool run();

private:
  BTFData &D;
  std::vector<State> States;
  std::vector<uint32_t> Resolved; ///< the type below modifiers
  std::vector<uint32_t> Sizes;    ///< of arrays
  Walk Mode = Walk::Undecided;
  unsigned Depth = 0;

  bool refuse(uint32_t Id, const Twine &Rule) { return D.refuse(Id, Rule); }
  bool exists(uint32_t Id) const { return Id < D.Types.size(); }
  bool isModifier(uint32_t Id) const;
  bool isStruct(uint32_t Id) const {
    return D.kind(Id) == BTF::BTF_KIND_STRUCT || D.kind(Id) == BTF::BTF_KIND_UNION;
  }
  bool isSourceOnly(uint32_t Id) const; ///< nothing may refer to it as a type
  bool needsWalk(uint32_t Id) const;
  bool endsWalk(uint32_t Id) const;
  bool hasNoSize(uint32_t Id) const;
  bool isRegularInt(uint32_t Id) const;
  std::optional<Sized> sized(uint32_t Id) const;
  bool mayBeUnsized(uint32_t Id) const;

  bool start(uint32_t Id) {
    Mode = Walk::Undecided;
    Depth = 0;
    return walk(Id);
  }
  bool walk(uint32_t Id);
  bool walkInto(uint32_t Id) { return endsWalk(Id) || States[Id] == State::Done || walk(Id); }
  bool walkBehindModifiers(uint32_t Id);
  bool resolve(uint32_t Id);
  bool resolveReference(uint32_t Id);
  bool resolveArray(uint32_t Id);
  bool resolveStruct(uint32_t Id);
  bool resolveSection(uint32_t Id);
  bool resolveTag(uint32_t Id);
  bool checkMember(uint32_t Id, const BTF::BTFMember &M);
  bool checkFunction(uint32_t Id);
  bool checkPrototype(uint32_t Id);
  bool checkTypeTags();
};
} // namespace

bool Resolver::isModifier(uint32_t Id) const {
  switch (D.kind(Id)) {
  case BTF::BTF_KIND_TYPEDEF:
  case BTF::BTF_KIND_VOLATILE:
  case BTF::BTF_KIND_CONST:
  case BTF::BTF_KIND_RESTRICT:
  case BTF::BTF_KIND_TYPE_TAG:
    return true;
  default:
    return false;
  }
}

bool Resolver::isSourceOnly(uint32_t Id) const {
  unsigned Kind = D.kind(Id);
  return Kind == BTF::BTF_KIND_VAR || Kind == BTF::BTF_KIND_DECL_TAG ||
         Kind == BTF::BTF_KIND_DATASEC;
}

bool Resolver::needsWalk(uint32_t Id) const {
  unsigned Kind = D.kind(Id);
  return isModifier(Id) || isStruct(Id) || isSourceOnly(Id) || Kind == BTF::BTF_KIND_PTR ||
         Kind == BTF::BTF_KIND_ARRAY || Kind == BTF::BTF_KIND_FUNC;
}

bool Resolver::endsWalk(uint32_t Id) const {
  unsigned Kind = D.kind(Id);
  switch (Mode) {
  case Walk::Undecided:
    return !needsWalk(Id);
  case Walk::Pointers:
    return !isModifier(Id) && Kind != BTF::BTF_KIND_PTR;
  case Walk::Structs:
    return !isModifier(Id) && Kind != BTF::BTF_KIND_ARRAY && !isStruct(Id);
  }
  return true;
}

bool Resolver::hasNoSize(uint32_t Id) const {
  unsigned Kind = D.kind(Id);
  return !Id || Kind == BTF::BTF_KIND_FWD || Kind == BTF::BTF_KIND_FUNC ||
         Kind == BTF::BTF_KIND_FUNC_PROTO;
}

bool Resolver::isRegularInt(uint32_t Id) const {
  uint32_t Data = btfOne<uint32_t>(D.Types[Id]);
  uint32_t Bits = Data & 0xff;
  return !(Data >> 16 & 0xff) && Bits >= 8 && Bits <= 128 && isPowerOf2_32(Bits);
}

/// The type below modifiers, and its size, if it has one.
std::optional<Sized> Resolver::sized(uint32_t Id) const {
  if (exists(Id) && (isModifier(Id) || D.kind(Id) == BTF::BTF_KIND_VAR))
    Id = Resolved[Id];
  if (!exists(Id) || hasNoSize(Id))
    return std::nullopt;
  switch (D.kind(Id)) {
  case BTF::BTF_KIND_INT:
  case BTF::BTF_KIND_STRUCT:
  case BTF::BTF_KIND_UNION:
  case BTF::BTF_KIND_ENUM:
  case BTF::BTF_KIND_ENUM64:
  case BTF::BTF_KIND_FLOAT:
  case BTF::BTF_KIND_DATASEC:
    return Sized{Id, D.Types[Id]->Size};
  case BTF::BTF_KIND_ARRAY:
    return Sized{Id, Sizes[Id]};
  case BTF::BTF_KIND_PTR:
    return Sized{Id, 8};
  default:
    return std::nullopt;
  }
}

/// A pointer or a typedef may be to void, a declaration and a function.
bool Resolver::mayBeUnsized(uint32_t Id) const {
  if (isModifier(Id))
    Id = Resolved[Id];
  unsigned Kind = D.kind(Id);
  return !Id || Kind == BTF::BTF_KIND_FWD || Kind == BTF::BTF_KIND_FUNC_PROTO;
}

bool Resolver::walk(uint32_t Id) {
  if (States[Id] != State::Unvisited)
    return refuse(Id, "contains itself");
  if (++Depth > 32)
    return refuse(Id, "is the 33rd type within another; the kernel takes 32");
  States[Id] = State::Visiting;
  if (Mode == Walk::Undecided) {
    if (D.kind(Id) == BTF::BTF_KIND_PTR)
      Mode = Walk::Pointers;
    else if (isStruct(Id) || D.kind(Id) == BTF::BTF_KIND_ARRAY)
      Mode = Walk::Structs;
  }
  if (!resolve(Id))
    return false;
  States[Id] = State::Done;
  --Depth;
  return true;
}

bool Resolver::resolve(uint32_t Id) {
  switch (D.kind(Id)) {
  case BTF::BTF_KIND_ARRAY:
    return resolveArray(Id);
  case BTF::BTF_KIND_STRUCT:
  case BTF::BTF_KIND_UNION:
    return resolveStruct(Id);
  case BTF::BTF_KIND_DATASEC:
    return resolveSection(Id);
  case BTF::BTF_KIND_DECL_TAG:
    return resolveTag(Id);
  case BTF::BTF_KIND_FUNC:
    return checkFunction(Id);
  default:
    return resolveReference(Id);
  }
}

/// A modifier walked over below a struct ends at a pointer; below a pointer it may not.
bool Resolver::walkBehindModifiers(uint32_t Id) {
  if (!isModifier(Id))
    return true;
  uint32_t Below = Resolved[Id];
  return D.kind(Below) != BTF::BTF_KIND_PTR || walkInto(Below);
}

bool Resolver::resolveReference(uint32_t Id) {
  uint32_t Next = D.Types[Id]->Type;
  if (!exists(Next) || isSourceOnly(Next))
    return refuse(Id, "refers to what is not a type");
  bool IsVar = D.kind(Id) == BTF::BTF_KIND_VAR;
  if (IsVar && btfOne<uint32_t>(D.Types[Id]) == BTF::VAR_GLOBAL_EXTERNAL)
    return true; // libbpf gives it a type
  if (!walkInto(Next) || (!isModifier(Id) && !walkBehindModifiers(Next)))
    return false;
  std::optional<Sized> S = sized(Next);
  if (!S && (IsVar || !mayBeUnsized(Next)))
    return refuse(Id, "is of a type without a size");
  Resolved[Id] = S ? S->Id : isModifier(Next) ? Resolved[Next] : Next;
  return true;
}

bool Resolver::resolveArray(uint32_t Id) {
  const auto &A = btfOne<BTF::BTFArray>(D.Types[Id]);
  for (uint32_t Used : {A.IndexType, A.ElemType}) {
    if (!exists(Used) || hasNoSize(Used) || isSourceOnly(Used))
      return refuse(Id, "is an array of a type without a size");
    if (!walkInto(Used))
      return false;
    std::optional<Sized> S = sized(Used);
    if (!S)
      return refuse(Id, "is an array of a type without a size");
    bool IsInt = D.kind(S->Id) == BTF::BTF_KIND_INT;
    if (IsInt ? !isRegularInt(S->Id) : Used == A.IndexType)
      return refuse(Id, "is an array whose elements or index are not whole bytes");
  }
  uint64_t Size = uint64_t(sized(A.ElemType)->Size) * A.Nelems;
  if (Size > UINT32_MAX)
    return refuse(Id, "is an array of 4 GB or more");
  Resolved[Id] = sized(A.ElemType)->Id;
  Sizes[Id] = Size;
  return true;
}

bool Resolver::resolveStruct(uint32_t Id) {
  for (const BTF::BTFMember &M : btfTail<BTF::BTFMember>(D.Types[Id])) {
    StringRef Name = D.name(M.NameOff);
    if (!exists(M.Type) || hasNoSize(M.Type) || isSourceOnly(M.Type))
      return refuse(Id, "has a member '" + Name + "' without a size");
    if (!walkInto(M.Type) || !checkMember(Id, M))
      return false;
  }
  return true;
}

bool Resolver::checkMember(uint32_t Id, const BTF::BTFMember &M) {
  const BTF::CommonType *T = D.Types[Id];
  StringRef Name = D.name(M.NameOff);
  auto refuseMember = [&](const Twine &Rule) {
    return refuse(Id, "has a member '" + Name + "' that " + Rule);
  };
  std::optional<Sized> S = sized(M.Type);
  if (!S)
    return refuseMember("has no size");
  bool Flag = hasKindFlag(T);
  uint64_t Offset = memberOffset(T, M), Bits = memberBits(T, M), End = uint64_t(T->Size) * 8;
  unsigned Kind = D.kind(S->Id);
  bool IsInt = Kind == BTF::BTF_KIND_INT;
  bool IsEnum = Kind == BTF::BTF_KIND_ENUM || Kind == BTF::BTF_KIND_ENUM64;
  if (Bits) {
    uint64_t Width = IsInt ? btfOne<uint32_t>(D.Types[S->Id]) & 0xff : IsEnum ? 32 : 0;
    if (Bits > Width || (IsInt && !isRegularInt(S->Id)))
      return refuseMember("is a bit-field its type cannot hold");
  } else if (IsInt && !Flag) {
    uint32_t Data = btfOne<uint32_t>(D.Types[S->Id]);
    Offset += Data >> 16 & 0xff;
    Bits = Data & 0xff;
  } else if (IsInt && !isRegularInt(S->Id)) {
    return refuseMember("is an integer of a size it cannot be");
  } else {
    Bits = IsInt            ? btfOne<uint32_t>(D.Types[S->Id]) & 0xff
           : IsEnum && Flag ? 32 // the kernel's btf_enum_check_kflag_member()
                            : uint64_t(S->Size) * 8;
  }
  bool BitField = Flag ? memberBits(T, M) : IsInt;
  if (!BitField && Offset % 8)
    return refuseMember("does not begin at a byte");
  if (IsInt && Bits + Offset % 8 > 128)
    return refuseMember("is within more than 16 bytes");
  if (Kind == BTF::BTF_KIND_FLOAT && Offset % (std::min(8u, S->Size) * 8))
    return refuseMember("is a float and not aligned");
  return Offset + Bits <= End || refuseMember("ends behind it");
}

bool Resolver::resolveSection(uint32_t Id) {
  for (const BTF::BTFDataSec &V : btfTail<BTF::BTFDataSec>(D.Types[Id])) {
    Mode = Walk::Undecided;
    if (!exists(V.Type))
      return refuse(Id, "is a section of what is not a variable");
    const BTF::CommonType *Var = D.Types[V.Type];
    bool Extern =
        D.Form == BTFForm::Object && (Var->getKind() == BTF::BTF_KIND_FUNC ||
                                      (Var->getKind() == BTF::BTF_KIND_VAR &&
                                       btfOne<uint32_t>(Var) == BTF::VAR_GLOBAL_EXTERNAL));
    if (Extern)
      continue;
    if (Var->getKind() != BTF::BTF_KIND_VAR)
      return refuse(Id, "is a section of what is not a variable");
    if (!walkInto(V.Type))
      return false;
    std::optional<Sized> S = sized(Var->Type);
    if (!S || V.Size < S->Size || !V.Size)
      return refuse(V.Type, "is a variable smaller than its type");
  }
  return true;
}

bool Resolver::resolveTag(uint32_t Id) {
  uint32_t Next = D.Types[Id]->Type;
  unsigned Kind = exists(Next) ? D.kind(Next) : 0;
  bool IsWhole = Kind == BTF::BTF_KIND_VAR || Kind == BTF::BTF_KIND_TYPEDEF;
  if (!IsWhole && Kind != BTF::BTF_KIND_FUNC && (!Kind || !isStruct(Next)))
    return refuse(Id, "tags what cannot be tagged");
  if (!walkInto(Next))
    return false;
  int32_t Component = btfOne<int32_t>(D.Types[Id]);
  if (Component != -1) {
    uint32_t Of = Kind == BTF::BTF_KIND_FUNC ? D.Types[Next]->Type : Next;
    if (IsWhole || uint32_t(Component) >= D.Types[Of]->getVlen())
      return refuse(Id, "tags a member or parameter that is not there");
  }
  Resolved[Id] = Next;
  return true;
}

bool Resolver::checkFunction(uint32_t Id) {
  uint32_t Prototype = D.Types[Id]->Type;
  if (!exists(Prototype) || D.kind(Prototype) != BTF::BTF_KIND_FUNC_PROTO)
    return refuse(Id, "is a function without a type");
  Resolved[Id] = Prototype;
  if (D.Types[Id]->getVlen() == BTF::FUNC_EXTERN)
    return true; // libbpf names its parameters
  for (const BTF::BTFParam &P : btfTail<BTF::BTFParam>(D.Types[Prototype]))
    if (!P.NameOff && P.Type)
      return refuse(Id, "has a parameter without a name");
  return true;
}

bool Resolver::checkPrototype(uint32_t Id) {
  auto check = [&](uint32_t Used) {
    if (!exists(Used) || isSourceOnly(Used))
      return refuse(Id, "returns or takes what is not a type");
    if (needsWalk(Used) && States[Used] != State::Done && !start(Used))
      return false;
    return sized(Used) || refuse(Id, "returns or takes a type without a size");
  };
  ArrayRef<BTF::BTFParam> Parameters = btfTail<BTF::BTFParam>(D.Types[Id]);
  if (D.Types[Id]->Type && !check(D.Types[Id]->Type))
    return false;
  if (!Parameters.empty() && !Parameters.back().Type) { // the ellipsis
    if (Parameters.back().NameOff)
      return refuse(Id, "has an ellipsis with a name");
    Parameters = Parameters.drop_back();
  }
  for (const BTF::BTFParam &P : Parameters) {
    StringRef Name = P.NameOff < D.Strings.size() ? D.name(P.NameOff) : "";
    bool Legal = !Name.empty() && Name.size() < 512 && !isdigit(Name.front()) &&
                 all_of(Name, [](unsigned char C) { return isalnum(C) || C == '_' || C == '.'; });
    if (P.NameOff && !Legal)
      return refuse(Id, "has a parameter '" + Name + "', which is not an identifier");
    if (!check(P.Type))
      return false;
  }
  return true;
}

/// Between a pointer and a type tag no other modifier may stand.
bool Resolver::checkTypeTags() {
  for (uint32_t Id = 1; Id < D.Types.size(); ++Id) {
    bool InTags = D.kind(Id) == BTF::BTF_KIND_TYPE_TAG;
    unsigned Length = 0;
    for (uint32_t At = Id; isModifier(At); At = D.Types[At]->Type) {
      bool IsTag = D.kind(At) == BTF::BTF_KIND_TYPE_TAG;
      if (++Length > 32)
        return refuse(Id, "is qualified more than 32 times");
      if (IsTag && !InTags)
        return refuse(Id, "has a type tag behind a qualifier");
      InTags = IsTag;
    }
  }
  return true;
}

bool Resolver::run() {
  for (uint32_t Id = 1; Id < D.Types.size(); ++Id) {
    if (needsWalk(Id) && States[Id] != State::Done && !start(Id))
      return false;
    if (D.kind(Id) == BTF::BTF_KIND_FUNC_PROTO && !checkPrototype(Id))
      return false;
  }
  return checkTypeTags();
}

bool flexnet::resolveBTFTypes(BTFData &D) { return Resolver(D).run(); }
