// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet top: the counters of what is in the kernel, again and again.
#include "TopFrame.h"
#include "TopScreen.h"

#include <csignal>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace flexnet;
using Clock = TopFrames::Clock;

namespace {

struct TopOptions {
  std::string Name;
  double Interval = 1;
  unsigned Count = 0; // 0: until a key or a signal
};

/// Signals that end the command, after the terminal is as it was.
int signals() {
  sigset_t Set;
  sigemptyset(&Set);
  for (int Signal : {SIGINT, SIGTERM, SIGHUP})
    sigaddset(&Set, Signal);
  sigprocmask(SIG_BLOCK, &Set, nullptr);
  return signalfd(-1, &Set, SFD_CLOEXEC);
}

/// Until the time of the next frame; false if the command shall end before it.
bool wait(Clock::time_point Until, int Signals, TopScreen *Screen) {
  for (;;) {
    auto Left = std::chrono::ceil<std::chrono::milliseconds>(Until - Clock::now()).count();
    if (Left <= 0)
      return true;
    pollfd Poll[] = {{Signals, POLLIN, 0}, {Screen ? STDIN_FILENO : -1, POLLIN, 0}};
    // A new size of the terminal interrupts it; ncurses then has it as a key.
    poll(Poll, 2, Left);
    if (Poll[0].revents || (Screen && Screen->handleKeys()))
      return false;
    if (Poll[1].revents & (POLLHUP | POLLERR))
      return false;
  }
}

void print(const std::string &Title, const std::vector<std::string> &Lines) {
  fmt::print("{}\n", Title);
  for (const std::string &Line : Lines)
    fmt::print("{}\n", Line);
  fmt::print("\n");
  fflush(stdout);
}

int top(const TopOptions &Options) {
  TopFrames Frames(Options.Name);
  std::vector<std::string> Lines;
  flexnet_monitor *Monitor = nullptr;
  // A name that never was is an error; one that goes away is not.
  if (!Options.Name.empty() && flexnet_pinned__monitor(Options.Name.c_str(), &Monitor))
    return fail();
  flexnet_monitor__close(Monitor);

  int Signals = signals();
  std::unique_ptr<TopScreen> Screen = TopScreen::open();
  auto Interval =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(Options.Interval));
  auto Next = Clock::now();
  for (unsigned Frame = 1;; ++Frame) {
    if (!Frames.next(Lines)) {
      Screen.reset();
      return fail();
    }
    std::string Title =
        fmt::format("flexnet top, every {} s{}", Options.Interval, Screen ? "; q quits" : "");
    if (Screen)
      Screen->show(Title, Lines);
    else
      print(Title, Lines);
    Next += Interval;
    if (Frame == Options.Count || !wait(Next, Signals, Screen.get()))
      return 0;
  }
}

} // namespace

void flexnet::addTop(CLI::App &App, Context &C) {
  CLI::App *Command = C.add(
      App, "top", "show the counters of one loaded object, or of all, again and again", false);
  auto Options = std::make_shared<TopOptions>();
  Command->add_option("name", Options->Name)->type_name("N");
  Command->add_option("--interval", Options->Interval, "seconds between two frames (default: 1)")
      ->check(CLI::Range(0.01, 3600.0))
      ->type_name("S");
  Command->add_option("--count", Options->Count, "end after so many frames")->type_name("K");
  Command->callback([&C, Options] { C.Run = [Options] { return top(*Options); }; });
}
