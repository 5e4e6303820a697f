// <memory>: addressof, construct_at and destroy_at in storage of one's own.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <memory>

struct entry {
  u64 a, b;
  ~entry() { a = 0; }
};

CONFORM(a, b) {
  alignas(entry) unsigned char storage[sizeof(entry)];
  entry *e = std::construct_at(reinterpret_cast<entry *>(storage), a, b);
  u64 h = mix(std::addressof(*e)->a, std::to_address(e)->b);
  std::destroy_at(e);
  return h;
}
