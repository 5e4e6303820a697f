// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// PROGRAM [-mutations=N] [-seed=S] FILE|FOLDER...
/// A fuzz target without libFuzzer: runs on the files, then on N mutations of them, which
/// depend on S alone. The input at work is in ./current-input, for when it crashes.
#include "Fuzz.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using Bytes = std::vector<uint8_t>;
constexpr size_t LargestInput = 1 << 20;

static std::minstd_rand Random;
static size_t below(size_t Limit) { return Random() % Limit; }

extern "C" size_t LLVMFuzzerMutate(uint8_t *Data, size_t Size, size_t MaxSize) {
  if (!Size)
    return 0;
  size_t At = below(Size);
  switch (below(5)) {
  case 0:
    Data[At] ^= 1 << below(8);
    return Size;
  case 1:
    Data[At] = below(256);
    return Size;
  case 2: { // a number at one of the edges
    static const uint32_t Edges[] = {0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 256};
    uint32_t Value = Edges[below(std::size(Edges))];
    memcpy(Data + At, &Value, std::min(sizeof(Value), Size - At));
    return Size;
  }
  case 3: { // bytes from elsewhere
    size_t From = below(Size);
    memmove(Data + At, Data + From, std::min({size_t(below(64)), Size - At, Size - From}));
    return Size;
  }
  default:
    return At; // the end is missing
  }
}

static std::vector<Bytes> readInputs(const std::vector<std::string> &Paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> Files;
  for (const std::string &Path : Paths) {
    if (fs::is_regular_file(Path))
      Files.push_back(Path);
    else if (fs::is_directory(Path))
      for (const fs::directory_entry &E : fs::recursive_directory_iterator(Path))
        if (E.is_regular_file())
          Files.push_back(E.path());
  }
  std::sort(Files.begin(), Files.end());
  std::vector<Bytes> Inputs;
  for (const std::string &Path : Files) {
    std::ifstream File(Path, std::ios::binary);
    Inputs.emplace_back(std::istreambuf_iterator<char>(File), std::istreambuf_iterator<char>());
  }
  return Inputs;
}

static void run(const Bytes &Input) {
  std::ofstream("current-input", std::ios::binary)
      .write(reinterpret_cast<const char *>(Input.data()), Input.size());
  LLVMFuzzerTestOneInput(Input.data(), Input.size());
}

int main(int argc, char **argv) {
  LLVMFuzzerInitialize(&argc, &argv);
  unsigned long Mutations = 0, Seed = 1;
  std::vector<std::string> Paths;
  for (int I = 1; I < argc; ++I)
    if (sscanf(argv[I], "-mutations=%lu", &Mutations) != 1 &&
        sscanf(argv[I], "-seed=%lu", &Seed) != 1)
      Paths.push_back(argv[I]);

  const std::vector<Bytes> Inputs = readInputs(Paths);
  if (Inputs.empty()) {
    fprintf(stderr, "no input\n");
    return 1;
  }
  for (const Bytes &Input : Inputs)
    run(Input);
  Random.seed(Seed);
  for (unsigned long I = 0; I < Mutations; ++I) {
    Bytes Input = Inputs[I % Inputs.size()];
    size_t Size = Input.size();
    Input.resize(std::max(LargestInput, Size));
    for (size_t Steps = 1 + below(4); Steps; --Steps)
      Size = LLVMFuzzerCustomMutator(Input.data(), Size, Input.size(), Random());
    Input.resize(Size);
    run(Input);
  }
  std::filesystem::remove("current-input");
  fprintf(stderr, "%zu inputs, %lu mutations\n", Inputs.size(), Mutations);
}
