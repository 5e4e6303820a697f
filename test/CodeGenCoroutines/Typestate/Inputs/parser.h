// A protocol of the user's own: look only after check, and only once.
#ifdef __FLEXNET_CORO__
#include <flexnet/flexnet.h>
#else
#include <flexnet/bpf.hpp>
#endif

enum class parse { raw, checked, done };

struct parser {
  u32 length = 0;
  [[flexnet::moves(parse::raw, parse::checked)]] void check() { length++; }
  [[flexnet::needs(parse::checked)]] u32 look() const { return length; }
  [[flexnet::moves(parse::checked, parse::done)]] void finish() { length = 0; }
};

inline void check_all([[flexnet::moves(parse::raw, parse::checked)]] parser *p) { p->length++; }
