// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The options of `run` that say which threads run executors.
#include "Command.h"

using namespace flexnet;

void WorkerOptions::addTo(CLI::App &Command) {
  Command
      .add_option("--workers", Count,
                  "threads that run executors (default: 1), or `kernel`: one of the kernel's for "
                  "each executor")
      ->check([](const std::string &Text) {
        unsigned Number;
        if (Text == "kernel")
          return std::string();
        return CLI::detail::lexical_cast(Text, Number) && Number > 0
                   ? std::string()
                   : "give a number of threads, at least 1, or `kernel`";
      })
      ->type_name("N");
  Command.add_option("--worker-cpus", Cpus, "CPUs that workers take turns on, such as 0-3,7")
      ->type_name("LIST");
  Command.add_option("--worker-executors", Executors, "an executor for each worker (default: in turn)")
      ->delimiter(',')
      ->type_name("NAMES");
  Command.add_flag("--busy-poll", BusyPoll, "workers never sleep");
  Command
      .add_option("--watchdog", WatchdogMs,
                  "report a queue that waits in vain for so long; with the kernel runtime what "
                  "waits goes on then")
      ->check(CLI::Range(1u, 3'600'000u))
      ->type_name("MS");
  Command.add_flag("--pass-stuck", PassStuck, "resume what is in such a queue")
      ->needs("--watchdog");
}

bool WorkerOptions::start(flexnet_object *Object, const char *Dev, WorkersPtr &Result) const {
  if (flexnet_object__is_pipeline(Object))
    return !flexnet_pipeline__start(Object);
  if (!flexnet_object__table(Object)->executor_count && Count.empty())
    return true;
  std::vector<const char *> Names;
  for (const std::string &Name : Executors)
    Names.push_back(Name.c_str());
  flexnet_workers_opts Options = {};
  Options.kernel = inKernel();
  Options.count = Options.kernel || Count.empty() ? 0 : std::stoul(Count);
  Options.cpus = orNull(Cpus);
  Options.executors = Names.data();
  Options.executor_count = Names.size();
  Options.dev = Dev;
  Options.busy_poll = BusyPoll;
  Options.watchdog_ms = WatchdogMs;
  Options.pass_stuck = PassStuck;
  Options.log = [](const char *Text) { fmt::print(stderr, "flexnet: {}\n", Text); };
  flexnet_workers *Workers = nullptr;
  if (flexnet_workers__start(Object, &Options, &Workers))
    return false;
  Result.reset(Workers);
  return true;
}
