// On a parameter of a function's type, an attribute of typestates would be lost.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:
enum class parse { raw, checked };
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: an attribute of typestates on a parameter of a type: nobody could see it there
using function = void([[flexnet::needs(parse::raw)]] int *p);
void fine([[flexnet::needs(parse::raw)]] int *p);
