// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "FunctionScanner.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;

using Items = ArrayRef<tok::TokenKind>;

static bool isClassKey(tok::TokenKind T) {
  return is_contained({tok::kw_class, tok::kw_struct, tok::kw_union, tok::kw_enum}, T);
}

/// The parentheses of a function's parameters, as an index into Head: they follow a
/// name, a template argument, an operator's name or other parentheses.
static std::optional<size_t> findParameters(Items Head) {
  for (size_t I = 1; I < Head.size(); ++I)
    if (Head[I] == tok::l_paren &&
        (is_contained({tok::identifier, tok::greater, tok::greatergreater, tok::l_paren},
                      Head[I - 1]) ||
         is_contained(Head.take_front(I), tok::kw_operator)))
      return I;
  return std::nullopt;
}

static bool isInitialized(Items Head) {
  for (size_t I = 0; I < Head.size(); ++I)
    if (Head[I] == tok::equal && (I == 0 || Head[I - 1] != tok::kw_operator))
      return true;
  return false;
}

/// `struct S`, `class C : public B`; not `struct S f(int)`, not `struct S s =`.
static bool isClassHead(Items Head) {
  auto Key = find_if(reverse(Head), isClassKey);
  if (Key == Head.rend())
    return false;
  size_t I = Head.rend() - Key - 1;
  if (findParameters(Head.take_front(I)))
    return false;
  Items Rest = Head.drop_front(I);
  Rest = Rest.take_until([](tok::TokenKind T) { return T == tok::colon; });
  return !isInitialized(Rest) && !findParameters(Rest);
}

/// `[...]`, then perhaps template parameters, parameters, specifiers, a return type.
static bool isLambdaHead(Items Head) {
  auto Last = find(reverse(Head), tok::l_square);
  if (Last == Head.rend())
    return false;
  size_t I = Head.rend() - Last - 1;
  if (I > 0 && is_contained({tok::identifier, tok::l_square, tok::l_brace, tok::string_literal,
                             tok::kw_this, tok::kw_operator},
                            Head[I - 1]))
    return false; // a subscript, an array, operator[]
  for (tok::TokenKind T : Head.drop_front(I + 1)) {
    if (T == tok::arrow || T == tok::kw_requires)
      return true;
    if (!is_contained({tok::less, tok::l_paren, tok::kw_mutable, tok::kw_constexpr,
                       tok::kw_consteval, tok::kw_static, tok::kw_noexcept},
                      T))
      return false;
  }
  return true;
}

/// `X() : a{`: the brace of a member, not yet the constructor's body.
static bool isMemberInitializer(Items Head, size_t Parameters) {
  return is_contained(Head.drop_front(Parameters), tok::colon) &&
         is_contained({tok::identifier, tok::greater}, Head.back());
}

/// A `<` that can hardly be less-than: in `template <` and `[] <`.
static bool opensTemplateParameters(tok::TokenKind Open, Items Head) {
  if (Open == tok::less || Head.empty())
    return Open == tok::less;
  if (Head.back() == tok::l_square)
    return isLambdaHead(Head) && (Head.size() < 2 || Head[Head.size() - 2] != tok::l_paren);
  return Head.back() == tok::kw_template;
}

FunctionScanner::Region FunctionScanner::classifyBrace() const {
  const Frame &Parent = Frames.back();
  Items Head = Parent.Head;
  if (isLambdaHead(Head))
    return Region::Body;
  switch (Parent.Kind) {
  case Region::Expression: // `({` opens a statement expression
    return Parent.Open == tok::l_paren && Head.empty() ? Region::Block : Region::Expression;
  case Region::Body:
  case Region::Block:
    return isClassHead(Head) ? Region::Scope : Region::Block;
  case Region::Scope:
    break;
  }
  if (is_contained(Head, tok::kw_namespace) ||
      (!Head.empty() && Head.back() == tok::string_literal))
    return Region::Scope; // the string: extern "C" {
  if (isClassHead(Head))
    return Region::Scope;
  std::optional<size_t> Parameters = findParameters(Head);
  if (!Parameters || isInitialized(Head) || isMemberInitializer(Head, *Parameters))
    return Region::Expression;
  return Region::Body;
}

void FunctionScanner::open(tok::TokenKind Token) {
  Frame F;
  F.Open = Token;
  F.Kind = Token == tok::l_brace ? classifyBrace() : Region::Expression;
  OpenBodies += F.Kind == Region::Body;
  Frames.push_back(std::move(F));
}

void FunctionScanner::close(SmallVectorImpl<unsigned> &Returns) {
  if (Frames.size() == 1)
    return; // a bracket too many: the parser reports it
  Frame F = Frames.pop_back_val();
  OpenBodies -= F.Kind == Region::Body;
  if (F.IsCoroutine)
    append_range(Returns, F.Returns);

  Frame &Parent = Frames.back();
  bool EndsDeclaration = F.Open == tok::l_brace && F.Kind != Region::Expression &&
                         Parent.Kind == Region::Scope && !isInitialized(Parent.Head);
  if (F.Kind == Region::Block || EndsDeclaration)
    Parent.Head.clear();
  else if (!Parent.Head.empty() && Parent.Head.back() == tok::kw___attribute)
    Parent.Head.pop_back(); // attributes can stand anywhere: as if they were not there
  else if (F.Open != tok::l_square || F.Head.empty() || F.Head.front() != tok::l_square)
    Parent.Head.push_back(F.Open);
}

/// The innermost function or lambda, unless a class or the file is nearer.
FunctionScanner::Frame *FunctionScanner::ownBody() {
  for (Frame &F : reverse(Frames)) {
    if (F.Kind == Region::Body)
      return &F;
    if (F.Kind == Region::Scope)
      return nullptr;
  }
  return nullptr;
}

void FunctionScanner::see(tok::TokenKind Token, unsigned Index,
                          SmallVectorImpl<unsigned> &Returns) {
  Frame &Top = Frames.back();
  switch (Token) {
  case tok::less:
    if (opensTemplateParameters(Top.Open, Top.Head))
      return open(Token);
    break;
  case tok::greater:
  case tok::greatergreater:
    if (Top.Open == tok::less) {
      close(Returns);
      if (Token == tok::greatergreater && Frames.back().Open == tok::less)
        close(Returns);
      return;
    }
    break;
  case tok::l_paren:
  case tok::l_square:
  case tok::l_brace:
    return open(Token);
  case tok::r_paren:
  case tok::r_square:
  case tok::r_brace:
    while (Frames.back().Open == tok::less) // was less-than after all
      close(Returns);
    return close(Returns);
  case tok::semi:
    return Top.Head.clear();
  case tok::comma:
    if (Top.Kind == Region::Expression)
      return Top.Head.clear();
    break;
  case tok::kw_co_await:
  case tok::kw_co_yield:
  case tok::kw_co_return:
    if (Frame *Body = ownBody())
      Body->IsCoroutine = true;
    break;
  case tok::kw_return:
    if (Frame *Body = ownBody())
      Body->Returns.push_back(Index);
    break;
  default:
    break;
  }
  Top.Head.push_back(Token);
}
