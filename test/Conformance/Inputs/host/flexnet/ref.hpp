/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// Stand-ins of <flexnet/ref.hpp> and <flexnet/kptr.hpp> for the host.
#ifndef CONFORMANCE_HOST_FLEXNET_REF_HPP
#define CONFORMANCE_HOST_FLEXNET_REF_HPP

#include <memory>
#include <utility>

namespace flexnet {
template <class T> using unique_ref = std::unique_ptr<T>;
template <class T> unique_ref<T> make_unique() { return std::make_unique<T>(); }

template <class T> class kptr {
  T *object;

public:
  unique_ref<T> exchange(unique_ref<T> ref) {
    return unique_ref<T>(std::exchange(object, ref.release()));
  }
};
} // namespace flexnet

#endif
