// consteval functions make constants from strings.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

consteval u32 hash(const char *s) {
  u32 h = 2166136261u;
  for (; *s; s++)
    h = (h ^ static_cast<u8>(*s)) * 16777619u;
  return h;
}

CONFORM(a, b) {
  switch (static_cast<u32>(a & 1 ? hash("get") : b & 1 ? hash("put") : b)) {
  case hash("get"):
    return b + 1;
  case hash("put"):
    return a + 2;
  default:
    return hash("none") ^ a;
  }
}
