// Templates of every kind compile, with debug info and without.
// RUN: %clangxx -target bpf -Wno-undefined-internal -g -O1 -c %s -o %t.o
// RUN: %clangxx -target bpf -Wno-undefined-internal -g -O2 -c %s -o %t.o
// RUN: %clangxx -target bpf -Wno-undefined-internal -g -Os -c %s -o %t.o
// RUN: %clangxx -target bpf -Wno-undefined-internal -c %s -o %t.o
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#define NI __attribute__((noinline))
template <class T> NI T twice(T x) { return x + x; }
template <int N> NI int add(int x) { return x + N; }
template <class... T> int count(T... t) { return sizeof...(t) + (t + ... + 0); }
template <auto V> struct value { static constexpr auto v = V; };
template <class T, unsigned N = 4> struct fixed {
  T a[N];
  NI T &at(unsigned i) { return a[i % N]; }
};
template <class T> struct special { static const int v = 1; };
template <> struct special<int> { static const int v = 2; };
template <class T> struct special<T *> { static const int v = 3; };
template <template <class> class C, class T> struct apply { using t = C<T>; };
template <class T> constexpr int variable = sizeof(T);
template <class T> using pointer = T *;
template <class A, class B> struct pair {
  A first;
  B second;
  pair(A a, B b) : first(a), second(b) {}
  template <class C> NI int sum(C c) { return first + second + c; }
};
template <class A, class B> pair(A, B) -> pair<A, B>;
template <class T>
concept small = sizeof(T) <= 4;
template <small T> NI int constrained(T t) { return t; }
NI int abbreviated(small auto t) { return t; }
template <class T>
requires requires(T t) {
  t + t;
  typename pointer<T>;
  { t }
  noexcept;
}
NI int required(T t) { return t + t; }
template <class F> int call(F f, int x) { return f(x); }
template <int (*F)(int)> int through(int x) { return F(x); }
template <auto M> int get(auto &o) { return o.*M; }
struct lit {
  int a;
  constexpr lit(int x) : a(x) {}
};
template <lit L> NI int literal() { return L.a; }
template <unsigned N> struct text {
  char c[N];
  constexpr text(const char (&s)[N]) {
    for (unsigned i = 0; i < N; i++)
      c[i] = s[i];
  }
};
template <text T> NI int length() { return sizeof(T.c); }
template <int N> struct fact { static constexpr int v = N * fact<N - 1>::v; };
template <> struct fact<0> { static constexpr int v = 1; };
template <class T> int if_constexpr(T t) {
  if constexpr (sizeof(T) > 4)
    return 1;
  else
    return t;
}
template <class... T> struct tuple;
template <> struct tuple<> {};
template <class H, class... T> struct tuple<H, T...> : tuple<T...> {
  H h;
  tuple(H a, T... t) : tuple<T...>(t...), h(a) {}
};
template <class T, class... A> T make(A &&...a) { return T(static_cast<A &&>(a)...); }
template <class T> struct outer {
  template <class U> struct inner {
    T t;
    U u;
    NI long sum() { return t + u; }
  };
  friend int reach(outer &o) { return sizeof(o.x); }
  T x;
};
template <class T> int outer_fn(T t) {
  struct local {
    T v;
    int get() { return v; }
  } l{t};
  return l.get();
}
template <class T> struct expr {
  T v;
  template <class U> auto operator+(U u) const { return expr<decltype(v + u)>{v + u}; }
  template <class U> operator U() const { return v; }
};
template <class... B> struct overloaded : B... { using B::operator()...; };
template <class... B> overloaded(B...) -> overloaded<B...>;
extern template struct fixed<long>;
template struct fixed<short>;
template NI int add<9>(int);
template <int... I> struct seq {};
template <int... I> int spread(seq<I...>, int x) { return ((x * I) + ...); }
template <class T> auto sfinae(T t) -> decltype(t.value()) { return t.value(); }
inline int sfinae(...) { return 4; }
template <class T, int T::*M> NI int member(T &t) { return t.*M; }
template <class T> int static_in(T) {
  static int n;
  return ++n;
}
struct pod {
  int a, b;
  int value() { return a; }
};
template <class T> union either {
  T t;
  char c[sizeof(T)];
};
template <class R, class... A> struct fn;
template <class R, class... A> struct fn<R(A...)> { static constexpr int n = sizeof...(A); };
template <class T> T *null = nullptr;
template <bool B> struct enable {};
template <> struct enable<true> { using t = int; };
template <class T, typename enable<sizeof(T) == 4>::t = 0> int only_four(T) { return 4; }
NI static int target(int x) { return x + 1; }
SEC("xdp") int program(struct xdp_md *ctx) {
  int x = ctx->ingress_ifindex;
  pod p{x, 2};
  fixed<int> f{};
  fixed<pair<char, long>, 2> *fp = nullptr;
  pair pr{1, 2L};
  tuple<int, char, long> t{1, 'a', 2};
  outer<int>::inner<char> oi{1, 'b'};
  outer<long> ol{};
  expr<int> e{x};
  auto ov = overloaded{[](int i) { return i; }, [](char) { return 9; }};
  either<long> ei{.t = x};
  apply<pointer, int>::t ptr = &x;
  return twice(x) + twice<long>(x) + add<3>(x) + add<-1>(x) + count(1, 2, 3) + value<4>::v +
         value<'c'>::v + f.at(x) + special<int>::v + special<int *>::v + *ptr + variable<long> +
         pr.sum(3) + constrained(x) + abbreviated((short)x) + required(x) +
         call([&](int y) { return x + y; }, 2) + call(target, x) + through<target>(x) +
         get<&pod::b>(p) + literal<lit(3)>() + length<"abc">() + fact<5>::v + if_constexpr(x) +
         if_constexpr(2L) + t.h + make<pod>(1, 2).a + oi.sum() + reach(ol) + outer_fn(x) +
         (int)(e + 2L) + ov(x) + ov('c') + spread(seq<1, 2, 3>{}, x) + sfinae(p) + sfinae(3) +
         member<pod, &pod::a>(p) + static_in(x) + static_in('c') + (int)ei.t +
         fn<int(char, long)>::n + (null<int> == nullptr) + only_four(x) + (fp == nullptr);
}
