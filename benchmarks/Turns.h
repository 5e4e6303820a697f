// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Times programs of several objects in turn, so that all see the same machine.
#ifndef BENCHMARKS_TURNS_H
#define BENCHMARKS_TURNS_H

#include "Object.h"

#include <map>

namespace bench {

/// A program, and how often it runs.
struct Runs {
  std::string program;
  uint32_t times = 1;
};

/// What is timed: a program that does something `operations` times in one run.
struct Case {
  std::string name;
  std::string object; ///< path
  Runs timed;
  uint32_t operations;
  std::vector<Runs> first;  ///< once, after loading
  std::vector<Runs> before; ///< each time, not timed
};

/// A program of type XDP or SYSCALL; the latter gets a worker's context (abi.h).
class TestRun {
public:
  TestRun(bpf_object *object, const Runs &runs);
  /// Nanoseconds of one run.
  double operator()() const;

private:
  int fd;
  bool needsPacket;
  uint32_t times;
};

/// Of any object.
std::vector<ProgramInfo> programs(const std::string &path);

/// Nanoseconds of one operation of each case in each round.
std::map<std::string, std::vector<double>> takeTurns(const std::vector<Case> &cases, int rounds);

} // namespace bench

#endif
