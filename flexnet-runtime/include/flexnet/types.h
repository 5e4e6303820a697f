/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_TYPES_H
#define FLEXNET_TYPES_H

#ifndef __VMLINUX_H__ // of `flexnet gen vmlinux`: it has the kernel's types
#include <linux/bpf.h>
#endif

#include <bpf/bpf_helpers.h>

/// The kernel's short names, unless vmlinux.h has brought them already.
using u8 = __u8;
using u16 = __u16;
using u32 = __u32;
using u64 = __u64;
using s8 = __s8;
using s16 = __s16;
using s32 = __s32;
using s64 = __s64;

/// Header code runs inside the user's programs: it is never a subprogram.
#define FLEXNET_INLINE [[gnu::always_inline]] inline

/// SEC without `used`: what a program does not use is not in its object.
#define FLEXNET_SECTION(name) __attribute__((section(name)))

#endif
