/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_HEAP_H
#define FLEXNET_HEAP_H

#include <flexnet/ring.h>

/// Queues in order of a key; their layout is in abi.h. Producers are those of a ring, any number
/// and from anywhere. Who takes moves what came into a heap, which is one worker's: for its round
/// or, of a shared set, behind a lock that is tried once.
namespace flexnet::detail {

/// False only after so many turns that the kernel ends the loop; the verifier sees few of them.
FLEXNET_INLINE bool goes_on() {
  asm volatile goto("0: .byte 0xe5; .byte 0; .long ((%l[ends] - 0b - 8) / 8) & 0xffff; .short 0" ::
                        : : ends);
  return true;
ends:
  return false;
}

/// 1 if `a` comes first, else 0: the borrow of a subtraction. A branch would be one too many for
/// the processor, which cannot predict it, and for the verifier, which follows both ways.
FLEXNET_INLINE u64 is_before(const flexnet_heap_entry &a, const flexnet_heap_entry &b) {
  u64 older = (a.place - b.place) >> 63;
  u64 less = a.key - b.key - older;
  return opaque(((~a.key & b.key) | (~(a.key ^ b.key) & less)) >> 63);
}

/// What a queue of a set in order of a key has beside that of a ring.
template <u32 Depth> struct heap_memory : flexnet_heap {
  static constexpr u64 mask = Depth - 1;

  flexnet_intake intake[Depth];
  flexnet_heap_entry entries[Depth];

  FLEXNET_INLINE flexnet_intake &at(u64 position) { return intake[position & mask]; }

  /// The four below one are in one line of the cache.
  FLEXNET_INLINE flexnet_heap_entry &entry(u64 number) { return entries[(number + 3) & mask]; }

  /// Moves what came into the heap, except for the last of it; false if nothing came.
  FLEXNET_INLINE bool sort_in(flexnet_heap_entry &last) {
    bool came = false;
    while (goes_on()) {
      u64 position = drained;
      const flexnet_intake &from = at(position);
      if (__atomic_load_n(&from.seq, __ATOMIC_RELAXED) != static_cast<u32>(position & ~mask) + 1)
        break;
      if (came)
        add(last);
      came = true;
      last = {.key = from.key, .place = position << 32 | ((from.cell ^ position) & mask)};
      drained = position + 1;
    }
    return came;
  }

  FLEXNET_INLINE void add(const flexnet_heap_entry &added) {
    u64 number = size++;
    while (number && goes_on()) {
      u64 parent = (number - 1) / 4;
      if (!is_before(added, entry(parent)))
        break;
      entry(number) = entry(parent);
      number = parent;
    }
    entry(number) = added;
  }

  /// What came last, or is last in the heap, takes the place of the least, unless it is that
  /// itself: one way through the heap and not two.
  FLEXNET_INLINE bool remove_least(flexnet_heap_entry &least) {
    flexnet_heap_entry last;
    if (!sort_in(last)) {
      if (!size)
        return false;
      last = entry(--size);
    }
    least = entry(0);
    if (!size || is_before(last, least))
      least = last;
    else
      sink(last);
    return true;
  }

  /// `sinking` takes the place of the least.
  FLEXNET_INLINE void sink(const flexnet_heap_entry &sinking) {
    // Not 0: the verifier knew more bits of it with each turn, and never saw a state again.
    u64 end = size, number = zero;
    while (goes_on()) {
      u64 child = number * 4 + 1;
      if (child >= end)
        break;
      // 1 where there is one; again no branches.
      u64 second = opaque(child + 1 - end) >> 63, third = opaque(child + 2 - end) >> 63,
          fourth = opaque(child + 3 - end) >> 63;
      u64 least = child + (is_before(entry(child + 1), entry(child)) & second);
      u64 other = child + 2 + (is_before(entry(child + 3), entry(child + 2)) & fourth);
      least += (other - least) & -(is_before(entry(other), entry(least)) & third);
      if (!is_before(entry(least), sinking))
        break;
      entry(number) = entry(least);
      number = least;
    }
    entry(number) = sinking;
  }
};

// Not inlined: what the verifier knows at the end of each way through them ends with them.

/// Cell of the least, which is removed, plus 1, or 0.
template <u32 Depth> [[gnu::noinline]] u32 heap_take(heap_memory<Depth> *heap) {
  flexnet_heap_entry least;
  if (!heap || !heap->remove_least(least))
    return 0;
  return static_cast<u32>(least.place & heap->mask) + 1;
}

/// How many are in the heap when all that came is.
template <u32 Depth> [[gnu::noinline]] u32 heap_sort(heap_memory<Depth> *heap) {
  flexnet_heap_entry last;
  if (!heap)
    return 0;
  if (heap->sort_in(last))
    heap->add(last);
  return heap->size;
}

/// One queue of a set, as ring.
template <class Set> struct heap : ring<Set> {
  using ring<Set>::set, ring<Set>::queue, ring<Set>::first, ring<Set>::number;
  using ring<Set>::depth, ring<Set>::mask, ring<Set>::cells;
  using memory = heap_memory<depth>;

  FLEXNET_INLINE explicit heap(Set &of) : ring<Set>(of) {}

  FLEXNET_INLINE flexnet_cell *insert(u64 &position, flexnet_reason &why, u64 key) {
    flexnet_intake *at = this->template claim<&heap::intake>(position, why);
    if (!at)
      return nullptr;
    at->key = key;
    return ring<Set>::cell(*set, number(at->cell ^ position));
  }

  FLEXNET_INLINE void inserted(flexnet_cell *at, u64 position) {
    at->seq++;
    handed_over(at); // by the intake, next
    ring<Set>::make_visible(intake(*set, number(position)), position);
  }

  /// Takes the coroutine with the least key, of equal ones the oldest.
  FLEXNET_INLINE bool take_number(u32 &cell) {
    if (!lock())
      return false;
    u32 least = heap_take<depth>(mine());
    if (least) {
      cell = number(least - 1);
      __atomic_store_n(&queue->head, queue->head + 1, __ATOMIC_RELAXED);
      ring<Set>::cell(*set, cell)->seq++;
    }
    unlock();
    return least;
  }

  /// The key of the next, and its cell; null if there is none, or another worker is here.
  FLEXNET_INLINE flexnet_cell *peek(u64 &key) {
    flexnet_cell *next = nullptr;
    if (!lock())
      return next;
    if (heap_sort<depth>(mine())) {
      const flexnet_heap_entry &least = mine()->entry(0);
      key = least.key;
      next = ring<Set>::cell(*set, number(least.place));
    }
    unlock();
    return next;
  }

  /// A taken cell is free again once its frame was read: the intake has it.
  FLEXNET_INLINE static void release(Set &set, flexnet_cell *at) {
    heap of(set);
    u64 number = ring<Set>::number_of(set, at);
    publish(&at->seq, at->seq + depth - 2);
    handed_over(at); // by the intake, below
    if (!of.find(opaque(number) / depth))
      return;
    u64 position = __atomic_fetch_add(&of.mine()->freed, 1, __ATOMIC_SEQ_CST);
    flexnet_intake &to = of.mine()->at(position);
    to.cell = (number ^ position) & mask;
    publish(&to.seq, static_cast<u32>(position & ~u64(mask)) + depth);
    handed_over(&to);
  }

private:
  FLEXNET_INLINE static memory *memories(Set &set) {
    u64 end = Set::size * sizeof(flexnet_queue) + u64(cells) * Set::stride(set);
    end = (end + alignof(flexnet_heap) - 1) / alignof(flexnet_heap) * alignof(flexnet_heap);
    return reinterpret_cast<memory *>(Set::memory(set) + end);
  }

  FLEXNET_INLINE memory *mine() const { return memories(*set) + first / depth; }

  FLEXNET_INLINE static flexnet_intake *intake(Set &set, u64 number) {
    return &memories(set)[number / depth].at(number);
  }

  FLEXNET_INLINE bool lock() {
    return Set::options.shared ? swap(&queue->owner, 0, this->me()) : this->own();
  }
  FLEXNET_INLINE void unlock() {
    if (Set::options.shared)
      publish(&queue->owner, u64(0));
  }
};

} // namespace flexnet::detail

#endif
