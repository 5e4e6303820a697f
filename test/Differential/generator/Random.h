// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers that are the same for a seed on every machine: the standard's engine, without its
// distributions, which differ between libraries.

#ifndef FLEXNET_DIFFERENTIAL_RANDOM_H
#define FLEXNET_DIFFERENTIAL_RANDOM_H

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace differential {

class Random {
public:
  /// The stream of one thing, such as program 17, of a run.
  Random(uint64_t Seed, uint64_t Of) {
    std::seed_seq All{uint32_t(Seed), uint32_t(Seed >> 32), uint32_t(Of), uint32_t(Of >> 32)};
    Engine.seed(All);
  }

  uint64_t any() { return Engine(); }
  unsigned below(unsigned N) { return static_cast<unsigned>(Engine() % N); }
  unsigned between(unsigned Least, unsigned Most) { return Least + below(Most - Least + 1); }
  bool chance(unsigned Percent) { return below(100) < Percent; }

  template <class T> const T &pick(const std::vector<T> &From) {
    return From[below(static_cast<unsigned>(From.size()))];
  }
  template <class T> T pick(std::initializer_list<T> From) {
    return From.begin()[below(static_cast<unsigned>(From.size()))];
  }

private:
  std::mt19937_64 Engine;
};

} // namespace differential

#endif
