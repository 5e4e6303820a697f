/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The member functions of maps.hpp. They are in base classes without data: libbpf takes
/// every data member of a map for a part of its definition, and refuses what it does not know.
#ifndef FLEXNET_DETAIL_MAP_OPERATIONS_HPP
#define FLEXNET_DETAIL_MAP_OPERATIONS_HPP

#include <flexnet/bpf_helpers.hpp>

namespace flexnet {

/// Options of a map.
struct map_options {
  u32 flags = 0;                             ///< BPF_F_...
  libbpf_pin_type pinning = LIBBPF_PIN_NONE; ///< LIBBPF_PIN_BY_NAME: in /sys/fs/bpf
};

namespace detail {

/// How a key or value is passed: a scalar by value, as it may be a member of a context, to
/// which helpers take no pointer.
template <class T, bool = __is_scalar(T)> struct passed {
  using type = const T &;
};
template <class T> struct passed<T, true> {
  using type = T;
};
template <class T> using passed_t = typename passed<T>::type;

/// A callback's result as the kernel takes it: 1 ends the iteration.
template <class F, class... Args> FLEXNET_INLINE long call_back(F &f, Args &...args) {
  if constexpr (__is_same(decltype(f(args...)), void)) {
    f(args...);
    return 0;
  } else {
    return f(args...) ? 1 : 0;
  }
}

template <class K, class V> struct lookup_operations {
  using key_type = K;
  using value_type = V;

  /// The value of `key`, or null.
  FLEXNET_INLINE V *lookup(passed_t<K> key) {
    return static_cast<V *>(helper::bpf_map_lookup_elem(this, &key));
  }
  /// 0, or an error: -E2BIG (full), -ENOMEM.
  FLEXNET_INLINE long update(passed_t<K> key, passed_t<V> value, u64 flags = BPF_ANY) {
    return helper::bpf_map_update_elem(this, &key, &value, flags);
  }

  // clang-format takes FLEXNET_REFUSE for a type.
  // clang-format off

  /// Calls `f(const K &, V &)` for each element. If it returns something, true ends the
  /// iteration. Returns the number of elements seen, or an error.
  template <class F>
  FLEXNET_INLINE
  FLEXNET_REFUSE((!called_with<F, const K &, V &>),
                 "for_each() calls f(const key_type &, value_type &)")
  long for_each(F f) {
    if constexpr (called_with<F, const K &, V &>)
      return helper::bpf_for_each_map_elem(this, (void *)&element<F>, &f, 0);
    else
      return 0;
  }

  // clang-format on

private:
  template <class F> static long element(void *, const K *key, V *value, F *f) {
    return call_back(*f, *key, *value);
  }
};

/// Elements come and go.
template <class K, class V> struct hash_operations : lookup_operations<K, V> {
  /// As update(), but -EEXIST if `key` is there.
  FLEXNET_INLINE long insert(passed_t<K> key, passed_t<V> value) {
    return this->update(key, value, BPF_NOEXIST);
  }
  /// 0, or -ENOENT.
  FLEXNET_INLINE long erase(passed_t<K> key) { return helper::bpf_map_delete_elem(this, &key); }

  /// The value of `key`, which is made a copy of `initial` if it is not there. Null if
  /// the map is full.
  FLEXNET_INLINE V *lookup_or_insert(passed_t<K> key, passed_t<V> initial) {
    V *value = this->lookup(key);
    if (!value) {
      insert(key, initial); // another CPU may be first: then its value counts
      value = this->lookup(key);
    }
    return value;
  }
};

/// A value for each CPU; lookup() gives this CPU's.
template <class Base> struct percpu_operations : Base {
  /// The value of `key` on `cpu`, or null.
  FLEXNET_INLINE typename Base::value_type *lookup_percpu(
      passed_t<typename Base::key_type> key, u32 cpu) {
    return static_cast<typename Base::value_type *>(
        helper::bpf_map_lookup_percpu_elem(this, &key, cpu));
  }
};

} // namespace detail
} // namespace flexnet

#endif
