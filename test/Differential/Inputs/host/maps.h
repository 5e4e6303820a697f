/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// flexnet::hash_map and array_map of <flexnet/maps.hpp> on the host.
#ifndef DIFFERENTIAL_HOST_MAPS_H
#define DIFFERENTIAL_HOST_MAPS_H

#include "coroutine.h"

#include <cerrno>
#include <map>

namespace host {

/// What the runner compares with the kernel's map of the same name.
struct observed_map {
  const char *name;
  std::function<std::map<u64, u64>()> contents;
};
inline std::vector<observed_map> maps;

} // namespace host

namespace flexnet {

template <class K, class V, u32 N> struct hash_map {
  std::map<K, V> values;

  hash_map() {
    host::here.resets.push_back([this] { values.clear(); });
  }
  V *lookup(K key) {
    auto found = values.find(key);
    return found == values.end() ? nullptr : &found->second;
  }
  long update(K key, V value) {
    if (!values.count(key) && values.size() == N)
      return -E2BIG;
    values[key] = value;
    return 0;
  }
  long insert(K key, V value) { return values.count(key) ? -EEXIST : update(key, value); }
  long erase(K key) { return values.erase(key) ? 0 : -ENOENT; }
};

template <class V, u32 N> struct array_map : hash_map<u32, V, N> {
  array_map() {
    fill();
    host::here.resets.push_back([this] { fill(); });
  }
  long update(u32 key, V value) {
    return key < N ? hash_map<u32, V, N>::update(key, value) : -E2BIG;
  }

private:
  void fill() {
    for (u32 i = 0; i < N; i++)
      this->values[i] = 0;
  }
};

} // namespace flexnet

#endif
