/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_KERNEL_INSERT_H
#define FLEXNET_KERNEL_INSERT_H

#include <flexnet/queues.h>
#include <flexnet/redirect.h>

/// Executor queues of the kernel runtime. XDP redirects a packet to the hand-off device, with the
/// frame in front; flexnet_ops.rx, which the module calls there, inserts both: nothing that is
/// lost on the way has a cell. The packet's reference waits in a map beside the queue
/// (llvm/lib/Transforms/Coroutines/Homes.cpp).
namespace flexnet::detail {

FLEXNET_INLINE no_key handed_key(const flexnet_rx_ctx *, no_key) { return {}; }
FLEXNET_INLINE u64 handed_key(const flexnet_rx_ctx *rx, u64) { return rx->key; }

FLEXNET_INLINE bool is_empty(const flexnet_queue *queue) {
  return __atomic_load_n(&queue->tail, __ATOMIC_RELAXED) ==
         __atomic_load_n(&queue->head, __ATOMIC_RELAXED);
}

/// In flexnet_ops.rx: a coroutine of a suspension point, with `size` bytes of frame, is handed
/// over, to wait behind `layer`. The packet, if it goes on at once, with its frame; else null, and
/// the verdict.
template <class Set>
FLEXNET_INLINE void *enter(void *of, flexnet_rx_ctx *rx, u32 point, u32 layer, u32 size,
                           const u8 **frame, u32 *verdict) {
  Set &set = *static_cast<Set *>(of);
  constexpr queue_options options = Set::options;
  *frame = nullptr;
  *verdict = FLEXNET_RX_DROP;
  if (size && !(*frame = kfunc::flexnet_rx_frame(rx, size)))
    return nullptr;
  owned_packet owned{kfunc::flexnet_pkt_take(rx), 0};
  *verdict = options.full == drop ? FLEXNET_RX_DROP : FLEXNET_RX_PASS;
  if (!owned.packet) {
    __atomic_fetch_add(&flexnet_counters[point][FLEXNET_QUEUE_FULL], 1, __ATOMIC_RELAXED);
    return nullptr;
  }
  if (!owned.advance(layer))
    return nullptr;
  typename Set::storage at(set);
  flexnet_reason why = FLEXNET_OUT_OF_RANGE;
  if (at.find(rx->queue)) {
    if constexpr (options.direct)
      if (rx->queue == bpf_get_smp_processor_id() && is_empty(at.queue))
        return owned.packet;
    u64 position = 0;
    why = FLEXNET_QUEUE_FULL;
    if (flexnet_cell *cell = at.insert(position, why, handed_key(rx, typename Set::key()))) {
      __builtin_memcpy(__builtin_assume_aligned(cell + 1, 8), __builtin_assume_aligned(*frame, 8),
                       size);
      __flexnet_keep(of, layer, cell + 1, owned.packet);
      cell->since = time_of_suspension(position);
      at.inserted(cell, position);
      return nullptr;
    }
    __atomic_fetch_add(&at.queue->refused[why], 1, __ATOMIC_RELAXED);
  }
  __atomic_fetch_add(&flexnet_counters[point][why], 1, __ATOMIC_RELAXED);
  policy p = why == FLEXNET_QUEUE_FULL ? options.full : options.unsuspendable;
  if (p == deliver)
    return owned.packet;
  p == pass ? owned.receive() : owned.release();
  return nullptr;
}

/// The awaitable behind queue_insert() for executor queues, of a packet.
template <class Set> struct ring_insert<Set, xdp_md> : ring_insert<Set, void> {
  using base = ring_insert<Set, void>;
  using base::idx, base::key, base::options, base::point, base::set, base::suspended;
  using storage = typename Set::storage;

  /// `direct` is enter()'s business.
  FLEXNET_INLINE bool await_ready() { return !__flexnet_owns() && base::await_ready(); }

  FLEXNET_INLINE bool await_suspend(std::coroutine_handle<promise> h) {
    promise &p = h.promise();
    xdp_md *ctx = static_cast<xdp_md *>(base::ctx);
    point = h.address();
    u32 layer = __flexnet_layer(ctx);
    __flexnet_suspend_on(point, set, ctx, reinterpret_cast<void *>(&ring_frame<Set>),
                         Set::transport, Set::size, options.depth, options.unsuspendable,
                         options.full, options.no_worker);
    __flexnet_executed(point, xdp_packet, reinterpret_cast<void *>(&take_next<Set>),
                       reinterpret_cast<void *>(&enter<Set>), nullptr, nullptr);
    __flexnet_owned(point, layer, reinterpret_cast<void *>(&look_at),
                    reinterpret_cast<void *>(&make_own));
    p.verdict = XDP_DROP; // of a packet that ends, or has an owner
    // Without a verdict the packet is the program's that called this, and the coroutine has none.
    bool owns = __flexnet_owns(), leaves = owns && __flexnet_in_ramp();
    if (owns && !leaves && !p.owned.advance(layer))
      return true;
    if (!__atomic_load_n(&flexnet_shared.alive, __ATOMIC_RELAXED))
      return refuse<options.no_worker>(p, FLEXNET_NO_WORKER);
    storage at(*set);
    if (!at.find(idx))
      return refuse<options.unsuspendable>(p, FLEXNET_OUT_OF_RANGE);
    u64 position = 0;
    void *frame;
    if (leaves) {
      u32 ifindex = ctx->ingress_ifindex, size = __flexnet_frame_size(point);
      int prefix = static_cast<int>(sizeof(flexnet_handoff) + size);
      if (bpf_xdp_adjust_head(ctx, -prefix))
        return refuse<options.unsuspendable>(p, at.queue, FLEXNET_NO_HEADROOM);
      if (!prefix_frame(set, ctx, prefix, &frame)) { // cannot happen: the room was made just now
        p.verdict = XDP_ABORTED;
        return true;
      }
      auto *handoff = static_cast<flexnet_handoff *>(frame);
      handoff->magic = FLEXNET_HANDOFF_MAGIC;
      handoff->point = __flexnet_point_index(point);
      handoff->frame_size = size;
      handoff->ifindex = ifindex;
      handoff->set = __flexnet_set_index(point);
      handoff->queue = idx;
      set_key(handoff, key);
      p.verdict = bpf_redirect(flexnet_handoff_device, 0);
      frame = handoff + 1;
    } else {
      flexnet_reason why = FLEXNET_QUEUE_FULL;
      flexnet_cell *cell = at.insert(position, why, key);
      if (!cell && why == FLEXNET_QUEUE_FULL)
        return refuse<options.full>(p, at.queue, FLEXNET_QUEUE_FULL);
      if (!cell)
        return refuse<options.unsuspendable>(p, at.queue, FLEXNET_CONTENDED);
      frame = cell + 1;
    }
    __flexnet_save(point, frame);
    if (leaves) {
      handed_over(static_cast<char *>(frame));
      return true;
    }
    flexnet_cell *cell = static_cast<flexnet_cell *>(frame) - 1;
    if (owns)
      __flexnet_keep(set, layer, frame, p.owned.packet);
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
      std::coroutine_handle<promise>::from_address(point).promise().owned.become(
          __flexnet_resumed_packet(point), __flexnet_layer(base::ctx));
    if (__flexnet_in_cell(point))
      base::await_resume();
  }

private:
  FLEXNET_INLINE static void set_key(flexnet_handoff *, no_key) {}
  FLEXNET_INLINE static void set_key(flexnet_handoff *handoff, u64 key) { handoff->key = key; }

  template <policy What>
  FLEXNET_INLINE bool refuse(promise &p, flexnet_queue *queue, flexnet_reason reason) {
    __atomic_fetch_add(&queue->refused[reason], 1, __ATOMIC_RELAXED);
    return refuse<What>(p, reason);
  }

  /// By a constant: LLVM must see whether it is suspended.
  template <policy What> FLEXNET_INLINE bool refuse(promise &p, flexnet_reason reason) {
    count(point, reason);
    if constexpr (What == deliver) {
      suspended = false;
    } else if constexpr (What == pass) {
      p.owned.receive();
      p.verdict = XDP_PASS;
    } else {
      p.owned.release();
    }
    return suspended;
  }
};

} // namespace flexnet::detail

#endif
