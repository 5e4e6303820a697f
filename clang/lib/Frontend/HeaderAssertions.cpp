// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a header of ours asserts of its template arguments is said where the user gave them:
//
//   queues.h:46:17: error: static assertion failed due to requirement '...': the depth of a queue
//   ... x.cpp:3:34: note: in instantiation of template class 'flexnet::queues<4, ...>' requested
//   here
//
// becomes
//
//   x.cpp:3:34: error: the depth of a queue is a power of two, at least 4 [flexnet-wrong-option]

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/Frontend/CompilerInstance.h"

using namespace clang;
using clang::flexnet::Message;

namespace {
class HeaderAssertions : public DiagnosticConsumer {
public:
  explicit HeaderAssertions(DiagnosticsEngine &Diags) : Diags(Diags), Next(Diags.takeClient()) {}

  void clear() override { Next->clear(); }
  void BeginSourceFile(const LangOptions &Opts, const Preprocessor *PP) override {
    Next->BeginSourceFile(Opts, PP);
  }
  void EndSourceFile() override {
    sayAt(Place);
    Next->EndSourceFile();
  }
  void finish() override { Next->finish(); }
  bool IncludeInDiagnosticCounts() const override { return Next->IncludeInDiagnosticCounts(); }

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level != DiagnosticsEngine::Note)
      return begin(Level, Info);
    bool IsOfHeader = isOfHeader(Info);
    if (!Text.empty() && !IsOfHeader)
      return sayAt(Info.getLocation());
    if (!Dropping || !IsOfHeader)
      Next->HandleDiagnostic(Level, Info);
  }

private:
  DiagnosticsEngine &Diags;
  std::unique_ptr<DiagnosticConsumer> Next;
  std::string Text;      ///< of an assertion that has not been said yet
  SourceLocation Place;  ///< its own
  bool Dropping = false; ///< its notes in headers

  bool isOfHeader(const Diagnostic &Info) const {
    return Info.hasSourceManager() && Info.getSourceManager().isInSystemHeader(Info.getLocation());
  }

  void begin(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
    sayAt(Place);
    Text = assertionOf(Info);
    Dropping = !Text.empty();
    if (!Dropping)
      return Next->HandleDiagnostic(Level, Info);
    Place = Info.getLocation();
  }

  /// The text of an assertion in a header of FlexNet, or nothing.
  std::string assertionOf(const Diagnostic &Info) const {
    StringRef Wanted;
    if (Info.getID() == diag::err_static_assert_requirement_failed)
      Wanted = "%2";
    else if (Info.getID() == diag::err_static_assert_failed)
      Wanted = "%1";
    if (Wanted.empty() || !isOfHeader(Info) ||
        !Info.getSourceManager().getFilename(Info.getLocation()).contains("/include/flexnet/"))
      return {};
    SmallString<128> Words;
    Info.FormatDiagnostic(Wanted.begin(), Wanted.end(), Words);
    return Words.str().str();
  }

  void sayAt(SourceLocation Loc) {
    if (Text.empty())
      return;
    std::string Format = flexnet::textOf(Message::WrongOption, Diags);
    auto [Before, After] = StringRef(Format).split("%0");
    std::string Words = (Before + Text + After).str();
    Text.clear();
    DiagnosticStorage Storage;
    unsigned ID = Diags.getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::Error, Format);
    Next->HandleDiagnostic(DiagnosticsEngine::Error, Diagnostic(&Diags, Loc, ID, Storage, Words));
  }
};
} // namespace

void flexnet::sayAssertionsAtUse(CompilerInstance &CI) {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  Diags.setClient(new HeaderAssertions(Diags), /*ShouldOwnClient=*/true);
}
