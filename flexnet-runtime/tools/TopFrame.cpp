// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The content of `flexnet top`.
#include "TopFrame.h"

#include <sstream>

namespace flexnet {

namespace {

/// Counts per second since an earlier reading, "-" if there is none.
class Rate {
public:
  Rate(bool Known, double Seconds) : Known(Known && Seconds > 0), Seconds(Seconds) {}
  std::string operator()(uint64_t Before, uint64_t Now) const {
    if (!Known || Now < Before) // less: another object of the same name
      return "-";
    return fmt::format("{:.0f}", (Now - Before) / Seconds);
  }
  /// A part of the time.
  std::string part(uint64_t BeforeNs, uint64_t NowNs, double SinceStart) const {
    double Part = Known && NowNs >= BeforeNs ? (NowNs - BeforeNs) / 1e9 / Seconds : SinceStart;
    return fmt::format("{:.1f} %", 100 * std::min(Part, 1.0));
  }

private:
  bool Known;
  double Seconds;
};

void addQuantiles(std::vector<std::string> &Row, const flexnet_quantiles &Q) {
  for (uint64_t Ns : {Q.p50, Q.p99, Q.p999})
    Row.push_back(Q.samples ? duration(Ns) : "-");
}

/// Lines are short here; `stats` has the whole path.
std::string_view baseName(std::string_view Path) {
  return Path.substr(Path.find_last_of('/') + 1); // npos + 1 is 0
}

std::string droppedText(const flexnet_set &Set, flexnet_queue_stats Q) {
  for (int I = 0; I < FLEXNET_REASONS; ++I)
    if (flexnet_policy_of(&Set, static_cast<flexnet_reason>(I)) != FLEXNET_DROP)
      Q.refused[I] = 0;
  std::string Lost = lostText(Q), Refused = refusedText(Q);
  return Lost + (Lost.empty() || Refused.empty() ? "" : ", ") + Refused;
}

} // namespace

TopFrames::Before TopFrames::snapshot(const flexnet_stats &S) {
  Before B = {Clock::now(), {}, {S.workers, S.workers + S.worker_count}};
  for (size_t I = 0; I < S.queue_count; ++I)
    B.Resumed[{S.queues[I].set, S.queues[I].queue}] = S.queues[I].resumed;
  return B;
}

std::string TopFrames::object(const std::string &Name) {
  flexnet_monitor *Raw = nullptr;
  flexnet_stats S;
  // Opened anew each time: what has this name may have been replaced.
  if (flexnet_pinned__monitor(Name.c_str(), &Raw))
    return flexnet_error();
  MonitorPtr Monitor(Raw);
  if (flexnet_monitor__read(Raw, &S))
    return flexnet_error();
  const flexnet_table &T = *flexnet_monitor__table(Raw);

  Before Now = snapshot(S);
  auto Old = Last.find(Name);
  bool Known = Old != Last.end();
  Before Then = Known ? std::move(Old->second) : Before();
  Rate PerSecond(Known, std::chrono::duration<double>(Now.Time - Then.Time).count());

  Table Queues({"queue set", "queue", "depth", "rate/s", "p50", "p99", "p999", "dropped"}, true);
  for (size_t I = 0; I < S.queue_count; ++I) {
    const flexnet_queue_stats &Q = S.queues[I];
    std::vector<std::string> Row = {T.sets[Q.set].name, std::to_string(Q.queue),
                                    std::to_string(Q.in_queue),
                                    PerSecond(Then.Resumed[{Q.set, Q.queue}], Q.resumed)};
    addQuantiles(Row, Q.sojourn);
    Row.push_back(droppedText(T.sets[Q.set], Q));
    Queues.add(std::move(Row));
  }
  Table Workers({"worker", "CPU", "busy", "resumed/s", "rounds/s", "sleeps/s", ""}, true);
  Then.Workers.resize(S.worker_count);
  for (size_t I = 0; I < S.worker_count; ++I) {
    const flexnet_worker_stats &W = S.workers[I], &V = Then.Workers[I];
    Workers.add({std::to_string(I), std::to_string(W.cpu),
                 PerSecond.part(V.busy_ns, W.busy_ns, utilisation(W)),
                 PerSecond(V.resumed, W.resumed), PerSecond(V.rounds, W.rounds),
                 PerSecond(V.sleeps, W.sleeps), W.running ? "" : "ended"});
  }
  Table Points({"suspension point", "coroutine", "p50", "p99", "p999", "not suspended"}, true);
  for (size_t I = 0; I < S.point_count; ++I) {
    const flexnet_point &P = T.points[I];
    std::vector<std::string> Row = {fmt::format("{}:{}:{}", baseName(P.file), P.line, P.column),
                                    T.coroutines[P.coroutine].name};
    addQuantiles(Row, S.points[I].sojourn);
    Row.push_back(unsuspendedText(T, S, I));
    Points.add(std::move(Row));
  }
  Last[Name] = std::move(Now);

  std::string Text = Queues.str();
  if (S.uncounted)
    Text += fmt::format("CPU queues are not known: {}\n", S.uncounted);
  if (S.worker_count)
    Text += "\n" + Workers.str();
  Text += "\n" + Points.str();
  return Text + (S.packet_count ? "\n" : "") + packetsText(S);
}

bool TopFrames::next(std::vector<std::string> &Lines) {
  std::vector<std::string> Names;
  auto Add = [](const flexnet_pinned *P, void *Arg) {
    static_cast<std::vector<std::string> *>(Arg)->push_back(P->name);
    return 0;
  };
  if (!Only.empty())
    Names.push_back(Only);
  else if (flexnet_pinned__for_each(Add, &Names))
    return false;

  Lines.clear();
  if (Names.empty())
    Lines.push_back("nothing is loaded");
  for (const std::string &Name : Names) {
    if (!Lines.empty())
      Lines.emplace_back();
    Lines.push_back(Name);
    std::istringstream Text(object(Name));
    for (std::string Line; std::getline(Text, Line);)
      Lines.push_back(std::move(Line));
  }
  return true;
}

} // namespace flexnet
