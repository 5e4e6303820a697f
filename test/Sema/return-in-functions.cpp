// A return outside coroutines stays what it is, whatever its neighbours are.
// RUN: %coro -fsyntax-only -Wno-unused %s
// RUN: %coro -fsyntax-only -Xclang -ast-print %s | sed -n '/FIRST/,$p' | not grep co_return

#include <flexnet/flexnet.h>

enum class e { FIRST, SECOND };
e scoped() { return e::FIRST; }
struct xdp_md *of_struct_type(xdp_md *ctx) { return ctx; }
static int of(int v) { return v; }
static int called = of([] { return 1; }());
int (*of_pointer_type(xdp_md *))(int) { return of; }
struct s {
  int member() { return 2; }
} object;
int s::*pointer() { return nullptr; }
template <class T>
concept callable = requires(T t) { t.x(); };
int with_default(s a = {}, s b = s{}) { return a.member() + b.member(); }
// The neighbour.
void coroutine_like(auto t) { [](xdp_md *ctx) -> int { co_await queue_insert(ctx, 1); }; }
int usual(xdp_md *ctx) { return 3; }
