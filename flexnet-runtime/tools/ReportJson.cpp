// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The counters as JSON. Names are stable: scripts read them.
#include "Report.h"

using Json = nlohmann::ordered_json;

namespace flexnet {

static Json quantiles(const flexnet_quantiles &Q) {
  return {{"samples", Q.samples}, {"p50", Q.p50},   {"p90", Q.p90},
          {"p99", Q.p99},         {"p999", Q.p999}, {"max", Q.max}};
}

static const char *policyName(flexnet_policy Policy) {
  return Policy == FLEXNET_DROP ? "drop" : Policy == FLEXNET_PASS ? "pass" : "deliver";
}

static void addQueue(Json &Value, const flexnet_queue_stats &Q, bool Cpu, bool Executor) {
  Value["suspended"] = Q.suspended;
  Value["resumed"] = Q.resumed;
  Value["in_queue"] = Q.in_queue;
  Value["dropped"] = lost(Q);
  for (int I = 0; I < FLEXNET_LOSSES; ++I)
    Value["dropped_by"][flexnet_loss_name(static_cast<flexnet_loss>(I))] = Q.lost[I];
  if (Cpu)
    Value["verdicts"] = {{"pass", Q.passed}, {"redirect", Q.redirected}, {"drop", Q.dropped}};
  for (int I = 0; Executor && I < FLEXNET_REASONS; ++I)
    if (I != FLEXNET_ABANDONED)
      Value["refused"][flexnet_reason_name(static_cast<flexnet_reason>(I))] = Q.refused[I];
}

static Json worker(const flexnet_stats &S, size_t Index) {
  const flexnet_worker_stats &W = S.workers[Index];
  return {{"worker", Index},        {"cpu", W.cpu},
          {"running", !!W.running}, {"rounds", W.rounds},
          {"resumed", W.resumed},   {"delivered", W.delivered},
          {"sleeps", W.sleeps},     {"busy_ns", W.busy_ns},
          {"total_ns", W.total_ns}, {"utilisation", utilisation(W)}};
}

static Json point(const flexnet_table &T, const flexnet_stats &S, size_t Index) {
  const flexnet_point &P = T.points[Index];
  const flexnet_set &Set = T.sets[P.set];
  Json Value = {{"coroutine", T.coroutines[P.coroutine].name},
                {"set", Set.name},
                {"file", P.file},
                {"line", P.line},
                {"column", P.column}};
  for (int I = 0; I < FLEXNET_REASONS; ++I) {
    auto Reason = static_cast<flexnet_reason>(I);
    flexnet_policy Policy = flexnet_policy_of(&Set, Reason);
    Value["unsuspended"][flexnet_reason_name(Reason)] = {
        {"packets", S.points[Index].unsuspended[I]},
        {"dropped", Policy == FLEXNET_DROP},
        {"policy", policyName(Policy)}};
  }
  for (size_t I = 0; I < S.packet_count; ++I)
    Value["packets"][S.packets[I].name] = S.packets[I].count;
  if (S.has_sojourn)
    Value["sojourn_ns"] = quantiles(S.points[Index].sojourn);
  return Value;
}

Json statsJson(const flexnet_table &T, const flexnet_stats &S) {
  Json Value;
  uint64_t Unsuspended = 0;
  for (size_t I = 0; I < S.point_count; ++I)
    for (uint64_t Packets : S.points[I].unsuspended)
      Unsuspended += Packets;

  bool Executors = hasExecutors(T);
  if (S.uncounted)
    Value["uncounted"] = S.uncounted;
  if (!S.uncounted || Executors) {
    addQueue(Value, S.total, hasCpuQueues(T), Executors);
    Value["queues"] = Json::array();
    for (size_t I = 0; I < S.queue_count; ++I) {
      const flexnet_set &Set = T.sets[S.queues[I].set];
      Json Queue = {{"set", Set.name}, {"queue", S.queues[I].queue}};
      addQueue(Queue, S.queues[I], !hasExecutor(Set), hasExecutor(Set));
      if (hasExecutor(Set))
        Queue["sojourn_ns"] = quantiles(S.queues[I].sojourn);
      Value["queues"].push_back(std::move(Queue));
    }
    Value["cpus"] = Json::array();
    for (size_t I = 0; I < S.cpu_count; ++I)
      Value["cpus"].push_back({{"cpu", S.cpus[I].cpu},
                               {"suspended", S.cpus[I].suspended},
                               {"resumed", S.cpus[I].resumed}});
  }
  if (Executors) {
    Value["workers"] = Json::array();
    for (size_t I = 0; I < S.worker_count; ++I)
      Value["workers"].push_back(worker(S, I));
  }
  Value["unsuspended"] = Unsuspended;
  Value["points"] = Json::array();
  for (size_t I = 0; I < S.point_count; ++I)
    Value["points"].push_back(point(T, S, I));
  if (S.has_sojourn)
    Value["sojourn_ns"] = quantiles(S.sojourn);
  return Value;
}

} // namespace flexnet
