// Every kind of declaration compiles, with debug info and without.
// RUN: %clangxx -target bpf -g -O1 -c %s -o %t.o
// RUN: %clangxx -target bpf -g -O2 -c %s -o %t.o
// RUN: %clangxx -target bpf -g -Os -c %s -o %t.o
// RUN: %clangxx -target bpf -c %s -o %t.o
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#define NI __attribute__((noinline))
int plain;
static int hidden;
const int constant = 3;
constexpr int computed = constant * 2;
inline int inlined = 4;
constinit int initialised = 5;
extern int declared_only;
alignas(64) int aligned;
volatile int changing;
unsigned char bytes[3][4];
int (*grid)[4];
using alias = int;
typedef int (*callback)(int);
typedef int array_of_ten[10];
array_of_ten ten;
enum old { A, B = 7 };
enum class scoped : unsigned char { X, Y };
enum { unnamed_enumerator = 9 };
enum opaque : long;
enum class forward;
struct incomplete;
incomplete *pointer_to_incomplete;
union either {
  int i;
  char c[4];
} both;
struct {
  int member;
} unnamed_struct;
static union {
  int low;
  short half;
};
struct bits {
  int a : 3, b : 5;
  unsigned : 0;
  long c : 40;
} bits;
struct flexible {
  int n;
  char data[];
};
struct empty {};
empty nothing;
decltype(nothing) same;
namespace outer {
namespace inner {
int deep;
}
inline namespace v1 {
int versioned;
}
} // namespace outer
namespace outer::inner::deeper {
int deepest;
}
namespace {
int nobody;
}
namespace short_name = outer::inner;
using namespace outer;
using outer::inner::deep;
static_assert(sizeof(int) == 4);
asm("# text");
extern "C" {
int c_variable;
NI int c_function(int x) { return x; }
}
int nullary(void) { return 0; }
auto deduced(int x) { return x + 1; }
auto trailing(int x) -> long { return x; }
decltype(auto) exact(int &x) { return (x); }
[[nodiscard]] int attributed(int);
[[gnu::noinline, maybe_unused]] static int many(int x) { return x; }
int unnamed_parameter(int, int y) { return y; }
int defaulted(int x = 3) { return x; }
int overload(int x) { return x; }
int overload(long x) { return x; }
int overload(const char *x) { return *x; }
void nothing_at_all() {}
int by_reference(int &x, const int &y, int &&z) { return x += y + z; }
int array_argument(int a[4], int (&b)[4]) { return a[0] + b[1]; }
char32_t wide = U'x';
char8_t narrow = u8'x';
wchar_t widest = L'x';
auto text = "text";
auto raw = R"(raw)";
auto separated = 1'000'000;
auto binary = 0b101;
decltype(nullptr) null = nullptr;
bool truth = true;
__int128 huge = 1;
int static_local() {
  static int calls = 0;
  return ++calls;
}
int local_class(int x) {
  struct l {
    int v;
    int get() { return v; }
  } o{x};
  return o.get();
}
int local_enum(int x) {
  enum { p, q };
  return x ? p : q;
}
int local_alias(int x) {
  using t = short;
  return (t)x;
}
SEC("xdp") int program(struct xdp_md *ctx) {
  int a[4] = {1, 2}, x = ctx->ingress_ifindex;
  low = x;
  return many(x) + defaulted() + by_reference(x, 2, 3) + array_argument(a, a) + local_class(x) +
         static_local() + bits.a + hidden + nobody + half + exact(x);
}
