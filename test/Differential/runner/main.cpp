// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// flexnet-differential-runner LIBRARY OBJECT...
//
// Takes the programs of a generated file step by step on the host, where LIBRARY has them as
// standard coroutines, and in the kernel, and compares all that can be observed: what each step
// returns, packets, effects in their order, memory, maps, refused suspensions. One line for each
// object and what is wrong with it:
//
//   OBJECT ok PROGRAMS SUSPENSIONS
//   OBJECT refused REASON
//   OBJECT mismatch PROGRAM WHAT

#include "Kernel.h"
#include "host/run.h"

#include <dlfcn.h>
#include <fmt/core.h>
#include <sched.h>

#include <algorithm>

namespace differential {

constexpr unsigned Rounds = 4; ///< each program is taken through its steps with other inputs

/// The same numbers on every machine.
static uint64_t mix(uint64_t X) {
  X = (X ^ (X >> 30)) * 0xbf58476d1ce4e5b9;
  X = (X ^ (X >> 27)) * 0x94d049bb133111eb;
  return X ^ (X >> 31);
}

/// Small numbers, limits of types, and any.
static uint64_t interesting(uint64_t Seed) {
  const uint64_t Any = mix(Seed + 1), Bits = Seed / 8 % 64;
  switch (Seed % 8) {
  case 0:
  case 1:
  case 2:
    return Any % 9;
  case 3:
    return (1ull << Bits) - Any % 2;
  case 4:
    return -(Any % 5);
  case 5:
    return static_cast<uint32_t>(Any);
  default:
    return Any;
  }
}

static std::vector<uint8_t> inputOf(const host::step &S, uint64_t Seed) {
  const bool Packet =
      S.is == host::kind::tc || S.is == host::kind::xdp || S.is == host::kind::xdp_carried;
  std::vector<uint64_t> Words(Packet ? 8 + Seed % 8 : 2);
  for (size_t I = 0; I != Words.size(); ++I)
    Words[I] = interesting(mix(Seed + I + 1));
  auto *Bytes = reinterpret_cast<uint8_t *>(Words.data());
  std::vector<uint8_t> All(Bytes, Bytes + Words.size() * sizeof(uint64_t));
  if (Packet) { // no protocol's
    All[12] = 8;
    All[13] = 0xff;
  }
  return All;
}

/// One program, on both sides.
class Comparison {
public:
  Comparison(const host::library &H, Kernel &K, const host::program &P) : H(H), K(K), P(P) {
    Memory.assign(static_cast<uint8_t *>(P.memory), static_cast<uint8_t *>(P.memory) + P.size);
  }

  /// What differs, or nothing.
  std::string run(uint64_t Round) {
    reset();
    for (size_t I = 0; I != P.steps.size(); ++I) {
      const uint64_t Seed = mix(mix(Round + 1) + I);
      std::string Wrong = step(P.steps[I], inputOf(P.steps[I], Seed));
      if (Wrong.empty())
        Wrong = effects();
      if (!Wrong.empty())
        return fmt::format("round {} step {} ({}): {}", Round, I,
                           P.steps[I].program ? P.steps[I].program : "packet", Wrong);
    }
    std::string Wrong = end();
    return Wrong.empty() ? Wrong : fmt::format("round {}: {}", Round, Wrong);
  }

  void putBack() { reset(); }
  unsigned suspensions() const { return Executed; }

private:
  const host::library &H;
  Kernel &K;
  const host::program &P;
  std::vector<uint8_t> Memory; ///< of the program, before anything ran
  std::vector<std::vector<uint8_t>> Redirected;
  uint64_t Epochs[host::workers] = {};
  unsigned Executed = 0;

  void reset() {
    H.reset();
    K.reset();
    memset(H.effects, 0, sizeof(uint64_t));
    memcpy(P.memory, Memory.data(), Memory.size());
    Redirected.clear();
    std::fill(std::begin(Epochs), std::end(Epochs), 0);
  }

  std::string step(const host::step &S, const std::vector<uint8_t> &Input) {
    flexnet_worker_ctx Worker = {};
    Worker.worker = S.number % host::workers;
    Worker.workers = host::workers;
    if (S.is == host::kind::executor)
      Worker.epoch = ++Epochs[Worker.worker];
    const size_t Waiting = H.here.redirected.size();
    const host::outcome Want = H.run(S, Input, Worker);
    const std::string Program = Want.program            ? Want.program
                                : S.is == host::kind::deliver ? "flexnet_deliver"
                                                              : "";
    if (!K.has(Program)) // a packet goes on, but there is none
      return Want.program ? "there is no such program in the object" : "";

    std::vector<uint8_t> Context, Packet;
    if (S.is == host::kind::executor) {
      struct {
        uint32_t Worker, Workers;
        uint64_t Epoch, Polls, Scratch;
      } Given = {Worker.worker, Worker.workers, Worker.epoch, 0, 0};
      auto *Bytes = reinterpret_cast<uint8_t *>(&Given);
      Context.assign(Bytes, Bytes + sizeof(Given));
    } else if (S.is == host::kind::deliver) {
      Packet.resize(2048);
    } else if (S.is == host::kind::cpumap) {
      const size_t Which = S.number % Waiting;
      Packet = Redirected[Which];
      Redirected.erase(Redirected.begin() + static_cast<long>(Which));
    } else if (S.is == host::kind::syscall || S.is == host::kind::raw_tp) {
      Context = Input;
    } else {
      Packet = Input;
    }
    Returned Got = K.run(Program, Context, Packet);
    Executed++;
    if (Got.Error)
      return fmt::format("BPF_PROG_RUN of {} gives {}", Program, Got.Error);
    if (S.is == host::kind::executor && !S.goes_on) {
      K.finish(Worker.worker, Worker.epoch);
      H.here.finished[Worker.worker] = Worker.epoch;
    }
    const int Verdict = Want.program ? Want.verdict : XDP_DROP;
    if (Got.Verdict != Verdict)
      return fmt::format("returns {} on the host, {} in the kernel", Verdict, Got.Verdict);
    if (!Want.program || Want.packet.empty())
      return "";
    if (Got.Packet.size() < Want.packet.size() ||
        !std::equal(Want.packet.rbegin(), Want.packet.rend(), Got.Packet.rbegin()))
      return "the packets differ";
    if (H.here.redirected.size() > Redirected.size())
      Redirected.push_back(Got.Packet);
    else if (Got.Packet.size() != Want.packet.size())
      return "the packets have different lengths";
    return "";
  }

  std::string effects() const {
    const std::span<const uint8_t> Got = K.variable("observed");
    auto count = [](const void *Of) { return *static_cast<const uint32_t *>(Of); };
    auto at = [](const void *Of, uint32_t I) { return static_cast<const uint64_t *>(Of)[1 + I]; };
    if (Got.empty())
      return "there are no effects";
    const uint32_t Wanted = count(H.effects), Is = count(Got.data());
    for (uint32_t I = 0; I != std::min(Wanted, Is); ++I)
      if (at(H.effects, I) != at(Got.data(), I))
        return fmt::format("effect {} is {:#x} on the host, {:#x} in the kernel", I,
                           at(H.effects, I), at(Got.data(), I));
    if (Wanted != Is)
      return fmt::format("{} effects on the host, {} in the kernel", Wanted, Is);
    return "";
  }

  std::string end() const {
    if (std::string Wrong = effects(); !Wrong.empty())
      return Wrong;
    const std::span<const uint8_t> Got = K.variable(P.name);
    auto *Want = static_cast<const uint8_t *>(P.memory);
    for (size_t I = 0; I != P.size; ++I)
      if (I >= Got.size() || Got[I] != Want[I])
        return fmt::format("byte {} of '{}' differs", I, P.name);
    for (const host::observed_map &M : H.maps)
      if (M.contents() != K.contents(M.name))
        return fmt::format("map '{}' differs", M.name);
    const std::vector<uint64_t> Refused = K.refused();
    for (size_t Why = 0; Why != Refused.size(); ++Why)
      if (Refused[Why] != H.here.refused[Why])
        return fmt::format("{} suspensions refused for reason {} on the host, {} in the kernel",
                           H.here.refused[Why], Why, Refused[Why]);
    return "";
  }
};

static bool compare(const host::library &H, const std::string &Path) {
  Kernel K;
  if (std::string Why = K.load(Path); !Why.empty()) {
    fmt::print("{} refused {}\n", Path, Why);
    return false;
  }
  bool Same = true;
  unsigned Suspensions = 0;
  for (const host::program &P : H.programs) {
    Comparison C(H, K, P);
    std::string Wrong;
    for (uint64_t Round = 0; Round != Rounds && Wrong.empty(); ++Round)
      Wrong = C.run(Round);
    C.putBack();
    Suspensions += C.suspensions();
    if (Wrong.empty())
      continue;
    Same = false;
    fmt::print("{} mismatch {} {}\n", Path, P.name, Wrong);
  }
  if (Same)
    fmt::print("{} ok {} {}\n", Path, H.programs.size(), Suspensions);
  return Same;
}

} // namespace differential

int main(int Argc, char **Argv) {
  using namespace differential;
  if (Argc < 3) {
    fmt::print(stderr, "usage: {} LIBRARY OBJECT...\n", Argv[0]);
    return 2;
  }
  // A resumed packet leaves the queue of the CPU that it is on, and all wait in queue 0.
  cpu_set_t First;
  CPU_ZERO(&First);
  CPU_SET(0, &First);
  if (sched_setaffinity(0, sizeof(First), &First)) {
    fmt::print(stderr, "{}: cannot run on CPU 0\n", Argv[0]);
    return 2;
  }
  void *Library = dlopen(Argv[1], RTLD_NOW | RTLD_LOCAL);
  if (!Library) {
    fmt::print(stderr, "{}: {}\n", Argv[0], dlerror());
    return 2;
  }
  auto *Get = reinterpret_cast<const host::library *(*)()>(dlsym(Library, "differential_library"));
  if (!Get) {
    fmt::print(stderr, "{}: {} is not a generated library\n", Argv[0], Argv[1]);
    return 2;
  }
  bool Same = true;
  for (int I = 2; I != Argc; ++I)
    Same &= compare(*Get(), Argv[I]);
  return Same ? 0 : 1;
}
