// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// What every program of the differential tests includes, compiled by us for the kernel and by
/// another compiler for the host. Nothing of it is undefined for any value.
#ifndef DIFFERENTIAL_PROGRAM_H
#define DIFFERENTIAL_PROGRAM_H

#ifdef __bpf__
#include <flexnet/flexnet.h>
#include <flexnet/maps.hpp>
#define RETURN return
#define PROGRAM(...)
#define OBSERVED_MAP(...)
#define NAMED_SET(...)
char LICENSE[] SEC("license") = "GPL";
#else
#include "host/run.h"
#define RETURN co_return
#endif

#define OBSERVED SEC(".data.observed")

/// What a program of SEC("syscall") is called with.
struct input {
  u64 args[2];
};

/// Effects in their order.
struct effects {
  static constexpr u32 most = 2048;
  u32 count, reserved;
  u64 what[most];
};
inline effects observed OBSERVED = {};

extern "C" __noinline inline int effect(u64 what) {
  u32 at = observed.count;
  if (at < effects::most) {
    observed.what[at] = what;
    observed.count = at + 1;
  }
  return 0;
}

#ifndef __bpf__
extern "C" __attribute__((used)) inline const host::library *differential_library() {
  static const host::library all = {host::programs, host::maps, host::here,
                                    host::run,      host::reset, &observed};
  return &all;
}
#endif

/// What each program leaves behind.
struct memory {
  u64 words[4];
  s32 numbers[4];
  s16 shorts[4];
  u8 bytes[8];
};

template <class T> struct widened {
  using type = u32;
};
template <> struct widened<u64> {
  using type = u64;
};
template <> struct widened<s64> {
  using type = u64;
};

/// Arithmetic that wraps.
template <class T> using wide = typename widened<T>::type;
template <class T> static inline T add(T a, T b) { return T(wide<T>(a) + wide<T>(b)); }
template <class T> static inline T subtract(T a, T b) { return T(wide<T>(a) - wide<T>(b)); }
template <class T> static inline T multiply(T a, T b) { return T(wide<T>(a) * wide<T>(b)); }
template <class T> static inline T shift_left(T a, u32 n) {
  return T(wide<T>(a) << (n % (8 * sizeof(T))));
}
template <class T> static inline T shift_right(T a, u32 n) { return T(a >> (n % (8 * sizeof(T)))); }

#ifdef DIFFERENTIAL_WRONG_ARITHMETIC // --break arithmetic, on the host
enum { of_zero = 1 };
#else
enum { of_zero = 0 };
#endif

/// By zero: 0, or what is divided. The least number by -1: itself.
template <class T> static inline T divide(T a, T b) {
  if (b == 0)
    return of_zero;
  if (T(-1) < T(0) && b == T(-1))
    return subtract(T(0), a);
  return T(a / b);
}
template <class T> static inline T remainder_of(T a, T b) {
  if (b == 0)
    return a;
  if (T(-1) < T(0) && b == T(-1))
    return 0;
  return T(a % b);
}

/// An index below N, a power of two. LLVM proves masks away by comparisons that the verifier does
/// not connect with the index ("unbounded memory access"), so it must not see where it comes from;
/// -DDIFFERENTIAL_PLAIN_MASKS lets it.
template <u32 N, class T> static inline T below(T x) {
  u64 index = u64(x);
#ifndef DIFFERENTIAL_PLAIN_MASKS
  asm("" : "+r"(index));
#endif
  return T(index & (N - 1));
}

/// Word i of a packet, 0 if it is not there.
template <class Context> static inline u64 word_of(Context *ctx, u32 i) {
  char *data = (char *)(long)ctx->data, *end = (char *)(long)ctx->data_end;
  char *word = data + 8 * below<8>(i);
  return word + 8 <= end ? *(u64 *)word : 0;
}

template <class Map> static inline u64 read(Map &map, u32 key) {
  u64 *value = map.lookup(key);
  return value ? *value : 0;
}

/// Reports what it holds when its scope ends.
struct guard {
  u64 what;
  explicit guard(u64 of) : what(of) {}
  ~guard() { effect(what ^ 0x6775617264); }
};

/// A class with state, operators and templates.
class digest {
  u64 state;

public:
  explicit digest(u64 seed) : state(seed) {}
  digest &operator<<(u64 v) {
    state = (state ^ v) * 0x100000001b3;
    return *this;
  }
  template <class T> void both(const T &a, const T &b) { *this << u64(a) << u64(b); }
  u64 value() const { return state; }
};

template <class T> static inline void exchange(T &a, T &b) {
  T was = a;
  a = b;
  b = was;
}
template <class T> static inline T bump(T &of, T by) {
  of = add(of, by);
  return of;
}

#endif
