// std::string_view::find of a character, which libstdc++ makes a call of memchr().
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <string_view>

CONFORM(a, b) {
  std::string_view path = a & 1 ? "/index/of" : "index/of/";
  return path.find('/') + b;
}
