// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Files that are damaged in every way must be refused or read, never crash. Seeds are
/// FlexNet objects and foreign ELF files, named by FLEXNET_MUTATION_SEEDS.
#include <flexnet/libflexnet.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

namespace {

using Bytes = std::vector<char>;
constexpr int Mutations = 10'000;

std::vector<Bytes> readSeeds() {
  std::vector<Bytes> Seeds;
  std::istringstream Paths(FLEXNET_MUTATION_SEEDS);
  for (std::string Path; std::getline(Paths, Path, ':');) {
    std::ifstream File(Path, std::ios::binary);
    Seeds.emplace_back(std::istreambuf_iterator<char>(File), std::istreambuf_iterator<char>());
    EXPECT_FALSE(Seeds.back().empty()) << Path;
  }
  return Seeds;
}

class Mutator {
public:
  explicit Mutator(std::vector<Bytes> Seeds) : Seeds(std::move(Seeds)) {}

  Bytes next() {
    Bytes File = Seeds[below(Seeds.size())];
    for (size_t Steps = 1 + below(4); Steps && !File.empty(); --Steps)
      mutate(File);
    return File;
  }

private:
  size_t below(size_t Limit) { return Random() % Limit; }

  /// Headers and the table are where damage is interesting: most places are there.
  size_t place(const Bytes &File) {
    switch (below(4)) {
    case 0:
      return below(std::min<size_t>(File.size(), 64));
    case 1:
      return File.size() - 1 - below(std::min<size_t>(File.size(), 3000));
    case 2: {
      static const char Magic[] = {'F', 'L', 'X', 'N'};
      auto It = std::search(File.begin(), File.end(), std::begin(Magic), std::end(Magic));
      if (It != File.end())
        return std::min<size_t>(It - File.begin() + below(256), File.size() - 1);
      [[fallthrough]];
    }
    default:
      return below(File.size());
    }
  }

  void mutate(Bytes &File) {
    size_t At = place(File);
    switch (below(6)) {
    case 0:
      File[At] ^= 1 << below(8);
      return;
    case 1:
      File[At] = Random();
      return;
    case 2: { // a number at one of the edges
      static const uint32_t Edges[] = {0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 256};
      uint32_t Value = Edges[below(std::size(Edges))];
      memcpy(&File[At], &Value, std::min(sizeof(Value), File.size() - At));
      return;
    }
    case 3:
      File.resize(At);
      return;
    case 4: { // a run of random bytes
      size_t End = std::min(File.size(), At + 1 + below(64));
      for (; At < End; ++At)
        File[At] = Random();
      return;
    }
    default: { // a piece of another file
      const Bytes &Other = Seeds[below(Seeds.size())];
      size_t From = below(Other.size());
      size_t Size = std::min({File.size() - At, Other.size() - From, 1 + below(4096)});
      std::copy_n(Other.begin() + From, Size, File.begin() + At);
    }
    }
  }

  std::vector<Bytes> Seeds;
  std::mt19937 Random{20250522};
};

/// Everything `flexnet inspect` reads.
void inspect(const flexnet_object *Object) {
  const flexnet_table *Table = flexnet_object__table(Object);
  size_t Length = 0;
  for (uint32_t I = 0; I < Table->set_count; ++I)
    Length += strlen(Table->sets[I].name) + strlen(Table->sets[I].resume_program);
  for (uint32_t I = 0; I < Table->point_count; ++I) {
    const flexnet_point &P = Table->points[I];
    Length += strlen(P.file) + strlen(Table->coroutines[P.coroutine].name) +
              strlen(Table->sets[P.set].name);
    for (uint32_t V = 0; V < P.variable_count; ++V)
      Length += strlen(P.variables[V].name);
  }
  flexnet_program Program;
  for (size_t I = 0; I < flexnet_object__program_count(Object); ++I)
    EXPECT_EQ(flexnet_object__program(Object, I, &Program), 0);
  EXPECT_GT(Length, 0u);
}

TEST(Mutation, DamagedFilesAreRefusedInOneLineOrRead) {
  Mutator Next(readSeeds());
  int Read = 0;
  for (int I = 0; I < Mutations; ++I) {
    Bytes File = Next.next();
    flexnet_object *Object = nullptr;
    if (flexnet_object__open_mem(File.data(), File.size(), "mutation", &Object)) {
      EXPECT_EQ(strncmp(flexnet_error(), "mutation: ", 10), 0) << flexnet_error();
      EXPECT_EQ(strchr(flexnet_error(), '\n'), nullptr);
      continue;
    }
    ++Read;
    inspect(Object);
    flexnet_object__close(Object);
  }
  // Neither everything nor nothing is refused: the mutations reach the code behind.
  EXPECT_GT(Read, Mutations / 100);
  EXPECT_LT(Read, Mutations / 2);
}

} // namespace
