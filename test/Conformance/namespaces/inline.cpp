// Inline namespaces version a type.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace api {
inline namespace v2 {
struct request {
  u64 v;
  u32 flags;
};
static NOINLINE u64 handle(const request &r) { return mix(r.v, r.flags); }
} // namespace v2
namespace v1 {
struct request {
  u32 v;
};
static NOINLINE u64 handle(const request &r) { return r.v; }
} // namespace v1
} // namespace api

CONFORM(a, b) {
  api::request now = {a, static_cast<u32>(b)};
  api::v1::request old = {static_cast<u32>(b)};
  return handle(now) + api::v1::handle(old) * 3;
}
