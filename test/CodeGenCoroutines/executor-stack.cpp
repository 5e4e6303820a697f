// What an executor resumes keeps its values on the stack of the program that goes on: too much is
// one error, at the executor, though there are more such programs than the executor itself.
// RUN: not %coro -fno-caret-diagnostics -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:
// RUN: %coro -DSMALL -c %s -o %t.o
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";
#ifdef SMALL
static constexpr u32 words = 8;
#else
static constexpr u32 words = 60;
#endif
struct words_kept {
  u64 word[words];
};
flexnet::queues<2> work SEC(".maps");
u64 sum;

[[gnu::noinline]] static void fill(words_kept *to) {
  for (u32 i = 0; i < words; i++)
    to->word[i] = bpf_get_prandom_u32();
}
[[gnu::noinline]] static void use(words_kept *of) {
  for (u32 i = 0; i < words; i++)
    sum += of->word[i];
}

SEC("syscall") int waits(void *) {
  words_kept kept;
  fill(&kept);
  co_await queue_insert(work, 1);
  use(&kept);
  co_await queue_insert(work, 0);
  use(&kept);
  return 0;
}

// CHECK: :[[#@LINE+1]]:5: error: what resumes coroutines needs {{[0-9]+}} bytes of stack for what they keep, and BPF has 512: keep less across each co_await, or suspend at fewer places [flexnet-stack-too-large]
SEC("flexnet/executor") void serve(void) {
  queue_pop_front(work, 1).resume();
  queue_pop_front(work, 0).resume();
}
