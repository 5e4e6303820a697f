/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KPTR_HPP
#define FLEXNET_KPTR_HPP

#include <flexnet/ref.hpp>

namespace flexnet {

/// A reference kept in a map value, as its member: __kptr in C. Null at first; the kernel
/// releases what is in it when the element goes.
///
///     struct worker { flexnet::kptr<task_struct> task; };
///
///     if (auto task = flexnet::task_from_pid(pid))
///       value->task.exchange(static_cast<decltype(task) &&>(task)); // std::move
template <class T> class kptr {
public:
  kptr() = default;
  kptr(const kptr &) = delete ("only the kernel moves what is in a map: use exchange() or take()");
  kptr &operator=(const kptr &) = delete;

  /// Puts `ref` there and returns what was there. The verifier takes no `ref` that may be
  /// null: ask it before; take() puts null there.
  FLEXNET_INLINE unique_ref<T> exchange(unique_ref<T> ref) {
    return unique_ref<T>(static_cast<T *>(helper::bpf_kptr_xchg(&object, ref.release())));
  }
  /// Takes it out.
  FLEXNET_INLINE unique_ref<T> take() {
    return unique_ref<T>(static_cast<T *>(helper::bpf_kptr_xchg(&object, nullptr)));
  }
  /// A look at it, without a reference: for types that RCU guards, within an rcu_guard.
  FLEXNET_INLINE T *get() const { return object; }

private:
  [[flexnet::kptr]] T *object;
};

} // namespace flexnet

#endif
