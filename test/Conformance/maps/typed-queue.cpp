// flexnet::queue_map and flexnet::stack_map of structures.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/maps.hpp>

struct job {
  u64 id, cost;
};
flexnet::queue_map<job, 64> waiting SEC(".maps");
flexnet::stack_map<u64, 64> undo SEC(".maps");

CONFORM(a, b) {
  waiting.push({a, b});
  undo.push(a);
  undo.push(b);
  job j = {};
  u64 last = 0;
  long got = a & 1 ? waiting.pop(j) : 0;
  undo.pop(last);
  return mix(mix(j.id, j.cost), last) + got;
}
