// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects are made in memory and written when their BTF has been checked: libbpf would load
// an object whose BTF the kernel refuses without any BTF. So are the limits of the user's.

#include "clang/FlexNet/Frontend.h"
#include "clang/FlexNet/Options.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/DebugInfo/DWARF/DWARFContext.h"
#include "llvm/FlexNet/BTFVerify.h"
#include "llvm/Object/ObjectFile.h"

using namespace clang;
using namespace llvm;

namespace {
struct Buffer {
  SmallString<0> Data;
};

/// Given to clang in place of the object file, which it opens when clang is done with it.
class ObjectStream : private Buffer, public raw_svector_ostream {
public:
  ObjectStream(CompilerInstance &CI, const clang::flexnet::Options &O)
      : raw_svector_ostream(Data), CI(CI), O(O) {}
  ~ObjectStream() override {
    // Nothing is in it if an error came before.
    if (Data.empty() || CI.getDiagnostics().hasErrorOccurred() || !check())
      return;
    StringRef Input = CI.getFrontendOpts().Inputs.front().getFile();
    if (auto File = CI.createDefaultOutputFile(/*Binary=*/true, Input, "o"))
      *File << Data;
  }

private:
  CompilerInstance &CI;
  clang::flexnet::Options O;

  bool check();
  bool refuse(const llvm::flexnet::BTFProblem &Problem, const object::ObjectFile &Object);
};
} // namespace

/// Sets File and Line to where debug info has the type that BTF has under this name.
static void locate(const object::ObjectFile &Object, StringRef TypeName,
                   llvm::flexnet::Diagnostic &D) {
  if (TypeName.empty())
    return;
  std::unique_ptr<DWARFContext> DWARF = DWARFContext::create(Object);
  for (const auto &Unit : DWARF->compile_units())
    for (const DWARFDebugInfoEntry &Entry : Unit->dies()) {
      DWARFDie Die(Unit.get(), &Entry);
      const char *Name = Die.getShortName();
      if (!Name || !Die.getDeclLine() || TypeName != Name)
        continue;
      D.File = Die.getDeclFile(DILineInfoSpecifier::FileLineInfoKind::AbsoluteFilePath);
      D.Line = Die.getDeclLine();
      return;
    }
}

bool ObjectStream::check() {
  Expected<std::unique_ptr<object::ObjectFile>> Object =
      object::ObjectFile::createObjectFile(MemoryBufferRef(Data, "object"));
  if (!Object) {
    consumeError(Object.takeError()); // not an object: clang's own output is left as it is
    return true;
  }
  if (std::optional<llvm::flexnet::BTFProblem> Problem = llvm::flexnet::verifyBTF(**Object))
    return refuse(*Problem, **Object);
  if (std::optional<llvm::flexnet::BTFLineProblem> Problem =
          llvm::flexnet::verifyBTFLines(**Object)) {
    llvm::flexnet::Diagnostic D = llvm::flexnet::message(llvm::flexnet::Message::RefusedLines);
    D.File = Problem->File;
    D.Line = Problem->Line;
    clang::flexnet::diagnosticSink(CI)(D);
    return false;
  }
  return clang::flexnet::checkBounds(CI, O, **Object);
}

bool ObjectStream::refuse(const llvm::flexnet::BTFProblem &Problem,
                          const object::ObjectFile &Object) {
  std::string Type =
      Problem.TypeName.empty() ? "type " + utostr(Problem.TypeId) : "'" + Problem.TypeName + "'";
  llvm::flexnet::Diagnostic D =
      llvm::flexnet::message(llvm::flexnet::Message::RefusedBTF, Type, Problem.Rule);
  locate(Object, Problem.TypeName, D);
  clang::flexnet::diagnosticSink(CI)(D);
  return false;
}

void clang::flexnet::checkObjects(CompilerInstance &CI, const Options &O) {
  const FrontendOptions &Opts = CI.getFrontendOpts();
  if (Opts.ProgramAction == frontend::EmitObj && Opts.Inputs.size() == 1)
    CI.setOutputStream(std::make_unique<ObjectStream>(CI, O));
}
