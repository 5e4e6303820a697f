// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet inspect: what is in an object. Needs no permission and no kernel.
#include "ObjectJson.h"
#include "Report.h"

#include "bounds.h"

using namespace flexnet;

namespace {

std::string setText(const flexnet_set &S) {
  std::string Text =
      hasExecutor(S)
          ? fmt::format(
                "  {}: {} queues of {} coroutines{}, resumed by executors{}; {} bytes each, "
                "{} bytes in all",
                S.name, S.queues, S.depth,
                S.transport == FLEXNET_TRANSPORT_HEAP ? " in order of a key" : "",
                S.packet ? ", with their packets" : "", S.stride, memoryBytes(S))
          : fmt::format("  {}: {} queues of {} packets, resumed by {}", S.name, S.queues, S.depth,
                        S.resume_program);
  return Text + fmt::format("; unsuspendable: {}, full: {}\n", policyName(S.unsuspendable),
                            policyName(S.full));
}

std::string useText(const flexnet_variable &V) {
  std::string Place = fmt::format("{}:{}:{}", V.use_file, V.use_line, V.use_column);
  if (*V.user)
    Place += fmt::format(" by {}", V.user);
  switch (V.reason) {
  case FLEXNET_KEPT_UNKNOWN:
    return "";
  case FLEXNET_KEPT_USED:
    return ", used at " + Place;
  case FLEXNET_KEPT_LOOP:
    return ", used when the loop comes round, at " + Place;
  case FLEXNET_KEPT_ADDRESS:
    return ", whose address was given away, used at " + Place;
  }
  return "";
}

std::string pointText(const flexnet_table &T, const flexnet_point &P, const bounds &B) {
  std::string Text = fmt::format("  {}:{}:{} suspends on '{}', frame {} bytes", P.file, P.line,
                                 P.column, T.sets[P.set].name, P.frame_size);
  if (P.resume_id)
    Text += fmt::format(", resume id {}", P.resume_id);
  if (std::optional<Resumption> R = resumptionOf(T, P, B))
    Text += fmt::format("; resumed: {} instructions, verifier work {}", R->Insns, R->Work);
  Text += '\n';
  for (uint32_t I = 0; I < P.variable_count; ++I)
    Text += fmt::format("    bytes {} to {}: {}{}\n", P.variables[I].offset,
                        P.variables[I].offset + P.variables[I].size, P.variables[I].name,
                        useText(P.variables[I]));
  return Text;
}

bool isExecutor(const flexnet_table &T, std::string_view Program) {
  return std::any_of(T.executors, T.executors + T.executor_count,
                     [&](const flexnet_executor &E) { return E.name == Program; });
}

const char *role(const flexnet_table &T, const bounds_program &P) {
  ProgramRole Role = roleOf(T, P.name, P.section);
  return Role.Resumes                                        ? "resumes"
         : Role.Attaches                                     ? "attaches to a device"
         : isExecutor(T, P.name)                             ? "executor"
         : P.name == std::string_view(FLEXNET_DRAIN_PROGRAM) ? "resumes what is left"
                                                             : "";
}

std::string stackText(const bounds_program &P) {
  if (P.recursive)
    return "endless";
  return P.frames > 1 ? fmt::format("{} in {}", P.stack, P.frames) : std::to_string(P.stack);
}

std::string objectText(const flexnet_table &T, const bounds &B, const std::string &Part) {
  std::string Text = fmt::format("object format {}.{}\n", T.major, T.minor);
  if (!Part.empty())
    Text += fmt::format("for both runtimes; this is {}\n", Part);
  Text += "\nqueue sets\n";
  for (uint32_t I = 0; I < T.set_count; ++I)
    Text += setText(T.sets[I]);
  for (uint32_t I = 0; I < T.executor_count; ++I)
    Text += fmt::format("\nexecutor {} ({}:{})\n", T.executors[I].name, T.executors[I].file,
                        T.executors[I].line);
  for (uint32_t I = 0; I < T.coroutine_count; ++I) {
    const flexnet_coroutine &C = T.coroutines[I];
    Text += fmt::format("\ncoroutine {} ({}:{})\n", C.name, C.file, C.line);
    for (uint32_t P = 0; P < C.point_count; ++P)
      Text += pointText(T, T.points[C.first_point + P], B);
  }
  Table Programs(
      {"program", "section", "instructions", "loaded", "stack", "verifier work", "role"});
  for (uint32_t I = 0; I < B.count; ++I) {
    const bounds_program &P = B.programs[I];
    Programs.add({P.name, P.section, std::to_string(P.insns), std::to_string(P.loaded_insns),
                  stackText(P), fmt::format("{}{}", P.work_is_more ? ">" : "", P.work),
                  role(T, P)});
  }
  return Text + "\n" + Programs.str();
}

using BoundsPtr = std::unique_ptr<bounds, decltype(&bounds__free)>;

int inspect(const std::string &File, const RuntimeOption &Runtime, bool AsJson) {
  ObjectPtr Object = openObject(File, Runtime);
  if (!Object)
    return fail();
  std::string_view Bytes = bytesOf(Object.get());
  const char *Why;
  BoundsPtr Bounds(bounds__read(Bytes.data(), Bytes.size(), &Why), bounds__free);
  if (!Bounds)
    return fail(fmt::format("{}: {}", File, Why));
  const flexnet_table &T = *flexnet_object__table(Object.get());
  fmt::print("{}", AsJson ? objectJson(T, *Bounds)
                           : objectText(T, *Bounds, partText(Object.get())));
  return 0;
}

} // namespace

void flexnet::addInspect(CLI::App &App, Context &C) {
  CLI::App *Command = C.add(
      App, "inspect", "show the queue sets, coroutines, frames and programs of an object", true);
  auto File = std::make_shared<std::string>();
  Command->add_option("file", *File)->required()->type_name("FILE.o");
  auto Runtime = std::make_shared<RuntimeOption>();
  Runtime->addTo(*Command);
  Command->callback([&C, File, Runtime] {
    C.Run = [&C, File, Runtime] { return inspect(*File, *Runtime, C.Json); };
  });
}
