// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::moves(from, to)]], moves_if and needs say what a function does to the state of
// the object that a parameter refers to, or, on a member function, of its object.
// llvm/lib/Transforms/Coroutines/Typestate.cpp checks the calls.
//
// The way there is clang's own `annotate`. On a parameter it is a call of
// llvm.var.annotation in the function's body, on a function a row of llvm.global.annotations,
// which a function that is only declared can have, too. Templates hand on both.

#include "Typestate.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

#include <ranges>

using namespace clang;
using flexnet::Message;

void flexnet::annotate(Sema &S, Decl &D, const ParsedAttr &A, const Twine &Text) {
  AttributeCommonInfo Info(A.getRange(), AttributeCommonInfo::AT_Annotate, A.getForm());
  D.addAttr(AnnotateAttr::CreateImplicit(S.Context, Text.str(), nullptr, 0, Info));
}

/// The position of `this` among the arguments.
static constexpr unsigned ThisArgument = 0;

static std::string inFunction(unsigned Argument, const Twine &Text) {
  return ("flexnet.argument " + Twine(Argument) + " " + Text).str();
}

/// Parameters with our attributes of functions that CodeGen may not have seen.
static SmallVector<ParmVarDecl *, 16> &pending() {
  static SmallVector<ParmVarDecl *, 16> Parameters;
  return Parameters;
}

static unsigned indexOf(const FunctionDecl &F, const ParmVarDecl &P) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  unsigned Index = Method && Method->isImplicitObjectMemberFunction();
  for (const ParmVarDecl *Other : F.parameters()) {
    if (Other == &P)
      break;
    const auto *R = Other->getType()->getAsCXXRecordDecl();
    Index += !(R && R->isEmpty()); // which is not passed
  }
  return Index;
}

void flexnet::annotateDeclaredFunctions(ASTContext &Context, DiagnosticsEngine *Diags) {
  llvm::erase_if(pending(), [&](ParmVarDecl *P) {
    auto *F = dyn_cast<FunctionDecl>(P->getDeclContext());
    if (!F) {
      if (Diags && !Diags->hasErrorOccurred())
        report(*Diags, P->getLocation(), Message::StateOfFunctionType);
      return false;
    }
    if (F->isDependentContext() || F->isThisDeclarationADefinition())
      return true;
    for (const auto *A : P->specific_attrs<AnnotateAttr>())
      if (A->getAnnotation().starts_with("flexnet."))
        F->addAttr(AnnotateAttr::CreateImplicit(
            Context, inFunction(indexOf(*F, *P), A->getAnnotation()), nullptr, 0, *A));
    return true;
  });
  if (Diags)
    pending().clear();
}

namespace {
/// The enumerators that A names, all of one enum; nothing after an error.
class States {
public:
  States(Sema &S, const ParsedAttr &A) : S(S), A(A) {}

  bool read() {
    auto Names = flexnet::namedArguments(S, A);
    if (!Names)
      return refuse(Message::StateNotWritten) << A, false;
    for (const flexnet::NamedArgument &N : *Names) {
      const auto *E = dyn_cast_or_null<EnumConstantDecl>(N.Decl);
      if (!E)
        return refuse(Message::StateNotEnumerator) << A << N.Written, false;
      Enumerators.push_back(E);
      if (&enumOf(*E) != &enumOf(*Enumerators.front()))
        return refuse(Message::StatesOfTwoEnums)
                   << A << Enumerators.front() << E << &enumOf(*Enumerators.front())
                   << &enumOf(*E),
               false;
    }
    constexpr auto MostStates = 64;
    if (!Enumerators.empty() && std::ranges::distance(protocol().enumerators()) > MostStates)
      return refuse(Message::TooManyStates) << &protocol(), false;
    return true;
  }

  size_t size() const { return Enumerators.size(); }
  const EnumConstantDecl &operator[](size_t I) const { return *Enumerators[I]; }
  const EnumDecl &protocol() const { return enumOf(*Enumerators.front()); }

  unsigned indexOf(size_t I) const {
    auto All = protocol().enumerators();
    return std::distance(All.begin(), llvm::find(All, Enumerators[I]));
  }

  DiagnosticBuilder refuse(Message M) const {
    return flexnet::report(S.getDiagnostics(), A.getLoc(), M);
  }

private:
  static const EnumDecl &enumOf(const EnumConstantDecl &E) {
    return *cast<EnumDecl>(E.getDeclContext());
  }

  Sema &S;
  const ParsedAttr &A;
  SmallVector<const EnumConstantDecl *, 4> Enumerators;
};

class Typestate : public ParsedAttrInfo {
public:
  Typestate() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::moves"},
                                         {ParsedAttr::AS_CXX11, "flexnet::moves_if"},
                                         {ParsedAttr::AS_CXX11, "flexnet::needs"},
                                         {ParsedAttr::AS_CXX11, "flexnet::tells"},
                                         {ParsedAttr::AS_GNU, "flexnet_moves"},
                                         {ParsedAttr::AS_GNU, "flexnet_moves_if"},
                                         {ParsedAttr::AS_GNU, "flexnet_needs"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    if (const auto *P = dyn_cast<ParmVarDecl>(D)) {
      QualType T = P->getType();
      if (T->isDependentType() || T->isPointerType() || T->isReferenceType())
        return true;
      flexnet::report(S.getDiagnostics(), A.getLoc(), Message::StateOfCopy) << A << T;
      return false;
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (Method && Method->isImplicitObjectMemberFunction())
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), Message::StateOnOther) << A;
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    StringRef Kind = A.getAttrName()->getName();
    Kind.consume_front("flexnet_");
    if (Kind == "tells")
      return handleTells(S, *D, A);
    States Named(S, A);
    if (!Named.read())
      return AttributeNotApplied;
    if (Kind == "needs" ? Named.size() == 0 : Named.size() != 2) {
      Named.refuse(Kind == "needs" ? Message::NeedsNoState : Message::MovesNotTwoStates) << A;
      return AttributeNotApplied;
    }
    std::string Protocol = flexnet::describeProtocol(Named.protocol());
    if (Kind == "needs") {
      for (size_t I = 0; I != Named.size(); ++I)
        add(S, *D, A, "flexnet.moves", Named.indexOf(I), Named.indexOf(I), Protocol);
      return AttributeApplied;
    }
    if (isContradiction(Named, *D))
      return AttributeNotApplied;
    add(S, *D, A, "flexnet." + Kind, Named.indexOf(0), Named.indexOf(1), Protocol);
    return AttributeApplied;
  }

private:
  static void addText(Sema &S, Decl &D, const ParsedAttr &A, const Twine &Text) {
    if (auto *P = dyn_cast<ParmVarDecl>(&D)) {
      flexnet::annotate(S, D, A, Text);
      if (pending().empty() || pending().back() != P)
        pending().push_back(P);
    } else {
      flexnet::annotate(S, D, A, inFunction(ThisArgument, Text));
    }
  }

  static void add(Sema &S, Decl &D, const ParsedAttr &A, const Twine &Kind, unsigned From,
                  unsigned To, StringRef Protocol) {
    addText(S, D, A, Kind + " " + Twine(From) + " " + Twine(To) + " " + Protocol);
  }

  /// D says already that another state follows the first of Named.
  static bool isContradiction(const States &Named, const Decl &D) {
    std::string Protocol = flexnet::describeProtocol(Named.protocol());
    std::string Leaves = (" " + Twine(Named.indexOf(0)) + " ").str();
    std::string Arrives = (Twine(Named.indexOf(1)) + " " + Protocol).str();
    for (const auto *Other : D.specific_attrs<AnnotateAttr>()) {
      StringRef Text = Other->getAnnotation();
      size_t Kind = Text.find("flexnet.moves");
      if (Kind == StringRef::npos || !Text.ends_with(" " + Protocol))
        continue;
      StringRef Rest = Text.drop_front(Text.find(' ', Kind));
      if (Rest.consume_front(Leaves) && Rest != Arrives) {
        Named.refuse(Message::StateLeftTwice) << &Named[0];
        return true;
      }
    }
    return false;
  }

  AttrHandling handleTells(Sema &S, Decl &D, const ParsedAttr &A) const {
    auto Names = flexnet::namedArguments(S, A);
    const auto *E = Names && Names->size() == 1
                        ? dyn_cast_or_null<EnumDecl>(Names->front().Decl)
                        : nullptr;
    if (!E || !E->isCompleteDefinition()) {
      flexnet::report(S.getDiagnostics(), A.getLoc(), Message::TellsNoEnum) << A;
      return AttributeNotApplied;
    }
    addText(S, D, A, "flexnet.tells " + flexnet::describeProtocol(*E));
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerTypestate() {
  static ParsedAttrInfoRegistry::Add<Typestate> Registered("flexnet_typestate",
                                                           "order of calls on an object");
}
