// What a transport does with a frame, its cell or the packet after it was handed over is an error,
// in await_suspend() and in await_resume(), at the access and where it was handed over.
// RUN: not %coro -fno-caret-diagnostics -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::queues<2> work SEC(".maps");
u64 seen;

namespace flexnet {
enum broken { reads_cell, writes_frame, reads_packet, calls_with_context, never_says, after_free };

/// As queue_insert(work, ctx, 0), wrong in one way.
template <broken Way> struct broken_insert {
  using set = queues<2>;
  using storage = detail::ring<set>;
  xdp_md *ctx;
  point_t point = {};

  FLEXNET_INLINE bool await_ready() { return false; }
  FLEXNET_INLINE bool await_suspend(std::coroutine_handle<promise> h) {
    point = h.address();
    __flexnet_suspend_on(point, &work, ctx, (void *)&detail::ring_frame<set>, set::transport,
                         set::size, set::options.depth, drop, drop, drop);
    __flexnet_executed(point, detail::verdicts<xdp_md>::packet, (void *)&detail::take_next<set>,
                       (void *)&detail::hand_over, (void *)&detail::next_ready,
                       (void *)&detail::fill_packet);
    storage at(work);
    u64 position = 0;
    flexnet_reason why = FLEXNET_QUEUE_FULL;
    if (!at.find(0))
      return false;
    auto *data = reinterpret_cast<u8 *>(u64(ctx->data)), *end = reinterpret_cast<u8 *>(u64(ctx->data_end));
    flexnet_cell *cell = at.insert(position, why);
    if (!cell || data + 1 > end)
      return false;
    __flexnet_save(point, cell + 1);
    detail::publish(&cell->seq, static_cast<u32>(position) + 1);
    if constexpr (Way != never_says)
      handed_over(cell); // handed over
    if constexpr (Way == reads_cell)
      seen = cell->since; // CHECK-DAG: :[[#@LINE]]:{{[0-9]+}}: error: the frame, or the cell of a queue that holds it, is read after it was handed over
    if constexpr (Way == writes_frame)
      *reinterpret_cast<char *>(cell + 1) = 1; // CHECK-DAG: :[[#@LINE]]:{{[0-9]+}}: error: the frame, or the cell of a queue that holds it, is written after it was handed over
    if constexpr (Way == reads_packet)
      seen = *data; // CHECK-DAG: :[[#@LINE]]:{{[0-9]+}}: error: the packet is read after it was handed over with its coroutine
    if constexpr (Way == calls_with_context)
      bpf_xdp_adjust_head(ctx, 4); // CHECK-DAG: :[[#@LINE]]:{{[0-9]+}}: error: the packet is written after it was handed over with its coroutine
    return true;
  }
  FLEXNET_INLINE void await_resume() {
    auto *cell = static_cast<flexnet_cell *>(__flexnet_frame(point)) - 1;
    storage::release(work, cell);
    if constexpr (Way == after_free)
      seen = cell->since; // CHECK-DAG: :[[#@LINE]]:{{[0-9]+}}: error: the frame, or the cell of a queue that holds it, is read after it was handed over
  }
};
} // namespace flexnet

// CHECK-DAG: :39:{{[0-9]+}}: note: handed over here
template <flexnet::broken Way> static int run(struct xdp_md *ctx) {
  u32 value = ctx->rx_queue_index;
  co_await flexnet::broken_insert<Way>{ctx}; // CHECK-DAG: :[[#@LINE]]:{{[0-9]+}}: error: this transport does not say from where on the frame belongs to others: call flexnet::handed_over(cell) when others can see it
  seen += value;
  return XDP_DROP;
}
SEC("xdp") int one(struct xdp_md *ctx) { return run<flexnet::reads_cell>(ctx); }
SEC("xdp") int two(struct xdp_md *ctx) { return run<flexnet::writes_frame>(ctx); }
SEC("xdp") int three(struct xdp_md *ctx) { return run<flexnet::reads_packet>(ctx); }
SEC("xdp") int four(struct xdp_md *ctx) { return run<flexnet::calls_with_context>(ctx); }
SEC("xdp") int five(struct xdp_md *ctx) { return run<flexnet::never_says>(ctx); }
SEC("xdp") int six(struct xdp_md *ctx) { return run<flexnet::after_free>(ctx); }
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
