// Placement new in storage of the stack and of a global.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

inline void *operator new(decltype(sizeof 0), void *at, int) noexcept { return at; }

struct session {
  u64 id;
  u32 state = 7;
  session(u64 i) : id(i) {}
  ~session() { id = 0; }
};

alignas(session) static u8 room[sizeof(session)];

CONFORM(a, b) {
  alignas(session) u8 local[sizeof(session)];
  session *x = new (local, 0) session(a);
  session *y = new (room, 0) session(b);
  u64 h = mix(x->id + x->state, y->id);
  x->~session();
  return h + y->state;
}
