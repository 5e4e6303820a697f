// Globals whose type is an instance of a template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T, u32 n> class ring {
  T items[n];
  u32 head;

public:
  void push(T v) { items[head++ & (n - 1)] = v; }
  T at(u32 i) const { return items[i & (n - 1)]; }
};
ring<u64, 8> events;
static ring<u16, 4> ports;

CONFORM(a, b) {
  events.push(a);
  ports.push(b);
  events.push(a ^ b);
  return mix(events.at(a), ports.at(b)) + events.at(0);
}
