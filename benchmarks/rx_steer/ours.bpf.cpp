// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../examples/rx_steer/rx_steer.bpf.cpp"
