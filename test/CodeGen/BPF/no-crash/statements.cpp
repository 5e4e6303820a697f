// Every kind of statement and expression compiles, with debug info and without.
// RUN: %clangxx -target bpf -std=gnu++23 -Wno-unused-value -g -O1 -c %s -o %t.o
// RUN: %clangxx -target bpf -std=gnu++23 -Wno-unused-value -g -O2 -c %s -o %t.o
// RUN: %clangxx -target bpf -std=gnu++23 -Wno-unused-value -g -Os -c %s -o %t.o
// RUN: %clangxx -target bpf -std=gnu++23 -Wno-unused-value -c %s -o %t.o
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <compare>
#include <initializer_list>
SEC("xdp") int program(struct xdp_md *ctx) {
  unsigned x = ctx->ingress_ifindex, sum = 0;
  if (unsigned y = x; y > 3)
    sum += y;
  else if (y)
    sum -= y;
  if constexpr (sizeof(x) == 4)
    ++sum;
  if
    consteval { sum = 1; }
  else {
    sum += 2;
  }
  switch (unsigned z = x & 7; z) {
  case 0:
    sum++;
    [[fallthrough]];
  case 1:
    sum += 2;
    break;
  case 2 ... 4:
    sum = 5;
    break;
  default:;
  }
  for (int i = 0; i < 4; i++)
    sum += i;
  for (int v : {1, 2, 3})
    sum += v;
  int a[3] = {1, 2, 3};
  for (auto &v : a)
    v += x;
  for (int n = 0; auto v : a)
    sum += v + n++;
  int w = 0;
  while (w < 3) {
    if (++w == 2)
      continue;
    sum += w;
  }
  do {
    --w;
  } while (w > 0);
  goto end;
end:
  sum += x ? a[x % 3] : -x;
  sum ^= ~x << 2 >> 1;
  sum = (x, sum);
  sum += sizeof x + alignof(int) + !x;
  x <=> 3u;
  sum += (x <=> 3u) < 0;
  unsigned p = x == 1 || x != 2 && x >= 3;
  sum += p;
  int *q = &a[1];
  sum += q[-1] + *(q + 1) + (q - a);
  auto c = (char)x;
  sum += static_cast<short>(c);
  sum += reinterpret_cast<unsigned long>(ctx) & 1;
  const int k = 2;
  sum += const_cast<int &>(k);
  sum += int{c} + int(x);
  sum += ({
    int t = x;
    t * 2;
  });
  sum += __builtin_expect(x, 1);
  if (x > 5) [[likely]]
    sum++;
  [[assume(sum > 0)]];
  auto l = [&] { return sum; };
  sum += l() + [=](auto v) { return v + x; }(2) + [](int v = 2) static { return v; }
  (1);
  char b[8] = "abc";
  sum += b[x & 7];
  struct s {
    int u, v;
  } s1{.u = 1, .v = 2}, s2 = s1;
  sum += s2.u;
  auto [u, v] = s2;
  sum += u + v;
  auto &[m, n] = a[0] > 1 ? s1 : s2;
  m = 3;
  sum += n;
  int arr[2][2] = {{1, 2}, {3, 4}};
  auto &[r0, r1] = arr;
  sum += r0[1] + r1[0];
  int s::*mp = x ? &s::u : &s::v;
  sum += s1.*mp;
  union {
    unsigned i;
    float f;
  } pun;
  pun.i = x;
  sum += pun.i;
  (void)sum;
  ;
  {}
  sum += noexcept(x) + __is_class(s);
  sum += __builtin_bit_cast(unsigned, s{1, 2}.u);
  unsigned long o;
  sum += __builtin_add_overflow(x, 5u, &o) + __builtin_popcount(x) + __builtin_clz(x | 1) +
         __builtin_ctz(x | 1) + __builtin_bswap32(x) + __builtin_ffs(x) + __builtin_parity(x);
  asm volatile("%0 = %1" : "=r"(o) : "r"(x));
  sum += o;
  __builtin_memset(b, 0, 8);
  __builtin_memcpy(b, a, 8);
  sum += __builtin_constant_p(x) + __func__[0];
  sum += __builtin_offsetof(struct s, v);
  sum += (x & 1) ? (short)x / -3 : (int)x % 7;
  long big = (long)x * x;
  sum += big / (a[0] | 1) + big % 10;
  int (*never)(int) = nullptr;
  sum += never == nullptr;
  sum += __COUNTER__ + __LINE__;
  if (x == 77)
    __builtin_trap();
  if (x == 78)
    __builtin_unreachable();
  typeof(x) same = x;
  sum += same;
  return sum;
}
