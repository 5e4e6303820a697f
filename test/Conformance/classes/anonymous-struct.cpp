// Unnamed structures: as a member, as the type of a variable, with a typedef.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

typedef struct {
  u32 x, y;
} vec;
static struct {
  u64 hits;
  vec last;
} stats;

struct packet {
  struct {
    u16 source, dest;
  } ports;
  struct {
    u32 sequence;
  };
};

CONFORM(a, b) {
  packet p = {{static_cast<u16>(a), static_cast<u16>(b)}, {static_cast<u32>(a ^ b)}};
  stats.hits += p.ports.source;
  stats.last = {p.sequence, p.ports.dest};
  return mix(stats.hits, mix(stats.last.x, stats.last.y));
}
