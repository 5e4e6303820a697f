/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Maps with types. Each is an ordinary libbpf map: skeletons, `bpftool map` and pinning see
/// what they see of one written in C.
///
///     flexnet::hash_map<flow, counters, 1024> flows SEC(".maps");
///     flexnet::lru_hash_map<u32, u64, 64, {.pinning = LIBBPF_PIN_BY_NAME}> seen SEC(".maps");
///
///     if (counters *c = flows.lookup({.src = src, .dst = dst}))
///       c->packets++;
#ifndef FLEXNET_MAPS_HPP
#define FLEXNET_MAPS_HPP

#include <flexnet/detail/map_operations.hpp>

namespace flexnet {

template <class K, class V, u32 N, map_options O = map_options{}>
struct hash_map : detail::hash_operations<K, V> {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, K);
  __type(value, V);
};

/// A hash that forgets the elements unused for longest.
template <class K, class V, u32 N, map_options O = map_options{}>
struct lru_hash_map : detail::hash_operations<K, V> {
  __uint(type, BPF_MAP_TYPE_LRU_HASH);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, K);
  __type(value, V);
};

template <class K, class V, u32 N, map_options O = map_options{}>
struct percpu_hash_map : detail::percpu_operations<detail::hash_operations<K, V>> {
  __uint(type, BPF_MAP_TYPE_PERCPU_HASH);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, K);
  __type(value, V);
};

template <class K, class V, u32 N, map_options O = map_options{}>
struct lru_percpu_hash_map : detail::percpu_operations<detail::hash_operations<K, V>> {
  __uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, K);
  __type(value, V);
};

/// Elements 0 to N - 1, always there, zero at first.
template <class V, u32 N, map_options O = map_options{}>
struct array_map : detail::lookup_operations<u32, V> {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, u32);
  __type(value, V);
};

template <class V, u32 N, map_options O = map_options{}>
struct percpu_array_map : detail::percpu_operations<detail::lookup_operations<u32, V>> {
  __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, u32);
  __type(value, V);
};

/// Key of an lpm_trie_map: the first `prefixlen` bits of `data`, in network byte order.
template <class Data> struct lpm_key {
  u32 prefixlen;
  Data data;
};

/// Longest prefix match. lookup() finds the longest prefix of the key that is there.
template <class Data, class V, u32 N, map_options O = map_options{}>
struct lpm_trie_map : detail::hash_operations<lpm_key<Data>, V> {
  __uint(type, BPF_MAP_TYPE_LPM_TRIE);
  __uint(max_entries, N);
  __uint(map_flags, O.flags | BPF_F_NO_PREALLOC); // the kernel has no other
  __uint(pinning, O.pinning);
  __type(key, lpm_key<Data>);
  __type(value, V);
};

namespace detail {
template <class V> struct queue_operations {
  using value_type = V;

  /// 0, or -E2BIG if full; with BPF_EXIST the oldest makes room.
  FLEXNET_INLINE long push(passed_t<V> value, u64 flags = BPF_ANY) {
    return helper::bpf_map_push_elem(this, &value, flags);
  }
  /// Takes the next one out. 0, or -ENOENT.
  FLEXNET_INLINE long pop(V &value) { return helper::bpf_map_pop_elem(this, &value); }
  /// Reads the next one and leaves it.
  FLEXNET_INLINE long peek(V &value) { return helper::bpf_map_peek_elem(this, &value); }
};
} // namespace detail

/// First in, first out.
template <class V, u32 N, map_options O = map_options{}>
struct queue_map : detail::queue_operations<V> {
  __uint(type, BPF_MAP_TYPE_QUEUE);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(value, V);
};

/// Last in, first out.
template <class V, u32 N, map_options O = map_options{}>
struct stack_map : detail::queue_operations<V> {
  __uint(type, BPF_MAP_TYPE_STACK);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(value, V);
};

/// Programs to continue in.
template <u32 N, map_options O = map_options{}> struct prog_array {
  __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, u32);
  __type(value, u32);

  /// Does not return, unless there is no program at `index`.
  template <class Ctx> FLEXNET_INLINE void tail_call(Ctx *ctx, u32 index) {
    bpf_tail_call(ctx, this, index);
  }
};

/// Perf buffers, one for each CPU. A ringbuf is better where the kernel has it.
template <map_options O = map_options{}> struct perf_event_array {
  __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, u32);
  __type(value, u32);

  /// Writes `event` to this CPU's buffer. 0, or an error: -ENOENT (nobody reads), -ENOSPC.
  template <class Ctx, class T>
  FLEXNET_INLINE long output(Ctx *ctx, const T &event, u64 flags = BPF_F_CURRENT_CPU) {
    return bpf_perf_event_output(ctx, this, flags, const_cast<T *>(&event), sizeof(T));
  }
};

namespace detail {
struct redirect_operations {
  /// XDP_REDIRECT, or `otherwise` if there is no entry at `index`.
  FLEXNET_INLINE long redirect(u32 index, u64 otherwise = XDP_ABORTED) {
    return bpf_redirect_map(this, index, otherwise);
  }
};
} // namespace detail

/// AF_XDP sockets.
template <u32 N, map_options O = map_options{}> struct xsk_map : detail::redirect_operations {
  __uint(type, BPF_MAP_TYPE_XSKMAP);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, u32);
  __type(value, u32);
};

/// Devices, and a program to run there.
template <u32 N, map_options O = map_options{}> struct dev_map : detail::redirect_operations {
  __uint(type, BPF_MAP_TYPE_DEVMAP);
  __uint(max_entries, N);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);
  __type(key, u32);
  __type(value, struct bpf_devmap_val);
};

} // namespace flexnet

#endif
