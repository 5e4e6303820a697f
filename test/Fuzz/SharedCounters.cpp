// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Part of our clang in builds with FLEXNET_FUZZ.
#include "SharedCounters.h"

#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

/// Called once, before main(), with where the counters of coverage are. Puts the file in
/// place of their pages, so that they are there however the process ends.
extern "C" void __sanitizer_cov_8bit_counters_init(uint8_t *Start, uint8_t *Stop) {
  const char *Variable = getenv(fuzz::CountersVariable);
  if (!Variable || Start == Stop)
    return;
  int File = atoi(Variable);
  uintptr_t Page = sysconf(_SC_PAGESIZE);
  auto *First = reinterpret_cast<uint8_t *>(uintptr_t(Start) / Page * Page);
  auto *Last = reinterpret_cast<uint8_t *>((uintptr_t(Stop) + Page - 1) / Page * Page);
  size_t Length = Last - First;
  fuzz::CountersHeader Header = {Page + (Start - First), uint64_t(Stop - Start)};
  // What shares the first and the last page with the counters goes along.
  if (ftruncate(File, 0) || pwrite(File, &Header, sizeof(Header), 0) != sizeof(Header) ||
      pwrite(File, First, Length, Page) != ssize_t(Length))
    return;
  mmap(First, Length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, File, Page);
}
