// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet-bench measure OURS TWIN: counts and times of two objects as JSON.
/// flexnet-bench count OURS TWIN: counts only, of any objects.
/// flexnet-bench programs OBJECT: counts of each of its programs.
/// flexnet-bench turns: times programs as JSON on standard input says, in turn.
/// flexnet-bench attach OBJECT DEVICE: until standard input ends.
#include "Measure.h"
#include "Turns.h"

#include <CLI/CLI.hpp>
#include <bpf/bpf.h>
#include <fmt/format.h>
#include <net/if.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace bench;
using Json = nlohmann::ordered_json;

/// Deterministic: the same in every load.
static Json describe(const Object &object, const std::vector<Step> &steps) {
  uint32_t insns = 0, rampInsns = 0, bytes = 0, processed = 0, frame = 0;
  for (const ProgramInfo &p : object.programs()) {
    insns += p.insns;
    bytes += p.jitedBytes;
    processed += p.processed;
    if (p.name == bpf_program__name(object.ramp()))
      rampInsns = p.insns;
  }
  for (const Step &step : steps)
    frame = std::max(frame, step.frame);
  return {{"insns_ramp", rampInsns},
          {"insns_resumed", insns - rampInsns},
          {"insns", insns},
          {"jited_bytes", bytes},
          {"verifier_insns", processed},
          {"frame_bytes", frame},
          {"suspensions", steps.size() - 1}};
}

/// Loads both several times: where the kernel happens to put programs and maps matters
/// more to their speed than an instruction or two.
static void measureBoth(const std::string &ours, const std::string &twin, int loads, int rounds) {
  const Bytes packet = testPacket();
  std::vector<double> ramp[2], resumed[2], whole[2];
  Json result;
  for (int load = 0; load < loads; ++load) {
    bool swapped = load % 2;
    const Object first(swapped ? twin : ours, Purpose::TestRun);
    const Object second(swapped ? ours : twin, Purpose::TestRun);
    const std::vector<std::vector<Step>> ways = {way(first, packet), way(second, packet)};
    std::vector<Times> times = measure(ways, rounds);
    for (int i = 0; i < 2; ++i) {
      int side = i ^ swapped;
      ramp[side].push_back(times[i].ramp);
      resumed[side].push_back(times[i].resumed);
      whole[side].push_back(times[i].ramp + times[i].resumed);
      result[side ? "twin" : "ours"] = describe(i ? second : first, ways[i]);
    }
  }
  for (int side : {0, 1}) {
    Json &value = result[side ? "twin" : "ours"];
    value["ns_ramp"] = median(ramp[side]);
    value["ns_resumed"] = median(resumed[side]);
    value["ns_per_packet"] = median(whole[side]);
  }
  fmt::print("{}\n", result.dump());
}

static void countBoth(const std::string &ours, const std::string &twin) {
  Json result;
  for (const auto &[side, path] : {std::pair{"ours", ours}, std::pair{"twin", twin}}) {
    const Object object(path, Purpose::TestRun);
    uint32_t insns = 0, bytes = 0, processed = 0;
    for (const ProgramInfo &p : object.programs()) {
      insns += p.insns;
      bytes += p.jitedBytes;
      processed += p.processed;
    }
    result[side] = {{"insns", insns}, {"jited_bytes", bytes}, {"verifier_insns", processed}};
  }
  fmt::print("{}\n", result.dump());
}

static void countPrograms(const std::string &path) {
  Json result;
  for (const ProgramInfo &p : programs(path))
    result[p.name] = {
        {"insns", p.insns}, {"jited_bytes", p.jitedBytes}, {"verifier_insns", p.processed}};
  fmt::print("{}\n", result.dump());
}

static std::vector<Runs> readRuns(const Json &list) {
  std::vector<Runs> result;
  for (const auto &[program, times] : list.items())
    result.push_back({program, times});
  return result;
}

/// An array of cases as scripts/lib/queues.py makes them.
static void timeInTurns(int rounds) {
  std::string text;
  char buffer[4096];
  for (ssize_t n; (n = read(STDIN_FILENO, buffer, sizeof(buffer))) > 0;)
    text.append(buffer, n);
  const Json plan = Json::parse(text, nullptr, false);
  if (!plan.is_array())
    throw Error("standard input is no array of cases");
  std::vector<Case> cases;
  for (const Json &c : plan)
    cases.push_back({c.at("name"), c.at("object"), {c.at("program"), c.value("times", 1u)},
                     c.at("operations"), readRuns(c.value("first", Json::object())),
                     readRuns(c.value("before", Json::object()))});
  fmt::print("{}\n", Json(takeTurns(cases, rounds)).dump());
}

static void attachUntilEnd(const std::string &path, const std::string &device) {
  Object object(path, Purpose::Traffic);
  int index = static_cast<int>(if_nametoindex(device.c_str()));
  int link = bpf_link_create(bpf_program__fd(object.ramp()), index, BPF_XDP, nullptr);
  if (link < 0)
    throw Error(fmt::format("{}: cannot attach: {}", device, strerror(errno)));
  fmt::print("attached\n");
  fflush(stdout);
  char byte;
  while (read(STDIN_FILENO, &byte, 1) > 0)
    ;
  close(link);
}

int main(int argc, char **argv) {
  CLI::App app("Measures BPF objects that suspend packets");
  app.require_subcommand(1);
  std::string ours, twin, path, device;
  int loads = 20, rounds = 21;
  CLI::App *measure = app.add_subcommand("measure", "counts and times of two objects, as JSON");
  measure->add_option("ours", ours)->required();
  measure->add_option("twin", twin)->required();
  measure->add_option("--loads", loads, "even: each is first as often as the other")
      ->check(CLI::Range(2, 1000));
  measure->add_option("--rounds", rounds, "in each load")->check(CLI::Range(1, 100'000));
  CLI::App *count = app.add_subcommand("count", "counts of two objects, as JSON");
  count->add_option("ours", ours)->required();
  count->add_option("twin", twin)->required();
  CLI::App *programs = app.add_subcommand("programs", "counts of each program of an object");
  programs->add_option("object", path)->required();
  CLI::App *turns = app.add_subcommand("turns", "times programs in turn");
  turns->add_option("--rounds", rounds)->check(CLI::Range(1, 100'000));
  CLI::App *attach = app.add_subcommand("attach", "attach an object until standard input ends");
  attach->add_option("object", path)->required();
  attach->add_option("device", device)->required();
  CLI11_PARSE(app, argc, argv);
  try {
    if (measure->parsed())
      measureBoth(ours, twin, loads, rounds);
    else if (count->parsed())
      countBoth(ours, twin);
    else if (programs->parsed())
      countPrograms(path);
    else if (turns->parsed())
      timeInTurns(rounds);
    else
      attachUntilEnd(path, device);
  } catch (const Error &error) {
    fmt::print(stderr, "flexnet-bench: {}\n", error.what());
    return 1;
  }
}
