// What a list or tree contains is a struct with a node of the right type, also in C's words.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:

struct bpf_list_head { long opaque[2]; };
struct bpf_list_node { long opaque[3]; };
struct bpf_rb_root { long opaque[2]; };
struct bpf_rb_node { long opaque[4]; };
#define __contains(name, node) __attribute__((btf_decl_tag("contains:" #name ":" #node)))

struct item {
  bpf_list_node list;
  bpf_rb_node tree;
  int number;
};
struct fine {
  [[flexnet::contains("item", "list")]] bpf_list_head a;
  bpf_rb_root b __contains(item, tree);
  [[flexnet::contains("later", "list")]] bpf_list_head c[4];
};
struct later {
  bpf_list_node list;
};
[[flexnet::contains("item", "list")]] static bpf_list_head global;

// What needs complete types is said when the file ends.
void function() {
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::contains' is for lists and trees in map values and objects
  [[flexnet::contains("item", "list")]] bpf_list_head local;
}
struct wrong {
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::contains' attribute requires exactly 2 arguments
  [[flexnet::contains("item")]] bpf_list_head a;
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::contains' needs a name
  [[flexnet::contains("item", "")]] bpf_list_head b;
  // CHECK: [[@LINE+1]]:5: error: 'contains' names 'nothing', and there is no such struct here
  [[flexnet::contains("nothing", "list")]] bpf_list_head c;
  // CHECK: [[@LINE+1]]:5: error: 'contains' names 'item::nothing', and 'item' has no such data member: add 'bpf_list_node nothing;'
  [[flexnet::contains("item", "nothing")]] bpf_list_head d;
  // CHECK: [[@LINE+1]]:5: error: 'contains' names 'item::tree', which is a 'bpf_rb_node': a 'bpf_list_head' links its elements by a 'bpf_list_node'
  [[flexnet::contains("item", "tree")]] bpf_list_head e;
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 'contains' names 'item::number', which is a 'int': a 'bpf_rb_root' links its elements by a 'bpf_rb_node'
  bpf_rb_root f __contains(item, number);
  // CHECK: [[@LINE+1]]:5: error: 'contains' on a 'int': only a 'bpf_list_head' or a 'bpf_rb_root' contains objects
  [[flexnet::contains("item", "list")]] int g;
};
