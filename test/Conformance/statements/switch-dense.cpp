// A switch with many neighbouring cases, and one with far ones.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 dense(u64 v) {
  switch (v & 15) {
  case 0:
    return 11;
  case 1:
    return 7;
  case 2:
    return v * 3;
  case 3:
    return 5;
  case 4:
    return v ^ 9;
  case 5:
    return 2;
  case 6:
    return v + 100;
  case 7:
    return 99;
  case 8:
    return v - 4;
  case 9:
    return 1;
  default:
    return 0;
  }
}

CONFORM(a, b) {
  u64 r = dense(a) + dense(b);
  switch (b) {
  case 1:
    return r + 1;
  case 0xffff'ffff'ffff'ffff:
    return r + 2;
  case 1000003:
    return r + 3;
  case 256 ... 1000:
    return r + 4;
  }
  return r;
}
