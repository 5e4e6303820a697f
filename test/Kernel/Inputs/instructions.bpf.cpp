// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Calls that call back, iterators of the kernel, contexts of several kinds, comparisons and
// extensions of several widths: what the prediction of the verifier's work has to know.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

struct bpf_iter_num;
extern "C" {
int bpf_iter_num_new(bpf_iter_num *it, int start, int end) __ksym;
int *bpf_iter_num_next(bpf_iter_num *it) __ksym;
void bpf_iter_num_destroy(bpf_iter_num *it) __ksym;
}
struct bpf_iter_num {
  u64 opaque[1];
} __attribute__((aligned(8)));

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 8);
  __type(key, u32);
  __type(value, u64);
} values SEC(".maps");

struct timed {
  bpf_timer timer;
  u64 fired;
};
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, timed);
} timers SEC(".maps");

u64 sum;
int table[16];

static long turn(u32 index, u64 *total) {
  *total += index;
  return index > 1000;
}

SEC("xdp") int loops_by_callback(xdp_md *ctx) {
  u64 total = 0;
  bpf_loop(ctx->rx_queue_index & 1023, turn, &total, 0);
  bpf_loop(20, turn, &total, 0);
  sum = total;
  return XDP_PASS;
}

static long each(void *, u32 *key, u64 *value, u64 *total) {
  *total += *value + *key;
  return 0;
}

SEC("tc") int for_each_element(__sk_buff *skb) {
  u64 total = skb->len;
  bpf_for_each_map_elem(&values, each, &total, 0);
  sum = total;
  return 0;
}

SEC("xdp") int by_iterator(xdp_md *ctx) {
  bpf_iter_num it;
  u64 total = 0;
  bpf_iter_num_new(&it, 0, ctx->rx_queue_index & 255);
  while (int *i = bpf_iter_num_next(&it)) {
    total += *i;
    if (static_cast<u32>(*i) < 16)
      total += table[*i];
  }
  bpf_iter_num_destroy(&it);
  sum = total;
  return XDP_PASS;
}

static int fired(void *, u32 *, timed *t) {
  t->fired++;
  bpf_timer_start(&t->timer, 1000000, 0);
  return 0;
}

SEC("tc") int starts_timer(__sk_buff *skb) {
  u32 zero = 0;
  auto *t = static_cast<timed *>(bpf_map_lookup_elem(&timers, &zero));
  if (!t || bpf_timer_init(&t->timer, &timers, 1))
    return 0;
  bpf_timer_set_callback(&t->timer, fired);
  bpf_timer_start(&t->timer, skb->len, 0);
  return 0;
}

SEC("xdp") int compares(xdp_md *ctx) {
  u32 a = ctx->rx_queue_index, b = ctx->ingress_ifindex;
  s32 s = static_cast<s32>(a);
  s64 wide = static_cast<s64>(s) * static_cast<s16>(b);
  u64 total = 0;
  if (a & 4)
    total += table[a & 7];
  if (s >= -3 && s <= 12)
    total += b;
  if (wide > 7 && wide <= 9)
    total += wide;
  if (a % 5 && !(b & 0x30))
    total += b / 3;
  volatile s8 narrow = static_cast<s8>(a);
  alignas(8) volatile u8 bytes[8] = {1, 2, static_cast<u8>(b)};
  volatile u16 *half = reinterpret_cast<volatile u16 *>(bytes + 2);
  total += narrow + bytes[a & 7] + *half;
  u64 swapped = __builtin_bswap64(total) ^ __builtin_bswap32(a);
  sum = swapped + (static_cast<s64>(total) >> 3) + -total;
  return XDP_PASS;
}

SEC("tp_btf/sched_switch") int traced(u64 *ctx) {
  sum += ctx[0] != 0;
  return 0;
}

SEC("xdp") int suspends(xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}
