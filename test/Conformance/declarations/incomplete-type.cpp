// A class that is declared, pointed to and only defined later.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class node;
static NOINLINE u64 value_of(const node *n);

class node {
public:
  u64 value;
  node *next;
};

static u64 value_of(const node *n) { return n->value + (n->next ? n->next->value : 1); }

CONFORM(a, b) {
  node last = {a, nullptr}, first = {b, &last};
  return mix(value_of(&first), value_of(&last));
}
