// A kptr in a map value: put in and taken out.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/kptr.hpp>
#include <flexnet/maps.hpp>

struct item {
  u64 v;
};
struct slot {
  flexnet::kptr<item> kept;
};
flexnet::array_map<slot, 2> slots SEC(".maps");

CONFORM(a, b) {
  slot *s = slots.lookup(a & 1);
  auto fresh = flexnet::make_unique<item>();
  if (!s || !fresh)
    return 1;
  fresh->v = b;
  auto old = s->kept.exchange(static_cast<flexnet::unique_ref<item> &&>(fresh));
  return old ? mix(old->v, a) : a;
}
