/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The promise of a standard C++20 coroutine that returns int, and what a program can observe
/// of the machine around it.
#ifndef DIFFERENTIAL_HOST_COROUTINE_H
#define DIFFERENTIAL_HOST_COROUTINE_H

#include "types.h"

#include <coroutine>
#include <cstdlib>
#include <deque>
#include <functional>
#include <vector>

namespace flexnet {

enum policy : u32 { deliver, drop, pass };

/// Of all coroutines: the caller reads that of one which is gone.
inline std::deque<int> all_verdicts;

struct promise {
  int *verdict = &all_verdicts.emplace_back();

  struct result {
    int *verdict;
    operator int() const { return *verdict; }
  };
  result get_return_object() { return {verdict}; }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() { std::abort(); }
  void return_value(int v) { *verdict = v; }
};

} // namespace flexnet

template <class... Args> struct std::coroutine_traits<int, Args...> {
  using promise_type = flexnet::promise;
};

namespace host {

/// A coroutine that waits.
struct waiting {
  std::coroutine_handle<> coroutine;
  int *verdict;
  packet_context *packet = nullptr; ///< that goes on with it
  const char *resumed_by = "flexnet_deliver"; ///< the kernel's program, if it has a packet
};

/// As enum flexnet_reason.
enum reason { no_headroom, out_of_range, no_cpu, queue_full, reasons = 9 };

constexpr u32 workers = 4;

struct machine {
  u64 refused[reasons] = {};
  u64 finished[workers] = {}; ///< the last round of each that is over
  flexnet_worker_ctx *worker = nullptr;
  /// Resumed; wait for the delivery of their packets. False if it has gone on already.
  std::vector<std::function<bool(waiting &)>> ready;
  std::vector<waiting> redirected; ///< on their way through a cpumap
  std::vector<std::function<void()>> resets;
};
inline machine here;

template <class Context> struct verdicts {
  static constexpr int drop = 0, pass = 0;
};
template <> struct verdicts<xdp_md> {
  static constexpr int drop = XDP_DROP, pass = XDP_PASS;
};
template <> struct verdicts<__sk_buff> {
  static constexpr int drop = 2, pass = 0;
};

/// Whether the coroutine stays suspended, for ever.
template <class Context>
bool refuse(std::coroutine_handle<flexnet::promise> h, reason why, flexnet::policy p) {
  here.refused[why]++;
  if (p == flexnet::deliver)
    return false;
  *h.promise().verdict = p == flexnet::pass ? verdicts<Context>::pass : verdicts<Context>::drop;
  return true;
}

template <class Context> packet_context *carried(Context *) { return nullptr; }
inline packet_context *carried(xdp_md *ctx) { return ctx->carried ? ctx : nullptr; }

} // namespace host

#endif
