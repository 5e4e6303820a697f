// The C++ and C libraries of this machine are found where clang 22 finds them for the host,
// after our own headers; what selects or turns off theirs does the same to ours.
// RUN: %clangxx -target bpf -std=gnu++23 -fsyntax-only -Wall -Werror %s
// RUN: %clangxx -target bpf -E -v %s 2>&1 >/dev/null | FileCheck --check-prefix=ORDER %s
// ORDER: #include <...> search starts here:
// ORDER-NEXT: lib/flexnet/include/std{{$}}
// ORDER-NEXT: lib/flexnet/include{{$}}
// ORDER-NEXT: lib/flexnet/include/libc{{$}}
// ORDER-NEXT: /c++/{{[0-9.]+$}}
// ORDER: lib/clang/22/include{{$}}
// ORDER: /usr/include{{$}}
//
// RUN: not %clangxx -target bpf -nostdinc++ -fsyntax-only %s 2>&1 | FileCheck --check-prefix=NONE %s
// RUN: not %clangxx -target bpf -nostdinc -fsyntax-only %s 2>&1 | FileCheck --check-prefix=NONE %s
// NONE: error: 'algorithm' file not found
//
// RUN: rm -rf %t && mkdir -p %t/usr/include/c++/v1 %t/usr/lib %t/lib
// RUN: %clangxx -target bpf --sysroot=%t -stdlib=libc++ -### -c %s 2>&1 | FileCheck -DROOT=%t --check-prefix=SYSROOT %s
// SYSROOT: "-internal-externc-isystem" "[[ROOT]]/usr/include"
// SYSROOT-NOT: "/usr/include"
//
// A C++ header of the user's own stands in front of all.
// RUN: %clangxx -target bpf -I%S/Inputs/own-headers -DOWN -fsyntax-only %s

#ifndef OWN
#include <algorithm>
#include <coroutine>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <sys/types.h>

template <class A, class B> constexpr bool same = __is_same(A, B);
static_assert(same<std::size_t, decltype(sizeof 0)>);
static_assert(same<std::ptrdiff_t, decltype((char *)0 - (char *)0)>);
static_assert(same<int64_t, __INT64_TYPE__> && same<uint64_t, __UINT64_TYPE__>);
static_assert(same<uintptr_t, __UINTPTR_TYPE__> && same<intmax_t, __INTMAX_TYPE__>);
static_assert(sizeof(off_t) == 8 && INT64_MAX == __INT64_MAX__);
#endif

#include <array>
#ifdef OWN
static_assert(own_array);
#else
static_assert(std::array{1, 2, 3}.size() == 3);
#endif
