// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Listing 6 of the paper: a batch of N, busy polling until it is full; whoever polls in vain
// ends, and resumes what it has.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:70 executor | FileCheck --check-prefix=ONE %s
// RUN: %run-queues %s start:70 executor:2 | FileCheck --check-prefix=TWO %s
// RUN: %run-queues %s start:70 executor:3 | FileCheck --check-prefix=ALL %s
// ONE: resumed 32
// TWO: resumed 64
// ALL: resumed 70
#include <flexnet/flexnet.h>
#define N 32
flexnet::queues<64> work SEC(".maps");
typedef u32 queue_t;
u64 resumed;
static coro_t pop_next(queue_t queue) { return queue_pop_front(work, queue); }
#define cpu this_cpu()
static queue_t queue_array[64] = {0, 1, 2, 3};

SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, this_cpu());
  resumed++;
  return 0;
}

SEC("flexnet/executor")
void executor(void) {
    coro_t coro_arr[N];
    queue_t queue = queue_array[cpu % 64];

    for (int i = 0; i < N; i++) {
        retry:
            coro_arr[i] = pop_next(queue);
            if (!coro_arr[i]) {
                     busy_poll();
                     goto retry;
            }
    }
    for (int i = 0; i < N; i++) {
            coro_arr[i].resume();
    }
}
char LICENSE[] SEC("license") = "GPL";
