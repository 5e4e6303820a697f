/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Everything FlexNet has for BPF in C++ besides coroutines. See docs/cxx-headers.md.
#ifndef FLEXNET_BPF_HPP
#define FLEXNET_BPF_HPP

#include <flexnet/arena.hpp>
#include <flexnet/bpf_helpers.hpp>
#include <flexnet/kptr.hpp>
#include <flexnet/lock.hpp>
#include <flexnet/maps.hpp>
#include <flexnet/ref.hpp>
#include <flexnet/ringbuf.hpp>
#include <flexnet/storage.hpp>

#endif
