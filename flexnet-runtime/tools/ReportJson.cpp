// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The counters as JSON. Names are stable: scripts read them.
#include "Report.h"

using Json = nlohmann::ordered_json;

namespace flexnet {

static Json quantiles(const flexnet_quantiles &Q) {
  return {{"samples", Q.samples}, {"p50", Q.p50}, {"p90", Q.p90}, {"p99", Q.p99}, {"max", Q.max}};
}

static void addQueue(Json &Value, const flexnet_queue_stats &Q) {
  Value["suspended"] = Q.suspended;
  Value["resumed"] = Q.resumed;
  Value["in_queue"] = Q.in_queue;
  Value["dropped"] = lost(Q);
  for (int I = 0; I < FLEXNET_LOSSES; ++I)
    Value["dropped_by"][flexnet_loss_name(static_cast<flexnet_loss>(I))] = Q.lost[I];
  Value["verdicts"] = {{"pass", Q.passed}, {"redirect", Q.redirected}, {"drop", Q.dropped}};
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
    Value["unsuspended"][flexnet_reason_name(Reason)] = {
        {"packets", S.points[Index].unsuspended[I]},
        {"dropped", flexnet_policy_of(&Set, Reason) == FLEXNET_DROP}};
  }
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

  if (S.uncounted) {
    Value["uncounted"] = S.uncounted;
  } else {
    addQueue(Value, S.total);
    Value["queues"] = Json::array();
    for (size_t I = 0; I < S.queue_count; ++I) {
      Json Queue = {{"set", T.sets[S.queues[I].set].name}, {"queue", S.queues[I].queue}};
      addQueue(Queue, S.queues[I]);
      Value["queues"].push_back(std::move(Queue));
    }
    Value["cpus"] = Json::array();
    for (size_t I = 0; I < S.cpu_count; ++I)
      Value["cpus"].push_back({{"cpu", S.cpus[I].cpu},
                               {"suspended", S.cpus[I].suspended},
                               {"resumed", S.cpus[I].resumed}});
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
