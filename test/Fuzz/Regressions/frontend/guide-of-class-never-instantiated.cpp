// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// After a fatal error classes are not instantiated any more; clang 22 asks for the layout of the one
// that the guide names.
#include <missing.h>

template <class T> struct box {
  T v;
  box(T);
};
box(unsigned char) -> box<unsigned>;
void f() { box y(static_cast<unsigned char>(1)); }
