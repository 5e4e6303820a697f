// std::string_view of constants: compared, cut, its ends.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <string_view>

using namespace std::literals;

CONFORM(a, b) {
  std::string_view method = a & 1 ? "GET /index"sv : "POST /form"sv;
  u64 h = method.size();
  h = mix(h, method.starts_with("GET"));
  h = mix(h, method.substr(0, 3) == "POS"sv);
  method.remove_prefix(4);
  h = mix(h, method.front());
  return mix(h, method.ends_with('m') + (method <=> "/"sv > 0) + b);
}
