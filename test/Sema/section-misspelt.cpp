// The name of a section that is nearly one of ours is corrected where it is written.
// RUN: not %coro -fsyntax-only -fdiagnostics-parseable-fixits %s 2>&1 | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: :[[#@LINE+2]]:[[#]]: error: FlexNet has no section 'flexnet/excutor'; did you mean 'flexnet/executor'? [flexnet-unknown-section]
// CHECK: fix-it:"{{.*}}":{[[#@LINE+1]]:6-[[#@LINE+1]]:21}:"flexnet/executor"
SEC("flexnet/excutor") void serve(void) {}
