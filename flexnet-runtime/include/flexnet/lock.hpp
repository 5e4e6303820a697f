/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_LOCK_HPP
#define FLEXNET_LOCK_HPP

#include <flexnet/detail/kfunc.hpp>

FLEXNET_KFUNC(void, bpf_rcu_read_lock, void)
FLEXNET_KFUNC(void, bpf_rcu_read_unlock, void)
FLEXNET_KFUNC(void, bpf_preempt_disable, void)
FLEXNET_KFUNC(void, bpf_preempt_enable, void)

namespace flexnet {

/// Holds a bpf_spin_lock, which is a member of a map value, to the end of the scope. The
/// verifier allows one at a time, and no call of helpers meanwhile.
///
///     flexnet::lock_guard guard(value->lock);
class [[nodiscard, flexnet::not_across_suspension("unlock before, and lock again afterwards")]] lock_guard {
public:
  FLEXNET_INLINE explicit lock_guard(struct bpf_spin_lock &lock) : lock(lock) {
    bpf_spin_lock(&lock);
  }
  FLEXNET_INLINE ~lock_guard() { bpf_spin_unlock(&lock); }
  lock_guard(const lock_guard &) = delete;
  lock_guard &operator=(const lock_guard &) = delete;

private:
  struct bpf_spin_lock &lock;
};

/// What the kernel guards by RCU stays for the scope.
class [[nodiscard, flexnet::not_across_suspension("read again what RCU guards, in a new rcu_guard afterwards")]] rcu_guard {
public:
  FLEXNET_INLINE rcu_guard() { kfunc::bpf_rcu_read_lock(); }
  FLEXNET_INLINE ~rcu_guard() { kfunc::bpf_rcu_read_unlock(); }
  rcu_guard(const rcu_guard &) = delete;
  rcu_guard &operator=(const rcu_guard &) = delete;
};

/// This CPU runs nothing else for the scope, but interrupts.
class [[nodiscard, flexnet::not_across_suspension("what goes on afterwards may be on another CPU")]] preempt_guard {
public:
  FLEXNET_INLINE preempt_guard() { kfunc::bpf_preempt_disable(); }
  FLEXNET_INLINE ~preempt_guard() { kfunc::bpf_preempt_enable(); }
  preempt_guard(const preempt_guard &) = delete;
  preempt_guard &operator=(const preempt_guard &) = delete;
};

} // namespace flexnet

#endif
