// Inline functions and variables are in no COMDAT group: libbpf refuses calls into one.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-readelf -SW %t.o | FileCheck %s --implicit-check-not=GROUP
// RUN: llvm-readelf -sW %t.o | FileCheck --check-prefix=SYMBOLS %s
#include <flexnet/flexnet.h>

// CHECK: xdp {{ *}}PROGBITS
// SYMBOLS-DAG: FUNC LOCAL {{.*}}mix
// SYMBOLS-DAG: OBJECT GLOBAL {{.*}}packets
// SYMBOLS-DAG: OBJECT GLOBAL {{.*}}table
inline u32 packets;
inline u64 table[3] SEC(".data.mine");
[[gnu::noinline]] inline u32 mix(u32 n) { return n * bpf_get_prandom_u32(); }

SEC("xdp") int rx(struct xdp_md *ctx) { return packets++ + mix(ctx->rx_queue_index) + table[1]; }
