// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Measure.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <cstring>
#include <fmt/format.h>
#include <unistd.h>

namespace bench {

namespace {

struct Run {
  uint32_t verdict;
  Bytes output;
  uint32_t nanoseconds;
};

/// Once: repetitions would see the packet as the one before left it.
Run runOnce(int program, const Bytes &input, bool wantOutput) {
  Run result = {};
  if (wantOutput)
    result.output.resize(input.size() + 256);
  LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = input.data(),
              .data_out = wantOutput ? result.output.data() : nullptr,
              .data_size_in = static_cast<uint32_t>(input.size()),
              .data_size_out = static_cast<uint32_t>(result.output.size()), .repeat = 1);
  if (bpf_prog_test_run_opts(program, &opts))
    throw Error(fmt::format("BPF_PROG_RUN: {}", strerror(errno)));
  result.verdict = opts.retval;
  result.output.resize(wantOutput ? opts.data_size_out : 0);
  result.nanoseconds = opts.duration;
  return result;
}

/// `return XDP_PASS`: what calling a program and reading the clock cost.
class EmptyProgram {
public:
  EmptyProgram() {
    const bpf_insn insns[] = {{BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, XDP_PASS},
                              {BPF_JMP | BPF_EXIT, 0, 0, 0, 0}};
    fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "empty", "GPL", insns, std::size(insns), nullptr);
    if (fd < 0)
      throw Error(fmt::format("cannot load a program: {}", strerror(errno)));
  }
  ~EmptyProgram() { close(fd); }
  EmptyProgram(const EmptyProgram &) = delete;
  EmptyProgram &operator=(const EmptyProgram &) = delete;
  int fd;
};

double mean(int program, const Bytes &input) {
  constexpr int calls = 200;
  uint64_t sum = 0;
  for (int i = 0; i < calls; ++i)
    sum += runOnce(program, input, false).nanoseconds;
  return static_cast<double>(sum) / calls;
}

} // namespace

double median(std::vector<double> values) {
  auto middle = values.begin() + values.size() / 2;
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2)
    return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

std::vector<Step> way(const Object &object, const Bytes &packet) {
  constexpr size_t longest = 16;
  const std::vector<QueueSet> &sets = object.sets();
  std::vector<Step> steps;
  Bytes data = packet;
  int program = bpf_program__fd(object.ramp());
  for (;;) {
    Run run = runOnce(program, data, true);
    bool suspended = run.verdict == XDP_REDIRECT;
    if (!suspended && run.output != packet)
      throw Error("the packet does not come out as it went in");
    auto frame = static_cast<uint32_t>(run.output.size() - packet.size());
    steps.push_back({program, data, suspended ? frame : 0});
    if (!suspended)
      return steps;
    if (steps.size() > longest)
      throw Error("the packet is suspended without end");
    // A packet is in the sets in their order, and stays in the last one.
    program = bpf_program__fd(sets[std::min(steps.size(), sets.size()) - 1].resume);
    data = std::move(run.output);
  }
}

std::vector<Times> measure(const std::vector<std::vector<Step>> &ways, int rounds) {
  EmptyProgram empty;
  struct Samples {
    std::vector<double> ramp, resumed;
  };
  std::vector<Samples> samples(ways.size());
  for (int round = 0; round < rounds; ++round)
    for (size_t turn = 0; turn < ways.size(); ++turn) {
      // Who comes first changes from round to round.
      size_t which = (turn + round) % ways.size();
      const std::vector<Step> &steps = ways[which];
      double idle = mean(empty.fd, steps[0].input), resumed = 0;
      samples[which].ramp.push_back(mean(steps[0].program, steps[0].input) - idle);
      for (size_t i = 1; i < steps.size(); ++i)
        resumed += mean(steps[i].program, steps[i].input) - idle;
      samples[which].resumed.push_back(resumed);
    }
  std::vector<Times> result;
  for (const Samples &s : samples)
    result.push_back({median(s.ramp), median(s.resumed)});
  return result;
}

Bytes testPacket() {
  Bytes packet(1500);
  auto put = [&](size_t at, std::initializer_list<int> bytes) {
    for (int byte : bytes)
      packet[at++] = static_cast<uint8_t>(byte);
  };
  put(12, {0x08, 0x00});             // IPv4
  put(14, {0x45, 0, 0x05, 0xce});    // no options, total length
  put(22, {64, 6});                  // TTL, TCP
  put(26, {10, 77, 0, 2});           // from
  put(30, {10, 77, 0, 1});           // to
  put(34, {0xc0, 0x00, 0x14, 0x51}); // ports 49152 and 5201
  return packet;
}

} // namespace bench
