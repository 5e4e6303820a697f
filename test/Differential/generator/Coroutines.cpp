// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions, coroutines, where they suspend, and the steps.

#include "Program.h"

#include <fmt/core.h>

using namespace differential;

static const Type U32 = {"u32", 32, false}, U64 = {"u64", 64, false}, S32 = {"s32", 32, true};

void Program::declareStruct() {
  const std::string Struct = Name + "_" + fresh("s");
  std::vector<Variable> Members;
  S.open(fmt::format("struct {} {{", Struct));
  for (unsigned I = 0, Count = R.between(2, 4); I != Count; ++I) {
    Members.push_back({"m" + std::to_string(I), anyType()});
    S.line(fmt::format("{} m{};", Members.back().Of.Name, I));
  }
  S.close("};");
  Structs.push_back({Struct, Members});
}

void Program::function() {
  const Function F = {Name + "_" + fresh("f"), anyType(), anyType()};
  In = {};
  In.Variables = {{"a", F.Parameter}, {"b", U32}};
  Pure = true;
  const char *Inlined = R.chance(60) ? "__noinline" : "inline";
  S.open(fmt::format("static {} {} {}({} a, u32 b) {{", Inlined, F.Result.Name, F.Name,
                     F.Parameter.Name));
  block(R.between(1, 3));
  S.line(fmt::format("return {};", expression(F.Result, 2)));
  S.close();
  Pure = false;
  Functions.push_back(F);
}

std::string Program::queueInsert(bool WithContext) {
  const QueueSet &Set = R.pick(E.Sets);
  std::string Idx = R.chance(50) || Set.Queues == 1 ? std::to_string(R.below(Set.Queues))
                    : R.chance(93)                  ? small(U32, Set.Queues)
                                                    : "observed.count & 7"; // may be out of range
  if (Set.Kind == QueueSet::Cpu && R.chance(80))
    Idx = "0"; // the only one that is served
  std::string Key;
  if (Set.Kind == QueueSet::ByKey)
    Key = ", " + (R.chance(60) ? small(U64, 8) : expression(U64, 1));
  return fmt::format("queue_insert({}, {}{}{})", Set.Name, WithContext ? "ctx, " : "", Idx, Key);
}

void Program::suspension() {
  if (!Points)
    return effect();
  Points--;
  // Of a packet the verdict is the coroutine's. Any other context is over after the first.
  const bool Packet = Kind != "syscall" && Kind != "raw_tp";
  const bool WithContext = Context && (Packet || (Fresh && Turns == 1 && R.chance(50)));
  Fresh = false;
  const std::string Insert = queueInsert(WithContext);
  if (R.chance(90))
    return S.line(fmt::format("co_await {};", Insert));
  S.open(fmt::format("if ((co_await {}, {})) {{", Insert, condition(1)));
  block(1);
  S.close();
}

/// What the kind of program may return after it was suspended: of one that has lost its packet, to
/// drop it, and of one that carries it, anything else.
std::string Program::verdict() {
  if (Kind == "tc")
    return "2";
  if (Kind == "xdp_carried")
    return R.chance(50) ? R.pick({"XDP_PASS", "XDP_TX"}) : fmt::format("2 + int({})", small(U32, 2));
  if (Kind == "xdp" && !HasPacket)
    return R.pick({"XDP_DROP", "XDP_ABORTED"});
  if (Kind == "xdp")
    return fmt::format("int({})", small(U32, 4));
  return fmt::format("int({})", expression(S32, 1));
}

/// Locals, the input among them, and the body.
void Program::body(const std::string &First, const std::string &Second) {
  S.declare("a", fmt::format("u64 a = {};", First));
  S.declare("b", fmt::format("u32 b = u32({});", Second));
  In = {};
  In.Variables = {{"a", U64}, {"b", U32}};
  Declaring = S.muted();
  for (unsigned I = 0, Count = R.between(1, 4); I != Count; ++I)
    declaration();
  const unsigned Before = Points;
  Fresh = true;
  const Scope Locals = In;
  block(R.between(2, 8));
  In = Locals;
  if (Points == Before) {
    Source::Node N(S);
    Source::Mute Quiet(S, !N.kept());
    suspension();
  }
  block(R.between(1, 3));
  S.line(fmt::format("RETURN {};", verdict()));
}

/// A coroutine that a program calls, a function or a lambda.
void Program::callee() {
  Source::Node N(S);
  Source::Mute Quiet(S, !N.kept());
  const Coroutine C = {Name + "_" + fresh("c"), "syscall", "input"};
  Kind = C.Kind;
  Context = HasPacket = false;
  const std::string Inner = Name + "_" + fresh("h");
  const bool Lambda = R.chance(40);
  if (Lambda) {
    S.open(fmt::format("SEC(\"syscall\") int {}(input *ctx) {{", C.Name));
    S.open(fmt::format("auto {} = [](u64 first, u64 second) -> int {{", Inner));
  } else {
    S.open(fmt::format("static int {}(u64 first, u64 second) {{", Inner));
  }
  body("first", "second");
  S.close(Lambda ? "};" : "}");
  if (!Lambda)
    S.open(fmt::format("SEC(\"syscall\") int {}(input *ctx) {{", C.Name));
  S.line(fmt::format("int verdict = {}(ctx->args[0], ctx->args[1]);", Inner));
  S.line("effect(u64(verdict));");
  S.line("return verdict;");
  S.close();
  Coroutines.push_back({C.Name, C.Kind, C.Context, !S.muted()});
}

void Program::coroutine() {
  Source::Node N(S);
  Source::Mute Quiet(S, !N.kept());
  Coroutine C = {Name + "_" + fresh("c"), "xdp", "xdp_md"};
  std::string Section = "xdp", First = "word_of(ctx, 0)", Second = "word_of(ctx, 2)";
  HasPacket = E.Carries != Transport::Executors;
  if (E.Carries == Transport::Packets || E.Carries == Transport::Both)
    C.Kind = "xdp_carried";
  const unsigned Which = R.below(100);
  if (!HasPacket && Which < 65) {
    Section = C.Kind = "syscall";
    C.Context = "input";
    First = "ctx->args[0]", Second = "ctx->args[1]";
  } else if (!HasPacket && Which < 75) {
    C.Kind = "raw_tp";
    Section = "raw_tp/sys_enter";
    C.Context = "bpf_raw_tracepoint_args";
    First = "ctx->args[0]", Second = "ctx->args[1]";
  } else if (!HasPacket && Which < 87) {
    Section = C.Kind = "tc";
    C.Context = "__sk_buff";
  }
  Kind = C.Kind;
  Context = true;
  S.open(fmt::format("SEC(\"{}\") int {}({} *ctx) {{", Section, C.Name, C.Context));
  body(First, Second);
  S.close();
  Coroutines.push_back({C.Name, C.Kind, C.Context, !S.muted()});
}

void Program::steps() {
  S.open(fmt::format("PROGRAM({},", Name));
  auto goesOn = [&](unsigned Times) {
    for (unsigned I = 0; I != Times; ++I) {
      if (E.Carries == Transport::Packets || E.Carries == Transport::Both)
        S.line("DELIVER,");
      if (E.Carries == Transport::Cpus || E.Carries == Transport::Both)
        S.line(fmt::format("CPUMAP({}),", R.below(8)));
    }
  };
  for (unsigned I = 0, Count = R.between(3, 12); I != Count; ++I) {
    const unsigned Which = R.below(60);
    const bool Starts = !E.hasExecutors() || R.chance(60);
    const std::string Executor = E.Executors.empty() ? "" : R.pick(E.Executors);
    const unsigned Worker = R.chance(60) ? 0 : R.below(4);
    const bool GoesOn = R.chance(15);
    Source::Node N(S);
    Source::Mute Quiet(S, !N.kept());
    if (!Starts)
      S.line(fmt::format("EXECUTE({}, {}, {}),", Executor, Worker, GoesOn));
    else if (const Coroutine &C = Coroutines[Which % Coroutines.size()]; C.Kept) {
      S.line(fmt::format("START({}, {}, {}),", C.Kind, C.Context, C.Name));
    }
    goesOn(R.below(2));
  }
  for (unsigned I = 0; I != 6; ++I) { // until nothing waits, usually
    Source::Node N(S);
    Source::Mute Quiet(S, !N.kept());
    for (unsigned Worker = 0; E.hasExecutors() && Worker != 2; ++Worker)
      S.line(fmt::format("EXECUTE(drain, {}, false),", Worker));
    goesOn(4);
  }
  S.close(")");
}

void Program::write() {
  S.line(fmt::format("memory {} OBSERVED = {{}};", Name));
  for (unsigned I = 0, Count = R.below(2); I != Count; ++I)
    declareStruct();
  for (unsigned I = 0, Count = R.below(3); I != Count; ++I) {
    Context = HasPacket = false;
    function();
  }
  const unsigned Count = Points > 2 ? R.pick({1u, 1u, 1u, 2u, 3u}) : 1;
  const unsigned All = Points;
  for (unsigned I = 0, Left = All; I != Count; ++I) {
    Points = I + 1 == Count ? Left : std::max(1u, Left / (Count - I));
    const unsigned Given = Points;
    if (E.Carries == Transport::Executors && R.chance(15))
      callee();
    else
      coroutine();
    Left -= Given - Points;
  }
  steps();
}
