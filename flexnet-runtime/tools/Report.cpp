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
    for (size_t I = 0; I < Row.size(); ++I)
      Text += I ? fmt::format("  {:>{}}", Row[I], Widths[I]) : fmt::format("{:<{}}", Row[I], Widths[I]);
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
  return Q.lost[FLEXNET_LOST_QUEUE_FULL] + Q.lost[FLEXNET_LOST_REDIRECT];
}

static std::vector<std::string> queueRow(const std::string &Set, const std::string &Queue,
                                         const flexnet_queue_stats &Q) {
  return {Set,
          Queue,
          std::to_string(Q.suspended),
          std::to_string(Q.resumed),
          std::to_string(Q.in_queue),
          std::to_string(Q.lost[FLEXNET_LOST_QUEUE_FULL]),
          std::to_string(Q.lost[FLEXNET_LOST_REDIRECT]),
          std::to_string(Q.passed),
          std::to_string(Q.redirected),
          std::to_string(Q.dropped),
          std::to_string(Q.lost[FLEXNET_LOST_SKB_ALLOC])};
}

static std::string queuesText(const flexnet_table &T, const flexnet_stats &S) {
  Table Queues({"queue set", "queue", "suspended", "resumed", "waiting", "lost: full",
                "lost: redirect", "passed", "redirected", "dropped", "no memory"});
  for (size_t I = 0; I < S.queue_count; ++I)
    Queues.add(queueRow(T.sets[S.queues[I].set].name, std::to_string(S.queues[I].queue), S.queues[I]));
  Queues.add(queueRow("total", "", S.total));

  Table Cpus({"CPU", "suspended", "resumed"});
  for (size_t I = 0; I < S.cpu_count; ++I)
    if (S.cpus[I].suspended || S.cpus[I].resumed)
      Cpus.add({std::to_string(S.cpus[I].cpu), std::to_string(S.cpus[I].suspended),
                std::to_string(S.cpus[I].resumed)});
  return Queues.str() + "\n" + Cpus.str();
}

static std::string pointsText(const flexnet_table &T, const flexnet_stats &S) {
  std::string Text;
  for (size_t I = 0; I < S.point_count; ++I) {
    const flexnet_point &P = T.points[I];
    std::string Refused;
    for (int R = 0; R < FLEXNET_REASONS; ++R) {
      auto Reason = static_cast<flexnet_reason>(R);
      uint64_t Count = S.points[I].unsuspended[R];
      if (Count)
        Refused += fmt::format("{}{} {} ({})", Refused.empty() ? "" : ", ",
                               flexnet_reason_name(Reason), Count,
                               flexnet_policy_of(&T.sets[P.set], Reason) == FLEXNET_DROP
                                   ? "dropped"
                                   : "went on unsuspended");
    }
    Text += fmt::format("{}:{}:{} ({}): not suspended: {}\n", P.file, P.line, P.column,
                        T.coroutines[P.coroutine].name, Refused.empty() ? "none" : Refused);
    const flexnet_quantiles &Q = S.points[I].sojourn;
    if (S.has_sojourn)
      Text += fmt::format("  waited: p50 {}, p90 {}, p99 {}, max {} ({} samples)\n", duration(Q.p50),
                          duration(Q.p90), duration(Q.p99), duration(Q.max), Q.samples);
  }
  return Text;
}

std::string statsText(const flexnet_table &T, const flexnet_stats &S) {
  std::string Points = pointsText(T, S);
  if (S.uncounted)
    return fmt::format("suspended, resumed and lost packets are not known: {}\n\n{}", S.uncounted,
                       Points);
  return fmt::format("{}\n{}\nsuspended {} = resumed {} + lost {} + waiting {}\n", queuesText(T, S),
                     Points, S.total.suspended, S.total.resumed, lost(S.total), S.total.in_queue);
}

} // namespace flexnet
