/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_DETAIL_ANY_HPP
#define FLEXNET_DETAIL_ANY_HPP

/// A call of header code costs nothing and is not stepped into: the lines of the program
/// are the user's.
#define FLEXNET_INLINE_NODEBUG [[gnu::always_inline, gnu::nodebug]] inline

/// An error at the call, in these words, if the condition holds. Before the function's type.
#define FLEXNET_REFUSE(condition, words) __attribute__((diagnose_if(condition, words, "error")))

namespace flexnet {

/// Memory whose type nothing tells: a C helper's `void *`. Becomes the pointer that it
/// is assigned to, as in C:
///
///     struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);
struct any_ptr {
  void *address;

  template <class T> FLEXNET_INLINE_NODEBUG operator T *() const {
    return static_cast<T *>(address);
  }
  FLEXNET_INLINE_NODEBUG explicit operator bool() const { return address; }
  FLEXNET_INLINE_NODEBUG bool operator!() const { return !address; }
  FLEXNET_INLINE_NODEBUG bool operator==(decltype(nullptr)) const { return !address; }
};

/// A register that becomes the parameter it is passed to (BPF_PROG, BPF_KPROBE, BPF_USDT).
struct any_value {
  unsigned long long value;

  template <class T>
  FLEXNET_INLINE_NODEBUG any_value(T register_) : value((unsigned long long)register_) {}
  template <class T> FLEXNET_INLINE_NODEBUG operator T() const { return (T)value; }

  /// A parameter of 1 to 16 bytes in one or two registers (BPF_PROG2).
  template <class T> FLEXNET_INLINE_NODEBUG static T read(const unsigned long long *registers) {
    static_assert(sizeof(T) <= 16, "a parameter of a BPF program has at most 16 bytes");
    unsigned long long words[(sizeof(T) + 7) / 8];
    for (unsigned i = 0; i != sizeof(words) / sizeof(*words); ++i)
      words[i] = registers[i];
    T parameter;
    __builtin_memcpy(&parameter, words, sizeof(T));
    return parameter;
  }
};

} // namespace flexnet

#endif
