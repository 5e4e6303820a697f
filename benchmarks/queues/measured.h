/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/*
 * A measured program does the same thing OPERATIONS times in one run, so that calling it
 * does not count; `empty` of references.bpf.c is what the loop costs.
 */
#ifndef BENCHMARKS_QUEUES_MEASURED_H
#define BENCHMARKS_QUEUES_MEASURED_H

#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#define OPERATIONS 4096
#define __inline_always static inline __attribute__((always_inline))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, value) (*(volatile typeof(x) *)&(x) = (value))
/* Release on x86, where a program's stores are seen in its order. */
#define PUBLISH(x, value) ({ barrier(); WRITE_ONCE(x, value); })
/* What LLVM knows of the value's range the verifier may not know: it has to forget it. */
#define opaque(value) asm volatile("" : "+r"(value))

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* Not constant: were the bounds known, the verifier would walk every iteration. */
volatile __u32 first_operation = 0, operations = OPERATIONS;

/* A function, for C++ has no asm goto in a coroutine. */
__inline_always int may_go_on(void)
{
	asm volatile goto("may_goto %l[stop]" ::::stop);
	return 1;
stop:
	return 0;
}
#define repeat(i) for (__u32 i = first_operation; i < operations && may_go_on(); i++)

#endif
