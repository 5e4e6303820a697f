/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Kernel objects that must be released: sockets, tasks, cgroups, masks of CPUs, what
/// bpf_obj_new() allocated.
///
///     if (auto task = flexnet::task_from_pid(pid))
///       pid = task->tgid;                     // released here
#ifndef FLEXNET_REF_HPP
#define FLEXNET_REF_HPP

#include <flexnet/detail/kfunc.hpp>

struct bpf_cpumask;

FLEXNET_KFUNC(void *, bpf_obj_new_impl, u64 local_type, void *meta)
FLEXNET_KFUNC(void, bpf_obj_drop_impl, void *object, void *meta)
FLEXNET_KFUNC(task_struct *, bpf_task_acquire, task_struct *task)
FLEXNET_KFUNC(task_struct *, bpf_task_from_pid, s32 pid)
FLEXNET_KFUNC(void, bpf_task_release, task_struct *task)
FLEXNET_KFUNC(cgroup *, bpf_cgroup_acquire, cgroup *group)
FLEXNET_KFUNC(cgroup *, bpf_cgroup_from_id, u64 id)
FLEXNET_KFUNC(void, bpf_cgroup_release, cgroup *group)
FLEXNET_KFUNC(bpf_cpumask *, bpf_cpumask_create, void)
FLEXNET_KFUNC(bpf_cpumask *, bpf_cpumask_acquire, bpf_cpumask *mask)
FLEXNET_KFUNC(void, bpf_cpumask_release, bpf_cpumask *mask)

namespace flexnet {

/// How a T is released, and acquired once more. Of the program's own types: what
/// make_unique() allocated. Another type of the kernel needs a specialisation.
template <class T> struct ref_traits {
  FLEXNET_INLINE static void release(T *object) { kfunc::bpf_obj_drop_impl(object, nullptr); }
};
template <> struct ref_traits<task_struct> {
  FLEXNET_INLINE static void release(task_struct *task) { kfunc::bpf_task_release(task); }
  FLEXNET_INLINE static task_struct *acquire(task_struct *t) { return kfunc::bpf_task_acquire(t); }
};
template <> struct ref_traits<cgroup> {
  FLEXNET_INLINE static void release(cgroup *group) { kfunc::bpf_cgroup_release(group); }
  FLEXNET_INLINE static cgroup *acquire(cgroup *g) { return kfunc::bpf_cgroup_acquire(g); }
};
template <> struct ref_traits<bpf_cpumask> {
  FLEXNET_INLINE static void release(bpf_cpumask *mask) { kfunc::bpf_cpumask_release(mask); }
  FLEXNET_INLINE static bpf_cpumask *acquire(bpf_cpumask *mask) {
    return kfunc::bpf_cpumask_acquire(mask);
  }
};
template <> struct ref_traits<bpf_sock> {
  FLEXNET_INLINE static void release(bpf_sock *sk) { bpf_sk_release(sk); }
};

namespace detail {
template <class T>
concept has_acquire = requires(T *object) {
  ref_traits<T>::acquire(object);
};
} // namespace detail

/// Owns one reference, and releases it at the end of the scope. Null is possible: ask.
///
/// trivial_abi: clang passes small classes to functions in registers on BPF, and copies them
/// bit by bit; so the called function, which has the copy, releases it.
template <class T> class [[clang::trivial_abi]] unique_ref {
public:
  unique_ref() = default;
  /// Takes over what an acquiring helper or kfunc returned.
  FLEXNET_INLINE explicit unique_ref(T *acquired) : object(acquired) {}
  FLEXNET_INLINE unique_ref(unique_ref &&other) : object(other.release()) {}
  FLEXNET_INLINE unique_ref &operator=(unique_ref &&other) {
    T *taken = other.release();
    reset();
    object = taken;
    return *this;
  }
  unique_ref(const unique_ref &) =
      delete ("a reference is released once: move it, or acquire() another");
  unique_ref &operator=(const unique_ref &) = delete;
  FLEXNET_INLINE ~unique_ref() { reset(); }

  FLEXNET_INLINE explicit operator bool() const { return object; }
  FLEXNET_INLINE T *operator->() const { return object; }
  FLEXNET_INLINE T &operator*() const { return *object; }
  FLEXNET_INLINE T *get() const { return object; }

  /// Releases the reference now.
  FLEXNET_INLINE void reset() {
    if (object)
      ref_traits<T>::release(object);
    object = nullptr;
  }
  /// Gives up the reference without releasing it: to a kfunc that takes it over.
  [[nodiscard]] FLEXNET_INLINE T *release() {
    T *given = object;
    object = nullptr;
    return given;
  }

private:
  T *object = nullptr;
};

// clang-format takes FLEXNET_REFUSE for a type.
// clang-format off

/// A T of the program's own, in memory the kernel allocates; null without memory. No
/// constructor runs, and the kernel clears only locks, lists and the like: write the rest.
template <class T>
FLEXNET_INLINE
FLEXNET_REFUSE(!__is_trivially_destructible(T), "the kernel frees it and calls no destructor")
unique_ref<T> make_unique() {
  return unique_ref<T>(static_cast<T *>(
      kfunc::bpf_obj_new_impl(__builtin_btf_type_id(*static_cast<T *>(nullptr), 0), nullptr)));
}

/// One more reference to `object`; null if it is going already.
template <class T>
FLEXNET_INLINE
FLEXNET_REFUSE(!detail::has_acquire<T>,
               "the kernel gives no second reference to this: move the unique_ref")
unique_ref<T> acquire(T *object) {
  if constexpr (detail::has_acquire<T>)
    return unique_ref<T>(ref_traits<T>::acquire(object));
  else
    return unique_ref<T>();
}

// clang-format on

FLEXNET_INLINE unique_ref<task_struct> task_from_pid(s32 pid) {
  return unique_ref<task_struct>(kfunc::bpf_task_from_pid(pid));
}
FLEXNET_INLINE unique_ref<cgroup> cgroup_from_id(u64 id) {
  return unique_ref<cgroup>(kfunc::bpf_cgroup_from_id(id));
}
FLEXNET_INLINE unique_ref<bpf_cpumask> cpumask_create() {
  return unique_ref<bpf_cpumask>(kfunc::bpf_cpumask_create());
}

/// The socket a packet with these addresses is for. `size`: that of tuple.ipv4 or .ipv6.
template <class Ctx>
FLEXNET_INLINE unique_ref<bpf_sock> sk_lookup_tcp(Ctx *ctx, bpf_sock_tuple &tuple, u32 size,
                                                  u64 netns = BPF_F_CURRENT_NETNS, u64 flags = 0) {
  return unique_ref<bpf_sock>(bpf_sk_lookup_tcp(ctx, &tuple, size, netns, flags));
}
template <class Ctx>
FLEXNET_INLINE unique_ref<bpf_sock> sk_lookup_udp(Ctx *ctx, bpf_sock_tuple &tuple, u32 size,
                                                  u64 netns = BPF_F_CURRENT_NETNS, u64 flags = 0) {
  return unique_ref<bpf_sock>(bpf_sk_lookup_udp(ctx, &tuple, size, netns, flags));
}
/// As sk_lookup_tcp(), also sockets that are not established yet.
template <class Ctx>
FLEXNET_INLINE unique_ref<bpf_sock> skc_lookup_tcp(Ctx *ctx, bpf_sock_tuple &tuple, u32 size,
                                                   u64 netns = BPF_F_CURRENT_NETNS, u64 flags = 0) {
  return unique_ref<bpf_sock>(bpf_skc_lookup_tcp(ctx, &tuple, size, netns, flags));
}

} // namespace flexnet

#endif
