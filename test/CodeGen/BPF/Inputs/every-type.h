// A class with a member of every kind of type that C++ has.
using u8 = unsigned char;
using u32 = unsigned int;
using u64 = unsigned long;

namespace a {
struct node {
  int x;
  node *next;
};
} // namespace a
namespace b {
struct node {
  long y;
  node *next;
  a::node *other;
};
inline namespace v1 {
struct versioned {
  int z;
};
} // namespace v1
namespace {
struct local {
  int q;
};
} // namespace
} // namespace b

struct empty {};
struct empty_too {};
class declared;
class base {
public:
  int a;
  static int shared;
  virtual int get() { return a; }
  base() : a(0) {}
  ~base();

private:
  char b;
};
struct second {
  long l;
  second(int);
};
struct not_pod {
  int i;
  char c;
  not_pod();
};
struct tail_padding : not_pod, empty {
  char tail;
  int get() const &;
};
struct late_vptr : not_pod {
  virtual void v();
  int k;
};
struct virtual_base : virtual not_pod {
  int w;
};
struct multiple : base, second, empty_too {
  using base::a;
  int m;
};

enum class boolean : bool { no, yes };
enum class byte : u8 { x = 255 };
enum class large : u64 { big = ~0ul };
enum class negative : signed char { neg = -1 };
enum class character : char16_t { c = 1 };
enum class opaque : int;
enum plain { plain_a, plain_b = -5 };

struct bits {
  u32 a : 3;
  byte e;
  int wide : 40;
  large big : 50;
  bool b : 1;
  plain p : 4;
  __int128 q : 100;
  char16_t h : 5;
  byte last;
};
struct __attribute__((packed)) unaligned {
  char c;
  double d;
  float f;
  long double ld;
};
union with_members {
  int i;
  float f;
  with_members() : i(0) {}
  int get() { return i; }
  ~with_members() {}
};

template <class... T> struct tuple {};
template <class H, class... T> struct tuple<H, T...> : tuple<T...> {
  H h;
};
template <class T, int N = 3, auto V = 'x'> struct values {
  T t[N];
  T &operator[](int i) { return t[i]; }
};
template <template <class...> class T, class X> struct of_template {
  T<X> v;
};
template <class T> using alias = values<T, 5>;

struct no_address {
  [[no_unique_address]] empty e;
  [[no_unique_address]] empty_too e2;
  int v;
  [[no_unique_address]] empty e3;
};
struct alignas(64) aligned {
  alignas(32) char c;
  int z[0];
};
struct flexible {
  int n;
  int data[];
};
struct huge {
  char c[0x7ffffffff];
};
typedef int function(int, ...);
using nothing = void;
typedef float float4 __attribute__((ext_vector_type(4)));
typedef bool bool8 __attribute__((ext_vector_type(8)));
typedef int int3 __attribute__((ext_vector_type(3)));

struct everything {
  everything();
  int &reference;
  int &&rvalue_reference;
  int base::*data_member;
  int (base::*member_function)();
  opaque (everything::*const_member_function)(int) const;
  decltype(nullptr) null;
  decltype(nullptr) *null_pointer;
  char8_t c8;
  char16_t c16;
  char32_t c32;
  wchar_t wc;
  bool truth;
  __int128 i128;
  float f;
  double d;
  _Complex double cd;
  _Complex int ci;
  __fp16 *half;
  float4 v4;
  bool8 v8;
  int3 v3;
  _Atomic int atomic;
  _Atomic(base *) atomic_pointer;
  tuple<int, char, long> variadic;
  values<alias<int>> nested_template;
  of_template<tuple, int> template_template;
  function *variadic_function;
  nothing (*no_result)();
  declared *only_declared;
  void (*takes_declared)(declared);
  declared (*returns_declared)(int);
  no_address without_address;
  aligned *over_aligned;
  flexible *flexible_array;
  boolean e1;
  byte e2;
  large e3;
  negative e4;
  character e5;
  opaque e6;
  virtual_base *with_virtual_base;
  late_vptr *with_late_vptr;
  tail_padding in_padding;
  multiple many_bases;
  bits bit_fields;
  unaligned packed;
  with_members union_with_members;
  a::node node_a;
  b::node node_b;
  b::versioned inline_namespace;
  b::local anonymous_namespace;
  huge *too_large;
  const volatile int qualified;
  int *__restrict restricted;
  const void *const_void;
  a::node *const *volatile pointers;
  struct {
    int inner;
    union {
      int u1;
      long u2;
    };
  };
  struct nested {
    int n;
  } of_nested;
  int (*const functions[3])(everything &);
  int (&array_reference)[4];
  base &(&function_reference)(second &);
  u8 matrix[2][3];
  int größe;
  static const int constant = 1;
  friend void a_friend(everything &);
  explicit operator bool() const { return truth; }
  template <class T> T member_template(T t) { return t; }
};
