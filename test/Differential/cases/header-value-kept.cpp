// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Seed 1, program 464. Was refused at every level: what the header computes of the set, where its
// heaps begin, was kept in the frame ("math between map_value pointer and 137438958336").
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<1, {.depth = 8, .unsuspendable = flexnet::drop, .full = flexnet::deliver}> q0 SEC(".maps");
flexnet::prio_queues<4, {.depth = 8, .unsuspendable = flexnet::deliver, .full = flexnet::deliver}> q1 SEC(".maps");
flexnet::hash_map<u32, u64, 16> table SEC(".maps");
flexnet::array_map<u64, 8> slots SEC(".maps");
OBSERVED_MAP(table)
OBSERVED_MAP(slots)
SEC("flexnet/executor") void serve0(void) {
}
SEC("flexnet/executor") void serve1(void) {
}
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
  for (u32 i = 0; i < queue_count(q1); i++)
    queue_pop_front(q1, i).resume();
}
memory p464 OBSERVED = {};
SEC("syscall") int p464_c0(input *ctx) {
  {
    {
      co_await queue_insert(q1, 0, below<8>(u64(4u)));
    }
  }
  RETURN int(s32(511u));
}
PROGRAM(p464,
)
