/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/// What every file of the corpus includes. A file defines one function of two numbers:
///
///     CONFORM(a, b) { return ...; }
///
/// For BPF it becomes a program, for the host a function of a shared library; the runner
/// calls both with the same numbers and compares what they return, bit for bit.
#ifndef CONFORMANCE_H
#define CONFORMANCE_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;

#define NOINLINE __attribute__((noinline))
#define ALWAYS_INLINE inline __attribute__((always_inline))

/// The numbers of one call, as the runner passes them.
struct conformance_io {
  u64 a, b, result;
};

/// Depends on both numbers and on their order.
static ALWAYS_INLINE u64 mix(u64 h, u64 v) { return (h ^ v) * 0x9e3779b97f4a7c15 + (h >> 29); }

#ifdef __bpf__

#ifndef SEC
#define SEC(name) __attribute__((section(name), used))
#endif

#define CONFORM(a, b)                                                                              \
  static u64 conform(u64 a, u64 b);                                                                \
  SEC("syscall") int conformance(struct conformance_io *io) {                                      \
    io->result = conform(io->a, io->b);                                                            \
    return 0;                                                                                      \
  }                                                                                                \
  SEC("license") char conformance_license[] = "GPL";                                               \
  static u64 conform(u64 a, u64 b)

#else

#define SEC(name)
#define CONFORM(a, b) extern "C" u64 conform(u64 a, u64 b)

#endif
#endif
