// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What clang and the BPF backend refuse rightly and at the right line, but in words that
// name an option or an internal function, is said in the words of a BPF developer: what
// is wrong, and what to write instead.

#include "StackErrors.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/Frontend/CompilerInstance.h"

#include <optional>
#include <set>

using namespace clang;
using clang::flexnet::Message;

namespace {
struct OfClang {
  unsigned ID;
  Message M;
};

/// A message of the backend, which has one id for all.
struct OfBackend {
  StringRef Contains;
  Message M;
};
} // namespace

static constexpr OfClang ClangTable[] = {
    {diag::err_exceptions_disabled, Message::Exceptions},
    {diag::err_no_typeid_with_fno_rtti, Message::TypeInfo},
    {diag::err_no_dynamic_cast_with_fno_rtti, Message::DynamicCast},
    {diag::err_thread_unsupported, Message::ThreadLocal},
    {diag::err_implied_std_coroutine_traits_promise_type_not_found, Message::NoCoroutine},
    {diag::err_implied_coroutine_type_not_found, Message::NoCoroutine},
};

static constexpr OfBackend BackendTable[] = {
    {"'memcpy'", Message::CopyTooLarge},
    {"'memmove'", Message::CopyTooLarge},
    {"'memset'", Message::CopyTooLarge},
    {"ti3'", Message::WideArithmetic}, // __multi3, __udivti3, ...
    {"only small returns supported", Message::WideArithmetic},
    {"unsupported atomic operation", Message::NarrowAtomic},
};

static bool isBackend(const Diagnostic &Info, StringRef Contains) {
  if (Info.getID() != diag::err_fe_backend_unsupported)
    return false;
  SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  return StringRef(Text).contains(Contains);
}

static bool isCoroutineWithoutVerdict(const Diagnostic &Info) {
  static constexpr unsigned Coroutine = 3; // of %select{function|block|lambda|coroutine}0
  return Info.getID() == diag::warn_falloff_nonvoid && Info.getRawArg(0) == Coroutine;
}

/// Of co_await and co_yield, which are calls of the promise's functions.
static bool isCallOf(const Diagnostic &Info, StringRef Function) {
  static constexpr StringRef Name = "%0";
  if (Info.getID() != diag::err_ovl_no_viable_member_function_in_call)
    return false;
  SmallString<32> Called;
  Info.FormatDiagnostic(Name.begin(), Name.end(), Called);
  return Called.str().trim('\'') == Function;
}

static std::optional<Message> wordsFor(const Diagnostic &Info) {
  for (const OfClang &Row : ClangTable)
    if (Row.ID == Info.getID())
      return Row.M;
  for (const OfBackend &Row : BackendTable)
    if (isBackend(Info, Row.Contains))
      return Row.M;
  return std::nullopt;
}

namespace {
class Rewording : public DiagnosticConsumer {
public:
  explicit Rewording(CompilerInstance &CI)
      : Diags(CI.getDiagnostics()), Next(Diags.takeClient()), Stack(CI) {}

  void clear() override {
    DiagnosticConsumer::clear();
    Next->clear();
  }
  void BeginSourceFile(const LangOptions &Opts, const Preprocessor *P) override {
    PP = P;
    Next->BeginSourceFile(Opts, P);
  }
  void EndSourceFile() override {
    if (!getNumErrors()) // else much of the program may be gone
      Stack.report();
    PP = nullptr;
    Next->EndSourceFile();
  }
  void finish() override { Next->finish(); }
  bool IncludeInDiagnosticCounts() const override { return Next->IncludeInDiagnosticCounts(); }

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    // That debug info has no line comes before the error that it is about.
    if (Level == DiagnosticsEngine::Note &&
        (Dropping || Info.getID() == diag::note_fe_backend_invalid_loc))
      return;
    std::optional<Message> M = wordsFor(Info);
    Dropping = isSaidElsewhere(Info, M);
    if (Dropping)
      return;
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (!M) {
      Next->HandleDiagnostic(Level, Info);
      if (std::optional<flexnet::MissingHeader> Missing =
              PP ? flexnet::missingHeader(Info, *PP) : std::nullopt)
        report(Diags, Info.getLocation(), Message::DeclaredInHeader)
            << Missing->Name << Missing->Header;
      return;
    }
    SmallString<256> Words;
    std::string Text = flexnet::textOf(*M, Diags);
    Info.FormatDiagnostic(Text.data(), Text.data() + Text.size(), Words);
    DiagnosticStorage Storage;
    Storage.DiagRanges.append(Info.getRanges().begin(), Info.getRanges().end());
    unsigned ID = Diags.getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::Error, Text);
    Next->HandleDiagnostic(Level, Diagnostic(&Diags, Info.getLocation(), ID, Storage, Words));
  }

private:
  DiagnosticsEngine &Diags;
  std::unique_ptr<DiagnosticConsumer> Next;
  flexnet::StackErrors Stack;
  const Preprocessor *PP = nullptr; ///< while a source is read
  bool Dropping = false;            ///< the notes of what was dropped

  bool isSaidElsewhere(const Diagnostic &Info, std::optional<Message> M) {
    if (Stack.take(Info))
      return true;
    // A warning of ours: clang's options for its own reach it, too, as it is then not here.
    if (isCoroutineWithoutVerdict(Info)) {
      report(Diags, Info.getLocation(), Message::NoVerdict);
      return true;
    }
    if (isCallOf(Info, "await_transform")) {
      report(Diags, Info.getLocation(), Message::AwaitsNoQueue) << "'void'";
      return true;
    }
    if (isCallOf(Info, "yield_value")) {
      report(Diags, Info.getLocation(), Message::YieldsNoValue);
      return true;
    }
    // RefusePass has said so.
    if (isBackend(Info, "variadic functions"))
      return true;
    // The backend says of every part of an operation that it cannot.
    return M && !Said.insert({Info.getLocation().getRawEncoding(), *M}).second;
  }

  std::set<std::pair<unsigned, Message>> Said;
};
} // namespace

void flexnet::rewordDiagnostics(CompilerInstance &CI) {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  for (unsigned ID : {diag::warn_fe_frame_larger_than, diag::warn_fe_backend_frame_larger_than})
    Diags.setSeverity(ID, diag::Severity::Error, SourceLocation());
  Diags.setClient(new Rewording(CI), /*ShouldOwnClient=*/true);
}
