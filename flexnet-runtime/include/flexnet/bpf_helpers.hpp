/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The kernel's helpers under their names, typed: generated from the installed libbpf when
/// FlexNet is built. <bpf/bpf_helpers.h> gives the same. Include vmlinux.hpp before, or
/// nothing: <linux/bpf.h> then has the types.
#ifndef FLEXNET_BPF_HELPERS_HPP
#define FLEXNET_BPF_HELPERS_HPP

#include <flexnet/types.h>

#endif
