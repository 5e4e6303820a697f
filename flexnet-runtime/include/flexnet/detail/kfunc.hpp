/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_DETAIL_KFUNC_HPP
#define FLEXNET_DETAIL_KFUNC_HPP

#include <flexnet/types.h>

/// Declares a kfunc in namespace flexnet::kfunc. The symbol is given, so that it is another
/// function to the compiler than the one a vmlinux.hpp or the program declares, whatever
/// type that has. libbpf compares with the kernel those that are called.
#define FLEXNET_KFUNC(result, name, ...)                                                           \
  namespace flexnet::kfunc {                                                                       \
  result name(__VA_ARGS__) asm(#name) __ksym;                                                      \
  }

#endif
