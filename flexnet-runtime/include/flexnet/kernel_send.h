/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KERNEL_SEND_H
#define FLEXNET_KERNEL_SEND_H

#include <flexnet/queues.h>

/// Executor queues of the kernel runtime, for what this machine sends. The ramp is flexnet_ops.tx
/// itself: it takes the packet, runs the layers in front of the suspension, and inserts.
namespace flexnet::detail {

template <class Set> struct ring_insert<Set, flexnet_tx> : ring_insert<Set, void> {
  using base = ring_insert<Set, void>;
  using base::idx, base::key, base::options, base::point, base::set, base::suspended;
  using storage = typename Set::storage;

  FLEXNET_INLINE bool await_suspend(std::coroutine_handle<promise> h) {
    promise &p = h.promise();
    flexnet_tx *ctx = static_cast<flexnet_tx *>(base::ctx);
    point = h.address();
    u32 asked = __flexnet_layer(ctx), layer = owned_sent::behind(asked);
    __flexnet_suspend_on(point, set, ctx, reinterpret_cast<void *>(&ring_frame<Set>),
                         Set::transport, Set::size, options.depth, options.unsuspendable,
                         options.full, options.no_worker);
    __flexnet_executed(point, sent_packet, reinterpret_cast<void *>(&take_next<Set>), nullptr,
                       nullptr, nullptr);
    __flexnet_owned(point, asked, nullptr, nullptr);
    p.verdict = verdicts<flexnet_tx>::drop; // of a packet that ends, or has an owner
    bool owns = __flexnet_owns();
    if (owns && __flexnet_in_ramp() && !p.sent.packet) {
      p.sent = {kfunc::flexnet_tx_take(ctx, __flexnet_set_index(point), idx),
                owned_sent::from_transport};
      if (!p.sent.packet)
        return refuse<options.full>(p, FLEXNET_QUEUE_FULL);
    }
    if (owns && !p.sent.advance(layer))
      return true;
    if (!__atomic_load_n(&flexnet_shared.alive, __ATOMIC_RELAXED))
      return refuse<options.no_worker>(p, FLEXNET_NO_WORKER);
    storage at(*set);
    if (!at.find(idx))
      return refuse<options.unsuspendable>(p, FLEXNET_OUT_OF_RANGE);
    u64 position = 0;
    flexnet_reason why = FLEXNET_QUEUE_FULL;
    flexnet_cell *cell = at.insert(position, why, key);
    if (!cell) {
      __atomic_fetch_add(&at.queue->refused[why], 1, __ATOMIC_RELAXED);
      return why == FLEXNET_QUEUE_FULL ? refuse<options.full>(p, FLEXNET_QUEUE_FULL)
                                       : refuse<options.unsuspendable>(p, FLEXNET_CONTENDED);
    }
    __flexnet_save(point, cell + 1);
    if (owns)
      __flexnet_keep(set, layer, cell + 1, p.sent.packet);
    cell->since = time_of_suspension(position);
    at.inserted(cell, position);
    if (!owns)
      wake_workers();
    return true;
  }

  FLEXNET_INLINE void await_resume() {
    if (!suspended)
      return;
    if (__flexnet_owns())
      std::coroutine_handle<promise>::from_address(point).promise().sent = {
          __flexnet_resumed_packet(point), owned_sent::behind(__flexnet_layer(base::ctx))};
    base::await_resume();
  }

private:
  /// By a constant: LLVM must see whether it is suspended.
  template <policy What> FLEXNET_INLINE bool refuse(promise &p, flexnet_reason reason) {
    count(point, reason);
    if constexpr (What == deliver) {
      suspended = false;
    } else if constexpr (What == pass) {
      p.sent.send();
      p.verdict = verdicts<flexnet_tx>::pass;
    } else {
      p.sent.release();
    }
    return suspended;
  }
};

} // namespace flexnet::detail

#endif
