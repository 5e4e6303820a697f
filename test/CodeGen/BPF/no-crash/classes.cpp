// Every kind of class and member compiles, with debug info and without.
// RUN: %clangxx -target bpf -g -O1 -c %s -o %t.o
// RUN: %clangxx -target bpf -g -O2 -c %s -o %t.o
// RUN: %clangxx -target bpf -g -Os -c %s -o %t.o
// RUN: %clangxx -target bpf -c %s -o %t.o
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <compare>
#define NI __attribute__((noinline))
struct aggregate {
  int a, b = 2;
};
class hidden {
  int v = 1;

public:
  int get() const { return v; }
  friend int peek(hidden &h) { return h.v; }
};
struct constructed {
  int v;
  NI constructed(int x) : v(x) {}
  constructed() : constructed(3) {}
  NI ~constructed() { v = 0; }
  constructed(const constructed &o) : v(o.v + 1) {}
  constructed(constructed &&o) : v(o.v) { o.v = 0; }
  constructed &operator=(const constructed &) = default;
  constructed &operator=(constructed &&) = default;
};
struct base {
  int x = 1;
  NI int f(int y) { return x + y; }

protected:
  int p = 2;
};
struct derived : base {
  int z = 3;
  using base::f;
  int f(int a, int b) { return base::f(a) + b + p; }
};
struct second {
  long s = 4;
  NI long g() { return s; }
};
struct both : private derived, public second {
  NI int h() { return x + z + (int)s; }
};
struct top {
  int t = 1;
};
struct left : virtual top {
  int l = 2;
};
struct right : virtual top {
  int r = 3;
};
struct diamond : left, right {
  int d = 4;
};
struct polymorphic {
  virtual int run(int x) { return x; }
  virtual int pure(int) = 0;
};
struct known final : polymorphic {
  int run(int x) override { return x * 2; }
  int pure(int x) final { return x; }
};
struct statics {
  static int count;
  static constexpr int size = 4;
  inline static int inlined = 5;
  NI static int call(int x) { return x + count + size; }
};
int statics::count = 2;
struct nested {
  struct in {
    int v;
    NI int get() { return v; }
  } i;
  enum kind { K1, K2 } k : 4;
  union {
    int a;
    short b;
  };
  struct {
    int c;
  };
  using t = in;
};
struct ops {
  int v;
  ops operator+(ops o) const { return {v + o.v}; }
  ops &operator+=(int x) {
    v += x;
    return *this;
  }
  ops &operator++() {
    ++v;
    return *this;
  }
  ops operator++(int) { return {v++}; }
  bool operator==(const ops &) const = default;
  auto operator<=>(const ops &) const = default;
  int operator[](int i) const { return v + i; }
  int operator()(int a) const { return v * a; }
  explicit operator bool() const { return v; }
  operator int() const { return v; }
  ops *operator->() { return this; }
  int operator*() { return v; }
  int operator,(int x) { return x; }
  ops operator-() { return {-v}; }
  bool operator!() { return !v; }
  int operator~() { return ~v; }
  int operator&(int x) { return v & x; }
  ops operator<<(int x) { return {v << x}; }
};
NI int operator%(const ops &a, int b) { return (unsigned)a.v % (unsigned)b; }
constexpr unsigned long long operator""_k(unsigned long long x) { return x * 1024; }
struct refs {
  int &r;
  const int &c;
  int &&m;
};
struct members {
  int a, b;
  NI int f(int x) { return a + x; }
};
struct qualified {
  int v;
  int get() & { return v; }
  int get() const & { return v + 1; }
  int get() && { return v + 2; }
  int vol() volatile { return v; }
};
struct aligned {
  alignas(16) char c;
  [[no_unique_address]] struct {
  } e;
  int i;
} __attribute__((packed));
struct bitfields {
  unsigned a : 3 = 2;
  bool b : 1;
  int : 4;
  signed c : 9;
};
struct mut {
  mutable int m = 0;
  int touch() const { return ++m; }
};
struct explicitly {
  explicit(sizeof(int) == 4) explicitly(int x) : v(x) {}
  int v;
};
struct deleted {
  deleted() = default;
  deleted(const deleted &) = delete;
  int v = 1;
};
struct inherits : constructed {
  using constructed::constructed;
};
struct recursive {
  recursive *next;
  int v;
};
struct A;
struct B {
  A *a;
  int v;
};
struct A {
  B *b;
  int w;
};
struct placed {
  int v;
};
inline void *operator new(unsigned long, void *p) noexcept { return p; }
struct own {
  static void *operator new(unsigned long);
  int v;
};
struct array_of {
  constructed c[2];
};
struct crtp_impl;
template <class T> struct crtp {
  int go() { return static_cast<T *>(this)->impl(); }
};
struct crtp_impl : crtp<crtp_impl> {
  int impl() { return 3; }
};
SEC("xdp") int program(struct xdp_md *ctx) {
  int x = ctx->ingress_ifindex;
  aggregate a{.a = x};
  hidden h;
  constructed c1(x), c2(c1), c3(static_cast<constructed &&>(c1));
  c2 = c3;
  derived d;
  both b;
  diamond di;
  known k;
  nested n{{x}};
  n.a = 1;
  ops o{x}, o2 = o + o;
  o += 2;
  ++o;
  o++;
  refs r{x, x, 3};
  members m{1, 2};
  int (members::*mf)(int) = &members::f;
  int members::*md = &members::b;
  qualified q{x};
  aligned al{};
  bitfields bf;
  mut mu;
  explicitly e(3);
  deleted de;
  inherits in(4);
  recursive re{nullptr, 2};
  A aa;
  B bb{&aa, 1};
  aa.b = &bb;
  char room[8];
  placed *p = new (room) placed{x};
  array_of ao;
  crtp_impl ci;
  polymorphic &poly = k;
  p->~placed();
  const ops co{1};
  return a.a + h.get() + peek(h) + c2.v + d.f(1, 2) + b.h() + b.g() + di.t + di.d + k.run(x) +
         poly.pure(2) + statics::call(x) + statics::inlined + n.i.get() + o[1] + o(2) + (o == o2) +
         (o < o2) + (o ? 1 : 0) + o->v + *o + (-o).v + !o + ~o + (o & 3) + (o << 1).v + o % 3 +
         (int)1_k + r.r + (m.*mf)(2) + m.*md + q.get() + qualified{2}.get() + q.vol() + al.c +
         bf.a + mu.touch() + e.v + de.v + in.v + re.v + aa.b->v + p->v + ao.c[1].v + ci.go() + co.v;
}
