// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An option of the kernel that does not exist.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/kconfig-missing.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

extern int CONFIG_NEVER_THERE __attribute__((section(".kconfig")));

SEC("xdp") int program(struct xdp_md *ctx) {
  return CONFIG_NEVER_THERE;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: error: the object uses `CONFIG_NEVER_THERE`, which this kernel does not have [kconfig]
// LIVE: error: {{.*}} {{\[}}kconfig]
