// What -fflexnet-coro cannot compile is answered with what to write instead.
// RUN: not %clang -fflexnet-coro -c %s 2>&1 | FileCheck --check-prefix=TARGET %s
// TARGET: clang: error: '-fflexnet-coro' compiles to BPF, not to '{{.*}}': add '-target bpf'
// RUN: not %clang --target=bpfeb -fflexnet-coro -c %s 2>&1 | FileCheck --check-prefix=ENDIAN %s
// ENDIAN: clang: error: '-fflexnet-coro' writes little-endian objects only, not 'bpfeb': write '-target bpf'
// RUN: not %coro -g0 -c %s 2>&1 | FileCheck --check-prefix=DEBUG %s
// DEBUG: clang: error: '-fflexnet-coro' needs debug info, which BTF is made from: remove '-g0'
// RUN: not %coro -gline-tables-only -c %s 2>&1 | FileCheck --check-prefix=LINES %s
// LINES: clang: error: '-fflexnet-coro' needs debug info, which BTF is made from: remove '-gline-tables-only'
// RUN: not %coro -O0 -c %s 2>&1 | FileCheck --check-prefix=OPT %s
// OPT: clang: error: '-fflexnet-coro' needs optimization, or the kernel refuses the program: replace '-O0' by '-O1', '-O2', '-O3' or '-Os'
// RUN: not %coro -x c -c %s 2>&1 | FileCheck --check-prefix=LANGUAGE %s
// LANGUAGE: clang: error: '-fflexnet-coro' compiles C++, and '{{.*}}coro-needs.cpp' is not C++: name it '.cpp', write '-x c++' before it
// RUN: not %coro -std=c++17 -c %s 2>&1 | FileCheck --check-prefix=STD %s
// STD: clang: error: '-fflexnet-coro' needs C++20: replace '-std=c++17' by '-std=gnu++20' or remove it
// RUN: not %coro %s 2>&1 | FileCheck --check-prefix=LINK %s
// LINK: clang: error: a BPF object is loaded, not linked: add '-c' to compile '{{.*}}coro-needs.cpp'
//
// One mistake, one line; and none of them is our bug.
// RUN: not %clang -fflexnet-coro -g0 -O0 %s 2>&1 | count 1
// RUN: not %coro -g0 -c %s 2>&1 | not grep PLEASE
//
// Anything that goes is taken: other levels, standards and spellings of the target.
// RUN: %clang --target=bpfel -fflexnet-coro -O1 -fsyntax-only %s
// RUN: %coro -O3 -std=c++23 -ggdb -fsyntax-only %s
// RUN: %coro -Os -std=gnu++2c -g -fsyntax-only %s
