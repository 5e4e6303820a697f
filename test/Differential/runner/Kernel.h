// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An object in the running kernel whose programs are run by hand, and whose memory can be read
// and put back.

#ifndef FLEXNET_DIFFERENTIAL_KERNEL_H
#define FLEXNET_DIFFERENTIAL_KERNEL_H

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

// Of libbpf, whose headers the host side of a program has its own names for.
struct bpf_object;
struct bpf_map;

namespace differential {

struct Memory {
  uint8_t *Start = nullptr;
  size_t Size = 0;
  std::vector<uint8_t> Initial;
};

/// What a program returned.
struct Returned {
  int Error = 0; ///< of BPF_PROG_RUN
  int Verdict = 0;
  std::vector<uint8_t> Packet;
};

class Kernel {
public:
  /// Empty, or why there is no object: what the verifier or libbpf said last.
  std::string load(const std::string &Path);

  bool has(const std::string &Program) const;
  Returned run(const std::string &Program, std::span<const uint8_t> Context,
               std::span<const uint8_t> Packet) const;

  /// A variable of `.data.observed`.
  std::span<const uint8_t> variable(const std::string &Name) const;
  std::map<uint64_t, uint64_t> contents(const std::string &Map) const;
  /// Coroutines that were not suspended, by reason.
  std::vector<uint64_t> refused() const;
  /// The round of a worker is over.
  void finish(unsigned Worker, uint64_t Epoch);
  /// As if nothing had run.
  void reset();

private:
  struct Close {
    void operator()(bpf_object *O) const;
  };
  struct Unmap {
    void operator()(Memory *M) const;
  };
  using MappedMemory = std::unique_ptr<Memory, Unmap>;

  std::unique_ptr<bpf_object, Close> Object;
  std::map<std::string, MappedMemory> Memories; ///< by the end of a map's name
  std::vector<bpf_map *> Maps;                  ///< the user's

  const Memory *memory(const std::string &Section) const;
};

} // namespace differential

#endif
