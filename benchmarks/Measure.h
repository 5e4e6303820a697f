// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Runs programs on one packet with BPF_PROG_RUN.
#ifndef BENCHMARKS_MEASURE_H
#define BENCHMARKS_MEASURE_H

#include "Object.h"

namespace bench {

using Bytes = std::vector<uint8_t>;

/// One program on the way of a packet, with the bytes it is given.
struct Step {
  int program;
  Bytes input;
  uint32_t frame; ///< bytes it leaves in front of the packet
};

/// An IPv4 TCP packet whose way has the most steps the benchmarks know.
Bytes testPacket();

/// Takes the packet through the ramp and every resumption it comes to.
std::vector<Step> way(const Object &object, const Bytes &packet);

double median(std::vector<double> values);

/// Median nanoseconds of the ramp, and of all resumptions together, net of what an
/// empty program takes.
struct Times {
  double ramp, resumed;
};
/// Measures objects in turn, `rounds` times, so that all see the same machine.
std::vector<Times> measure(const std::vector<std::vector<Step>> &ways, int rounds);

} // namespace bench

#endif
