// An executor takes and returns nothing; there is no other section of FlexNet's.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

SEC("flexnet/executor") void right(void) { queue_pop_front(0).resume(); }

// CHECK: :[[@LINE+1]]:30: error: executor 'with_parameter' has a parameter or a result, and workers give and take none: write 'void f(void)'
SEC("flexnet/executor") void with_parameter(int) {}

// CHECK: :[[@LINE+1]]:29: error: executor 'with_result' has a parameter or a result
SEC("flexnet/executor") int with_result(void) { return 0; }

// CHECK: :[[@LINE+1]]:29: error: FlexNet has no section 'flexnet/exector'; did you mean 'flexnet/executor'?
SEC("flexnet/exector") void misspelt(void) {}
