// Functions, types and globals of one name in different namespaces.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace tcp {
struct header {
  u64 v;
};
NOINLINE u64 parse(const header &h) { return h.v + 6; }
static u64 count;
} // namespace tcp
namespace udp {
struct header {
  u32 v;
};
NOINLINE u64 parse(const header &h) { return h.v + 17; }
static u64 count;
} // namespace udp
struct header {
  u16 v;
};
static NOINLINE u64 parse(const header &h) { return h.v; }

CONFORM(a, b) {
  tcp::header t = {a};
  udp::header u = {static_cast<u32>(b)};
  header h = {static_cast<u16>(a)};
  tcp::count += a;
  udp::count += b;
  return mix(mix(parse(t), parse(u)), parse(h) + tcp::count * 3 + udp::count);
}
