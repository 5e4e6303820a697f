// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Drives both halves of a coroutine in the running kernel with BPF_PROG_RUN: the ramp on
// a packet, then the resume program on what came out, until the packet is not suspended
// again. The pipeline writes what it knows to `want` and what it still knows after the
// suspensions to `got`; both must be equal, and something must have been suspended.

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <cerrno>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr unsigned Words = 16;
/// The globals of every pipeline, in its .bss (see pipeline.h).
struct Results {
  uint64_t want[Words], got[Words];
};

struct ObjectDeleter {
  void operator()(bpf_object *O) const { bpf_object__close(O); }
};

class Pipeline {
public:
  bool open(const std::string &Path) {
    Object.reset(bpf_object__open_file(Path.c_str(), nullptr));
    if (!Object)
      return fail("open");
    bpf_program *P;
    bpf_object__for_each_program(P, Object.get()) {
      std::string Section = bpf_program__section_name(P);
      bool IsResume = Section.find("cpumap") != std::string::npos;
      // BPF_PROG_RUN refuses programs that are attached to a cpumap entry.
      bpf_program__set_expected_attach_type(P, static_cast<bpf_attach_type>(0));
      (IsResume ? Resume : Ramp) = P;
    }
    if (!Ramp || !Resume)
      return fail("find ramp and resume program in");
    if (bpf_object__load(Object.get()))
      return fail("load");
    bpf_map *Queues = bpf_object__find_map_by_name(Object.get(), "flexnet_queues");
    bpf_cpumap_val Entry = {};
    Entry.qsize = 64;
    uint32_t Cpu = 0;
    if (!Queues || bpf_map__update_elem(Queues, &Cpu, sizeof(Cpu), &Entry, sizeof(Entry), 0))
      return fail("fill the queue of");
    bpf_map *M;
    bpf_object__for_each_map(M, Object.get()) {
      std::string Name = bpf_map__name(M);
      if (Name.size() > 4 && Name.substr(Name.size() - 4) == ".bss")
        Bss = M;
    }
    return Bss ? true : fail("find `want` and `got` in");
  }

  /// Runs one packet to its end; returns the number of suspensions, or -1.
  int run(std::vector<uint8_t> Packet) {
    uint32_t Key = 0;
    std::vector<uint8_t> Zero(bpf_map__value_size(Bss));
    bpf_map__update_elem(Bss, &Key, sizeof(Key), Zero.data(), Zero.size(), 0);
    const size_t Length = Packet.size();
    int Suspended = 0;
    for (bpf_program *P = Ramp;; P = Resume) {
      std::array<uint8_t, 2048> Out;
      LIBBPF_OPTS(bpf_test_run_opts, Options, .data_in = Packet.data(), .data_out = Out.data(),
                  .data_size_in = static_cast<uint32_t>(Packet.size()),
                  .data_size_out = static_cast<uint32_t>(Out.size()), .repeat = 1);
      if (int Error = bpf_prog_test_run_opts(bpf_program__fd(P), &Options)) {
        fmt::print("BPF_PROG_RUN: {}\n", Error);
        return -1;
      }
      Packet.assign(Out.begin(), Out.begin() + Options.data_size_out);
      if (Options.retval != XDP_REDIRECT) {
        if (Options.retval != XDP_PASS || Packet.size() != Length) {
          fmt::print("verdict {}, {} bytes of {}\n", Options.retval, Packet.size(), Length);
          return -1;
        }
        return Suspended;
      }
      if (++Suspended > 64)
        return -1;
    }
  }

  bool equal() const {
    uint32_t Key = 0;
    std::vector<uint8_t> Value(bpf_map__value_size(Bss));
    bpf_map__lookup_elem(Bss, &Key, sizeof(Key), Value.data(), Value.size(), 0);
    Results R;
    memcpy(&R, Value.data(), sizeof(R));
    bool Same = true;
    for (unsigned I = 0; I != Words; ++I)
      if (R.want[I] != R.got[I]) {
        fmt::print("value {}: want {:#x}, got {:#x}\n", I, R.want[I], R.got[I]);
        Same = false;
      }
    return Same;
  }

private:
  std::unique_ptr<bpf_object, ObjectDeleter> Object;
  bpf_program *Ramp = nullptr, *Resume = nullptr;
  bpf_map *Bss = nullptr;

  static bool fail(const char *What) {
    fmt::print("cannot {} the object: {}\n", What, strerror(errno));
    return false;
  }
};
} // namespace

int main(int Argc, char **Argv) {
  CLI::App App{"Runs a pipeline packet by packet in the kernel"};
  std::string Path;
  App.add_option("object", Path)->required();
  CLI11_PARSE(App, Argc, Argv);

  Pipeline P;
  if (!P.open(Path))
    return 1;
  std::mt19937 Random(20); // any fixed seed: the same packets in every run
  unsigned Suspended = 0;
  for (unsigned N = 0; N != 64; ++N) {
    std::vector<uint8_t> Packet(64 + Random() % 128);
    for (uint8_t &Byte : Packet)
      Byte = Random();
    int Times = P.run(Packet);
    if (Times < 0 || !P.equal()) {
      fmt::print("{}: packet {} failed after {} suspensions\n", Path, N, Times);
      return 1;
    }
    Suspended += Times;
  }
  if (!Suspended) {
    fmt::print("{}: nothing was suspended\n", Path);
    return 1;
  }
  fmt::print("{}: {} suspensions\n", Path, Suspended);
  return 0;
}
