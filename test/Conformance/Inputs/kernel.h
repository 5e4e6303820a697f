/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/// What files use that need the kernel: libbpf's helpers, maps, the running task. On the
/// host, stand-ins of the same names.
#ifndef CONFORMANCE_KERNEL_H
#define CONFORMANCE_KERNEL_H

#ifdef __bpf__

#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "conformance.h"

#define CURRENT_TASK(type) ((struct type *)bpf_get_current_task_btf())

#else

#include "conformance.h"
#include "host/maps.h"
#include "host/task.h"

#endif
#endif
