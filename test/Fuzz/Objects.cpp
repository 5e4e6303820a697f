// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// `flexnet inspect` and `flexnet gen vmlinux --btf`, and with them libflexnet's reading of
/// files, on damaged objects. Nothing is loaded into the kernel.
#include "Fuzz.h"
#include "ObjectBytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int flexnetMain(int argc, char **argv); // the main() of the `flexnet` command

static char Path[32]; // of the object, in memory
static int Object;

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
  Object = memfd_create("object", 0);
  snprintf(Path, sizeof(Path), "/proc/self/fd/%d", Object);
  int Null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  dup2(Null, STDOUT_FILENO);
  return 0;
}

template <size_t N> static void flexnet(const char *const (&Args)[N]) {
  flexnetMain(N, const_cast<char **>(Args));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  if (ftruncate(Object, Size) || pwrite(Object, Data, Size, 0) != ssize_t(Size))
    abort();
  flexnet({"flexnet", "inspect", Path});
  flexnet({"flexnet", "inspect", "--json", Path});
  flexnet({"flexnet", "gen", "vmlinux", "--btf", Path});
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize,
                                          unsigned Seed) {
  if (Seed % 16 == 15)
    return LLVMFuzzerMutate(Data, Size, MaxSize);
  fuzz::mutateObject(Data, Size, Seed / 16);
  return Size;
}
