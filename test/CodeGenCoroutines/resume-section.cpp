// The resume program is a cpumap program, and takes fragments if the ramp does.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
// RUN: %coro -DFRAGS -c %s -o %t.frags.o
// RUN: %flexnet inspect %t.frags.o | FileCheck --check-prefix=FRAGS %s
#include <flexnet/flexnet.h>
#ifdef FRAGS
#define SECTION "xdp.frags"
#else
#define SECTION "xdp"
#endif

// CHECK: flexnet_queues_resume {{ *}}xdp/cpumap {{.*}}resumes
// FRAGS: flexnet_queues_resume {{ *}}xdp.frags/cpumap {{.*}}resumes
SEC(SECTION) int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
