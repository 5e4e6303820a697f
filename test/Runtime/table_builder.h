/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_TEST_TABLE_BUILDER_H
#define FLEXNET_TEST_TABLE_BUILDER_H

#include <flexnet/abi.h>

#include <cstring>
#include <string>
#include <vector>

/// A valid .flexnet section of one set, one coroutine, one point, one variable and one
/// executor, to be made wrong in one place.
struct TableBuilder {
  flexnet_abi_header Header = {};
  flexnet_abi_set Set = {};
  flexnet_abi_coroutine Coroutine = {};
  flexnet_abi_point Point = {};
  flexnet_abi_variable Variable = {};
  flexnet_abi_executor Executor = {};
  std::string Strings = std::string("\0", 1);
  /// Bytes after each set that this version does not know.
  uint32_t SetPadding = 0;

  TableBuilder() {
    Header.magic = FLEXNET_ABI_MAGIC;
    Header.major = FLEXNET_ABI_MAJOR;
    Header.minor = FLEXNET_ABI_MINOR;
    Set = {add("queues"), add("resume"), FLEXNET_TRANSPORT_CPUMAP, 64, 2048, FLEXNET_DELIVER,
           FLEXNET_DROP, 0, 0, 0};
    Coroutine = {add("rx"), 0, 1, add("rx.bpf.cpp"), 10};
    Point = {0, 0, 0, 8, 0, 1, Coroutine.file, 12, 3};
    Variable = {add("len"), 4, 4};
    Executor = {add("round_robin"), Coroutine.file, 20};
  }

  uint32_t add(const char *String) {
    uint32_t Offset = Strings.size();
    Strings.append(String, strlen(String) + 1);
    return Offset;
  }

  /// Lays everything out; what the test has set in Header's tables stays if not 0.
  std::vector<char> bytes() const {
    flexnet_abi_header H = Header;
    std::vector<char> Out(sizeof(H));
    auto Append = [&](flexnet_abi_table &T, const void *Data, uint32_t Size, uint32_t EntrySize,
                      uint32_t Padding = 0) {
      flexnet_abi_table Real = {static_cast<uint32_t>(Out.size()), Size / EntrySize,
                                EntrySize + Padding};
      if (!T.offset)
        T.offset = Real.offset;
      if (!T.count)
        T.count = Real.count;
      if (!T.entry_size)
        T.entry_size = Real.entry_size;
      auto *Bytes = static_cast<const char *>(Data);
      Out.insert(Out.end(), Bytes, Bytes + Size);
      Out.insert(Out.end(), Padding, '\xff');
    };
    Append(H.sets, &Set, sizeof(Set), sizeof(Set), SetPadding);
    Append(H.coroutines, &Coroutine, sizeof(Coroutine), sizeof(Coroutine));
    Append(H.points, &Point, sizeof(Point), sizeof(Point));
    Append(H.variables, &Variable, sizeof(Variable), sizeof(Variable));
    Append(H.executors, &Executor, sizeof(Executor), sizeof(Executor));
    Append(H.strings, Strings.data(), Strings.size(), 1);
    if (!H.size)
      H.size = Out.size();
    memcpy(Out.data(), &H, sizeof(H));
    return Out;
  }
};

#endif
