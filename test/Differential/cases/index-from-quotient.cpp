// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// LLVM knows that a quotient is below 6, or below 8, and the verifier does not: bounding it for
// the verifier changes no number that it can be.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
static const u64 numbers[8] = {11, 12, 13, 14, 15, 16, 17, 18};
static const u64 six[6] = {21, 22, 23, 24, 25, 26};
memory p0 OBSERVED = {};
SEC("syscall") int p0_quotient(input *ctx) {
  u64 a = ctx->args[0] % 16, b = (ctx->args[1] % 4) | 1;
  if (a > 5)
    return 0;
  effect(numbers[a / b]);
  effect(six[a / b]);
  return 1;
}
PROGRAM(p0,
  START(syscall, input, p0_quotient),
  START(syscall, input, p0_quotient),
  START(syscall, input, p0_quotient),
  START(syscall, input, p0_quotient),
  START(syscall, input, p0_quotient),
  START(syscall, input, p0_quotient),
  START(syscall, input, p0_quotient),
  START(syscall, input, p0_quotient),
)
