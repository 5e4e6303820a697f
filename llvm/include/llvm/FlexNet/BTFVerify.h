// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_BTFVERIFY_H
#define LLVM_FLEXNET_BTFVERIFY_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Object/ObjectFile.h"

#include <optional>
#include <string>

namespace llvm::flexnet {

/// What is between the compiler and the kernel.
enum class BTFForm {
  Kernel, ///< as given to BPF_BTF_LOAD
  Object, ///< in an object file: libbpf has yet to fill in sections and externs
};

struct BTFProblem {
  unsigned TypeId;      ///< 0: the header or the strings
  std::string TypeName; ///< may be empty
  std::string Rule;     ///< what the kernel refuses, as a clause
};

/// Checks BTF by the rules of kernel/bpf/btf.c, for BTF without a base. What is accepted the
/// kernel accepts too (in Object form, after libbpf). Returns the first problem.
std::optional<BTFProblem> verifyBTF(StringRef BTF, BTFForm Form);

/// Checks .BTF of an object file, if it has one.
std::optional<BTFProblem> verifyBTF(const object::ObjectFile &Object);

/// Where the kernel refuses the lines of a program.
struct BTFLineProblem {
  std::string File;
  unsigned Line;
};

/// Checks the lines in .BTF.ext of an object file, if it has one (lib/Target/BPF/BTFLines.cpp).
std::optional<BTFLineProblem> verifyBTFLines(const object::ObjectFile &Object);

} // namespace llvm::flexnet

#endif
