// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ObjectJson.h"

#include "bounds.h"
#include "internal.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace flexnet;
using Json = nlohmann::ordered_json;

const char *flexnet::policyName(int Policy) {
  switch (Policy) {
  case FLEXNET_DELIVER:
    return "deliver";
  case FLEXNET_DROP:
    return "drop";
  case FLEXNET_PASS:
    return "pass";
  }
  return "unknown";
}

const char *flexnet::reasonName(int Reason) {
  switch (Reason) {
  case FLEXNET_KEPT_USED:
    return "used";
  case FLEXNET_KEPT_LOOP:
    return "loop";
  case FLEXNET_KEPT_ADDRESS:
    return "address";
  }
  return "unknown";
}

uint64_t flexnet::memoryBytes(const flexnet_set &S) {
  uint64_t Size = S.queues * (sizeof(flexnet_queue) + uint64_t(S.depth) * S.stride);
  if (S.transport != FLEXNET_TRANSPORT_HEAP)
    return Size;
  constexpr uint64_t Entry = sizeof(flexnet_intake) + sizeof(flexnet_heap_entry);
  return (Size + 63) / 64 * 64 + S.queues * (sizeof(flexnet_heap) + S.depth * Entry);
}

ProgramRole flexnet::roleOf(const flexnet_table &T, std::string_view Name,
                            std::string_view Section) {
  std::string_view Hook = Section.substr(0, Section.find('/'));
  if (Hook != "xdp" && Hook != "xdp.frags")
    return {false, false};
  bool Resumes = Hook != Section || std::any_of(T.sets, T.sets + T.set_count, [&](const auto &S) {
                   return Name == S.resume_program;
                 });
  return {Resumes, !Resumes};
}

std::optional<Resumption> flexnet::resumptionOf(const flexnet_table &T, const flexnet_point &P,
                                                const bounds &B) {
  const flexnet_set &S = T.sets[P.set];
  Resumption R;
  // Executors resume by a call, which is inlined: there is no program for one point.
  if (set__is_executed(&S) ||
      !bounds__resumption(&B, S.resume_program, P.resume_id, &R.Insns, &R.Work))
    return std::nullopt;
  return R;
}

namespace {

const char *transportName(flexnet_transport Transport) {
  switch (Transport) {
  case FLEXNET_TRANSPORT_CPUMAP:
    return "cpumap";
  case FLEXNET_TRANSPORT_RING:
    return "ring";
  case FLEXNET_TRANSPORT_HEAP:
    return "heap";
  case FLEXNET_TRANSPORT_XSK:
    return "xsk";
  }
  return "unknown";
}

Json setJson(const flexnet_set &S) {
  Json Value = {{"name", S.name},
                {"resume_program", S.resume_program},
                {"transport", transportName(S.transport)},
                {"queues", S.queues},
                {"depth", S.depth},
                {"unsuspendable", policyName(S.unsuspendable)},
                {"full", policyName(S.full)}};
  if (set__is_executed(&S))
    Value.update(
        {{"cell_bytes", S.stride}, {"packets", S.packet != 0}, {"memory_bytes", memoryBytes(S)}});
  return Value;
}

Json variableJson(const flexnet_variable &V) {
  Json Value = {{"name", V.name}, {"offset", V.offset}, {"bytes", V.size}};
  if (V.reason == FLEXNET_KEPT_UNKNOWN)
    return Value;
  Value["reason"] = reasonName(V.reason);
  Value["use"] = {{"file", V.use_file}, {"line", V.use_line}, {"column", V.use_column}};
  if (*V.user)
    Value["use"]["by"] = V.user;
  return Value;
}

Json pointJson(const flexnet_table &T, uint32_t Index, const bounds &B) {
  const flexnet_point &P = T.points[Index];
  Json Value = {{"index", Index},
                {"set", T.sets[P.set].name},
                {"file", P.file},
                {"line", P.line},
                {"column", P.column},
                {"resume_id", P.resume_id},
                {"frame_bytes", P.frame_size},
                {"variables", Json::array()}};
  for (uint32_t I = 0; I < P.variable_count; ++I)
    Value["variables"].push_back(variableJson(P.variables[I]));
  if (std::optional<Resumption> R = resumptionOf(T, P, B))
    Value.update({{"instructions", R->Insns}, {"verifier_work", R->Work}});
  return Value;
}

Json coroutineJson(const flexnet_table &T, const flexnet_coroutine &C, const bounds &B) {
  Json Value = {{"name", C.name}, {"file", C.file}, {"line", C.line}, {"points", Json::array()}};
  for (uint32_t P = 0; P < C.point_count; ++P)
    Value["points"].push_back(pointJson(T, C.first_point + P, B));
  return Value;
}

Json linesJson(const bounds_line (&Lines)[BOUNDS_LINES]) {
  Json Value = Json::array();
  for (const bounds_line &L : Lines)
    if (L.count)
      Value.push_back({{"file", L.place.file},
                       {"line", L.place.line},
                       {"column", L.place.column},
                       {"count", L.count}});
  return Value;
}

Json programJson(const flexnet_table &T, const bounds_program &P) {
  ProgramRole Role = roleOf(T, P.name, P.section);
  Json Value = {
      {"name", P.name},         {"section", P.section},     {"file", P.place.file},
      {"line", P.place.line},   {"instructions", P.insns},  {"loaded_instructions", P.loaded_insns},
      {"stack_bytes", P.stack}, {"stack_frames", P.frames}, {"stack_chain", Json::array()}};
  for (uint32_t I = 0; I < std::min<uint32_t>(P.frames, std::size(P.chain)); ++I)
    if (P.chain[I].name)
      Value["stack_chain"].push_back(
          {{"name", P.chain[I].name}, {"bytes", P.chain[I].bytes}, {"taken", P.chain[I].taken}});
  Value.update({{"verifier_work", P.work},
                {"verifier_work_is_more", P.work_is_more},
                {"most_instructions", linesJson(P.size_lines)},
                {"most_verifier_work", linesJson(P.work_lines)},
                {"resumes", Role.Resumes},
                {"attaches", Role.Attaches}});
  return Value;
}

} // namespace

std::string flexnet::objectJson(const flexnet_table &T, const bounds &B) {
  Json Value = {{"format", std::to_string(T.major) + "." + std::to_string(T.minor)},
                {"sets", Json::array()},
                {"executors", Json::array()},
                {"coroutines", Json::array()},
                {"programs", Json::array()}};
  for (uint32_t I = 0; I < T.set_count; ++I)
    Value["sets"].push_back(setJson(T.sets[I]));
  for (uint32_t I = 0; I < T.executor_count; ++I)
    Value["executors"].push_back({{"name", T.executors[I].name},
                                  {"file", T.executors[I].file},
                                  {"line", T.executors[I].line}});
  for (uint32_t I = 0; I < T.coroutine_count; ++I)
    Value["coroutines"].push_back(coroutineJson(T, T.coroutines[I], B));
  for (uint32_t I = 0; I < B.count; ++I)
    Value["programs"].push_back(programJson(T, B.programs[I]));
  return Value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}
