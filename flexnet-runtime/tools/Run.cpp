// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet run: attaches an object for as long as the command runs.
#include "Refusal.h"
#include "Report.h"

#include <chrono>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace flexnet;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

namespace {

struct RunOptions : AttachOptions {
  double Interval = 1;
  double Duration = 0; // 0: until a signal
  bool Egress = false;
  std::string Name;
  std::vector<std::string> Calls;
};

/// Signals that end the command, taken before anything is in the kernel.
int signals() {
  sigset_t Set;
  sigemptyset(&Set);
  for (int Signal : {SIGINT, SIGTERM, SIGHUP})
    sigaddset(&Set, Signal);
  sigprocmask(SIG_BLOCK, &Set, nullptr);
  // A pipe that closes must not end the command before it has detached in order.
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &Set, SFD_CLOEXEC);
}

/// One line of progress: overwritten on a terminal, appended elsewhere.
void progress(const flexnet_stats &S, uint64_t &Before, double Elapsed, double Interval) {
  bool Terminal = isatty(STDERR_FILENO);
  std::string Text =
      S.uncounted ? std::string("running (packets are not counted)")
                  : fmt::format("suspended {}  resumed {}  waiting {}  lost {}  {:.0f}/s",
                                S.total.suspended, S.total.resumed, S.total.in_queue,
                                lost(S.total), (S.total.resumed - Before) / Interval);
  Before = S.total.resumed;
  fmt::print(stderr, "{}{:6.1f} s  {}{}", Terminal ? "\r\033[K" : "", Elapsed, Text,
             Terminal ? "" : "\n");
}

/// Waits for a signal or the end of the duration, reporting in between.
bool watch(flexnet_monitor *Monitor, const RunOptions &Options, int Signals, bool Quiet) {
  auto Start = Clock::now();
  uint64_t Before = 0;
  bool Printed = false;
  for (auto Next = Start;;) {
    Next += std::chrono::duration_cast<Clock::duration>(Seconds(Options.Interval));
    auto Until = Next;
    if (Options.Duration > 0)
      Until = std::min(
          Until, Start + std::chrono::duration_cast<Clock::duration>(Seconds(Options.Duration)));
    auto Wait = std::chrono::ceil<std::chrono::milliseconds>(Until - Clock::now()).count();
    pollfd Poll = {Signals, POLLIN, 0};
    bool Stop = poll(&Poll, 1, std::max<long>(Wait, 0)) > 0;
    double Elapsed = Seconds(Clock::now() - Start).count();
    if (Stop || (Options.Duration > 0 && Elapsed >= Options.Duration))
      break;
    flexnet_stats Stats;
    if (flexnet_monitor__read(Monitor, &Stats))
      return false;
    if (!Quiet)
      progress(Stats, Before, Elapsed, Options.Interval);
    Printed = true;
  }
  if (Printed && !Quiet && isatty(STDERR_FILENO))
    fmt::print(stderr, "\n");
  return true;
}

/// After detaching: the last packets leave their queues in well under a second.
bool drain(flexnet_monitor *Monitor, flexnet_stats &Stats) {
  for (int Tries = 0; Tries < 100; ++Tries) {
    if (flexnet_monitor__read(Monitor, &Stats))
      return false;
    if (!Stats.total.in_queue)
      break;
    usleep(10'000);
  }
  return true;
}

/// Outlives a command that is killed, to end what the kernel keeps by itself: a queue whose
/// resume program suspends on the same queue, and coroutines that no worker resumes any more.
class Guard {
public:
  Guard(Loaded &L, const char *Dev) {
    int Pipe[2];
    if (pipe2(Pipe, O_CLOEXEC))
      return;
    Child = fork();
    if (Child == 0) {
      setsid(); // a signal to the command's group is not for the guard
      close(Pipe[1]);
      char Byte;
      while (read(Pipe[0], &Byte, 1) < 0 && errno == EINTR)
        ;
      L.Monitor.reset();
      flexnet_object__drain(L.Object.get(), Dev);
      L.Object.reset();
      _exit(0);
    }
    close(Pipe[0]);
    End = Pipe[1];
  }
  ~Guard() {
    if (End >= 0)
      close(End);
    if (Child > 0)
      waitpid(Child, nullptr, 0);
  }
  Guard(const Guard &) = delete;
  Guard &operator=(const Guard &) = delete;

private:
  pid_t Child = -1;
  int End = -1;
};

/// Everything that the object has to be attached to; prints where.
bool attachAll(const RunOptions &Options, flexnet_object *Object, bool Quiet) {
  bool Device = hasDeviceProgram(Object);
  flexnet_hook_opts Hooks = {Options.dev(), Options.Egress};
  int Hooked = flexnet_object__attach_hooks(Object, &Hooks);
  if (Hooked < 0 || (Device && !attach(Options, Object)))
    return false;
  if (Quiet)
    return true;
  if (const flexnet_attachment *Where = flexnet_object__attachment(Object))
    fmt::print(stderr, "{} is on {} in {} XDP; Ctrl-C ends it\n", Where->program, Options.Dev,
               modeName(Where->mode));
  else if (flexnet_object__is_pipeline(Object))
    fmt::print(stderr, "{} runs; Ctrl-C ends it\n", Options.File);
  else if (Hooked)
    fmt::print(stderr, "{} {} attached; Ctrl-C ends it\n", Hooked,
               Hooked == 1 ? "program is" : "programs are");
  return true;
}

bool call(flexnet_object *Object, const std::string &Program) {
  int Result;
  if (flexnet_object__call(Object, Program.c_str(), &Result))
    return false;
  fmt::print(stderr, "{} returned {}\n", Program, Result);
  return true;
}

nlohmann::ordered_json describe(const flexnet_object *Object, const RunOptions &Options) {
  auto Value = nlohmann::ordered_json::object();
  if (const flexnet_attachment *Where = flexnet_object__attachment(Object))
    Value = {{"program", Where->program}, {"dev", Options.Dev}, {"mode", modeName(Where->mode)}};
  addPart(Value, Object);
  return Value;
}

int run(const RunOptions &Options, const Context &C) {
  int Signals = signals();
  Loaded L;
  if (!load(Options, L))
    return failToLoad(L.Object.get(), Options.File, C);
  flexnet_object *Object = L.Object.get();
  if (hasDeviceProgram(Object) && Options.Dev.empty())
    return fail(fmt::format("{}: has a program for XDP: say on which device (--dev)", Options.File));
  if (!Options.Name.empty() &&
      flexnet_monitor__publish(L.Monitor.get(), Options.Name.c_str()))
    return fail();
  Guard Guarded(L, Options.dev()); // forks: before there are threads
  WorkersPtr Workers;
  if (!Options.Workers.start(Object, Options.dev(), Workers) || !attachAll(Options, Object, C.Json))
    return fail();
  for (const std::string &Program : Options.Calls)
    if (!call(Object, Program))
      return fail();
  auto Report = describe(Object, Options);
  if (!watch(L.Monitor.get(), Options, Signals, C.Json))
    return fail();
  flexnet_object__detach(Object);
  Workers.reset();
  flexnet_stats Stats;
  if (!drain(L.Monitor.get(), Stats))
    return fail();

  const flexnet_table &Table = *flexnet_object__table(Object);
  if (!C.Json) {
    fmt::print("{}", statsText(Table, Stats));
    return 0;
  }
  Report.update(statsJson(Table, Stats));
  printJson(Report);
  return 0;
}

} // namespace

void flexnet::addRun(CLI::App &App, Context &C) {
  CLI::App *Command =
      C.add(App, "run", "attach an object until Ctrl-C, then say what became of the packets", true);
  auto Options = std::make_shared<RunOptions>();
  Options->addTo(*Command);
  Command->add_flag("--egress", Options->Egress, "programs in SEC(\"tc\"): what the device sends");
  Command->add_option("--name", Options->Name, "make its figures readable by `stats` and `top`")
      ->type_name("N");
  Command->add_option("--run", Options->Calls, "call a program in SEC(\"syscall\") once")
      ->type_name("NAME");
  Command->add_option("--interval", Options->Interval, "seconds between two lines of progress")
      ->check(CLI::Range(0.01, 3600.0))
      ->type_name("S");
  Command->add_option("--duration", Options->Duration, "end after so many seconds")
      ->check(CLI::Range(0.0, 1e6))
      ->type_name("S");
  Command->callback([&C, Options] { C.Run = [&C, Options] { return run(*Options, C); }; });
}
