// A decl tag is a text on something that BTF describes.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:

#define C_SPELLING __attribute__((btf_decl_tag("a tag")))
struct [[flexnet::decl_tag("a tag")]] fine {
  [[flexnet::decl_tag("one"), flexnet::decl_tag("two" " parts")]] int member;
  int __attribute__((flexnet_decl_tag("a tag"))) other;
};
[[flexnet::decl_tag("a tag")]] int function([[flexnet::decl_tag("arg:ctx")]] void *);
int variable C_SPELLING;
typedef int type C_SPELLING;
#if !__has_attribute(btf_decl_tag) || !__has_attribute(flexnet_decl_tag)
#error "attributes are asked for before they are used"
#endif

// CHECK: [[@LINE+1]]:3: error: 'flexnet::decl_tag' attribute takes one argument
[[flexnet::decl_tag]] int none;
// CHECK: [[@LINE+1]]:3: error: 'flexnet::decl_tag' attribute takes one argument
[[flexnet::decl_tag("a", "b")]] int two;
// CHECK: [[@LINE+1]]:20: error: 'flexnet_decl_tag' attribute takes one argument
int __attribute__((flexnet_decl_tag)) gnu_none;
// CHECK: [[@LINE+1]]:3: error: 'flexnet::decl_tag' takes texts in quotes
[[flexnet::decl_tag(3)]] int number;
#define TEXT "text"
// CHECK: [[@LINE+1]]:3: error: 'flexnet::decl_tag' takes texts in quotes: in '{{\[\[\.\.\.\]\]}}' write them out
[[flexnet::decl_tag(TEXT)]] int macro;
int __attribute__((flexnet_decl_tag(TEXT))) gnu_macro;
// CHECK: [[@LINE+1]]:3: error: 'flexnet::decl_tag' needs a name: BTF has no empty tags
[[flexnet::decl_tag("")]] int empty;
// CHECK: [[@LINE+1]]:3: error: 'flexnet::decl_tag' takes letters, digits, punctuation and spaces only
[[flexnet::decl_tag("a\nb")]] int newline;
// CHECK: [[@LINE+1]]:8: error: 'flexnet::decl_tag' is for what BTF describes: put it on a function
enum [[flexnet::decl_tag("a tag")]] colour { red };
// CHECK: [[@LINE+1]]:13: error: 'flexnet::decl_tag' is for what BTF describes
namespace [[flexnet::decl_tag("a tag")]] space {}
