// [[flexnet::not_across_suspension]] takes one text and stands on a class.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

class [[flexnet::not_across_suspension("close it before")]] right {};
class __attribute__((flexnet_not_across_suspension("close it before"))) right_too {};
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::not_across_suspension' attribute takes one argument
class [[flexnet::not_across_suspension]] no_reason {};
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::not_across_suspension' takes texts in quotes
class [[flexnet::not_across_suspension(1)]] no_text {};
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::not_across_suspension' is for what a destructor ends: put it on a class
[[flexnet::not_across_suspension("x")]] int variable;
