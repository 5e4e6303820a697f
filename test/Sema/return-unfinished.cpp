// A body that the file does not finish is clang's own error, not a crash.
// RUN: split-file %s %t
// RUN: not %coro -fsyntax-only %t/open.cpp 2>&1 | FileCheck --check-prefix=OPEN %s
// RUN: not %coro -fsyntax-only %t/empty.cpp 2>&1 | FileCheck --check-prefix=OPEN %s
// RUN: not %coro -fsyntax-only %t/closed.cpp 2>&1 | FileCheck --check-prefix=CLOSED %s
// OPEN: error: expected '}'
// OPEN-NOT: PLEASE
// CLOSED: error: extraneous closing brace

//--- open.cpp
struct s { int f() { co_await x; return 1;
//--- empty.cpp
int f() {
//--- closed.cpp
int f() { return 1; } } }
int g() { return 2; }
