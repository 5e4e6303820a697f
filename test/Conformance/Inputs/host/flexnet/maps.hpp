/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Stand-ins of <flexnet/maps.hpp> for the host.
#ifndef CONFORMANCE_HOST_FLEXNET_MAPS_HPP
#define CONFORMANCE_HOST_FLEXNET_MAPS_HPP

#include "../maps.h"

namespace flexnet {

template <class M, class K, class V> struct operations {
  M *self() { return static_cast<M *>(this); }
  V *lookup(const K &k) { return static_cast<V *>(bpf_map_lookup_elem(self(), &k)); }
  long update(const K &k, const V &v) { return bpf_map_update_elem(self(), &k, &v, BPF_ANY); }
  long insert(const K &k, const V &v) { return bpf_map_update_elem(self(), &k, &v, BPF_NOEXIST); }
  long erase(const K &k) { return bpf_map_delete_elem(self(), &k); }
  long push(const V &v) { return bpf_map_push_elem(self(), &v, 0); }
  long pop(V &v) { return bpf_map_pop_elem(self(), &v); }
};

#define CONFORMANCE_MAP(TYPE)                                                                      \
  __uint(type, TYPE);                                                                              \
  __uint(max_entries, N);                                                                          \
  __type(key, K);                                                                                  \
  __type(value, V)

template <class K, class V, unsigned N> struct hash_map : operations<hash_map<K, V, N>, K, V> {
  CONFORMANCE_MAP(BPF_MAP_TYPE_HASH);
};
template <class K, class V, unsigned N> struct lru_hash_map : hash_map<K, V, N> {};
template <class V, unsigned N, class K = unsigned>
struct array_map : operations<array_map<V, N, K>, K, V> {
  CONFORMANCE_MAP(BPF_MAP_TYPE_ARRAY);
};
template <class V, unsigned N, class K = unsigned>
struct queue_map : operations<queue_map<V, N, K>, K, V> {
  CONFORMANCE_MAP(BPF_MAP_TYPE_QUEUE);
};
template <class V, unsigned N, class K = unsigned>
struct stack_map : operations<stack_map<V, N, K>, K, V> {
  CONFORMANCE_MAP(BPF_MAP_TYPE_STACK);
};

} // namespace flexnet

#endif
