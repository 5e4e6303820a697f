/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_ARENA_HPP
#define FLEXNET_ARENA_HPP

#include <flexnet/detail/kfunc.hpp>

namespace flexnet {

/// A pointer into an arena: `T __arena *` in C.
template <class T> using arena_ptr = T __attribute__((address_space(1))) *;

} // namespace flexnet

FLEXNET_KFUNC(flexnet::arena_ptr<void>, bpf_arena_alloc_pages, void *map,
              flexnet::arena_ptr<void> address, u32 pages, int node, u64 flags)
FLEXNET_KFUNC(void, bpf_arena_free_pages, void *map, flexnet::arena_ptr<void> address, u32 pages)

namespace flexnet {

struct arena_options {
  /// Where user space maps it, at a page. 0: libbpf chooses, which 1.4 and later do; the
  /// kernel loads no program of an arena that is not mapped.
  u32 address = 0;
};

/// Memory of up to `Pages` pages that BPF programs and user space share, in which pointers
/// need no checks: BPF_MAP_TYPE_ARENA.
///
///     flexnet::arena<100> memory SEC(".maps");
///
///     if (flexnet::arena_ptr<node> n = memory.alloc<node>())
///       n->next = head;
template <u32 Pages, arena_options O = arena_options{}> struct arena {
  static_assert(Pages > 0 && Pages <= 1u << 20, "an arena has 1 page to 4 GB");
  static_assert(O.address % 4096 == 0, "an arena begins at a page");
  __uint(type, 33); // BPF_MAP_TYPE_ARENA, which the system's <linux/bpf.h> may not know yet
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, Pages);
  char (*map_extra)[O.address]; // __uint() would make the array larger than BTF allows

  /// Whole pages for `count` objects, zero; null if there are none left.
  template <class T> FLEXNET_INLINE arena_ptr<T> alloc(u32 count = 1) {
    return static_cast<arena_ptr<T>>(
        kfunc::bpf_arena_alloc_pages(this, nullptr, pages_of<T>(count), -1, 0));
  }
  /// Gives back what alloc() with the same count returned.
  template <class T> FLEXNET_INLINE void free(arena_ptr<T> objects, u32 count = 1) {
    kfunc::bpf_arena_free_pages(this, objects, pages_of<T>(count));
  }

private:
  template <class T> static constexpr u32 pages_of(u32 count) {
    return (sizeof(T) * count + 4095) / 4096;
  }
};

} // namespace flexnet

#endif
