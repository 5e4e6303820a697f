// -Wflexnet-* work as clang's own groups of warnings do.
// RUN: %coro -c %s -o %t.o 2>&1 | FileCheck --check-prefix=WARNING %s
// RUN: not %coro -Werror -c %s -o %t.o 2>&1 | FileCheck --check-prefix=ERROR %s
// RUN: not %coro -Werror=flexnet -c %s -o %t.o 2>&1 | FileCheck --check-prefix=ERROR %s
// RUN: not %coro -Werror=flexnet-undefined-function -c %s -o %t.o 2>&1 | FileCheck --check-prefix=ERROR %s
// RUN: %coro -Werror -Wno-error=flexnet-undefined-function -c %s -o %t.o 2>&1 | FileCheck --check-prefix=WARNING %s
// RUN: %coro -Wno-flexnet -Wflexnet-undefined-function -c %s -o %t.o 2>&1 | FileCheck --check-prefix=WARNING %s
// WARNING: :[[#@LINE+26]]:14: warning: 'elsewhere' is not defined here: {{.*}} [-Wflexnet-undefined-function]
// WARNING: 1 warning generated
// ERROR: :[[#@LINE+24]]:14: error: 'elsewhere' is not defined here: {{.*}} [-Werror,-Wflexnet-undefined-function]
// ERROR: 1 error generated
//
// RUN: %coro -Wno-flexnet-undefined-function -c %s -o %t.o 2>&1 | count 0
// RUN: %coro -Werror -Wno-flexnet -c %s -o %t.o 2>&1 | count 0
// RUN: %coro -w -c %s -o %t.o 2>&1 | count 0
// RUN: %coro -DIGNORED -Werror -c %s -o %t.o 2>&1 | count 0
//
// A name that does not exist is reported as clang reports its own, and as little.
// RUN: %coro -Wno-flexnet -Wflexnet-undefind-function -c %s -o %t.o 2>&1 | FileCheck --check-prefix=UNKNOWN %s
// UNKNOWN: warning: unknown warning option '-Wflexnet-undefind-function'; did you mean '-Wflexnet-undefined-function'? [-Wunknown-warning-option]
// RUN: %coro -Wno-flexnet -Wno-unknown-warning-option -Wflexnet-undefind-function -c %s -o %t.o 2>&1 | count 0
//
// Errors say their page; nothing says more than -fno-diagnostics-show-option allows.
// RUN: %coro -fno-diagnostics-show-option -c %s -o %t.o 2>&1 | FileCheck --check-prefix=SHORT %s
// SHORT: ('bpftool gen object'){{$}}
//
// Without BPF they are of no use, and harmless.
// RUN: %clang -Wno-flexnet -fsyntax-only -x c++ /dev/null
#include <flexnet/flexnet.h>
int elsewhere(int);
#define QUIET(WHAT) _Pragma(#WHAT)
#ifndef IGNORED
SEC("xdp") int warned(struct xdp_md *) {
  return 2 + elsewhere(2);
}
#endif
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wflexnet-undefined-function"
SEC("xdp") int ignored(struct xdp_md *) {
  return elsewhere(1);
}
#pragma clang diagnostic pop
QUIET(clang diagnostic ignored "-Wflexnet")
SEC("xdp") int ignored_too(struct xdp_md *) {
  return elsewhere(3);
}
