/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Stand-ins of <flexnet/ringbuf.hpp> for the host.
#ifndef CONFORMANCE_HOST_FLEXNET_RINGBUF_HPP
#define CONFORMANCE_HOST_FLEXNET_RINGBUF_HPP

#include <memory>

namespace flexnet {
template <class T> struct reservation : std::unique_ptr<T> {
  using std::unique_ptr<T>::unique_ptr;
  void submit(unsigned long long) { this->reset(); }
};
template <unsigned bytes> struct ringbuf {
  template <class T> reservation<T> reserve() { return reservation<T>(new T); }
};
} // namespace flexnet

#endif
