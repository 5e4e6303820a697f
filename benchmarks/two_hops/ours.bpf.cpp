// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
#include "../../examples/two_hops/two_hops.bpf.cpp"
