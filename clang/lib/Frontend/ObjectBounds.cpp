// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the kernel will ask of an object, before it is written: -fflexnet-report= and the
// -fflexnet-max-*= that only the object can tell. The numbers are those of `flexnet inspect`,
// from the same code (flexnet-runtime/lib/bounds).

#include "ObjectJson.h"
#include "bounds.h"
#include "internal.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/FlexNet/Options.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;
using llvm::flexnet::message;
using llvm::flexnet::Message;

namespace {
using BoundsPtr = std::unique_ptr<bounds, decltype(&bounds__free)>;
using TablePtr = std::unique_ptr<flexnet_table, decltype(&free)>;

/// Reports what is above a limit, with what contributes most.
class LimitChecker {
public:
  LimitChecker(const clang::flexnet::Limits &Limit, const flexnet_table &Table,
               llvm::flexnet::DiagnosticSink Report)
      : Limit(Limit), Table(Table), Report(std::move(Report)) {}

  bool check(const bounds_program &P) {
    bool Fits = true;
    if (Limit.Stack && P.stack > *Limit.Stack) {
      Fits = false;
      say(message(Message::TooMuchStack, P.name, P.stack, P.frames, *Limit.Stack), placeOf(P));
      for (const bounds_frame &F : ArrayRef(P.chain).take_while(isUsed))
        say(message(Message::TakesStack, F.name, F.bytes, F.taken), F.place);
    }
    if (Limit.Insns && P.loaded_insns > *Limit.Insns) {
      Fits = false;
      say(message(Message::TooManyInstructions, P.name, P.loaded_insns, *Limit.Insns), placeOf(P));
      noteLines(P.size_lines, Message::InstructionsHere);
    }
    if (Limit.Work && (P.work_is_more || P.work > *Limit.Work)) {
      Fits = false;
      say(message(Message::TooMuchVerifierWork, P.work_is_more ? "more than " : "", P.work, P.name,
                  *Limit.Work),
          placeOf(P));
      noteLines(P.work_lines, Message::WorkHere);
    }
    return Fits;
  }

private:
  const clang::flexnet::Limits &Limit;
  const flexnet_table &Table;
  llvm::flexnet::DiagnosticSink Report;

  void say(llvm::flexnet::Diagnostic D, const bounds_place &Place) {
    D.File = Place.file;
    D.Line = Place.line;
    D.Column = Place.column;
    Report(D);
  }

  static bool isUsed(const bounds_frame &F) { return F.name; }

  void noteLines(ArrayRef<bounds_line> Lines, Message M) {
    for (const bounds_line &L : Lines)
      if (L.count)
        say(message(M, L.count), L.place);
  }

  /// Where the user wrote what became of P: the coroutine, its co_await, the executor.
  bounds_place placeOf(const bounds_program &P) {
    for (const flexnet_coroutine &C : ArrayRef(Table.coroutines, Table.coroutine_count))
      if (StringRef(C.name) == P.name)
        return {C.file, C.line, 1};
    for (const flexnet_executor &E : ArrayRef(Table.executors, Table.executor_count))
      if (StringRef(E.name) == P.name)
        return {E.file, E.line, 1};
    for (const flexnet_point &Point : ArrayRef(Table.points, Table.point_count))
      if (StringRef(Table.sets[Point.set].resume_program) == P.name)
        return {Point.file, Point.line, Point.column};
    return P.place;
  }
};
} // namespace

/// The object's table; an empty one if it holds no coroutine.
static TablePtr readTable(const object::ObjectFile &Object) {
  flexnet_table *Table = nullptr;
  for (const object::SectionRef &S : Object.sections()) {
    Expected<StringRef> Name = S.getName();
    Expected<StringRef> Bytes = S.getContents();
    bool Found = Name && Bytes && *Name == FLEXNET_ABI_SECTION;
    if (Found)
      table__parse(Bytes->data(), Bytes->size(), &Table);
    consumeError(Name.takeError());
    consumeError(Bytes.takeError());
  }
  if (!Table)
    Table = static_cast<flexnet_table *>(calloc(1, sizeof(*Table)));
  Table->major = FLEXNET_ABI_MAJOR;
  Table->minor = FLEXNET_ABI_MINOR;
  return TablePtr(Table, free);
}

/// Beside the object, or, if that goes to stdout, here with the name of the source.
static std::string reportFile(const FrontendOptions &Opts, StringRef Report) {
  if (Report.consume_front("json:"))
    return Report.str();
  StringRef Output = Opts.OutputFile;
  SmallString<128> File(Output.empty() || Output == "-"
                            ? sys::path::filename(Opts.Inputs.front().getFile())
                            : Output);
  sys::path::replace_extension(File, "flexnet.json");
  return File.str().str();
}

bool clang::flexnet::checkBounds(CompilerInstance &CI, const Options &O,
                                 const object::ObjectFile &Object) {
  if (O.Report.empty() && !O.Limit.ofObject())
    return true;
  const char *Why;
  BoundsPtr Bounds(bounds__read(Object.getData().data(), Object.getData().size(), &Why),
                   bounds__free);
  if (!Bounds) {
    diagnosticSink(CI)(message(Message::NoBounds, Why));
    return false;
  }
  TablePtr Table = readTable(Object);
  if (!O.Report.empty())
    if (auto File = CI.createOutputFile(reportFile(CI.getFrontendOpts(), O.Report),
                                        /*Binary=*/false, /*RemoveFileOnSignal=*/true,
                                        /*UseTemporary=*/true))
      *File << ::flexnet::objectJson(*Table, *Bounds);
  LimitChecker Checker(O.Limit, *Table, diagnosticSink(CI));
  bool Fits = true;
  for (const bounds_program &P : ArrayRef(Bounds->programs, Bounds->count))
    Fits &= Checker.check(P);
  return Fits;
}
