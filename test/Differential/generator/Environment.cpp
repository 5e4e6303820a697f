// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Environment.h"

#include <fmt/core.h>

using namespace differential;

/// `pass` is a verdict: the coroutine would need its packet.
static std::string policy(Random &R, bool Packets) {
  return R.chance(70) ? "flexnet::drop" : R.chance(60) || !Packets ? "flexnet::deliver" : "flexnet::pass";
}

static QueueSet makeSet(Random &R, Source &S, unsigned Number, bool Cpu, bool Packets) {
  QueueSet Set = {QueueSet::Cpu, fmt::format("q{}", Number), R.pick({1u, 2u, 4u})};
  if (Cpu) {
    const char *Full = R.chance(30) ? ".full = flexnet::deliver, " : "";
    const unsigned Depth = R.between(2, 8);
    S.line(fmt::format("flexnet::cpu_queues<{}, {{.depth = {}, {}.unsuspendable = {}}}> {} "
                       "SEC(\".maps\");",
                       Set.Queues, Depth, Full, policy(R, Packets), Set.Name));
    S.line(fmt::format("NAMED_SET({})", Set.Name));
    return Set;
  }
  Set.Kind = R.chance(35) ? QueueSet::ByKey : QueueSet::Fifo;
  const int Depth = R.pick({4, 8, 16});
  const std::string Unsuspendable = policy(R, Packets), Full = policy(R, Packets);
  const char *Direct = R.chance(10) ? ", .direct = true" : "";
  const char *Shared = R.chance(15) ? ", .shared = true" : "";
  S.line(fmt::format("flexnet::{}<{}, {{.depth = {}, .unsuspendable = {}, .full = {}{}{}}}> {} "
                     "SEC(\".maps\");",
                     Set.Kind == QueueSet::ByKey ? "prio_queues" : "queues", Set.Queues, Depth,
                     Unsuspendable, Full, Direct, Shared, Set.Name));
  return Set;
}

Environment Environment::make(Random &R, Source &S) {
  Environment E;
  const unsigned Which = R.below(100);
  E.Carries = Which < 62   ? Transport::Executors
              : Which < 78 ? Transport::Cpus
              : Which < 92 ? Transport::Packets
                           : Transport::Both;
  const unsigned Sets = R.chance(60) ? 1 : 2;
  for (unsigned I = 0; I != Sets; ++I)
    E.Sets.push_back(makeSet(R, S, I, E.Carries == Transport::Cpus, E.Carries != Transport::Executors));
  if (E.Carries == Transport::Both)
    E.Sets.push_back(makeSet(R, S, Sets, true, true));
  E.Maps = {"table", "slots"};
  S.line("flexnet::hash_map<u32, u64, 16> table SEC(\".maps\");");
  S.line("flexnet::array_map<u64, 8> slots SEC(\".maps\");");
  S.line("OBSERVED_MAP(table)");
  S.line("OBSERVED_MAP(slots)");
  E.KernelWorkers = R.chance(10);
  return E;
}

/// One way to serve a queue, or all of a set.
static void serve(const QueueSet &Set, Random &R, Source &S) {
  const std::string &Q = Set.Name;
  const std::string One = std::to_string(R.below(Set.Queues));
  Source::Node N(S);
  Source::Mute Quiet(S, !N.kept());
  switch (R.below(8)) {
  case 0:
    S.line(fmt::format("queue_pop_front({}, {}).resume();", Q, One));
    break;
  case 1:
    S.open(fmt::format("while (coro_t coro = queue_pop_front({}, {}))", Q, One));
    S.line("coro.resume();");
    S.close("");
    break;
  case 2:
    S.open("{");
    S.line("coro_t batch[4];");
    S.line(fmt::format("u32 n = queue_pop_batch({}, {}, batch, 4);", Q, One));
    S.line("effect(n);");
    S.open("for (u32 i = 0; i < n; i++)");
    S.line("batch[i].resume();");
    S.close("");
    S.close();
    break;
  case 3:
    S.open("{");
    S.line(fmt::format("coro_t first = queue_pop_front({}, {});", Q, One));
    S.line(fmt::format("coro_t second = queue_pop_front({}, {});", Q, R.below(Set.Queues)));
    S.line("second.resume();");
    S.line("first.resume();");
    S.close();
    break;
  case 4:
    S.open(fmt::format("if (queue_depth({}, {}) > {})", Q, One, R.below(3)));
    S.line(fmt::format("queue_pop_front({}, {}).resume();", Q, One));
    S.close("");
    S.open("else");
    S.line(fmt::format("queue_pop_front({}, {}).resume();", Q, R.below(Set.Queues)));
    S.close("");
    break;
  case 5:
    S.line(fmt::format("queue_pop_front({}, this_worker() % {}).resume();", Q, Set.Queues));
    break;
  case 6:
    S.open("{");
    S.line(fmt::format("coro_t coro = queue_pop_front({}, {}), same = coro;", Q, One));
    S.line("effect(coro ? 1 : 0);");
    S.line("coro.resume();");
    S.line("same.resume();");
    S.close();
    break;
  default:
    S.open(fmt::format("for (u32 i = 0; i < queue_count({}); i++)", Q));
    S.line(fmt::format("queue_pop_front({}, i).resume();", Q));
    S.close("");
  }
  if (R.chance(25))
    S.line(fmt::format("effect(queue_depth({}, {}));", Q, One));
}

void Environment::writeExecutors(Random &R, Source &S) {
  if (!hasExecutors())
    return;
  std::vector<QueueSet> Served;
  for (const QueueSet &Set : Sets)
    if (Set.Kind != QueueSet::Cpu)
      Served.push_back(Set);
  for (unsigned I = 0, Count = R.between(1, 2); I != Count; ++I) {
    Executors.push_back(fmt::format("serve{}", I));
    S.open(fmt::format("SEC(\"flexnet/executor\") void serve{}(void) {{", I));
    for (unsigned J = 0, Ways = R.between(1, 2); J != Ways; ++J)
      serve(R.pick(Served), R, S);
    S.close();
  }
  Executors.push_back("drain");
  S.open("SEC(\"flexnet/executor\") void drain(void) {");
  for (const QueueSet &Set : Served) {
    S.open(fmt::format("for (u32 i = 0; i < queue_count({}); i++)", Set.Name));
    S.line(fmt::format("queue_pop_front({}, i).resume();", Set.Name));
    S.close("");
  }
  S.close();
  if (!KernelWorkers && Carries == Transport::Executors)
    // An object with a tracing program has no workers in the kernel, which cost compile time.
    S.line("SEC(\"raw_tp/sys_enter\") int traced(void *) { return 0; }");
}
