// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler's check of BTF: each rule refuses the smallest BTF that breaks it, which the
// kernel refuses, too, if it is there to be asked.

#include "llvm/FlexNet/BTFVerify.h"

#include "llvm/DebugInfo/BTF/BTF.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>
#include <initializer_list>
#include <linux/bpf.h>
#include <random>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

using namespace llvm;
using namespace llvm::flexnet;

namespace {
constexpr uint32_t Flag = 1u << 31; ///< added to the number of members

/// Types are numbered from 1 in the order they are added. Members are the words behind a type.
class BTFBuilder {
public:
  uint32_t string(const std::string &S) {
    uint32_t At = Strings.size();
    Strings += S + '\0';
    return At;
  }
  BTFBuilder &type(const std::string &Name, unsigned Kind, uint32_t SizeOrType,
                   std::initializer_list<uint32_t> Tail = {}, uint32_t Members = 0) {
    uint32_t NameOffset = Name.empty() ? 0 : string(Name);
    Types.insert(Types.end(), {NameOffset, Kind << 24 | Members, SizeOrType});
    Types.insert(Types.end(), Tail);
    return *this;
  }
  /// The type every test has: id 1.
  BTFBuilder &integer(uint32_t Bits = 32, uint32_t Size = 4) {
    return type("int", BTF::BTF_KIND_INT, Size, {1u << 24 | Bits});
  }
  std::string build() const {
    std::string Out;
    auto put = [&Out](uint32_t Word) { Out.append(reinterpret_cast<char *>(&Word), 4); };
    uint32_t Length = Types.size() * 4;
    for (uint32_t Word : {uint32_t(BTF::MAGIC) | 1u << 16, uint32_t(BTF::HeaderSize), 0u, Length,
                          Length, uint32_t(Strings.size())})
      put(Word);
    for (uint32_t Word : Types)
      put(Word);
    return Out + Strings;
  }

private:
  std::string Strings = std::string(1, '\0');
  std::vector<uint32_t> Types;
};

/// As the kernel has it; nothing if it cannot be asked.
std::optional<bool> kernelTakes(const std::string &BTF) {
  bpf_attr Attr = {};
  Attr.btf = reinterpret_cast<uintptr_t>(BTF.data());
  Attr.btf_size = BTF.size();
  int FD = syscall(SYS_bpf, BPF_BTF_LOAD, &Attr, sizeof(Attr));
  if (FD >= 0)
    close(FD);
  else if (errno == EPERM || errno == ENOSYS)
    return std::nullopt;
  return FD >= 0;
}

void expectRefused(const std::string &BTF, const char *Rule) {
  std::optional<BTFProblem> Problem = verifyBTF(BTF, BTFForm::Kernel);
  ASSERT_TRUE(Problem) << "expected: " << Rule;
  EXPECT_NE(Problem->Rule.find(Rule), std::string::npos) << Problem->Rule;
  EXPECT_FALSE(kernelTakes(BTF).value_or(false)) << "the kernel takes it";
}

void expectTaken(const std::string &BTF) {
  std::optional<BTFProblem> Problem = verifyBTF(BTF, BTFForm::Kernel);
  EXPECT_FALSE(Problem) << Problem->TypeName << " " << Problem->Rule;
  EXPECT_TRUE(kernelTakes(BTF).value_or(true)) << "the kernel refuses it";
}
} // namespace

using namespace llvm::BTF;
using B = BTFBuilder;

TEST(BTFVerify, Header) {
  std::string Good = B().integer().build();
  expectTaken(Good);
  expectRefused(Good.substr(0, 20), "header is cut short");
  std::string Bad = Good;
  Bad[0] ^= 1;
  expectRefused(Bad, "not that of BTF");
  expectRefused(Good + '\0', "do not fill it");
  Bad = Good;
  Bad.back() = 'x';
  expectRefused(Bad, "end with NUL");
}

TEST(BTFVerify, Names) {
  expectTaken(B().integer().type("a.b_1", BTF_KIND_TYPEDEF, 1).build());
  expectTaken(B().integer().type(std::string(511, 'x'), BTF_KIND_TYPEDEF, 1).build());
  expectRefused(B().integer().type("a<b>", BTF_KIND_TYPEDEF, 1).build(), "not an identifier");
  expectRefused(B().integer().type("1a", BTF_KIND_TYPEDEF, 1).build(), "not an identifier");
  expectRefused(B().integer().type(std::string(600, 'x'), BTF_KIND_TYPEDEF, 1).build(),
                "512 characters");
  expectRefused(B().integer().type("", BTF_KIND_TYPEDEF, 1).build(), "has no name");
  expectRefused(B().integer().type("p", BTF_KIND_PTR, 1).build(), "has a name");
  expectRefused(B().integer().type("", BTF_KIND_FWD, 0).build(), "has no name");
  expectRefused(B().integer().type("", BTF_KIND_TYPE_TAG, 1).build(), "has no text");
}

TEST(BTFVerify, Integers) {
  expectTaken(B().integer(128, 16).build());
  expectRefused(B().integer(64, 4).build(), "more bits than its size");
  expectRefused(B().integer(129, 32).build(), "more than 128 bits");
  expectRefused(B().type("i", BTF_KIND_INT, 4, {3u << 24 | 32}).build(), "encoding");
  expectRefused(B().integer().type("f", BTF_KIND_FLOAT, 3).build(), "float of 3 bytes");
}

TEST(BTFVerify, Members) {
  auto record = [](unsigned Kind, uint32_t Size, std::initializer_list<uint32_t> Members,
                   uint32_t Count) {
    return B().integer().type("s", Kind, Size, Members, Count).build();
  };
  expectTaken(record(BTF_KIND_STRUCT, 8, {0, 1, 0, 0, 1, 32}, 2));
  expectTaken(record(BTF_KIND_STRUCT, 1, {}, 0));
  expectTaken(record(BTF_KIND_STRUCT, 4, {0, 1, 3u << 24, 0, 1, 5u << 24 | 3}, 2 | Flag));
  expectRefused(record(BTF_KIND_STRUCT, 8, {0, 1, 32, 0, 1, 0}, 2), "lies before");
  expectRefused(record(BTF_KIND_STRUCT, 4, {0, 1, 64}, 1), "behind its end");
  expectRefused(record(BTF_KIND_STRUCT, 4, {0, 1, 8}, 1), "ends behind it");
  expectRefused(record(BTF_KIND_STRUCT, 4, {0, 0, 0}, 1), "of type void");
  expectRefused(record(BTF_KIND_STRUCT, 4, {0, 9, 0}, 1), "without a size");
  expectRefused(record(BTF_KIND_UNION, 8, {0, 1, 32}, 1), "not at 0");
  expectRefused(record(BTF_KIND_STRUCT, 8, {0, 1, 33u << 24}, 1 | Flag), "bit-field");
  expectRefused(record(BTF_KIND_STRUCT, 8, {0, 1, 4}, 1 | Flag), "does not begin at a byte");
  expectRefused(record(BTF_KIND_STRUCT, 4, {0, 2, 0}, 1), "contains itself");
}

TEST(BTFVerify, MembersOfOtherKinds) {
  auto member = [](B Types, uint32_t Offset, uint32_t Size, uint32_t Flags = 0) {
    return Types.type("s", BTF_KIND_STRUCT, Size, {0, 2, Offset}, 1 | Flags).build();
  };
  B Double = B().integer().type("double", BTF_KIND_FLOAT, 8);
  expectTaken(member(Double, 64, 16));
  expectRefused(member(Double, 8, 16), "not aligned");
  B Declared = B().integer().type("d", BTF_KIND_FWD, 0);
  expectRefused(member(Declared, 0, 8), "without a size");
  B Byte = B().integer().type("e", BTF_KIND_ENUM, 1);
  expectTaken(member(Byte, 0, 1));
  expectRefused(member(Byte, 0, 1, Flag), "ends behind it");
  B Pointer = B().integer().type("", BTF_KIND_PTR, 0);
  expectRefused(member(Pointer, 4, 16), "does not begin at a byte");
  expectRefused(member(Pointer, 0, 4), "ends behind it");
  expectRefused(member(Pointer, 8u << 24, 16, Flag), "bit-field");
}

TEST(BTFVerify, Enums) {
  expectTaken(B().integer().type("e", BTF_KIND_ENUM, 4).build());
  expectRefused(B().integer().type("e", BTF_KIND_ENUM, 16).build(), "enum of 16 bytes");
  expectRefused(B().integer().type("e", BTF_KIND_ENUM, 0).build(), "enum of 0 bytes");
  expectRefused(B().integer().type("e", BTF_KIND_ENUM, 4, {0, 1}, 1).build(), "without a name");
  expectRefused(B().integer().type("e", BTF_KIND_ENUM64, 8, {0, 1, 0}, 1).build(),
                "without a name");
}

TEST(BTFVerify, Arrays) {
  expectTaken(B().integer().type("", BTF_KIND_ARRAY, 0, {1, 1, 4}).build());
  expectRefused(B().integer().type("", BTF_KIND_ARRAY, 0, {0, 1, 4}).build(), "array of void");
  expectRefused(B().integer().type("", BTF_KIND_ARRAY, 4, {1, 1, 4}).build(), "size of its own");
  expectRefused(B().integer().type("", BTF_KIND_ARRAY, 0, {1, 1, 0x40000000}).build(), "4 GB");
  expectRefused(
      B().integer().type("d", BTF_KIND_FWD, 0).type("", BTF_KIND_ARRAY, 0, {2, 1, 4}).build(),
      "without a size");
  expectRefused(B().integer(24, 4).type("", BTF_KIND_ARRAY, 0, {1, 1, 4}).build(), "whole bytes");
}

TEST(BTFVerify, Functions) {
  auto function = [](std::initializer_list<uint32_t> Parameters, uint32_t Count,
                     uint32_t Linkage = FUNC_GLOBAL) {
    B Types = B().integer();
    Types.type("", BTF_KIND_FUNC_PROTO, 1, Parameters, Count);
    return Types.type("f", BTF_KIND_FUNC, 2, {}, Linkage).build();
  };
  expectTaken(function({}, 0));
  expectRefused(function({0, 1}, 1), "parameter without a name");
  expectRefused(function({0, 9}, 1), "not a type");
  expectRefused(function({}, 0, FUNC_EXTERN), "linkage");
  expectRefused(B().integer().type("f", BTF_KIND_FUNC, 1).build(), "without a type");
  expectRefused(B().integer().type("", BTF_KIND_FUNC_PROTO, 3).type("", BTF_KIND_CONST, 0).build(),
                "without a size");
}

TEST(BTFVerify, VariablesAndSections) {
  auto section = [](uint32_t Offset, uint32_t Size, uint32_t SectionSize) {
    return B()
        .integer()
        .type("v", BTF_KIND_VAR, 1, {VAR_STATIC})
        .type(".bss", BTF_KIND_DATASEC, SectionSize, {2, Offset, Size}, 1)
        .build();
  };
  expectTaken(section(0, 4, 4));
  expectRefused(section(0, 4, 0), "without a size");
  expectRefused(section(4, 4, 4), "offset that cannot be");
  expectRefused(section(0, 8, 4), "size that cannot be");
  expectRefused(section(0, 2, 4), "smaller than its type");
  expectRefused(B().integer().type("v", BTF_KIND_VAR, 0, {0}).build(), "type void");
  expectRefused(B().integer().type("v", BTF_KIND_VAR, 1, {2}).build(), "linkage");
  expectRefused(B().integer().type("d", BTF_KIND_FWD, 0).type("v", BTF_KIND_VAR, 2, {0}).build(),
                "without a size");
}

TEST(BTFVerify, ObjectsAreFinishedByLibbpf) {
  std::string External = B().integer()
                             .type("v", BTF_KIND_VAR, 1, {VAR_GLOBAL_EXTERNAL})
                             .type(".ksyms", BTF_KIND_DATASEC, 0, {2, 0, 4}, 1)
                             .build();
  EXPECT_FALSE(verifyBTF(External, BTFForm::Object));
  EXPECT_TRUE(verifyBTF(External, BTFForm::Kernel));
}

TEST(BTFVerify, Tags) {
  B Pointee = B().integer().type("tag", BTF_KIND_TYPE_TAG, 1);
  expectTaken(B(Pointee).type("", BTF_KIND_PTR, 2).build());
  expectRefused(B(Pointee).type("", BTF_KIND_CONST, 2).build(), "behind a qualifier");
  B Struct = B().integer().type("s", BTF_KIND_STRUCT, 4, {0, 1, 0}, 1);
  expectTaken(B(Struct).type("tag", BTF_KIND_DECL_TAG, 2, {0}).build());
  expectRefused(B(Struct).type("tag", BTF_KIND_DECL_TAG, 2, {1}).build(), "not there");
  expectRefused(B(Struct).type("tag", BTF_KIND_DECL_TAG, 1, {~0u}).build(), "cannot be tagged");
  expectRefused(B(Struct).type("tag", BTF_KIND_DECL_TAG, 2, {~1u}).build(), "cannot be");
}

TEST(BTFVerify, Walks) {
  expectRefused(B().integer().type("", BTF_KIND_PTR, 3).type("", BTF_KIND_PTR, 2).build(),
                "contains itself");
  expectRefused(B().integer().type("t", BTF_KIND_TYPEDEF, 9).build(), "not a type");
  auto nested = [](unsigned Depth) {
    B Types = B().integer();
    for (unsigned I = 1; I < Depth; ++I)
      Types.type("s" + std::to_string(I), BTF_KIND_STRUCT, 4, {0, 2 + I, 0}, 1);
    return Types.type("last", BTF_KIND_STRUCT, 4, {0, 1, 0}, 1).build();
  };
  expectTaken(nested(32));
  expectRefused(nested(33), "33rd type within another");
}

TEST(BTFVerify, RunningKernel) {
  auto Kernel = MemoryBuffer::getFile("/sys/kernel/btf/vmlinux", false, false);
  if (!Kernel)
    GTEST_SKIP() << "no BTF of the kernel";
  std::optional<BTFProblem> Problem = verifyBTF((*Kernel)->getBuffer(), BTFForm::Kernel);
  EXPECT_FALSE(Problem) << Problem->TypeName << " " << Problem->Rule;
}

TEST(BTFVerify, WhatIsTakenTheKernelTakes) {
  std::string Seed = B().integer()
                         .type("", BTF_KIND_PTR, 4)
                         .type("u8", BTF_KIND_TYPEDEF, 1)
                         .type("s", BTF_KIND_STRUCT, 16, {0, 2, 0, 0, 3, 64, 0, 5, 96}, 3)
                         .type("", BTF_KIND_ARRAY, 0, {3, 1, 1})
                         .type("e", BTF_KIND_ENUM, 4)
                         .type("", BTF_KIND_CONST, 4)
                         .type("tag", BTF_KIND_DECL_TAG, 4, {1})
                         .type("v", BTF_KIND_VAR, 7, {VAR_STATIC})
                         .type(".bss", BTF_KIND_DATASEC, 16, {9, 0, 16}, 1)
                         .build();
  expectTaken(Seed);
  std::minstd_rand Random(1);
  size_t Words = (Seed.find(std::string("\0int", 4)) - HeaderSize) / 4;
  for (int I = 0; I < 3000; ++I) {
    std::string Damaged = Seed;
    uint32_t Word = Random() % 3 ? Random() % 24 : 1u << Random() % 32;
    memcpy(&Damaged[HeaderSize + Random() % Words * 4], &Word, 4);
    if (!verifyBTF(Damaged, BTFForm::Kernel))
      EXPECT_TRUE(kernelTakes(Damaged).value_or(true)) << "mutation " << I;
  }
}
