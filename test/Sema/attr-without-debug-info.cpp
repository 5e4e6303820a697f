// Without debug info there is no BTF: attributes that are nothing but BTF say so, once.
// RUN: %clangxx -target bpf -g0 -c %s -o /dev/null 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %clangxx -target bpf -g -c %s -o /dev/null 2>&1 | count 0

struct [[flexnet::preserve_access_index]] task {
  int pid, tgid;
};
struct value {
  // CHECK-DAG: [[@LINE+1]]:5: warning: the kernel cannot see this attribute: it is in BTF, which is made from debug info; add '-g'
  [[flexnet::kptr]] task *one;
  [[flexnet::kptr]] task *two;
};
value global;
int use(task *t) {
  // CHECK-DAG: [[@LINE+1]]:13: warning: 'pid' is read where this struct has it, not where the running kernel has it: relocation needs debug info; add '-g'
  return t->pid + t->tgid;
}
