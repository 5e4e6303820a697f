// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The counters as text.
#include "Report.h"

namespace flexnet {

std::string Table::str() const {
  std::vector<size_t> Widths(Rows.front().size());
  for (const auto &Row : Rows)
    for (size_t I = 0; I < Row.size(); ++I)
      Widths[I] = std::max(Widths[I], Row[I].size());
  std::string Text;
  for (const auto &Row : Rows) {
    for (size_t I = 0; I < Row.size(); ++I) {
      bool Left = !I || (TextLast && I + 1 == Row.size());
      Text += fmt::format(fmt::runtime(Left ? "{}{:<{}}" : "{}{:>{}}"), I ? "  " : "", Row[I],
                          Widths[I]);
    }
    Text.erase(Text.find_last_not_of(' ') + 1);
    Text += '\n';
  }
  return Text;
}

std::string duration(uint64_t Ns) {
  if (Ns < 10'000)
    return fmt::format("{} ns", Ns);
  if (Ns < 10'000'000)
    return fmt::format("{:.1f} us", Ns / 1e3);
  return fmt::format("{:.1f} ms", Ns / 1e6);
}

uint64_t lost(const flexnet_queue_stats &Q) {
  return Q.lost[FLEXNET_LOST_QUEUE_FULL] + Q.lost[FLEXNET_LOST_REDIRECT] +
         Q.lost[FLEXNET_LOST_ABANDONED];
}

bool hasExecutor(const flexnet_set &Set) {
  return Set.transport == FLEXNET_TRANSPORT_RING || Set.transport == FLEXNET_TRANSPORT_HEAP;
}

bool hasExecutors(const flexnet_table &T) {
  return std::any_of(T.sets, T.sets + T.set_count, hasExecutor);
}

bool hasCpuQueues(const flexnet_table &T) {
  return std::any_of(T.sets, T.sets + T.set_count,
                     [](const flexnet_set &S) { return S.transport == FLEXNET_TRANSPORT_CPUMAP; });
}

double utilisation(const flexnet_worker_stats &W) {
  return W.total_ns ? std::min(1.0, double(W.busy_ns) / W.total_ns) : 0;
}

static void append(std::string &List, const char *Name, uint64_t Count) {
  if (Count)
    List += fmt::format("{}{} {}", List.empty() ? "" : ", ", Name, Count);
}

std::string lostText(const flexnet_queue_stats &Q) {
  std::string List;
  for (int I = 0; I < FLEXNET_LOST_SKB_ALLOC; ++I)
    append(List, flexnet_loss_name(static_cast<flexnet_loss>(I)), Q.lost[I]);
  return List;
}

std::string refusedText(const flexnet_queue_stats &Q) {
  std::string List;
  for (int I = 0; I < FLEXNET_REASONS; ++I)
    append(List, flexnet_reason_name(static_cast<flexnet_reason>(I)), Q.refused[I]);
  return List;
}

static const char *fate(flexnet_policy Policy) {
  switch (Policy) {
  case FLEXNET_DROP:
    return "dropped";
  case FLEXNET_PASS:
    return "passed to the stack";
  case FLEXNET_DELIVER:
    break;
  }
  return "went on unsuspended";
}

namespace {

/// The queues as a table. What a set of a kind does not have is "-".
class Queues {
public:
  Queues(const flexnet_table &T)
      : OfCpus(hasCpuQueues(T)), OfExecutors(hasExecutors(T)), Text(header(), OfExecutors) {}

  void add(const std::string &Set, const std::string &Queue, const flexnet_queue_stats &Q, bool Cpu,
           bool Executor) {
    auto If = [](bool Has, uint64_t Count) { return Has ? std::to_string(Count) : "-"; };
    std::vector<std::string> Row = {Set, Queue, std::to_string(Q.suspended),
                                    std::to_string(Q.resumed), std::to_string(Q.in_queue)};
    if (OfCpus)
      Row.insert(Row.end(), {If(Cpu, Q.lost[FLEXNET_LOST_QUEUE_FULL]),
                             If(Cpu, Q.lost[FLEXNET_LOST_REDIRECT])});
    if (OfExecutors) {
      Row.push_back(If(Executor, Q.lost[FLEXNET_LOST_ABANDONED]));
      for (uint64_t Ns : {Q.sojourn.p50, Q.sojourn.p99, Q.sojourn.p999})
        Row.push_back(Q.sojourn.samples ? duration(Ns) : "-");
    }
    if (OfCpus)
      Row.insert(Row.end(), {If(Cpu, Q.passed), If(Cpu, Q.redirected), If(Cpu, Q.dropped),
                             If(Cpu, Q.lost[FLEXNET_LOST_SKB_ALLOC])});
    if (OfExecutors)
      Row.push_back(refusedText(Q));
    Text.add(std::move(Row));
  }
  std::string str() const { return Text.str(); }

private:
  std::vector<std::string> header() const {
    std::vector<std::string> Row = {"queue set", "queue", "suspended", "resumed", "waiting"};
    if (OfCpus)
      Row.insert(Row.end(), {"lost: full", "lost: redirect"});
    if (OfExecutors)
      Row.insert(Row.end(), {"lost: abandoned", "p50", "p99", "p999"});
    if (OfCpus)
      Row.insert(Row.end(), {"passed", "redirected", "dropped", "no memory"});
    if (OfExecutors)
      Row.push_back("not suspended");
    return Row;
  }

  bool OfCpus, OfExecutors;
  Table Text;
};

} // namespace

static std::string queuesText(const flexnet_table &T, const flexnet_stats &S) {
  Queues Text(T);
  for (size_t I = 0; I < S.queue_count; ++I) {
    const flexnet_set &Set = T.sets[S.queues[I].set];
    Text.add(Set.name, std::to_string(S.queues[I].queue), S.queues[I], !hasExecutor(Set),
             hasExecutor(Set));
  }
  Text.add("total", "", S.total, true, true);
  return Text.str();
}

static std::string cpusText(const flexnet_stats &S) {
  Table Cpus({"CPU", "suspended", "resumed"});
  for (size_t I = 0; I < S.cpu_count; ++I)
    if (S.cpus[I].suspended || S.cpus[I].resumed)
      Cpus.add({std::to_string(S.cpus[I].cpu), std::to_string(S.cpus[I].suspended),
                std::to_string(S.cpus[I].resumed)});
  return Cpus.str();
}

static std::string workersText(const flexnet_stats &S) {
  Table Workers({"worker", "CPU", "rounds", "resumed", "on packets", "sleeps", "busy", ""}, true);
  for (size_t I = 0; I < S.worker_count; ++I) {
    const flexnet_worker_stats &W = S.workers[I];
    Workers.add({std::to_string(I), std::to_string(W.cpu), std::to_string(W.rounds),
                 std::to_string(W.resumed), std::to_string(W.delivered), std::to_string(W.sleeps),
                 fmt::format("{:.1f} %", 100 * utilisation(W)), W.running ? "" : "ended"});
  }
  return Workers.str();
}

std::string unsuspendedText(const flexnet_table &T, const flexnet_stats &S, size_t Point) {
  std::string Text;
  for (int I = 0; I < FLEXNET_REASONS; ++I) {
    auto Reason = static_cast<flexnet_reason>(I);
    uint64_t Count = S.points[Point].unsuspended[I];
    append(Text, flexnet_reason_name(Reason), Count);
    if (Count)
      Text += fmt::format(" ({})", fate(flexnet_policy_of(&T.sets[T.points[Point].set], Reason)));
  }
  return Text.empty() ? "none" : Text;
}

static std::string pointsText(const flexnet_table &T, const flexnet_stats &S) {
  std::string Text;
  for (size_t I = 0; I < S.point_count; ++I) {
    const flexnet_point &P = T.points[I];
    Text += fmt::format("{}:{}:{} ({}): not suspended: {}\n", P.file, P.line, P.column,
                        T.coroutines[P.coroutine].name, unsuspendedText(T, S, I));
    const flexnet_quantiles &Q = S.points[I].sojourn;
    if (Q.samples)
      Text += fmt::format("  waited: p50 {}, p90 {}, p99 {}, p999 {}, max {} ({} samples)\n",
                          duration(Q.p50), duration(Q.p90), duration(Q.p99), duration(Q.p999),
                          duration(Q.max), Q.samples);
  }
  return Text;
}

static std::string balanceText(const flexnet_queue_stats &Total) {
  std::string Reasons = lostText(Total);
  if (!Reasons.empty())
    Reasons = fmt::format(" ({})", Reasons);
  return fmt::format("suspended {} = resumed {} + lost {}{} + waiting {}\n", Total.suspended,
                     Total.resumed, lost(Total), Reasons, Total.in_queue);
}

std::string packetsText(const flexnet_stats &S) {
  // What came = what became of it; of which taken = what became of those.
  std::string Text;
  for (size_t I = 0; I < S.packet_count; ++I) {
    const flexnet_counter &C = S.packets[I];
    std::string_view Name = C.name;
    if (Name == "handed_over")
      Text += fmt::format("{} {} =", Name, C.count);
    else if (Name == "taken")
      Text += fmt::format(" taken {}\ntaken {} =", C.count, C.count);
    else if (Name == "waiting")
      Text += fmt::format(" waiting {}\n", C.count);
    else if (Name != "outgoing" && Name != "limit" && C.count)
      Text += fmt::format(" {} {} +", Name, C.count);
  }
  return Text;
}

std::string statsText(const flexnet_table &T, const flexnet_stats &S) {
  bool Counted = hasExecutors(T) || (hasCpuQueues(T) && !S.uncounted);
  std::string Text;
  if (S.uncounted)
    Text += fmt::format("suspended, resumed and lost packets {}are not known: {}\n\n",
                        Counted ? "of CPU queues " : "", S.uncounted);
  if (Counted)
    Text += queuesText(T, S) + "\n";
  if (S.cpu_count)
    Text += cpusText(S) + "\n";
  if (S.worker_count)
    Text += workersText(S) + "\n";
  Text += pointsText(T, S);
  if (Counted)
    Text += "\n" + balanceText(S.total);
  Text += packetsText(S);
  return Text;
}

} // namespace flexnet
