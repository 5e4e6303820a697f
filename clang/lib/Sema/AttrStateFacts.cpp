// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is true of a state, whichever functions there are, and why:
// [[flexnet::no_suspend("...")]], no_return and next on an enumerator,
// [[flexnet::coroutine_only("...")]] on the enum. [[flexnet::needs_lock]] is of a function.
//
// They travel with every function that names the enum, as JSON: see describeProtocol().

#include "Typestate.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using flexnet::Message;

namespace {
class StateFact : public ParsedAttrInfo {
public:
  StateFact() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::no_suspend"},
                                         {ParsedAttr::AS_CXX11, "flexnet::no_return"},
                                         {ParsedAttr::AS_CXX11, "flexnet::next"},
                                         {ParsedAttr::AS_CXX11, "flexnet::coroutine_only"},
                                         {ParsedAttr::AS_GNU, "flexnet_no_suspend"},
                                         {ParsedAttr::AS_GNU, "flexnet_no_return"},
                                         {ParsedAttr::AS_GNU, "flexnet_next"},
                                         {ParsedAttr::AS_GNU, "flexnet_coroutine_only"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  static StringRef factOf(const ParsedAttr &A) {
    StringRef Fact = A.getAttrName()->getName();
    Fact.consume_front("flexnet_");
    return Fact;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    bool IsOfEnum = factOf(A) == "coroutine_only";
    if (IsOfEnum ? isa<EnumDecl>(D) : isa<EnumConstantDecl>(D))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(),
                    IsOfEnum ? Message::FactOnNoEnum : Message::FactOnNoEnumerator)
        << A;
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    std::optional<flexnet::Texts> Text = flexnet::attributeArguments(S, A, 1);
    if (!Text)
      return AttributeNotApplied;
    flexnet::annotate(S, *D, A, "flexnet." + factOf(A) + " " + Text->front());
    return AttributeApplied;
  }
};

class NeedsLock : public ParsedAttrInfo {
public:
  NeedsLock() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::needs_lock"},
                                         {ParsedAttr::AS_GNU, "flexnet_needs_lock"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    if (isa<FunctionDecl>(D))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), Message::NeedsLockOnOther) << A;
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    if (!flexnet::attributeArguments(S, A, 0))
      return AttributeNotApplied;
    flexnet::annotate(S, *D, A, "flexnet.needs_lock");
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerStateFacts() {
  static ParsedAttrInfoRegistry::Add<StateFact> Facts("flexnet_state_fact",
                                                      "what is true of a state");
  static ParsedAttrInfoRegistry::Add<NeedsLock> Lock("flexnet_needs_lock",
                                                     "called with a lock held only");
}

/// What is said of D by our attributes, by their names.
static llvm::json::Object factsOf(const Decl &D) {
  llvm::json::Object Result;
  for (const auto *A : D.specific_attrs<AnnotateAttr>()) {
    StringRef Text = A->getAnnotation();
    if (!Text.consume_front("flexnet."))
      continue;
    auto [Fact, Why] = Text.split(' ');
    Result[Fact] = Why;
  }
  return Result;
}

std::string flexnet::describeProtocol(const EnumDecl &E) {
  llvm::json::Array States;
  for (const EnumConstantDecl *C : E.enumerators()) {
    llvm::json::Object State = factsOf(*C);
    State["name"] = ((E.isScoped() ? E.getName() + "::" : "") + C->getName()).str();
    State["value"] = C->getInitVal().getExtValue();
    States.push_back(std::move(State));
  }
  llvm::json::Object Protocol = factsOf(E);
  Protocol["name"] = E.getQualifiedNameAsString();
  Protocol["states"] = std::move(States);
  std::string Text;
  llvm::raw_string_ostream(Text) << llvm::json::Value(std::move(Protocol));
  return Text;
}
