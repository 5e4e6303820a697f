// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// A BPF object in the kernel, FlexNet's or written by hand: both are opened, loaded
/// and wired by the same code, with plain libbpf.
#ifndef BENCHMARKS_OBJECT_H
#define BENCHMARKS_OBJECT_H

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <bpf/libbpf.h>

namespace bench {

/// What is wrong, in one line.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Purpose {
  Traffic, ///< resume programs are in the entries of their queue sets
  TestRun, ///< they are plain XDP programs, which BPF_PROG_RUN accepts; entries have none
};

/// Counted by the kernel. Each is smaller for the better program.
struct ProgramInfo {
  std::string name;
  uint32_t insns; ///< after verification
  uint32_t jitedBytes;
  uint32_t processed; ///< instructions the verifier walked through
};

std::vector<ProgramInfo> describePrograms(const bpf_object *loaded);

struct QueueSet {
  bpf_map *map;
  bpf_program *resume;
};

class Object {
public:
  Object(const std::string &path, Purpose purpose);
  /// Empties the sets: an entry whose program redirects to its own map keeps itself
  /// in the kernel.
  ~Object();

  bpf_program *ramp() const { return theRamp; }
  const std::vector<QueueSet> &sets() const { return theSets; }
  std::vector<ProgramInfo> programs() const { return describePrograms(object.get()); }

private:
  void findSets(const std::string &path);
  void fillSets(Purpose purpose);

  struct Close {
    void operator()(bpf_object *object) const { bpf_object__close(object); }
  };
  std::unique_ptr<bpf_object, Close> object;
  bpf_program *theRamp = nullptr;
  std::vector<QueueSet> theSets;
};

} // namespace bench

#endif
