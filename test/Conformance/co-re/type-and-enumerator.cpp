// Whether a type and an enumerator exist in the running kernel, and their values.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct;
struct flexnet_no_such_type {
  int x;
};
struct list_head {
  void *next, *prev;
};
namespace kernel {
enum bpf_map_type { BPF_MAP_TYPE_ARRAY = 77 };
}

#ifdef __bpf__
CONFORM(a, b) {
  u64 no = __builtin_preserve_type_info(*(flexnet_no_such_type *)nullptr, 0);
  u64 yes = __builtin_preserve_type_info(*(list_head *)nullptr, 0);
  u64 size = __builtin_preserve_type_info(*(list_head *)nullptr, 1);
  u64 array = __builtin_preserve_enum_value(*(kernel::bpf_map_type *)kernel::BPF_MAP_TYPE_ARRAY, 1);
  return mix(a, no | yes << 1) + mix(b, size) + array;
}
#else
CONFORM(a, b) { return mix(a, 2) + mix(b, 16) + 2; }
#endif
