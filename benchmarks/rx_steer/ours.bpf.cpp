// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
#include "../../examples/rx_steer/rx_steer.bpf.cpp"
