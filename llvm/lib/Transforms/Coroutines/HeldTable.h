// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// llvm/FlexNet/HeldSections.def, asked by calls.

#ifndef FLEXNET_LIB_COROUTINES_HELDTABLE_H
#define FLEXNET_LIB_COROUTINES_HELDTABLE_H

#include "llvm/IR/InstrTypes.h"

#include <optional>

namespace llvm::flexnet::held {

enum class Class {
#define HELD_CLASS(ID, STATE, BEGAN, BEFORE, ALWAYS, RESUME) ID,
#include "llvm/FlexNet/HeldSections.def"
};

/// How the user is told.
struct Words {
  StringLiteral State, Began, Before, Always;
  bool RefusesCalls; ///< while it is held, the kernel allows none
};
const Words &wordsOf(Class C);

/// What names the thing that is held.
enum class Named { Section, Result, Argument, LastArgument };
enum class If { Always, NotNull, Zero };

struct Begin {
  Class Of;
  Named What;
  If When;
};
/// What Call begins to hold.
std::optional<Begin> beginOf(const CallBase &Call);

/// The argument that names what Call ends to hold, if it is of class C.
std::optional<unsigned> endOf(const CallBase &Call, Class C);

/// 1 if Call takes a lock, -1 if it gives one back, else 0.
int lockChange(const CallBase &Call);

/// Whether Call is in the table.
bool isListed(const CallBase &Call);

/// What Call returns can wait in a map's value.
struct Home {
  StringLiteral Type, Release;
};
const Home *homeOf(const CallBase &Call);

} // namespace llvm::flexnet::held

#endif
