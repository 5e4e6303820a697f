/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The helpers that have a better type in C++ than in C, under the kernel's names. The
/// generated <bpf/bpf_helper_defs.h> includes this file and has the rest; helper::x is
/// the kernel's function x as C declares it.
///
///  - A map that says `__type(key, K)` takes pointers to a K. One that says
///    `__type(value, V)` gives pointers to a V; one that says neither gives any_ptr.
///  - A callback is a function or a lambda without captures, of the right parameters.
#ifndef FLEXNET_DETAIL_TYPED_HELPERS_HPP
#define FLEXNET_DETAIL_TYPED_HELPERS_HPP

#include <flexnet/detail/any.hpp>

namespace flexnet::detail {

template <class M>
concept has_key = requires(M *map) {
  *map->key;
};
template <class M>
concept has_value = requires(M *map) {
  *map->value;
};
template <class M>
concept has_inner = requires(M *map) {
  (*map->values)->type;
};

template <class M> using key_of = __remove_reference_t(decltype(*((M *)0)->key));
template <class M> using value_of = __remove_reference_t(decltype(*((M *)0)->value));

template <class M> FLEXNET_INLINE_NODEBUG auto to_value(void *address) {
  if constexpr (has_value<M>)
    return (value_of<M> *)address;
  else if constexpr (has_inner<M>)
    return (decltype(*((M *)0)->values))address;
  else
    return any_ptr{address};
}

template <class P> struct pointee {
  using type = void; // NULL, 0
};
template <class T> struct pointee<T *> { using type = T; };
template <class T, unsigned long N> struct pointee<T[N]> { using type = T[N]; };

template <class T> inline constexpr bool is_byte = false;
template <> inline constexpr bool is_byte<void> = true;
template <> inline constexpr bool is_byte<char> = true;
template <> inline constexpr bool is_byte<signed char> = true;
template <> inline constexpr bool is_byte<unsigned char> = true;

template <class T, class Element> inline constexpr bool is_array_of = false;
template <class T, unsigned long N> inline constexpr bool is_array_of<T[N], T> = true;

/// True if P, a pointer or an array, has the bytes of a T as far as its type tells: bytes
/// and the first element of an array tell nothing.
template <class T, class P> constexpr bool points_to() {
  using Given = __remove_cv(typename pointee<P>::type);
  if constexpr (is_byte<Given> || is_array_of<T, Given>)
    return true;
  else
    return sizeof(Given) >= sizeof(T);
}

/// False for a map that does not tell.
template <class M, class P> constexpr bool key_too_small() {
  if constexpr (has_key<M>)
    return !points_to<key_of<M>, P>();
  else
    return false;
}
template <class M, class P> constexpr bool value_too_small() {
  if constexpr (has_value<M>)
    return !points_to<value_of<M>, P>();
  else
    return false;
}

template <class F>
concept callback = requires(F f) {
  *+f;
};
template <class F, class... Args>
concept called_with = requires(F f, Args... args) {
  f(args...);
};

template <class M, class F> constexpr bool called_for_elements() {
  if constexpr (has_key<M> && has_value<M>)
    return called_with<F, any_ptr, key_of<M> *, value_of<M> *, any_ptr>;
  else
    return called_with<F, any_ptr, any_ptr, any_ptr, any_ptr>;
}

template <class F> FLEXNET_INLINE_NODEBUG void *address_of_callback(F f) {
  if constexpr (callback<F>)
    return (void *)+f;
  else
    return nullptr; // refused at the call
}

#define FLEXNET_CHECK_KEY(M, P)                                                                    \
  FLEXNET_REFUSE((flexnet::detail::key_too_small<M, P>()),                                         \
                 "the key is smaller than the map's keys: the kernel would read past its end")
#define FLEXNET_CHECK_VALUE(M, P)                                                                  \
  FLEXNET_REFUSE((flexnet::detail::value_too_small<M, P>()),                                       \
                 "the value is smaller than the map's values: the kernel would go past its end")
#define FLEXNET_CHECK_CALLBACK(F, is_called, expected)                                             \
  FLEXNET_REFUSE((!flexnet::detail::callback<F>),                                                  \
                 "a callback is a function or a lambda without captures: what a lambda "           \
                 "captures, pass as the callback's context")                                       \
  FLEXNET_REFUSE((flexnet::detail::callback<F> && !(is_called)), expected)

} // namespace flexnet::detail

// clang-format takes FLEXNET_CHECK_... for types.
// clang-format off

/// Value of `key`, or null.
template <class M, class K>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_KEY(M, K)
auto bpf_map_lookup_elem(M *map, const K &key) {
  return flexnet::detail::to_value<M>(flexnet::helper::bpf_map_lookup_elem((void *)map, key));
}

/// Value of `key` on `cpu` in a per-CPU map, or null.
template <class M, class K>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_KEY(M, K)
auto bpf_map_lookup_percpu_elem(M *map, const K &key, __u32 cpu) {
  return flexnet::detail::to_value<M>(
      flexnet::helper::bpf_map_lookup_percpu_elem((void *)map, key, cpu));
}

/// Adds or changes the value of `key`: BPF_ANY, BPF_NOEXIST or BPF_EXIST. 0 or an error.
template <class M, class K, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_KEY(M, K)
FLEXNET_CHECK_VALUE(M, V)
long bpf_map_update_elem(M *map, const K &key, const V &value, __u64 flags) {
  return flexnet::helper::bpf_map_update_elem((void *)map, key, value, flags);
}

/// 0, or an error: -ENOENT.
template <class M, class K>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_KEY(M, K)
long bpf_map_delete_elem(M *map, const K &key) {
  return flexnet::helper::bpf_map_delete_elem((void *)map, key);
}

template <class M, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_VALUE(M, V)
long bpf_map_push_elem(M *map, const V &value, __u64 flags) {
  return flexnet::helper::bpf_map_push_elem((void *)map, value, flags);
}

template <class M, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_VALUE(M, V)
long bpf_map_pop_elem(M *map, const V &value) {
  return flexnet::helper::bpf_map_pop_elem((void *)map, value);
}

template <class M, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_VALUE(M, V)
long bpf_map_peek_elem(M *map, const V &value) {
  return flexnet::helper::bpf_map_peek_elem((void *)map, value);
}

/// Calls `callback(map, const key *, value *, context)` for each element until it
/// returns 1.
template <class M, class F, class C>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_CALLBACK(
    F, (flexnet::detail::called_for_elements<M, F>()),
    "bpf_for_each_map_elem calls long callback(map *, const key *, value *, context *), of "
    "the types of the map's keys and values")
long bpf_for_each_map_elem(M *map, F callback, C context, __u64 flags) {
  return flexnet::helper::bpf_for_each_map_elem(
      (void *)map, flexnet::detail::address_of_callback(callback), (void *)context, flags);
}

/// Calls `callback(index, context)` for 0 to count - 1 until it returns 1.
template <class F, class C>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_CALLBACK(
    F, (flexnet::detail::called_with<F, __u32, flexnet::any_ptr>),
    "bpf_loop calls long callback(__u32 index, context *)")
long bpf_loop(__u32 count, F callback, C context, __u64 flags) {
  return flexnet::helper::bpf_loop(count, flexnet::detail::address_of_callback(callback),
                                   (void *)context, flags);
}

/// `callback(map, const key *, value *)` runs when the timer, a member of the value, expires.
template <class F>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_CALLBACK(
    F, (flexnet::detail::called_with<F, flexnet::any_ptr, flexnet::any_ptr, flexnet::any_ptr>),
    "a timer calls int callback(map *, const key *, value *)")
long bpf_timer_set_callback(struct bpf_timer *timer, F callback) {
  return flexnet::helper::bpf_timer_set_callback(timer,
                                                 flexnet::detail::address_of_callback(callback));
}

/// Calls `callback(task, vma, context)` for the area of `task` that holds `address`.
template <class F, class C>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_CALLBACK(
    F, (flexnet::detail::called_with<F, flexnet::any_ptr, flexnet::any_ptr, flexnet::any_ptr>),
    "bpf_find_vma calls long callback(task_struct *, vm_area_struct *, context *)")
long bpf_find_vma(struct task_struct *task, __u64 address, F callback, C context, __u64 flags) {
  return flexnet::helper::bpf_find_vma(
      task, address, flexnet::detail::address_of_callback(callback), (void *)context, flags);
}

/// Calls `callback(dynptr, context)` for each sample user space has written.
template <class M, class F, class C>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_CALLBACK(
    F, (flexnet::detail::called_with<F, flexnet::any_ptr, flexnet::any_ptr>),
    "bpf_user_ringbuf_drain calls long callback(bpf_dynptr *, context *)")
long bpf_user_ringbuf_drain(M *map, F callback, C context, __u64 flags) {
  return flexnet::helper::bpf_user_ringbuf_drain(
      (void *)map, flexnet::detail::address_of_callback(callback), (void *)context, flags);
}

/// Room for `size` bytes in a ring buffer, or null; to submit or discard.
FLEXNET_INLINE_NODEBUG flexnet::any_ptr bpf_ringbuf_reserve(void *ringbuf, __u64 size,
                                                            __u64 flags) {
  return {flexnet::helper::bpf_ringbuf_reserve(ringbuf, size, flags)};
}

/// Room for a T in a ring buffer, or null; to submit or discard.
template <class T> FLEXNET_INLINE_NODEBUG T *bpf_ringbuf_reserve(void *ringbuf, __u64 flags = 0) {
  return (T *)flexnet::helper::bpf_ringbuf_reserve(ringbuf, sizeof(T), flags);
}

/// `length` bytes of a dynptr, or null.
FLEXNET_INLINE_NODEBUG flexnet::any_ptr bpf_dynptr_data(const struct bpf_dynptr *ptr, __u32 offset,
                                                        __u32 length) {
  return {flexnet::helper::bpf_dynptr_data(ptr, offset, length)};
}

/// A T in a dynptr, or null.
template <class T>
FLEXNET_INLINE_NODEBUG T *bpf_dynptr_data(const struct bpf_dynptr *ptr, __u32 offset = 0) {
  return (T *)flexnet::helper::bpf_dynptr_data(ptr, offset, sizeof(T));
}

/// A per-CPU variable of the kernel on `cpu`, or null.
template <class T> FLEXNET_INLINE_NODEBUG T *bpf_per_cpu_ptr(const T *variable, __u32 cpu) {
  return (T *)flexnet::helper::bpf_per_cpu_ptr(variable, cpu);
}

/// A per-CPU variable of the kernel on this CPU.
template <class T> FLEXNET_INLINE_NODEBUG T *bpf_this_cpu_ptr(const T *variable) {
  return (T *)flexnet::helper::bpf_this_cpu_ptr(variable);
}

/// Puts `ptr` (or null) into the kptr and returns what was there.
template <class T>
FLEXNET_INLINE_NODEBUG T *bpf_kptr_xchg(T **kptr, __remove_reference_t(T) * ptr) {
  return (T *)flexnet::helper::bpf_kptr_xchg(kptr, (void *)ptr);
}

/// This program's storage in a cgroup storage map.
template <class M> FLEXNET_INLINE_NODEBUG auto bpf_get_local_storage(M *map, __u64 flags) {
  return flexnet::detail::to_value<M>(flexnet::helper::bpf_get_local_storage((void *)map, flags));
}

/// The value of an object, or null; with BPF_LOCAL_STORAGE_GET_F_CREATE it is made as a
/// copy of `value`, or of zeros if that is null.
template <class M, class S, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_VALUE(M, V)
auto bpf_sk_storage_get(M *map, S *sk, const V &value, __u64 flags) {
  return flexnet::detail::to_value<M>(
      flexnet::helper::bpf_sk_storage_get((void *)map, (void *)sk, (void *)value, flags));
}
template <class M, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_VALUE(M, V)
auto bpf_task_storage_get(M *map, struct task_struct *task, const V &value, __u64 flags) {
  return flexnet::detail::to_value<M>(
      flexnet::helper::bpf_task_storage_get((void *)map, task, (void *)value, flags));
}
template <class M, class I, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_VALUE(M, V)
auto bpf_inode_storage_get(M *map, I *inode, const V &value, __u64 flags) {
  return flexnet::detail::to_value<M>(
      flexnet::helper::bpf_inode_storage_get((void *)map, (void *)inode, (void *)value, flags));
}
template <class M, class V>
FLEXNET_INLINE_NODEBUG
FLEXNET_CHECK_VALUE(M, V) auto bpf_cgrp_storage_get(M *map, struct cgroup *cgroup, const V &value,
                                                    __u64 flags) {
  return flexnet::detail::to_value<M>(
      flexnet::helper::bpf_cgrp_storage_get((void *)map, cgroup, (void *)value, flags));
}

#undef FLEXNET_CHECK_KEY
#undef FLEXNET_CHECK_VALUE
#undef FLEXNET_CHECK_CALLBACK

#endif
