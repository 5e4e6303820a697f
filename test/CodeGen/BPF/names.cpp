// Programs, maps, kfuncs, kconfig values and globals have their source names; nothing else has.
// RUN: %clang -target bpf -c %s -o %t.o
// RUN: llvm-readelf -sW %t.o | FileCheck %s
// RUN: %clang -target bpf -g -c %s -o %t.g.o
// RUN: llvm-readelf -sW %t.g.o | FileCheck %s
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))
#define __ksym __attribute__((section(".ksyms")))
#define __kconfig __attribute__((section(".kconfig")))

struct table {
  int (*type)[BPF_MAP_TYPE_ARRAY], (*max_entries)[1], *key;
  long *value;
};

namespace app {
// CHECK-DAG: OBJECT GLOBAL {{.*}} counts{{$}}
table counts SEC(".maps");
// CHECK-DAG: OBJECT GLOBAL {{.*}} hits{{$}}
int hits;
// CHECK-DAG: OBJECT GLOBAL {{.*}} config{{$}}
const volatile int config = 3;
// CHECK-DAG: OBJECT GLOBAL {{.*}} unnamed{{$}}
struct {
  int a, b;
} unnamed;
// CHECK-DAG: OBJECT LOCAL {{.*}} _ZN3appL6hiddenE{{$}}
static int hidden;
// CHECK-DAG: OBJECT GLOBAL {{.*}} shared{{$}}
inline int shared;

struct programs {
  // CHECK-DAG: OBJECT GLOBAL {{.*}} member{{$}}
  static inline table member SEC(".maps");
  // CHECK-DAG: FUNC GLOBAL {{.*}} inside{{$}}
  SEC("xdp") static int inside(struct xdp_md *) { return member.key ? XDP_PASS : XDP_DROP; }
};

template <class T> struct holder {
  // CHECK-DAG: OBJECT GLOBAL {{.*}} held{{$}}
  static inline table held SEC(".maps");
};

// CHECK-DAG: NOTYPE GLOBAL {{.*}} UND bpf_rcu_read_lock{{$}}
void bpf_rcu_read_lock() __ksym;
// CHECK-DAG: NOTYPE WEAK {{.*}} UND bpf_rcu_read_unlock{{$}}
void bpf_rcu_read_unlock() __ksym __attribute__((weak));
// CHECK-DAG: NOTYPE GLOBAL {{.*}} UND LINUX_KERNEL_VERSION{{$}}
extern int LINUX_KERNEL_VERSION __kconfig;

// CHECK-DAG: FUNC {{.*}} _ZN3app4calmEi{{$}}
[[gnu::noinline]] int calm(int n) { return n * LINUX_KERNEL_VERSION; }

// CHECK-DAG: FUNC GLOBAL {{.*}} filter{{$}}
SEC("tc") int filter(struct __sk_buff *, int = 0) {
  // CHECK-DAG: OBJECT GLOBAL {{.*}} local{{$}}
  static table local SEC(".maps");
  bpf_rcu_read_lock();
  bpf_rcu_read_unlock();
  ++hits, ++hidden, ++shared, ++unnamed.a;
  return calm(config) + !counts.key + !local.key + !holder<int>::held.key;
}

// CHECK-DAG: FUNC GLOBAL {{.*}} numbered{{$}}
template <int N> SEC("xdp") int numbered(struct xdp_md *) { return N; }
template int numbered<2>(struct xdp_md *);
} // namespace app
