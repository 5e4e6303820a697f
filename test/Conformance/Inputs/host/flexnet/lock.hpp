/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Stand-ins of <flexnet/lock.hpp> for the host, where one thread runs.
#ifndef CONFORMANCE_HOST_FLEXNET_LOCK_HPP
#define CONFORMANCE_HOST_FLEXNET_LOCK_HPP

#include <linux/bpf.h>

namespace flexnet {
struct lock_guard {
  explicit lock_guard(bpf_spin_lock &) {}
};
} // namespace flexnet

#endif
