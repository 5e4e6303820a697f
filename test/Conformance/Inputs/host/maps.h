/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// libbpf's map helpers for the host, on maps that are defined as libbpf wants them.
/// READ_MAP, READ_GLOBAL and HAS_TAG see what user space sees of the object that just ran.
#ifndef CONFORMANCE_HOST_MAPS_H
#define CONFORMANCE_HOST_MAPS_H

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>

#include <cstring>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>

#define __uint(name, val) int(*name)[val]
#define __type(name, val) typename std::remove_reference<val>::type *name
#define __array(name, val) typename std::remove_reference<val>::type *name[]

namespace host {
using bytes = std::string;
struct storage {
  std::map<bytes, bytes> elements;
  std::deque<bytes> queue;
};
inline std::map<const void *, storage> maps;

template <class P> constexpr unsigned number_of() {
  return std::extent_v<std::remove_pointer_t<P>>;
}
template <class M> constexpr unsigned type_of = number_of<decltype(M::type)>();
template <class M>
constexpr bool is_array =
    type_of<M> == BPF_MAP_TYPE_ARRAY || type_of<M> == BPF_MAP_TYPE_PERCPU_ARRAY;
template <class M> bytes value(const void *v) {
  return {static_cast<const char *>(v), sizeof(*M::value)};
}
template <class M> bytes key(const void *k) {
  return {static_cast<const char *>(k), sizeof(*M::key)};
}
} // namespace host

template <class M> void *bpf_map_lookup_elem(M *map, const void *key) {
  auto &elements = host::maps[map].elements;
  auto k = host::key<M>(key);
  if constexpr (host::is_array<M>) {
    unsigned index;
    std::memcpy(&index, key, sizeof(index));
    if (index >= host::number_of<decltype(M::max_entries)>())
      return nullptr;
    elements.try_emplace(k, sizeof(*M::value), '\0');
  }
  auto found = elements.find(k);
  return found == elements.end() ? nullptr : found->second.data();
}

template <class M>
long bpf_map_update_elem(M *map, const void *key, const void *value, unsigned long long flags) {
  bool exists = bpf_map_lookup_elem(map, key);
  if (host::is_array<M> && !exists)
    return -7; // E2BIG
  if (flags == BPF_NOEXIST && exists)
    return -17; // EEXIST
  if (flags == BPF_EXIST && !exists)
    return -2; // ENOENT
  host::maps[map].elements[host::key<M>(key)] = host::value<M>(value);
  return 0;
}

template <class M> long bpf_map_delete_elem(M *map, const void *key) {
  return host::maps[map].elements.erase(host::key<M>(key)) ? 0 : -2;
}

template <class M> long bpf_map_push_elem(M *map, const void *value, unsigned long long) {
  host::maps[map].queue.push_back(host::value<M>(value));
  return 0;
}

template <class M> long bpf_map_pop_elem(M *map, void *value) {
  auto &queue = host::maps[map].queue;
  if (queue.empty())
    return -2;
  bool last = host::type_of<M> == BPF_MAP_TYPE_STACK;
  auto at = last ? queue.end() - 1 : queue.begin();
  std::memcpy(value, at->data(), at->size());
  queue.erase(at);
  return 0;
}

extern "C" bpf_object *conformance_object;

/// The element of the map of this name.
template <class V, class K> bool READ_MAP(const char *name, const K &key, V &value) {
  bpf_map *map = bpf_object__find_map_by_name(conformance_object, name);
  return map && !bpf_map__lookup_elem(map, &key, sizeof(key), &value, sizeof(value), 0);
}

namespace host {
/// A copy of the section's map: libbpf names it after object and section.
inline bytes section(std::string_view name) {
  bpf_map *map;
  bpf_object__for_each_map(map, conformance_object) {
    if (!std::string_view(bpf_map__name(map)).ends_with(name))
      continue;
    bytes all(bpf_map__value_size(map), '\0');
    unsigned zero = 0;
    bpf_map__lookup_elem(map, &zero, sizeof(zero), all.data(), all.size(), 0);
    return all;
  }
  return {};
}
} // namespace host

/// The global of this name, found by the object's BTF as skeletons and bpftool find it.
template <class V> bool READ_GLOBAL(const char *name, V &value) {
  const btf *types = bpf_object__btf(conformance_object);
  int var = btf__find_by_name_kind(types, name, BTF_KIND_VAR);
  for (unsigned id = 1; var > 0 && id < btf__type_cnt(types); id++) {
    const btf_type *section = btf__type_by_id(types, id);
    if (!btf_is_datasec(section))
      continue;
    const btf_var_secinfo *info = btf_var_secinfos(section);
    for (int i = 0; i < btf_vlen(section); i++) {
      if (info[i].type != static_cast<unsigned>(var))
        continue;
      host::bytes all = host::section(btf__name_by_offset(types, section->name_off));
      if (info[i].offset + sizeof(value) > all.size())
        return false;
      std::memcpy(&value, all.data() + info[i].offset, sizeof(value));
      return true;
    }
  }
  return false;
}

/// Whether the object's BTF has a tag of this kind and name.
inline unsigned long long HAS_TAG(int kind, const char *name) {
  return btf__find_by_name_kind(bpf_object__btf(conformance_object), name, kind) > 0;
}

#endif
