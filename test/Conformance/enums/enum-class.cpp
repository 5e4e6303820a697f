// enum class with its underlying type, as a member, an argument and in a switch.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class state : u8 { idle, busy = 5, done };
struct job {
  state s;
  u64 n;
};

static NOINLINE u64 cost(state s) {
  switch (s) {
  case state::idle:
    return 1;
  case state::busy:
    return 100;
  case state::done:
    return 7;
  }
  return 0;
}

CONFORM(a, b) {
  job j = {(a & 1) ? state::busy : (b & 1) ? state::done : state::idle, a};
  return mix(cost(j.s), j.n) + static_cast<u8>(j.s);
}
