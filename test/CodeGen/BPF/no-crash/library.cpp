// Headers of the C++ library that do not need an operating system compile and can be used,
// with debug info and without.
// RUN: %clangxx -target bpf -g -O1 -c %s -o %t.o
// RUN: %clangxx -target bpf -g -O2 -c %s -o %t.o
// RUN: %clangxx -target bpf -g -Os -c %s -o %t.o
// RUN: %clangxx -target bpf -c %s -o %t.o
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <bitset>
#include <concepts>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <ranges>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

static std::array<unsigned, 8> values{4, 2, 7};
static std::atomic<unsigned> total;

SEC("xdp") int program(struct xdp_md *ctx) {
  unsigned x = ctx->ingress_ifindex;
  std::optional<unsigned> o;
  if (x > 3)
    o = x;
  auto [a, b] = std::pair{x, 2u};
  std::tuple<int, char, long> t{1, 'c', 3};
  std::variant<int, char> v{int(x)};
  std::bitset<40> bits{5};
  std::span<unsigned> s{values};
  std::string_view text{"packet"};
  total.fetch_add(x);
  unsigned sum = std::accumulate(values.begin(), values.end(), 0u) + *std::ranges::max_element(s);
  sum += o.value_or(3) + a + b + std::get<2>(t) + bits.count() + std::popcount(x);
  sum += std::count_if(s.begin(), s.end(), [&](unsigned e) { return e > x; });
  sum += std::clamp(x, 1u, 9u) + std::numeric_limits<short>::max() + text.size() + total.load();
  if (auto *i = std::get_if<int>(&v))
    sum += *i;
  for (unsigned e : values | std::views::take(3))
    sum += e;
  return sum + std::exchange(x, 2) + std::bit_ceil(x & 255);
}
