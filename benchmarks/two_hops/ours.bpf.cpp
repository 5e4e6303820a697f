// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../examples/two_hops/two_hops.bpf.cpp"
