// Limits of programs: bad values are answered in one line, good ones reach every cc1.
// RUN: not %coro -fflexnet-max-stack=some %s 2>&1 | FileCheck --check-prefix=STACK %s
// RUN: not %coro -fflexnet-max-stack= %s 2>&1 | FileCheck --check-prefix=STACK %s
// STACK: clang: error: invalid value '{{[a-z]*}}' in '-fflexnet-max-stack=': write a number of bytes from 0 to 512
// RUN: not %coro -fflexnet-max-stack=513 %s 2>&1 | FileCheck --check-prefix=STACK-LARGE %s
// STACK-LARGE: clang: error: '-fflexnet-max-stack=513' is more than any kernel takes: write at most 512
// RUN: not %coro -fflexnet-max-insns=-1 %s 2>&1 | FileCheck --check-prefix=INSNS %s
// INSNS: clang: error: invalid value '-1' in '-fflexnet-max-insns=': write a number of instructions from 0 to 1000000
// RUN: not %coro -fflexnet-max-verifier-work=99999999999 %s 2>&1 | FileCheck --check-prefix=WORK %s
// WORK: clang: error: '-fflexnet-max-verifier-work=99999999999' is more than any kernel takes: write at most 1000000
//
// RUN: %coro -fflexnet-max-stack=64 -fflexnet-max-insns=9 -fflexnet-max-verifier-work=8 -### -c %s 2>&1 | FileCheck --check-prefix=JOB %s
// JOB: "-cc1"{{.*}} "-fflexnet-max-stack=64" "-fflexnet-max-insns=9" "-fflexnet-max-verifier-work=8"
