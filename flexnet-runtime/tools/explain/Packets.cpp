// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Packets of the kernel runtime: what messages about any object mean for them.
#include "Packets.h"

#include "Facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace flexnet::explain {

namespace {
struct Type {
  std::string_view Name, Text;
};
/// Without their "flexnet_".
constexpr Type Packets[] = {
    {"pkt", "before L2"},
    {"pkt_l3", "between L2 and L3"},
    {"pkt_l4", "between L3 and L4"},
    {"pkt_l5", "between UDP and the socket"},
    {"pkt_tx3", "between L4 and L3 of the send side"},
    {"pkt_tx2", "between L3 and L2 of the send side"},
};
constexpr Type Others[] = {
    {"rx_ctx", "what was handed over (`struct flexnet_rx_ctx`)"},
    {"tx_ctx", "what is to be sent (`struct flexnet_tx_ctx`)"},
    {"worker_ctx", "the worker (`struct flexnet_worker_ctx`)"},
};
} // namespace

static bool contains(std::string_view Text, std::string_view Part) {
  return Text.find(Part) != std::string_view::npos;
}

/// "trusted_ptr_flexnet_pkt_l3" to "pkt_l3".
static std::string_view shortName(std::string_view Type) {
  size_t At = Type.find("flexnet_");
  return At == std::string_view::npos ? Type : Type.substr(At + 8);
}

static std::string words(std::string_view Name, std::string_view Noun) {
  Name = shortName(Name);
  for (const Type &T : Packets)
    if (Name == T.Name)
      return fmt::format("{} {}", Noun, T.Text);
  for (const Type &T : Others)
    if (Name == T.Name)
      return std::string(T.Text);
  return fmt::format("a `struct flexnet_{}`", Name);
}

void describePackets(Captures &C) {
  const char *Noun = "a packet";
  if (auto At = C.find("given"); At != C.end()) {
    At->second = words(At->second, Noun);
    if (At->second.starts_with(Noun))
      Noun = "one";
  }
  if (auto At = C.find("wanted"); At != C.end())
    At->second = words(At->second, Noun);
}

/// The call whose result is not released is of a packet.
static const char *leak(Captures &C, const Trace &T) {
  auto Insn = C.find("insn");
  for (size_t I = 0; I < T.size(); ++I) {
    const Event &E = T.event(I);
    if (E.What != Kind::Insn || T.operation(I).What != Operation::Call)
      continue;
    if (Insn == C.end() ? !contains(E.Text, "ref_obj_id=")
                        : std::to_string(E.Index) != Insn->second)
      continue;
    std::string_view Callee = T.operation(I).Callee;
    if (!Callee.starts_with("flexnet_") && !contains(E.Text, "flexnet_pkt"))
      return nullptr;
    C["from"] = Callee;
    return Insn == C.end() ? "LEAK AT END" : "LEAK";
  }
  return nullptr;
}

static bool takes(std::string_view Callee) {
  return Callee.starts_with("flexnet_") || Callee == "bpf_kptr_xchg";
}

/// The function that took the packet, of which a register was a pointer.
static bool findTaker(Captures &C, int Register, const Trace &T) {
  auto State = T.before(Register, 0);
  auto By = State ? voidedBy(Register, T) : std::nullopt;
  if (!By || !takes(T.operation(By->At).Callee))
    return false;
  // The log need not say that the call made a number of it.
  if (!State->isNumber()) {
    auto Given = T.before(T.operation(By->At).Callee == "bpf_kptr_xchg" ? 2 : 1, By->At);
    if (!Given || !State->ReferenceId || Given->ReferenceId != State->ReferenceId)
      return false;
  }
  C["taker"] = T.operation(By->At).Callee;
  return true;
}

/// One of our functions does not take its first argument.
static const char *argument(Captures &C, const Trace &T) {
  if (findTaker(C, 1, T))
    return "GIVEN AGAIN";
  auto State = T.before(1, 0);
  if (!State || !contains(State->Type, "flexnet_") || contains(State->Type, "_or_null"))
    return nullptr;
  if (contains(State->Type, "flexnet_pkt"))
    return State->ReferenceId ? nullptr : "LENT";
  C["given"] = State->Type;
  return "ANOTHER TYPE";
}

const char *packetMessage(std::string_view Rule, Captures &C, const Trace &T) {
  if (!T.size())
    return nullptr;
  if (Rule == "leak")
    return leak(C, T);
  Operation Op = T.operation(0);
  if (Op.What == Operation::Call)
    return Op.Callee.starts_with("flexnet_") && Rule != "null" && !Rule.starts_with("packet-")
               ? argument(C, T)
               : nullptr;
  int Register = culprit(C, T);
  return Register >= 0 && findTaker(C, Register, T) ? "USED AFTERWARDS" : nullptr;
}

} // namespace flexnet::explain
