/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Values that belong to a kernel object and go when it goes.
///
///     flexnet::task_storage<u64> calls SEC(".maps");
///
///     if (u64 *n = calls.get_or_create(task))
///       ++*n;
#ifndef FLEXNET_STORAGE_HPP
#define FLEXNET_STORAGE_HPP

#include <flexnet/detail/map_operations.hpp>

namespace flexnet {

/// A value of type V for each task that has one.
template <class V> struct task_storage {
  __uint(type, BPF_MAP_TYPE_TASK_STORAGE);
  __uint(map_flags, BPF_F_NO_PREALLOC); // the kernel has no other
  __type(key, int);
  __type(value, V);

  /// Null if the task has none.
  FLEXNET_INLINE V *get(task_struct *task) { return get(task, nullptr, 0); }
  /// Made of zeros, or as a copy of `initial`, if the task has none. Null without memory.
  FLEXNET_INLINE V *get_or_create(task_struct *task, const V *initial = nullptr) {
    return get(task, initial, BPF_LOCAL_STORAGE_GET_F_CREATE);
  }
  FLEXNET_INLINE long erase(task_struct *task) { return bpf_task_storage_delete(this, task); }

private:
  FLEXNET_INLINE V *get(task_struct *task, const V *initial, u64 flags) {
    return static_cast<V *>(
        helper::bpf_task_storage_get(this, task, const_cast<V *>(initial), flags));
  }
};

/// A value of type V for each socket that has one.
template <class V> struct sk_storage {
  __uint(type, BPF_MAP_TYPE_SK_STORAGE);
  __uint(map_flags, BPF_F_NO_PREALLOC);
  __type(key, int);
  __type(value, V);

  template <class Sock> FLEXNET_INLINE V *get(Sock *sk) { return get(sk, nullptr, 0); }
  template <class Sock> FLEXNET_INLINE V *get_or_create(Sock *sk, const V *initial = nullptr) {
    return get(sk, initial, BPF_SK_STORAGE_GET_F_CREATE);
  }
  template <class Sock> FLEXNET_INLINE long erase(Sock *sk) {
    return bpf_sk_storage_delete(this, sk);
  }

private:
  FLEXNET_INLINE V *get(void *sk, const V *initial, u64 flags) {
    return static_cast<V *>(helper::bpf_sk_storage_get(this, sk, const_cast<V *>(initial), flags));
  }
};

/// A value of type V for each inode that has one (LSM programs).
template <class V> struct inode_storage {
  __uint(type, BPF_MAP_TYPE_INODE_STORAGE);
  __uint(map_flags, BPF_F_NO_PREALLOC);
  __type(key, int);
  __type(value, V);

  FLEXNET_INLINE V *get(inode *i) { return get(i, nullptr, 0); }
  FLEXNET_INLINE V *get_or_create(inode *i, const V *initial = nullptr) {
    return get(i, initial, BPF_LOCAL_STORAGE_GET_F_CREATE);
  }
  FLEXNET_INLINE long erase(inode *i) { return bpf_inode_storage_delete(this, i); }

private:
  FLEXNET_INLINE V *get(inode *i, const V *initial, u64 flags) {
    return static_cast<V *>(
        helper::bpf_inode_storage_get(this, i, const_cast<V *>(initial), flags));
  }
};

/// A value of type V for each cgroup that has one.
template <class V> struct cgrp_storage {
  __uint(type, 32); // BPF_MAP_TYPE_CGRP_STORAGE, which <linux/bpf.h> may not know yet
  __uint(map_flags, BPF_F_NO_PREALLOC);
  __type(key, int);
  __type(value, V);

  FLEXNET_INLINE V *get(cgroup *group) { return get(group, nullptr, 0); }
  FLEXNET_INLINE V *get_or_create(cgroup *group, const V *initial = nullptr) {
    return get(group, initial, BPF_LOCAL_STORAGE_GET_F_CREATE);
  }
  FLEXNET_INLINE long erase(cgroup *group) { return bpf_cgrp_storage_delete(this, group); }

private:
  FLEXNET_INLINE V *get(cgroup *group, const V *initial, u64 flags) {
    return static_cast<V *>(
        helper::bpf_cgrp_storage_get(this, group, const_cast<V *>(initial), flags));
  }
};

} // namespace flexnet

#endif
