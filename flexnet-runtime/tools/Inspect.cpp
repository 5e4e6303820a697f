// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet inspect: what is in an object. Needs no permission and no kernel.
#include "Report.h"

using namespace flexnet;
using Json = nlohmann::ordered_json;

namespace {

const char *policyName(flexnet_policy Policy) {
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

uint64_t memoryBytes(const flexnet_set &S) {
  uint64_t Size = S.queues * (sizeof(flexnet_queue) + uint64_t(S.depth) * S.stride);
  if (S.transport != FLEXNET_TRANSPORT_HEAP)
    return Size;
  constexpr uint64_t Entry = sizeof(flexnet_intake) + sizeof(flexnet_heap_entry);
  return (Size + 63) / 64 * 64 + S.queues * (sizeof(flexnet_heap) + S.depth * Entry);
}

std::string setText(const flexnet_set &S) {
  std::string Text =
      hasExecutor(S)
          ? fmt::format("  {}: {} queues of {} coroutines{}, resumed by executors{}; {} bytes each, "
                        "{} bytes in all",
                        S.name, S.queues, S.depth,
                        S.transport == FLEXNET_TRANSPORT_HEAP ? " in order of a key" : "",
                        S.packet ? ", with their packets" : "", S.stride, memoryBytes(S))
          : fmt::format("  {}: {} queues of {} packets, resumed by {}", S.name, S.queues, S.depth,
                        S.resume_program);
  return Text + fmt::format("; unsuspendable: {}, full: {}\n", policyName(S.unsuspendable),
                            policyName(S.full));
}

std::string pointText(const flexnet_table &T, uint32_t Index) {
  const flexnet_point &P = T.points[Index];
  std::string Text = fmt::format("  {}:{}:{} suspends on '{}', frame {} bytes", P.file, P.line,
                                 P.column, T.sets[P.set].name, P.frame_size);
  if (P.resume_id)
    Text += fmt::format(", resume id {}", P.resume_id);
  Text += '\n';
  for (uint32_t I = 0; I < P.variable_count; ++I)
    Text += fmt::format("    bytes {} to {}: {}\n", P.variables[I].offset,
                        P.variables[I].offset + P.variables[I].size, P.variables[I].name);
  return Text;
}

bool isExecutor(const flexnet_table &T, std::string_view Program) {
  return std::any_of(T.executors, T.executors + T.executor_count,
                     [&](const flexnet_executor &E) { return E.name == Program; });
}

const char *role(const flexnet_table &T, const flexnet_program &P) {
  return P.resumes                            ? "resumes"
         : P.attaches                         ? "attaches to a device"
         : isExecutor(T, P.name)              ? "executor"
         : P.name == std::string_view(FLEXNET_DRAIN_PROGRAM) ? "resumes what is left"
                                              : "";
}

int inspectText(const flexnet_object *Object) {
  const flexnet_table &T = *flexnet_object__table(Object);
  fmt::print("object format {}.{}\n\nqueue sets\n", T.major, T.minor);
  for (uint32_t I = 0; I < T.set_count; ++I)
    fmt::print("{}", setText(T.sets[I]));
  for (uint32_t I = 0; I < T.executor_count; ++I)
    fmt::print("\nexecutor {} ({}:{})\n", T.executors[I].name, T.executors[I].file,
               T.executors[I].line);
  for (uint32_t I = 0; I < T.coroutine_count; ++I) {
    const flexnet_coroutine &C = T.coroutines[I];
    fmt::print("\ncoroutine {} ({}:{})\n", C.name, C.file, C.line);
    for (uint32_t P = 0; P < C.point_count; ++P)
      fmt::print("{}", pointText(T, C.first_point + P));
  }
  Table Programs({"program", "section", "instructions", "role"});
  for (size_t I = 0; I < flexnet_object__program_count(Object); ++I) {
    flexnet_program P;
    if (flexnet_object__program(Object, I, &P))
      return fail();
    Programs.add({P.name, P.section, std::to_string(P.insns), role(T, P)});
  }
  fmt::print("\n{}", Programs.str());
  return 0;
}

Json setJson(const flexnet_set &S) {
  Json Value = {{"name", S.name},
                {"resume_program", S.resume_program},
                {"transport", transportName(S.transport)},
                {"queues", S.queues},
                {"depth", S.depth},
                {"unsuspendable", policyName(S.unsuspendable)},
                {"full", policyName(S.full)}};
  if (hasExecutor(S))
    Value.update({{"cell_bytes", S.stride},
                  {"packets", S.packet != 0},
                  {"memory_bytes", memoryBytes(S)}});
  return Value;
}

Json pointJson(const flexnet_table &T, uint32_t Index) {
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
    Value["variables"].push_back({{"name", P.variables[I].name},
                                  {"offset", P.variables[I].offset},
                                  {"bytes", P.variables[I].size}});
  return Value;
}

int inspectJson(const flexnet_object *Object) {
  const flexnet_table &T = *flexnet_object__table(Object);
  Json Value = {{"format", fmt::format("{}.{}", T.major, T.minor)},
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
  for (uint32_t I = 0; I < T.coroutine_count; ++I) {
    const flexnet_coroutine &C = T.coroutines[I];
    Json Coroutine = {
        {"name", C.name}, {"file", C.file}, {"line", C.line}, {"points", Json::array()}};
    for (uint32_t P = 0; P < C.point_count; ++P)
      Coroutine["points"].push_back(pointJson(T, C.first_point + P));
    Value["coroutines"].push_back(std::move(Coroutine));
  }
  for (size_t I = 0; I < flexnet_object__program_count(Object); ++I) {
    flexnet_program P;
    if (flexnet_object__program(Object, I, &P))
      return fail();
    Value["programs"].push_back({{"name", P.name},
                                 {"section", P.section},
                                 {"instructions", P.insns},
                                 {"resumes", P.resumes},
                                 {"attaches", P.attaches}});
  }
  printJson(Value);
  return 0;
}

} // namespace

void flexnet::addInspect(CLI::App &App, Context &C) {
  CLI::App *Command = C.add(
      App, "inspect", "show the queue sets, coroutines, frames and programs of an object", true);
  auto File = std::make_shared<std::string>();
  Command->add_option("file", *File)->required()->type_name("FILE.o");
  Command->callback([&C, File] {
    C.Run = [&C, File] {
      ObjectPtr Object = openObject(*File);
      if (!Object)
        return fail();
      return C.Json ? inspectJson(Object.get()) : inspectText(Object.get());
    };
  });
}
