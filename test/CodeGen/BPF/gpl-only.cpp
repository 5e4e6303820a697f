// What the kernel gives to GPL programs only, in an object under another licence or none: helpers
// and kfuncs; not what anybody may call, nor dead code. A licence is missing once.
// RUN: %clang -target bpf -fno-caret-diagnostics -DLICENCE='"Apache-2.0"' -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %clang -target bpf -fno-caret-diagnostics -g -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=NONE --implicit-check-not=warning:
// RUN: %clang -target bpf -DLICENCE='"GPL v2"' -Werror -g -c %s -o %t.o
// RUN: %clang -target bpf -DLICENCE='"Dual BSD/GPL"' -Werror -g -c %s -o %t.o
// RUN: %clang -target bpf -Werror -Wno-flexnet-gpl-only -g -c %s -o %t.o
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifdef LICENCE
char LICENSE[] SEC("license") = LICENCE;
#endif

extern "C" void bpf_rcu_read_lock(void) __ksym;
extern "C" void bpf_rcu_read_unlock(void) __ksym;

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:3: warning: the kernel gives bpf_trace_printk() only to programs under a licence compatible with the GPL, and this one's is 'Apache-2.0': write 'char LICENSE[] SEC("license") = "GPL";' or "Dual BSD/GPL" if it is, or do without [-Wflexnet-gpl-only]
  bpf_printk("%d", ctx->ingress_ifindex);
  // NONE: :[[#@LINE-1]]:3: warning: the kernel gives bpf_trace_printk() only to programs under a licence compatible with the GPL, and this object has no licence: write
  if (sizeof(void *) == 4)
    bpf_get_current_task();
  return bpf_ktime_get_ns() & 1;
}

SEC("tc") int egress(struct __sk_buff *) {
  // CHECK: :[[#@LINE+1]]:3: warning: the kernel gives bpf_rcu_read_lock() only to programs
  bpf_rcu_read_lock();
  // CHECK: :[[#@LINE+1]]:3: warning: the kernel gives bpf_rcu_read_unlock() only to programs
  bpf_rcu_read_unlock();
  return 0;
}
