/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef FLEXNET_RINGBUF_HPP
#define FLEXNET_RINGBUF_HPP

#include <flexnet/detail/map_operations.hpp>

namespace flexnet {

/// Room for a T in a ring buffer. What is not submitted is discarded: the verifier wants
/// one of the two on every path.
template <class T> class [[clang::trivial_abi]] reservation { // see unique_ref
public:
  FLEXNET_INLINE explicit reservation(T *event) : event(event) {}
  FLEXNET_INLINE reservation(reservation &&other) : event(other.event) { other.event = nullptr; }
  reservation(const reservation &) = delete ("an event is submitted once: move its reservation");
  reservation &operator=(const reservation &) = delete;
  FLEXNET_INLINE ~reservation() { discard(); }

  FLEXNET_INLINE explicit operator bool() const { return event; }
  FLEXNET_INLINE T *operator->() const { return event; }
  FLEXNET_INLINE T &operator*() const { return *event; }
  FLEXNET_INLINE T *get() const { return event; }

  /// Hands the event to user space. `flags`: BPF_RB_NO_WAKEUP, BPF_RB_FORCE_WAKEUP.
  FLEXNET_INLINE void submit(u64 flags = 0) {
    if (event)
      bpf_ringbuf_submit(event, flags);
    event = nullptr;
  }
  FLEXNET_INLINE void discard(u64 flags = 0) {
    if (event)
      bpf_ringbuf_discard(event, flags);
    event = nullptr;
  }

private:
  T *event;
};

/// A ring buffer of `Bytes` bytes, a power of two and whole pages.
///
///     flexnet::ringbuf<256 * 1024> events SEC(".maps");
///
///     if (auto e = events.reserve<event>()) {
///       e->pid = pid;
///       e.submit();
///     }
template <u32 Bytes, map_options O = map_options{}> struct ringbuf {
  static_assert(Bytes >= 4096 && (Bytes & (Bytes - 1)) == 0,
                "a ring buffer is a power of two and whole pages: 4096, 8192, ...");
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, Bytes);
  __uint(map_flags, O.flags);
  __uint(pinning, O.pinning);

  // clang-format takes FLEXNET_REFUSE for a type.
  // clang-format off

  /// False if there is no room.
  template <class T>
  [[nodiscard]] FLEXNET_INLINE
  FLEXNET_REFUSE(sizeof(T) + 8 > Bytes, "the event is larger than the ring buffer")
  FLEXNET_REFUSE(!__is_trivially_copyable(T), "user space gets the bytes of an event: it must be "
                                              "trivially copyable, without destructor")
  reservation<T> reserve() {
    return reservation<T>(static_cast<T *>(helper::bpf_ringbuf_reserve(this, sizeof(T), 0)));
  }

  // clang-format on

  /// Copies `event`. 0, or -EAGAIN if there is no room.
  template <class T> FLEXNET_INLINE long output(const T &event, u64 flags = 0) {
    return bpf_ringbuf_output(this, const_cast<T *>(&event), sizeof(T), flags);
  }
  /// BPF_RB_AVAIL_DATA, BPF_RB_RING_SIZE, BPF_RB_CONS_POS, BPF_RB_PROD_POS.
  FLEXNET_INLINE u64 query(u64 what) { return bpf_ringbuf_query(this, what); }
};

} // namespace flexnet

#endif
