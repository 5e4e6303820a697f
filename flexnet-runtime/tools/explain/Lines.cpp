// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Lines of the source: the part of .BTF.ext that the kernel's log quotes.
#include "Object.h"

#include <algorithm>
#include <cstring>

namespace flexnet::explain {

namespace {
/// The start of `struct btf_header`.
struct BtfHeader {
  uint16_t Magic;
  uint8_t Version, Flags;
  uint32_t HeaderLength, TypeOffset, TypeLength, StringOffset, StringLength;
};
/// The start of .BTF.ext's.
struct ExtHeader {
  uint16_t Magic;
  uint8_t Version, Flags;
  uint32_t HeaderLength, FuncOffset, FuncLength, LineOffset, LineLength;
};
constexpr uint16_t Magic = 0xeb9f;

/// A reader that ends where its bytes end.
struct Cursor {
  std::string_view Bytes;
  bool take(void *Out, size_t Size) {
    if (Bytes.size() < Size)
      return false;
    memcpy(Out, Bytes.data(), Size);
    Bytes.remove_prefix(Size);
    return true;
  }
};
} // namespace

std::string Object::string(uint32_t Offset) const {
  if (Offset >= Strings.size())
    return {};
  return std::string(Strings.substr(Offset, Strings.find('\0', Offset) - Offset));
}

void Object::readBtf() {
  Lines.resize(Sections.size());
  const Section *Btf = section(".BTF"), *Ext = section(".BTF.ext");
  BtfHeader Header;
  if (!Btf || !Btf->Data || Btf->Size < sizeof(Header))
    return;
  memcpy(&Header, Btf->Data, sizeof(Header));
  uint64_t Begin = uint64_t(Header.HeaderLength) + Header.StringOffset;
  if (Header.Magic != Magic || Begin > Btf->Size || Header.StringLength > Btf->Size - Begin)
    return;
  Strings = std::string_view(Btf->Data + Begin, Header.StringLength);
  if (Ext && Ext->Data)
    readLines(*Ext);
}

void Object::readLines(const Section &Ext) {
  ExtHeader Header;
  if (Ext.Size < sizeof(Header))
    return;
  memcpy(&Header, Ext.Data, sizeof(Header));
  uint64_t Begin = uint64_t(Header.HeaderLength) + Header.LineOffset;
  if (Header.Magic != Magic || Begin > Ext.Size || Header.LineLength > Ext.Size - Begin)
    return;
  Cursor C{std::string_view(Ext.Data + Begin, Header.LineLength)};
  uint32_t RecordSize = 0, InSection[2]; // name, number of records
  if (!C.take(&RecordSize, sizeof(RecordSize)) || RecordSize < 16)
    return;
  while (C.take(InSection, sizeof(InSection))) {
    std::string Name = string(InSection[0]);
    auto Of = std::find_if(Sections.begin(), Sections.end(),
                           [&](const Section &S) { return S.IsCode && S.Name == Name; });
    for (uint32_t I = 0; I < InSection[1]; ++I) {
      uint32_t Record[4]; // offset, file, line's text, line << 10 | column
      if (C.Bytes.size() < RecordSize || !C.take(Record, sizeof(Record)))
        return;
      C.Bytes.remove_prefix(RecordSize - sizeof(Record));
      if (Of != Sections.end())
        Lines[Of - Sections.begin()].push_back({Record[0], Record[1], Record[2], Record[3]});
    }
  }
  for (auto &InOne : Lines)
    std::stable_sort(InOne.begin(), InOne.end(),
                     [](auto &A, auto &B) { return A.Offset < B.Offset; });
}

Place Object::line(const Code &C) const {
  if (C.Section >= Lines.size())
    return {};
  const auto &InOne = Lines[C.Section];
  auto At = std::upper_bound(InOne.begin(), InOne.end(), C.Offset,
                             [](uint64_t O, const LineInfo &L) { return O < L.Offset; });
  while (At != InOne.begin()) {
    --At;
    if (At->Column >> 10)
      return {string(At->File), At->Column >> 10, At->Column & 1023, string(At->Source)};
  }
  return {};
}

std::string Object::sourceOf(const std::string &File, unsigned Line) const {
  for (const auto &InOne : Lines)
    for (const LineInfo &L : InOne)
      if (L.Column >> 10 == Line && string(L.File) == File)
        return string(L.Source);
  return {};
}

} // namespace flexnet::explain
