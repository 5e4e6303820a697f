// Attributes of typestates that say nothing useful are refused where they stand.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:

enum class parse { raw, checked, done };
enum class other { first };
enum { loose, lost };
namespace outer {
struct parser {
  enum state { begun, ended };
  [[flexnet::moves(begun, ended)]] void f();
  [[flexnet::moves(parser::begun, outer::parser::ended)]] void g();
  [[flexnet::needs(parser::state::begun, ::outer::parser::ended)]] void h() const;
};
namespace alias = outer;
using renamed = parser;
} // namespace outer
void fine([[flexnet::moves(loose, lost)]] int *, [[flexnet::needs(outer::alias::renamed::begun)]] int &);
void gnu(int *p __attribute__((flexnet_moves(parse::raw, parse::checked))));
template <class T> void made([[flexnet::moves(parse::raw, parse::checked)]] T p);

// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::moves' takes enumerators, and 'parse::unknown' is none that is known here
void unknown([[flexnet::moves(parse::raw, parse::unknown)]] int *);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::needs' takes enumerators, and 'outer::parser' is none that is known here
void no_enumerator([[flexnet::needs(outer::parser)]] int *);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::needs' takes enumerators and nothing else: in '[{{\[}}...]]' write their names out
void number([[flexnet::needs(1)]] int *);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::moves' names 'raw' and 'first', which are states of two protocols, 'parse' and 'other'
void two_enums([[flexnet::moves(parse::raw, other::first)]] int *);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::moves' takes two states: the one before the call and the one after it
void one_state([[flexnet::moves(parse::raw)]] int *);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::needs' takes the states in which the function may be called: write at least one
void no_state([[flexnet::needs]] int *);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: the state after 'raw' has been said before, and was another
void twice([[flexnet::moves(parse::raw, parse::checked), flexnet::moves(parse::raw, parse::done)]] int *);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::needs' on a parameter of type 'int', which is a copy
void copy([[flexnet::needs(parse::raw)]] int);
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::needs' is for the object that a function acts on: put it on a parameter, or on a member function
[[flexnet::needs(parse::raw)]] void no_object();
struct wrong {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::needs' is for the object that a function acts on
  [[flexnet::needs(parse::raw)]] static void no_this();
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::moves' is for the object that a function acts on
  [[flexnet::moves(parse::raw, parse::done)]] int member;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::no_suspend' says something of a state: put it on an enumerator
  [[flexnet::no_suspend("why")]] void function();
};
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::no_return' says something of a state: put it on an enumerator
enum class [[flexnet::no_return("why")]] not_a_state { a };
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::coroutine_only' says something of a protocol: put it on an enum
enum class not_a_protocol { a [[flexnet::coroutine_only("why")]] };
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::next' attribute takes one argument
enum class without_text { a [[flexnet::next]] };
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'flexnet::needs_lock' is for functions that are called with a lock held
[[flexnet::needs_lock]] int variable;
