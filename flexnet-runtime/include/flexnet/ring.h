/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_RING_H
#define FLEXNET_RING_H

#include <flexnet/coroutine.h>

/// What the workers and the programs of an object with executor queues tell each other
/// (abi.h).
inline struct flexnet_state flexnet_shared FLEXNET_SECTION(".data.flexnet_state") = {.alive = 1};

/// Whether the processor keeps the order of stores, and of loads before them, as x86 does.
/// The loader says so before load; else a store that publishes is an exchange, which is
/// ordered everywhere.
inline const volatile u32 flexnet_ordered_stores FLEXNET_SECTION(FLEXNET_MAP_ARCH) = 0;

/// The rings of executor queues; their layout is in abi.h. Any number of producers and
/// consumers, one compare-and-swap each, no lock: a producer may be an interrupt on the CPU
/// of a consumer.
namespace flexnet::detail {

/// LLVM forgets what it knows of the value, so that it neither drops a check that the
/// verifier needs nor computes with the value before that check.
template <class T> FLEXNET_INLINE T opaque(T value) {
  asm("" : "+r"(value));
  return value;
}

/// A store that others may act on: everything before it has happened.
template <class T> FLEXNET_INLINE void publish(T *to, T value) {
  if (flexnet_ordered_stores) {
    asm("" ::: "memory");
    __atomic_store_n(to, value, __ATOMIC_RELAXED);
  } else {
    __atomic_exchange_n(to, value, __ATOMIC_SEQ_CST);
  }
}

/// Whether *of was `from`, and is `to` now. LLVM must not see the comparison: it would
/// keep its result, too.
FLEXNET_INLINE bool swap(u64 *of, u64 from, u64 to) {
  u64 was = __sync_val_compare_and_swap(of, from, to);
  return __builtin_expect(opaque(was) == from, 1);
}

/// What a coroutine of a queue in order of arrival is inserted with.
struct no_key {};

/// One queue of a set. `Set` has its size and options; where the memory is and how large a
/// cell, the compiler knows for the user's sets.
template <class Set> struct ring {
  static constexpr u32 depth = Set::options.depth, mask = depth - 1;
  static constexpr u32 cells = Set::size * depth;

  Set *set;
  // Both have a value from the start: what is left of an earlier turn of the user's loop would
  // live across the suspension.
  flexnet_queue *queue;
  u32 first = 0; ///< number of its first cell in the set

  FLEXNET_INLINE explicit ring(Set &of)
      : set(&of), queue(reinterpret_cast<flexnet_queue *>(Set::memory(of))) {}

  /// False if there is no such queue.
  FLEXNET_INLINE bool find(u32 idx) {
    __flexnet_queue_number(set, idx, Set::size);
    u64 i = idx;
    if (!__builtin_constant_p(idx))
      i = opaque(i);
    if (i >= Set::size)
      return false;
    if (!__builtin_constant_p(idx))
      i = opaque(i);
    queue += i;
    first = static_cast<u32>(i) * depth;
    return true;
  }

  /// `number` is below `cells`.
  FLEXNET_INLINE static flexnet_cell *cell(Set &set, u64 number) {
    return reinterpret_cast<flexnet_cell *>(
        Set::memory(set) + Set::size * sizeof(flexnet_queue) + number * Set::stride(set));
  }

  /// The inverse of cell().
  FLEXNET_INLINE static u64 number_of(Set &set, const flexnet_cell *at) {
    return static_cast<u64>(reinterpret_cast<const char *>(at) - Set::memory(set) -
                            Set::size * sizeof(flexnet_queue)) /
           Set::stride(set);
  }

  FLEXNET_INLINE u32 number(u64 position) const { return first + (position & mask); }

  /// Claims the next position for a coroutine; null, with the reason, if there is none.
  FLEXNET_INLINE flexnet_cell *insert(u64 &position, flexnet_reason &why, no_key = {}) {
    return claim<&ring::cell>(position, why);
  }

  /// The same where Find(set, number) gives what has the `seq` of a position.
  template <auto Find> FLEXNET_INLINE auto claim(u64 &position, flexnet_reason &why) {
#pragma clang loop unroll(disable)
    for (u32 tries = 0; tries < 8; ++tries) { // the verifier wants an end
      position = __atomic_load_n(&queue->tail, __ATOMIC_RELAXED);
      auto *at = Find(*set, number(position));
      auto ahead = static_cast<s32>(__atomic_load_n(&at->seq, __ATOMIC_RELAXED) -
                                    static_cast<u32>(position & ~u64(mask)));
      if (ahead < 0) {
        why = FLEXNET_QUEUE_FULL;
        return decltype(at)(nullptr);
      }
      if (ahead == 0 && swap(&queue->tail, position, position + 1))
        return at;
    }
    why = FLEXNET_CONTENDED;
    return decltype(Find(*set, 0))(nullptr);
  }

  /// The coroutine in the claimed cell waits now.
  FLEXNET_INLINE static void inserted(flexnet_cell *at, u64 position) {
    make_visible(at, position);
    handed_over(at);
  }

  template <class Slot> FLEXNET_INLINE static void make_visible(Slot *at, u64 position) {
    publish(&at->seq, static_cast<u32>(position & ~u64(mask)) + 1);
  }

  /// Takes the oldest waiting coroutine; null if there is none. Whatever a queue holds is
  /// in order for one worker at a time, unless the set is shared.
  FLEXNET_INLINE flexnet_cell *take(u64 &position) {
    return Set::options.shared ? take_shared(position) : take_owned(position);
  }

  /// The same, as the number of its cell.
  FLEXNET_INLINE bool take_number(u32 &cell) {
    u64 position = 0;
    if (!take(position))
      return false;
    cell = number(position);
    return true;
  }

  /// A taken cell is free again once its frame was read.
  FLEXNET_INLINE static void release(Set &, flexnet_cell *at) {
    publish(&at->seq, at->seq + depth - 2);
    handed_over(at);
  }

  FLEXNET_INLINE static bool is_taken(const flexnet_cell *at) { return (at->seq & mask) == 2; }

  template <class Slot> FLEXNET_INLINE static bool is_waiting(const Slot *at, u64 position) {
    return __atomic_load_n(&at->seq, __ATOMIC_RELAXED) == static_cast<u32>(position & ~u64(mask)) + 1;
  }

  /// This worker, in this round.
  FLEXNET_INLINE static u64 me() {
    const flexnet_worker_ctx *worker = __flexnet_worker();
    return worker->epoch << 8 | (worker->worker + 1);
  }

  /// A queue belongs to the worker that took from it, to the end of the worker's round:
  /// until then coroutines that were taken may still be under way.
  FLEXNET_INLINE bool own() {
    u64 mine = me();
    u64 owner = __atomic_load_n(&queue->owner, __ATOMIC_RELAXED);
    if (__builtin_expect(owner == mine, 1))
      return true;
    u32 other = (owner - 1) & 0xff;
    if (owner && other != __flexnet_worker()->worker &&
        __atomic_load_n(&flexnet_shared.finished[other % FLEXNET_MAX_WORKERS], __ATOMIC_RELAXED) <
            owner >> 8)
      return false;
    return swap(&queue->owner, owner, mine);
  }

private:
  FLEXNET_INLINE flexnet_cell *taken(flexnet_cell *at, u64 position) {
    at->seq = static_cast<u32>(position & ~u64(mask)) + 2;
    return at;
  }

  FLEXNET_INLINE flexnet_cell *take_shared(u64 &position) {
#pragma clang loop unroll(disable)
    for (u32 tries = 0; tries < 8; ++tries) {
      position = __atomic_load_n(&queue->head, __ATOMIC_RELAXED);
      flexnet_cell *at = cell(*set, number(position));
      if (!is_waiting(at, position)) {
        if (__atomic_load_n(&queue->head, __ATOMIC_RELAXED) == position)
          return nullptr;
      } else if (swap(&queue->head, position, position + 1)) {
        return taken(at, position);
      }
    }
    return nullptr;
  }

  FLEXNET_INLINE flexnet_cell *take_owned(u64 &position) {
    if (!own())
      return nullptr;
    position = queue->head;
    flexnet_cell *at = cell(*set, number(position));
    if (!is_waiting(at, position))
      return nullptr;
    __atomic_store_n(&queue->head, position + 1, __ATOMIC_RELAXED);
    return taken(at, position);
  }
};

/// Finds the frame of a cell that was taken, in the program that resumes it.
template <class Set>
FLEXNET_INLINE bool ring_frame(void *set, void *where, u32, void **frame) {
  // Not opaque: of a coroutine that was taken just before, LLVM has the cell already.
  u64 number = reinterpret_cast<u64>(where);
  if (number >= ring<Set>::cells)
    return false;
  flexnet_cell *at = ring<Set>::cell(*static_cast<Set *>(set), number);
  *frame = at + 1;
  return ring<Set>::is_taken(at); // not resumed twice
}

} // namespace flexnet::detail

#endif
