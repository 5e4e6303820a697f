// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the programs of one object share: queue sets, maps and executors. They run one after the
// other, each from a fresh start.

#ifndef FLEXNET_DIFFERENTIAL_ENVIRONMENT_H
#define FLEXNET_DIFFERENTIAL_ENVIRONMENT_H

#include "Random.h"
#include "Source.h"

#include <string>
#include <vector>

namespace differential {

/// Why a coroutine suspends where.
enum class Transport {
  Executors, ///< queues and prio_queues; its packet, if any, is gone then
  Cpus,      ///< cpu_queues
  Packets,   ///< queues and prio_queues, and the packet is copied
  Both,      ///< a packet on both kinds
};

struct QueueSet {
  enum { Fifo, ByKey, Cpu } Kind;
  std::string Name;
  unsigned Queues;
};

struct Environment {
  Transport Carries;
  std::vector<QueueSet> Sets;
  std::vector<std::string> Executors; ///< the last one serves everything
  std::vector<std::string> Maps;
  bool KernelWorkers = false;

  /// Decides, and writes it.
  static Environment make(Random &R, Source &S);
  /// What has to stand behind the coroutines: who serves them.
  void writeExecutors(Random &R, Source &S);

  bool hasExecutors() const { return Carries != Transport::Cpus; }
};

} // namespace differential

#endif
