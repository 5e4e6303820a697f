/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Stand-ins of <flexnet/arena.hpp> for the host.
#ifndef CONFORMANCE_HOST_FLEXNET_ARENA_HPP
#define CONFORMANCE_HOST_FLEXNET_ARENA_HPP

#include <cstdlib>

namespace flexnet {
template <class T> using arena_ptr = T *;
struct arena_options {
  unsigned address = 0;
};
template <unsigned pages, arena_options = arena_options{}> struct arena {
  template <class T> T *alloc(unsigned count = 1) {
    return static_cast<T *>(std::calloc(count, sizeof(T)));
  }
  template <class T> void free(T *objects, unsigned = 1) { std::free(objects); }
};
} // namespace flexnet

#endif
