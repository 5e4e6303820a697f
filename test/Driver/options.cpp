// Each -fflexnet-* option, right and wrong, is answered in one line.
// RUN: not %clang -fflexnet-cora %s 2>&1 | FileCheck --check-prefix=NEAR %s
// NEAR: clang: error: unknown argument '-fflexnet-cora'; did you mean '-fflexnet-coro'?
// RUN: not %clang -fflexnet-max-frame %s 2>&1 | FileCheck --check-prefix=VALUE %s
// VALUE: clang: error: unknown argument '-fflexnet-max-frame'; did you mean '-fflexnet-max-frame='?
// RUN: not %clang -fflexnet-something-else %s 2>&1 | FileCheck --check-prefix=UNKNOWN %s
// UNKNOWN: clang: error: unknown argument: '-fflexnet-something-else'
// RUN: not %clang -fflexnet-coro=yes %s 2>&1 | FileCheck --check-prefix=NO-VALUE %s
// NO-VALUE: clang: error: unknown argument '-fflexnet-coro=yes'; did you mean '-fflexnet-coro'?
//
// RUN: not %coro -fflexnet-max-frame=many %s 2>&1 | FileCheck --check-prefix=NUMBER %s
// RUN: not %coro -fflexnet-max-frame=-1 %s 2>&1 | FileCheck --check-prefix=NUMBER %s
// RUN: not %coro -fflexnet-max-frame= %s 2>&1 | FileCheck --check-prefix=NUMBER %s
// NUMBER: clang: error: invalid value '{{.*}}' in '-fflexnet-max-frame=': write a number of bytes from 0 to 512
// RUN: not %coro -fflexnet-max-frame=513 %s 2>&1 | FileCheck --check-prefix=LARGE %s
// RUN: not %coro -fflexnet-max-frame=99999999999 %s 2>&1 | FileCheck --check-prefix=LARGE %s
// LARGE: clang: error: '-fflexnet-max-frame={{.*}}' is more than any kernel takes: write at most 512
//
// RUN: not %clang -fflexnet-sojourn -c %s 2>&1 | FileCheck --check-prefix=SOJOURN %s
// SOJOURN: clang: error: '-fflexnet-sojourn' times suspended coroutines: add '-fflexnet-coro'
//
// After -- there are only files.
// RUN: not %clang -c -- -fflexnet-coro 2>&1 | FileCheck --check-prefix=FILE %s
// FILE: no such file or directory: '-fflexnet-coro'
//
// The last of -fflexnet-coro and -fno-flexnet-coro counts.
// RUN: %clang -fflexnet-coro -fno-flexnet-coro -fsyntax-only -DHOST %s
// RUN: %clang -target bpf -fno-flexnet-coro -fflexnet-coro -fsyntax-only %s
// RUN: %coro -fflexnet-max-frame=0 -fsyntax-only %s
// RUN: %coro -fflexnet-max-frame=512 -fsyntax-only %s
#ifndef HOST
static_assert(__FLEXNET_CORO__ == 1);
#endif
