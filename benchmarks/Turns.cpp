// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Turns.h"
#include "Object.h"

#include <flexnet/abi.h>

#include <bpf/bpf.h>
#include <chrono>
#include <cstring>
#include <fmt/format.h>
#include <limits>

namespace bench {

namespace {

struct Close {
  void operator()(bpf_object *object) const { bpf_object__close(object); }
};
using Loaded = std::unique_ptr<bpf_object, Close>;

Loaded load(const std::string &path) {
  libbpf_set_print(nullptr);
  Loaded object(bpf_object__open(path.c_str()));
  if (!object)
    throw Error(fmt::format("{}: cannot open: {}", path, strerror(errno)));
#ifdef __x86_64__
  // As libflexnet does; hand-written programs know it.
  size_t size = 0;
  if (bpf_map *arch = bpf_object__find_map_by_name(object.get(), FLEXNET_MAP_ARCH))
    if (auto *ordered =
            static_cast<uint32_t *>(const_cast<void *>(bpf_map__initial_value(arch, &size))))
      *ordered = 1;
#endif
  if (int error = bpf_object__load(object.get()))
    throw Error(fmt::format("{}: the kernel refuses it: {}", path, strerror(-error)));
  return object;
}

struct Turn {
  const Case *what;
  Loaded object;
  std::vector<TestRun> before;
  TestRun timed;
};

/// Of a few runs, of which the first brings the memory into the caches. Where the kernel
/// repeats, it does so itself.
double best(const Turn &turn) {
  double result = std::numeric_limits<double>::max();
  for (int i = turn.what->timed.times > 1 ? 4 : 0; i < 5; ++i) {
    for (const TestRun &run : turn.before)
      run();
    result = std::min(result, turn.timed());
  }
  return result;
}

} // namespace

TestRun::TestRun(bpf_object *object, const Runs &runs) : times(runs.times) {
  bpf_program *program = bpf_object__find_program_by_name(object, runs.program.c_str());
  if (!program)
    throw Error(fmt::format("{}: no program {}", bpf_object__name(object), runs.program));
  fd = bpf_program__fd(program);
  needsPacket = bpf_program__type(program) != BPF_PROG_TYPE_SYSCALL;
}

double TestRun::operator()() const {
  static const uint8_t packet[64] = {};
  flexnet_worker_ctx worker = {.worker = 0, .workers = 1, .epoch = 1};
  LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = needsPacket ? packet : nullptr,
              .data_size_in = needsPacket ? static_cast<uint32_t>(sizeof(packet)) : 0,
              .repeat = needsPacket ? static_cast<int>(times) : 0);
  if (!needsPacket) {
    opts.ctx_in = &worker;
    opts.ctx_size_in = sizeof(worker);
  }
  auto start = std::chrono::steady_clock::now();
  for (uint32_t i = 0; i < (needsPacket ? 1 : times); ++i)
    if (bpf_prog_test_run_opts(fd, &opts))
      throw Error(fmt::format("BPF_PROG_RUN: {}", strerror(errno)));
  // The kernel makes ready for repeated runs on packets longer than it runs them.
  if (needsPacket)
    return opts.duration;
  std::chrono::duration<double, std::nano> passed = std::chrono::steady_clock::now() - start;
  return passed.count() / times;
}

std::vector<ProgramInfo> programs(const std::string &path) {
  Loaded object = load(path);
  return describePrograms(object.get());
}

std::map<std::string, std::vector<double>> takeTurns(const std::vector<Case> &cases, int rounds) {
  std::vector<Turn> turns;
  for (const Case &c : cases) {
    Loaded object = load(c.object);
    for (const Runs &runs : c.first)
      TestRun(object.get(), runs)();
    TestRun timed(object.get(), c.timed);
    turns.push_back({&c, std::move(object), {}, timed});
    for (const Runs &runs : c.before)
      turns.back().before.emplace_back(turns.back().object.get(), runs);
  }
  std::map<std::string, std::vector<double>> result;
  for (int round = 0; round < rounds; ++round)
    for (const Turn &turn : turns) {
      result[turn.what->name].push_back(best(turn) / turn.what->operations);
    }
  return result;
}

} // namespace bench
