// A name of FlexNet whose header is not included: the note says which one it is; none of a name of
// somebody else, nor where the header is included.
// RUN: not %coro -fsyntax-only -fno-caret-diagnostics %s 2>&1 | FileCheck %s --implicit-check-not=note:
// RUN: not %coro -fsyntax-only -fno-caret-diagnostics -DINCLUDED %s 2>&1 | FileCheck %s --check-prefix=INCLUDED --implicit-check-not="include it"
#ifdef INCLUDED
#include <flexnet/flexnet.h>
// INCLUDED: :[[#@LINE+1]]:10: error: no template named 'hash_map' in namespace 'flexnet'
flexnet::hash_map<int, int, 4> map;
// INCLUDED: note: 'flexnet::hash_map' is declared in <flexnet/bpf.hpp>: include it
// INCLUDED: :[[#@LINE+1]]:10: error: no template named 'quues' in namespace 'flexnet'
flexnet::quues<4> misspelt;
namespace other {}
// INCLUDED: :[[#@LINE+1]]:1: error: no template named 'queues' in namespace 'other'
other::queues<4> elsewhere;
#else
#include <linux/bpf.h>
// CHECK: :[[#@LINE+1]]:1: error: use of undeclared identifier 'flexnet'
flexnet::queues<4> first;
// CHECK: note: 'flexnet' is declared in <flexnet/flexnet.h>: include it
#include <bpf/bpf_helpers.h>
// CHECK: :[[#@LINE+1]]:10: error: no template named 'queues' in namespace 'flexnet'
flexnet::queues<4> work;
// CHECK: note: 'flexnet::queues' is declared in <flexnet/flexnet.h>: include it
// CHECK: :[[#@LINE+1]]:1: error: unknown type name 'coro_t'
coro_t coro;
// CHECK: note: 'coro_t' is declared in <flexnet/flexnet.h>: include it
// CHECK: :[[#@LINE+1]]:10: error: no type named 'lock_guard' in namespace 'flexnet'
flexnet::lock_guard lock;
// CHECK: note: 'flexnet::lock_guard' is declared in <flexnet/bpf.hpp>: include it
// CHECK: :[[#@LINE+1]]:1: error: unknown type name 'u32'
u32 number;
// CHECK: note: 'u32' is declared in <flexnet/types.h>: include it
int serve() {
  // CHECK: :[[#@LINE+1]]:3: error: use of undeclared identifier 'busy_poll'
  busy_poll();
  // CHECK: note: 'busy_poll' is declared in <flexnet/flexnet.h>: include it
  // CHECK: :[[#@LINE+1]]:10: error: use of undeclared identifier 'somebody'
  return somebody;
}
// CHECK: note: 'queue_insert' is declared in <flexnet/flexnet.h>: include it
// CHECK: :[[#@LINE+1]]:{{.*}} error: this function is a coroutine: include <flexnet/flexnet.h>
int rx(struct xdp_md *ctx) { co_await queue_insert(ctx, 1); }
#endif
