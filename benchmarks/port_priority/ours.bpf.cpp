// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../examples/port_priority/port_priority.bpf.cpp"
