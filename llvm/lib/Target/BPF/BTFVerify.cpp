// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the kernel's check of BTF, in the compiler.
//
// When the kernel refuses the BTF of an object, libbpf says so in a line nobody reads and
// loads the programs without any: no CO-RE, no maps of kptrs, no line info. So an object is
// written only if its BTF passes here. First pass, as in the kernel: header, names, and each
// type by itself (the *_check_meta of kernel/bpf/btf.c); BTFResolve.cpp is the second.
//

#include "BTFVerify.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class TypeChecker {
public:
  TypeChecker(BTFData &D, uint32_t Id) : D(D), Id(Id), T(D.Types[Id]) {}
  bool check();

private:
  BTFData &D;
  uint32_t Id;
  const BTF::CommonType *T;

  bool refuse(const Twine &Rule) { return D.refuse(Id, Rule); }
  bool plain() {
    if (T->getVlen())
      return refuse("has members, and its kind has none");
    return unflagged();
  }
  bool unflagged() { return !hasKindFlag(T) || refuse("has a flag its kind has not"); }
  bool identifier(uint32_t Offset, const Twine &What);
  bool named() { return T->NameOff ? identifier(T->NameOff, "its name") : refuse("has no name"); }
  bool perhapsNamed() { return !T->NameOff || identifier(T->NameOff, "its name"); }
  bool unnamed() { return !T->NameOff || refuse("has a name, and its kind has none"); }
  /// Kernels from 6.14 have tags with the flag, older ones refuse it: objects have none.
  bool tagged() {
    if (T->getVlen() || (hasKindFlag(T) && D.Form == BTFForm::Object))
      return refuse("is a tag with members or a flag");
    return !D.name(T->NameOff).empty() || refuse("has no text");
  }

  bool checkInt();
  bool checkArray();
  bool checkStruct();
  bool checkEnum();
  bool checkVar();
  bool checkSection();
};
} // namespace

bool TypeChecker::identifier(uint32_t Offset, const Twine &What) {
  if (Offset >= D.Strings.size())
    return refuse(What + " is outside of the strings");
  StringRef Name = D.name(Offset);
  auto isStart = [](char C) { return isAlpha(C) || C == '_' || C == '.'; };
  if (Name.empty() || !isStart(Name.front()) ||
      !all_of(Name, [&](char C) { return isStart(C) || isDigit(C); }))
    return refuse(What + " '" + Name + "' is not an identifier");
  return Name.size() < 512 || refuse(What + " has 512 characters or more");
}

bool TypeChecker::checkInt() {
  uint32_t Data = btfOne<uint32_t>(T);
  uint32_t Bits = Data & 0xff, Offset = Data >> 16 & 0xff, Encoding = Data >> 24;
  if (Bits + Offset > 128)
    return refuse("has more than 128 bits");
  if (divideCeil(Bits + Offset, 8) > T->Size)
    return refuse("has more bits than its size");
  return Encoding <= 2 || Encoding == 4 || refuse("has an unknown encoding");
}

bool TypeChecker::checkArray() {
  const auto &A = btfOne<BTF::BTFArray>(T);
  if (T->Size)
    return refuse("is an array with a size of its own");
  return (A.ElemType && A.IndexType) || refuse("is an array of void");
}

bool TypeChecker::checkStruct() {
  uint32_t Last = 0;
  for (const BTF::BTFMember &M : btfTail<BTF::BTFMember>(T)) {
    if (M.NameOff && !identifier(M.NameOff, "the name of a member"))
      return false;
    if (!M.Type)
      return refuse("has a member '" + D.name(M.NameOff) + "' of type void");
    uint32_t Offset = memberOffset(T, M);
    if (T->getKind() == BTF::BTF_KIND_UNION && Offset)
      return refuse("is a union, and its member '" + D.name(M.NameOff) + "' is not at 0");
    if (Offset < Last)
      return refuse("has a member '" + D.name(M.NameOff) + "' that lies before the one before it");
    if (divideCeil(Offset, 8) > T->Size)
      return refuse("has a member '" + D.name(M.NameOff) + "' that lies behind its end");
    Last = Offset;
  }
  return true;
}

bool TypeChecker::checkEnum() {
  if (T->Size > 8 || !isPowerOf2_32(T->Size))
    return refuse("is an enum of " + Twine(T->Size) + " bytes");
  auto named = [this](uint32_t Offset) {
    return Offset ? identifier(Offset, "the name of a value")
                  : refuse("has a value without a name");
  };
  if (T->getKind() == BTF::BTF_KIND_ENUM)
    return all_of(btfTail<BTF::BTFEnum>(T), [&](auto &E) { return named(E.NameOff); });
  return all_of(btfTail<BTF::BTFEnum64>(T), [&](auto &E) { return named(E.NameOff); });
}

bool TypeChecker::checkVar() {
  uint32_t Linkage = btfOne<uint32_t>(T);
  bool IsExtern = Linkage == BTF::VAR_GLOBAL_EXTERNAL && D.Form == BTFForm::Object;
  if (!T->Type && !IsExtern)
    return refuse("is a variable of type void");
  return Linkage <= BTF::VAR_GLOBAL_ALLOCATED || IsExtern || refuse("has an unknown linkage");
}

bool TypeChecker::checkSection() {
  StringRef Name = D.name(T->NameOff);
  if (Name.empty() || Name.size() >= 512 || !all_of(Name, isPrint))
    return refuse("is a section with a name the kernel refuses");
  // The size and all offsets are libbpf's to fill in.
  bool Final = D.Form == BTFForm::Kernel;
  if (Final && !T->Size)
    return refuse("is a section without a size");
  uint64_t End = 0, Sum = 0;
  for (const BTF::BTFDataSec &V : btfTail<BTF::BTFDataSec>(T)) {
    if (!V.Type)
      return refuse("is a section with a variable of type void");
    if (!Final)
      continue;
    if (V.Offset < End || V.Offset >= T->Size)
      return refuse("is a section with a variable at an offset that cannot be");
    End = uint64_t(V.Offset) + V.Size;
    Sum += V.Size;
    if (!V.Size || V.Size > T->Size || End > T->Size || Sum > T->Size)
      return refuse("is a section with a variable of a size that cannot be");
  }
  return true;
}

bool TypeChecker::check() {
  if (T->NameOff >= D.Strings.size())
    return refuse("has a name outside of the strings");
  switch (T->getKind()) {
  case BTF::BTF_KIND_INT:
    return plain() && checkInt();
  case BTF::BTF_KIND_PTR:
  case BTF::BTF_KIND_CONST:
  case BTF::BTF_KIND_VOLATILE:
  case BTF::BTF_KIND_RESTRICT:
    return plain() && unnamed();
  case BTF::BTF_KIND_TYPEDEF:
    return plain() && named();
  case BTF::BTF_KIND_TYPE_TAG:
    return tagged();
  case BTF::BTF_KIND_DECL_TAG:
    if (btfOne<int32_t>(T) < -1)
      return refuse("tags a component that cannot be");
    return tagged();
  case BTF::BTF_KIND_ARRAY:
    return plain() && unnamed() && checkArray();
  case BTF::BTF_KIND_STRUCT:
  case BTF::BTF_KIND_UNION:
    return perhapsNamed() && checkStruct();
  case BTF::BTF_KIND_ENUM:
  case BTF::BTF_KIND_ENUM64:
    return perhapsNamed() && checkEnum();
  case BTF::BTF_KIND_FWD:
    if (T->getVlen() || T->Type)
      return refuse("is a declaration with contents");
    return named();
  case BTF::BTF_KIND_FUNC:
    if (T->getVlen() > (D.Form == BTFForm::Object ? BTF::FUNC_EXTERN : BTF::FUNC_GLOBAL))
      return refuse("has an unknown linkage");
    return unflagged() && named();
  case BTF::BTF_KIND_FUNC_PROTO:
    return unflagged() && unnamed();
  case BTF::BTF_KIND_VAR:
    return plain() && named() && checkVar();
  case BTF::BTF_KIND_DATASEC:
    return unflagged() && checkSection();
  case BTF::BTF_KIND_FLOAT:
    if (T->Size != 2 && T->Size != 4 && T->Size != 8 && T->Size != 12 && T->Size != 16)
      return refuse("is a float of " + Twine(T->Size) + " bytes");
    return plain();
  }
  return refuse("is of an unknown kind");
}

static size_t tailSize(const BTF::CommonType &T) {
  switch (T.getKind()) {
  case BTF::BTF_KIND_INT:
  case BTF::BTF_KIND_VAR:
  case BTF::BTF_KIND_DECL_TAG:
    return 4;
  case BTF::BTF_KIND_ARRAY:
    return BTF::BTFArraySize;
  case BTF::BTF_KIND_STRUCT:
  case BTF::BTF_KIND_UNION:
    return T.getVlen() * BTF::BTFMemberSize;
  case BTF::BTF_KIND_ENUM:
    return T.getVlen() * BTF::BTFEnumSize;
  case BTF::BTF_KIND_ENUM64:
    return T.getVlen() * BTF::BTFEnum64Size;
  case BTF::BTF_KIND_FUNC_PROTO:
    return T.getVlen() * BTF::BTFParamSize;
  case BTF::BTF_KIND_DATASEC:
    return T.getVlen() * BTF::BTFDataSecVarSize;
  default:
    return 0;
  }
}

bool flexnet::checkBTFTypes(BTFData &D, StringRef BTF) {
  BTF::Header H;
  if (BTF.size() < sizeof(H))
    return D.refuse(0, "the header is cut short");
  memcpy(&H, BTF.data(), sizeof(H));
  if (H.Magic != BTF::MAGIC || H.Version != BTF::VERSION || H.Flags || H.HdrLen != sizeof(H))
    return D.refuse(0, "the header is not that of BTF version 1");
  if (BTF.size() > 16 * 1024 * 1024)
    return D.refuse(0, "it has more than 16 MB");
  BTF = BTF.drop_front(sizeof(H));
  bool Gapless = !H.TypeOff && H.StrOff == H.TypeLen && uint64_t(H.StrOff) + H.StrLen == BTF.size();
  if (!Gapless || !H.TypeLen || H.TypeLen % 4)
    return D.refuse(0, "types and strings do not fill it");
  D.Strings = BTF.substr(H.StrOff);
  if (D.Strings.empty() || D.Strings.front() || D.Strings.back() || D.Strings.size() > 0xffffff)
    return D.refuse(0, "the strings do not begin and end with NUL, or are too long");

  StringRef Left = BTF.take_front(H.TypeLen);
  D.Types.push_back(nullptr);
  while (!Left.empty()) {
    auto *T = reinterpret_cast<const BTF::CommonType *>(Left.data());
    if (Left.size() < sizeof(*T) || Left.size() < sizeof(*T) + tailSize(*T))
      return D.refuse(D.Types.size(), "is cut short");
    D.Types.push_back(T);
    if (T->Info & ~0x9f00ffffu)
      return D.refuse(D.Types.size() - 1, "has unknown flags");
    Left = Left.drop_front(sizeof(*T) + tailSize(*T));
  }
  if (D.Types.size() > 0xfffff)
    return D.refuse(0, "it has more than a million types");
  for (uint32_t Id = 1; Id < D.Types.size(); ++Id)
    if (!TypeChecker(D, Id).check())
      return false;
  return true;
}

std::optional<BTFProblem> flexnet::verifyBTF(StringRef BTF, BTFForm Form) {
  // Types are read in place: they are aligned to 4, and so must be what holds them.
  std::vector<uint32_t> Aligned;
  if (reinterpret_cast<uintptr_t>(BTF.data()) % 4) {
    Aligned.resize(divideCeil(BTF.size(), 4));
    memcpy(Aligned.data(), BTF.data(), BTF.size());
    BTF = StringRef(reinterpret_cast<const char *>(Aligned.data()), BTF.size());
  }
  BTFData D{Form, {}, {}, std::nullopt};
  if (checkBTFTypes(D, BTF))
    resolveBTFTypes(D);
  return D.Problem;
}

std::optional<BTFProblem> flexnet::verifyBTF(const object::ObjectFile &Object) {
  for (const object::SectionRef &S : Object.sections()) {
    Expected<StringRef> Name = S.getName(), Contents = S.getContents();
    bool IsBTF = Name && *Name == ".BTF" && Contents;
    consumeError(Name.takeError());
    consumeError(Contents.takeError());
    if (IsBTF)
      return verifyBTF(*Contents, BTFForm::Object);
  }
  return std::nullopt;
}
