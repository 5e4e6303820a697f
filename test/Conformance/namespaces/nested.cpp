// Nested namespaces, opened in one step and twice.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace net::ip {
struct header {
  u32 source;
};
static NOINLINE u64 hash(const header &h) { return h.source * 31; }
} // namespace net::ip
namespace net {
namespace ip {
static u64 more(u64 v) { return v + 1; }
} // namespace ip
} // namespace net

CONFORM(a, b) {
  net::ip::header h = {static_cast<u32>(a)};
  return mix(net::ip::hash(h), net::ip::more(b));
}
