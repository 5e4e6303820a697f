// A loop of an executor has an end: the worker runs the executor again and again.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("flexnet/executor") void serve(void) {
  // CHECK: :[[@LINE+1]]:3: error: this loop of an executor never ends: give it a condition; the worker that runs the executor calls it again and again
  for (;;)
    queue_pop_front(0).resume();
}
