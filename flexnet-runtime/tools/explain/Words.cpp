// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Kinds, ranges and origins of values in words.
#include "Words.h"

#include <fmt/format.h>

namespace flexnet::explain {

namespace {
struct Word {
  std::string_view Type, Text;
};
/// The kernel's names of kinds of values.
constexpr Word Words[] = {
    {"scalar", "a number"},
    {"inv", "a number"},
    {"ctx", "the context"},
    {"map_ptr", "a map"},
    {"map_value", "a map's value"},
    {"map_key", "a map's key"},
    {"fp", "an address on the stack"},
    {"pkt_meta", "the packet's metadata"},
    {"pkt_end", "the packet's end"},
    {"pkt", "the packet"},
    {"flow_keys", "the flow keys"},
    {"sock_common", "a socket"},
    {"sock", "a socket"},
    {"tcp_sock", "a TCP socket"},
    {"xdp_sock", "an AF_XDP socket"},
    {"tp_buffer", "the tracepoint's buffer"},
    {"ringbuf_mem", "a record of a ring buffer"},
    {"dynptr_ptr", "a dynptr"},
    {"rdonly_mem", "read-only memory"},
    {"alloc_mem", "allocated memory"},
    {"mem", "memory"},
    {"rdonly_buf", "a read-only buffer"},
    {"rdwr_buf", "a buffer"},
    {"buf", "a buffer"},
    {"func", "a function"},
    {"arena", "the arena"},
    {"percpu_ptr_", "a kernel object of each CPU"},
    {"insn", "an address in the code"},
    {"?", "no value"},
};
/// What may stand before a kind and says how far it is trusted.
constexpr Word Qualities[] = {
    {"untrusted_", "an untrusted "}, {"trusted_", ""},   {"rcu_", ""},
    {"user_", "user memory: "},      {"rdonly_", ""},    {"non_own_ref_", "a borrowed "},
    {"percpu_", ""},                 {"alloc_", ""},
};
} // namespace

std::string typeWords(std::string_view Type) {
  Type = trim(Type);
  if (size_t Null = Type.find("_or_null"); Null != std::string_view::npos) {
    std::string Rest(Type.substr(0, Null));
    Rest += Type.substr(Null + 8);
    return typeWords(Rest) + " or null";
  }
  for (const Word &W : Words)
    if (Type == W.Type)
      return std::string(W.Text);
  for (const Word &Q : Qualities)
    if (Type.starts_with(Q.Type) && Type.size() > Q.Type.size()) {
      std::string Rest = typeWords(Type.substr(Q.Type.size()));
      if (!Q.Text.empty() && Rest.starts_with("a "))
        Rest = Rest.substr(2);
      return std::string(Q.Text) + Rest;
    }
  if (Type.starts_with("ptr_"))
    return Type.size() > 4 ? fmt::format("a `struct {}`", Type.substr(4)) : "a kernel object";
  return fmt::format("'{}'", Type);
}

std::string listWords(std::string_view Types) {
  std::vector<std::string> All;
  while (!Types.empty()) {
    size_t End = std::min(Types.find(','), Types.size());
    All.push_back(typeWords(Types.substr(0, End)));
    Types.remove_prefix(std::min(End + 1, Types.size()));
  }
  std::string Text;
  for (size_t I = 0; I < All.size(); ++I)
    Text += (!I ? "" : I + 1 == All.size() ? " or " : ", ") + All[I];
  return Text;
}

std::string rangeWords(const Range &R) {
  if (R.SMin == R.SMax)
    return fmt::format("is {}", R.SMin);
  if (R.UMin == R.UMax)
    return fmt::format("is {}", R.UMin);
  if (R.SMin >= 0 && R.SMax < INT64_MAX)
    return fmt::format("is between {} and {}", std::max<uint64_t>(R.SMin, R.UMin),
                       std::min<uint64_t>(R.SMax, R.UMax));
  if (R.UMax <= INT64_MAX)
    return fmt::format("is between {} and {}", R.UMin, R.UMax);
  // Limits that say no more than its type does.
  bool Low = R.SMin > INT64_MIN / 2, High = R.SMax < INT64_MAX / 2;
  if (Low && High)
    return fmt::format("is between {} and {}, so may be negative", R.SMin, R.SMax);
  if (High)
    return fmt::format("is at most {}, but may be negative without limit", R.SMax);
  if (Low && R.SMin >= 0)
    return fmt::format("is at least {}, without an upper limit", R.SMin);
  return "may be any number";
}

std::string valueWords(const Origin &From, const std::optional<Register> &State) {
  if (!From.Name.empty())
    return From.Exact ? fmt::format("`{}`", From.Name)
                      : fmt::format("a value computed from `{}`", From.Name);
  switch (From.What) {
  case Origin::CallResult:
    return fmt::format("{}the result of {}()", From.Exact ? "" : "a value computed from ",
                       From.Callee);
  case Origin::Global:
    return fmt::format("`{}`", From.Of->Name);
  case Origin::Context:
    return "the context";
  default:
    break;
  }
  if (!State)
    return "a value";
  return State->isNumber() ? "a number" : typeWords(State->Type);
}

std::string bytesWords(uint64_t Count) { return fmt::format("{} byte{}", Count, Count == 1 ? "" : "s"); }

} // namespace flexnet::explain
