/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_PACKET_COPY_H
#define FLEXNET_PACKET_COPY_H

#include <flexnet/checksum.h>
#include <flexnet/policy.h>
#include <flexnet/ring.h>

/// The packet of a coroutine in an executor queue, on a stock kernel: copied into the cell
/// when it is suspended, and from there into a new buffer when it goes on. An executor has no
/// packet, so resume() only names the coroutine to the worker, in a ring of the worker's
/// thread; the worker then runs FLEXNET_DELIVER_PROGRAM in XDP, on a buffer for each.

#ifndef __VMLINUX_H__
struct task_struct {
  int pid;
} __attribute__((preserve_access_index));
#endif

namespace flexnet::detail {

struct ready_options {
  u32 depth = 1024;
  bool shared = true;
};

/// Coroutines that an executor has resumed and whose packets wait for the worker.
struct ready_queues {
  static constexpr u32 size = FLEXNET_MAX_WORKERS;
  static constexpr ready_options options = {};

  struct cell {
    flexnet_cell head;
    u32 coro, unused;
  };
  flexnet_queue queue[size];
  cell cells[size * options.depth];

  FLEXNET_INLINE static char *memory(ready_queues &set) { return reinterpret_cast<char *>(&set); }
  FLEXNET_INLINE static u32 stride(ready_queues &) { return sizeof(cell); }

  /// The ring of the thread that runs the program: executor and delivery are the same one's.
  FLEXNET_INLINE static bool find(ring<ready_queues> &at) {
    auto *thread = static_cast<task_struct *>(static_cast<void *>(bpf_get_current_task_btf()));
    return at.find(thread->pid % size);
  }
};

} // namespace flexnet::detail

inline flexnet::detail::ready_queues flexnet_ready;

namespace flexnet::detail {

/// Whether one more coroutine can be handed over in this round: before it is taken from its queue.
FLEXNET_INLINE bool can_hand_over() {
  ring<ready_queues> at(flexnet_ready);
  return ready_queues::find(at) && at.queue->tail - at.queue->head < ready_queues::options.depth;
}

/// In the executor. False if more were resumed in one round than a ring holds.
FLEXNET_INLINE bool hand_over(u32 coro) {
  ring<ready_queues> at(flexnet_ready);
  u64 position = 0;
  flexnet_reason why = FLEXNET_QUEUE_FULL;
  if (!ready_queues::find(at))
    return false;
  auto *cell = reinterpret_cast<ready_queues::cell *>(at.insert(position, why));
  if (!cell)
    return false;
  cell->coro = coro;
  ring<ready_queues>::inserted(&cell->head, position);
  return true;
}

/// In FLEXNET_DELIVER_PROGRAM: the next one, or 0.
FLEXNET_INLINE u32 next_ready() {
  ring<ready_queues> at(flexnet_ready);
  u64 position = 0;
  if (!ready_queues::find(at))
    return 0;
  auto *cell = reinterpret_cast<ready_queues::cell *>(at.take(position));
  if (!cell)
    return 0;
  u32 coro = cell->coro;
  ring<ready_queues>::release(flexnet_ready, &cell->head);
  return coro;
}

/// The packet's part of a cell.
struct stored_packet {
  u32 length;
  char bytes[FLEXNET_MAX_PACKET];
};

/// Gives the context the packet of a cell. The worker's buffers have FLEXNET_MAX_PACKET bytes.
FLEXNET_INLINE bool fill_packet(xdp_md *ctx, stored_packet *packet) {
  u32 length = opaque(packet->length - 1);
  if (length >= FLEXNET_MAX_PACKET)
    return false;
  length = opaque(length) + 1;
  return !bpf_xdp_adjust_tail(ctx, static_cast<int>(length) - FLEXNET_MAX_PACKET) &&
         !bpf_xdp_store_bytes(ctx, 0, packet->bytes, length);
}

/// Nothing is carried from other contexts: what needs theirs is refused (PacketNeeds.cpp).
template <class Context> struct packet_copy {
  FLEXNET_INLINE bool measure(Context *) { return true; }
  FLEXNET_INLINE void store(Context *, char *) {}
};

template <> struct packet_copy<xdp_md> {
  u32 last = 0; ///< length - 1

  FLEXNET_INLINE bool measure(xdp_md *ctx) {
    last = opaque(static_cast<u32>(bpf_xdp_get_buff_len(ctx)) - 1);
    if (last >= FLEXNET_MAX_PACKET)
      return false;
    last = opaque(last);
    return true;
  }
  FLEXNET_INLINE void store(xdp_md *ctx, char *to) {
    auto *packet = reinterpret_cast<stored_packet *>(to);
    packet->length = last + 1;
    bpf_xdp_load_bytes(ctx, 0, packet->bytes, last + 1);
  }
};

#ifndef __FLEXNET_KERNEL__ // where it is not copied
/// Of the send side: the frame as it would leave. One that is yet to be cut into segments, or to
/// get its VLAN tag, is not copied.
template <> struct packet_copy<flexnet_tx> {
  u32 last = 0; ///< length - 1

  FLEXNET_INLINE bool measure(flexnet_tx *ctx) {
    last = opaque(ctx->len - 1);
    if (last >= FLEXNET_MAX_PACKET || ctx->gso_size || ctx->vlan_present)
      return false;
    last = opaque(last);
    return true;
  }
  FLEXNET_INLINE void store(flexnet_tx *ctx, char *to) {
    auto *packet = reinterpret_cast<stored_packet *>(to);
    packet->length = last + 1;
    if (!bpf_skb_load_bytes(ctx, 0, packet->bytes, last + 1))
      finish_checksum<FLEXNET_MAX_PACKET>(ctx, packet->bytes, last + 1);
  }
};
#endif

} // namespace flexnet::detail

#endif
