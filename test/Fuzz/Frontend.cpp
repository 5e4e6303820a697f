// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Our clang on sources whose tokens were changed. A line `// OPTIONS: ...` is part of the
/// command line. An exit status but 0 and 1, a signal, or a minute of CPU is a finding.
#include "Fuzz.h"
#include "SharedCounters.h"
#include "Tokens.h"

#include <algorithm>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <signal.h>
#include <sstream>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

static char Directory[] = "/tmp/flexnet-fuzz-XXXXXX"; // current for the compiler
static int Counters;                                  // shared with it

/// libFuzzer takes these for coverage of the target.
__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t Covered[1 << 18];

static void removeDirectory() {
  std::string Command = std::string("rm -rf ") + Directory;
  if (system(Command.c_str()))
    perror(Directory);
}

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
  if (!mkdtemp(Directory))
    abort();
  atexit(removeDirectory);
  Counters = memfd_create("counters", 0);
  setenv(fuzz::CountersVariable, std::to_string(Counters).c_str(), 1);
  // libLLVM has no sanitizers: what it shares with our code looks poisoned to them.
  // A signal after an error of the source's is the compiler's to handle: that error is its answer.
  const char *Sanitizers = "exitcode=99:detect_leaks=0:detect_container_overflow=0:"
                           "allow_user_poisoning=0:print_stacktrace=1";
  setenv("ASAN_OPTIONS", Sanitizers, 1);
  setenv("UBSAN_OPTIONS", "exitcode=99:print_stacktrace=1", 1);
  return 0;
}

static void write(const std::string &Path, const uint8_t *Data, size_t Size) {
  int File = open(Path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (File < 0 || write(File, Data, Size) != ssize_t(Size))
    abort();
  close(File);
}

static std::vector<std::string> optionsIn(std::string_view Source) {
  std::vector<std::string> Options;
  constexpr std::string_view Mark = "// OPTIONS:";
  size_t At = Source.find(Mark);
  if (At == Source.npos)
    return Options;
  std::istringstream Line(std::string(Source.substr(At + Mark.size(), 400)));
  std::string Text;
  std::getline(Line, Text);
  std::istringstream Words(Text);
  for (std::string Word; Words >> Word;)
    if (Word[0] == '-') // no file of this machine
      Options.push_back(Word);
  return Options;
}

[[noreturn]] static void compile(std::vector<std::string> &Options) {
  std::vector<std::string> Words = {FLEXNET_CLANG,
                                    "-target",
                                    "bpf",
                                    "-fflexnet-coro",
                                    "-fno-crash-diagnostics",
                                    "-I" FLEXNET_SEED_INCLUDES};
  Words.insert(Words.end(), Options.begin(), Options.end());
  Words.insert(Words.end(), {"-c", "input.cpp", "-o", "output"});
  std::vector<char *> Argv;
  for (std::string &Word : Words)
    Argv.push_back(Word.data());
  Argv.push_back(nullptr);
  int Messages = open("messages", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(Messages, STDOUT_FILENO);
  dup2(Messages, STDERR_FILENO);
  rlimit Seconds = {60, 60}, Bytes = {16 << 20, 16 << 20}, NoCore = {};
  setrlimit(RLIMIT_CPU, &Seconds);
  setrlimit(RLIMIT_FSIZE, &Bytes);
  setrlimit(RLIMIT_CORE, &NoCore);
  signal(SIGXFSZ, SIG_IGN); // many messages
  execv(FLEXNET_CLANG, Argv.data());
  _exit(127);
}

static void copyCounters() {
  fuzz::CountersHeader Header = {};
  if (pread(Counters, &Header, sizeof(Header), 0) == sizeof(Header))
    (void)!pread(Counters, Covered, std::min<size_t>(Header.Size, sizeof(Covered)), Header.Offset);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  write(std::string(Directory) + "/input.cpp", Data, Size);
  std::vector<std::string> Options =
      optionsIn(std::string_view(reinterpret_cast<const char *>(Data), Size));
  pid_t Child = fork();
  if (Child < 0)
    abort();
  if (!Child) {
    if (chdir(Directory))
      _exit(127);
    compile(Options);
  }
  int Status;
  while (waitpid(Child, &Status, 0) < 0)
    ;
  copyCounters();
  if (WIFEXITED(Status) && WEXITSTATUS(Status) <= 1)
    return 0;
  std::string Show = std::string("tail -c 6000 ") + Directory + "/messages >&2";
  (void)!system(Show.c_str());
  for (const std::string &Option : Options)
    fprintf(stderr, "%s ", Option.c_str());
  removeDirectory();
  fuzz::report(WIFEXITED(Status) ? "the compiler crashed"
               : WTERMSIG(Status) == SIGKILL || WTERMSIG(Status) == SIGXCPU
                   ? "the compiler did not end"
                   : "the compiler was killed by a signal");
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize,
                                          unsigned Seed) {
  std::string_view Source(reinterpret_cast<const char *>(Data), Size);
  std::string Mutated = fuzz::mutateTokens(Source, Seed);
  if (Mutated.size() > MaxSize)
    return Size;
  memcpy(Data, Mutated.data(), Mutated.size());
  return Mutated.size();
}
