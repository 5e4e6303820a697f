// Lambdas, constant evaluation, and what C++23 and C++26 add compile.
// RUN: %clangxx -target bpf -std=gnu++26 -g -O1 -c %s -o %t.o
// RUN: %clangxx -target bpf -std=gnu++26 -g -O2 -c %s -o %t.o
// RUN: %clangxx -target bpf -std=gnu++26 -g -Os -c %s -o %t.o
// RUN: %clangxx -target bpf -std=gnu++26 -c %s -o %t.o
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#define NI __attribute__((noinline))
consteval int immediate(int x) { return x * x; }
constexpr int loop(int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    s += i;
  return s;
}
constinit int started = loop(5);
constexpr int table[] = {immediate(1), immediate(2), 3};
constexpr auto lambda = [](int x) consteval { return x; };
constexpr auto memory() {
  int *p = new int(3);
  int v = *p;
  delete p;
  return v;
}
static_assert(memory() == 3, "text");
struct literal {
  int v;
  constexpr literal(int x) : v(x) {}
  constexpr ~literal() {}
  constexpr bool operator==(const literal &) const = default;
};
constexpr literal constants[] = {1, 2, 3};
constexpr int static_constexpr(int i) {
  static constexpr int t[] = {4, 5, 6};
  return t[i % 3u];
}
struct deducing {
  int v;
  NI int get(this deducing &self) { return self.v; }
  template <class S> auto &&any(this S &&self) { return self.v; }
  static int operator()(int x) { return x + 1; }
  int operator[](int a, int b) const { return v + a * b; }
};
template <class... T> NI int pick(T... t) { return t...[0]; }
template <class... T> struct packed {
  using first = T...[0];
  first f;
};
struct gone {
  gone() = delete ("not made");
};
enum class color { red, green };
using enum color;
struct capture {
  int m;
  auto adder() {
    return [*this](int x) { return m + x; };
  }
  auto by_this() {
    return [this] { return m; };
  }
};
int variables_of_no_name() {
  auto _ = 1;
  auto _ = 2;
  return 3;
}
NI int early(auto f, int x) { return f(f, x); }
template <class T> constexpr T pi = T(3);
constexpr int bits = [] {
  int x = 0;
  for (auto c : "ab")
    x += c;
  return x;
}();
auto returns_lambda(int x) {
  return [x](int y) { return x + y; };
}
struct with_default {
  int (*unused)(int) = nullptr;
  int v = [] { return 3; }();
};
inline constexpr auto generic = []<class T>(T t) requires(sizeof(T) > 1) { return t + sizeof(T); };
SEC("xdp") int program(struct xdp_md *ctx) {
  int x = ctx->ingress_ifindex, counter = 0;
  deducing d{x};
  packed<int, char> p{x};
  capture c{x};
  with_default w;
  auto mut = [counter]() mutable { return ++counter; };
  auto init = [y = x + 1, &z = x] { return y + z; };
  auto variadic = [](auto... v) { return (v + ...); };
  auto nested = [&] { return [&] { return x; }(); };
  auto noex = [](int v) noexcept -> long { return v; };
  int (*decayed)(int) = [](int v) { return v * 2; };
  auto recursive = [](this auto self, int n) -> int { return n <= 0 ? 0 : n + self(n - 1); };
  auto literal_z = 3z;
  auto copied = auto(x);
  auto a = 1;
  return immediate(3) + started + table[x & 1] + lambda(4) + constants[x & 1].v +
         static_constexpr(x) + d.get() + d.any() + d(x) + d[1, 2] + pick(x, 2) + p.f +
         (int)((color)x == color::red) + c.adder()(2) + c.by_this()() + variables_of_no_name() + pi<int> +
         bits + returns_lambda(x)(3) + w.v + generic(x) + mut() + init() + variadic(1, 2, x) +
         nested() + noex(x) + decayed(x) + recursive(5) + literal_z + copied + a;
}
