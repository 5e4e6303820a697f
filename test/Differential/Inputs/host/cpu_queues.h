/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// CPU queues: what waits in them the runner resumes, in any order.
#ifndef DIFFERENTIAL_HOST_CPU_QUEUES_H
#define DIFFERENTIAL_HOST_CPU_QUEUES_H

#include "coroutine.h"

namespace flexnet {

struct cpu_queue_options {
  u32 depth = 2048;
  policy unsuspendable = deliver, full = drop;
};

/// Only queue 0 is served: every machine has CPU 0.
template <u32 N, cpu_queue_options O = cpu_queue_options{}> struct cpu_queues {
  u32 waiting = 0;
  const char *resumed_by = nullptr; ///< the program in its entries
  cpu_queues() {
    host::here.resets.push_back([this] { waiting = 0; });
  }
};

} // namespace flexnet

namespace host {

template <u32 N, flexnet::cpu_queue_options O> struct redirect {
  flexnet::cpu_queues<N, O> &set;
  xdp_md *ctx;
  u32 idx;
  bool counted = false;

  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<flexnet::promise> h) {
    if (idx >= N)
      return refuse<xdp_md>(h, out_of_range, O.unsuspendable);
    if (O.full == flexnet::deliver && idx == 0 && set.waiting >= O.depth)
      return refuse<xdp_md>(h, queue_full, O.full);
    if (idx > 0)
      return refuse<xdp_md>(h, no_cpu, O.unsuspendable);
    set.waiting++;
    counted = true;
    *h.promise().verdict = XDP_REDIRECT;
    here.redirected.push_back({h, h.promise().verdict, ctx, set.resumed_by});
    return true;
  }
  void await_resume() { set.waiting -= counted; }
};

} // namespace host

template <u32 N, flexnet::cpu_queue_options O>
auto queue_insert(flexnet::cpu_queues<N, O> &set, xdp_md *ctx, u32 idx) {
  return host::redirect<N, O>{set, ctx, idx};
}

#endif
