// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// `flexnet explain` on damaged logs and objects. An input is the log, a byte 0, the object.
#include "Explain.h"
#include "Fuzz.h"
#include "ObjectBytes.h"
#include "Tokens.h"

#include <algorithm>
#include <cstring>

using namespace flexnet::explain;

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return 0; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Input(reinterpret_cast<const char *>(Data), Size);
  size_t End = std::min(Input.find('\0'), Size);
  Explanation E = explain(Input.substr(0, End), Input.substr(std::min(End + 1, Size)));
  text(E);
  constexpr auto Replace = nlohmann::ordered_json::error_handler_t::replace;
  json(E).dump(2, ' ', false, Replace);
  sarif(E).dump(2, ' ', false, Replace);
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize,
                                          unsigned Seed) {
  std::string_view Input(reinterpret_cast<const char *>(Data), Size);
  size_t End = std::min(Input.find('\0'), Size);
  if (Seed % 2 && End + 1 < Size) {
    fuzz::mutateObject(Data + End + 1, Size - End - 1, Seed / 2);
    return Size;
  }
  if (Seed % 8 == 0)
    return LLVMFuzzerMutate(Data, Size, MaxSize);
  std::string Mutated = fuzz::mutateTokens(Input.substr(0, End), Seed);
  Mutated += Input.substr(End);
  if (Mutated.size() > MaxSize)
    return Size;
  memcpy(Data, Mutated.data(), Mutated.size());
  return Mutated.size();
}
