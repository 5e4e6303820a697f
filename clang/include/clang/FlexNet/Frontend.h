// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_FRONTEND_H
#define CLANG_FLEXNET_FRONTEND_H

#include "llvm/FlexNet/Diagnostic.h"

#include <memory>
#include <optional>

namespace llvm::object {
class ObjectFile;
}

namespace clang {
class CompilerInstance;
class CompilerInvocation;
class Diagnostic;
class FrontendAction;
class Preprocessor;

namespace flexnet {
struct Options;

/// Makes CI compile for FlexNet: macros, checks on the source, passes. Does nothing
/// without a -fflexnet-* option.
void setUp(CompilerInstance &CI, const Options &O);

/// Makes CI import the headers that Directory holds as compiled modules instead of
/// parsing them, where that cannot be told from the result.
/// BothRuntimes.cpp: O.Both: what CI makes, which was set up, gets the object of the kernel runtime,
/// too, which the compiler Self makes of the invocation before that; false after errors.
bool compileForBoth(CompilerInstance &CI, const CompilerInvocation &AsGiven, const Options &O,
                    llvm::StringRef Self);

void usePrebuiltModules(CompilerInstance &CI, llvm::StringRef Directory);

/// Says what clang and its backend say about BPF in our words (lib/Frontend/Reword.cpp).
void rewordDiagnostics(CompilerInstance &CI);

/// Says what our headers assert of template arguments where the user gave them
/// (lib/Frontend/HeaderAssertions.cpp).
void sayAssertionsAtUse(CompilerInstance &CI);

/// A name that the source uses, and the header of ours that declares it and is not included.
struct MissingHeader {
  std::string Name;
  llvm::StringRef Header;
};
/// What an error of clang is due to, if to that (lib/Frontend/MissingHeader.cpp).
std::optional<MissingHeader> missingHeader(const Diagnostic &Info, const Preprocessor &PP);

/// Has an object written only if the kernel takes its BTF and it is within the user's limits
/// (lib/Frontend/ObjectOutput.cpp).
void checkObjects(CompilerInstance &CI, const Options &O);

/// Writes the report that O asks for, and reports what is above its limits; false: something is
/// (lib/Frontend/ObjectBounds.cpp).
bool checkBounds(CompilerInstance &CI, const Options &O, const llvm::object::ObjectFile &Object);

/// Does what CI is for, once it is set up.
bool execute(CompilerInstance &CI);

/// Action, in which objects of an arena convert to references and `this` as any object does
/// (lib/Frontend/ArenaTarget.cpp).
std::unique_ptr<FrontendAction> withArenaObjects(std::unique_ptr<FrontendAction> Action);

/// Prints what the passes find out about the user's program as clang prints its own
/// messages, with the source line. CI must outlive it.
llvm::flexnet::DiagnosticSink diagnosticSink(CompilerInstance &CI);

} // namespace flexnet
} // namespace clang

#endif
