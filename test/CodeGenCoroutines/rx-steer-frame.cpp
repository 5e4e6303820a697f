// Of rx_steer nothing lives across the co_await: the packet travels as it came.
// RUN: %coro -c %source-dir/examples/rx_steer/rx_steer.bpf.cpp -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
// CHECK: suspends on 'flexnet_queues', frame 0 bytes
