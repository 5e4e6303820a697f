// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
#include "../../examples/port_priority/port_priority.bpf.cpp"
