// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// What `run` and `load` have in common.
#include "Command.h"
#include "internal.h"

#include <cerrno>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace flexnet {

/// The name of a device's driver, empty if it does not say.
static std::string driver(const std::string &Dev) {
  int Socket = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  ethtool_drvinfo Info = {};
  Info.cmd = ETHTOOL_GDRVINFO;
  ifreq Request = {};
  Dev.copy(Request.ifr_name, IFNAMSIZ - 1);
  Request.ifr_data = reinterpret_cast<char *>(&Info);
  bool Known = Socket >= 0 && !ioctl(Socket, SIOCETHTOOL, &Request);
  if (Socket >= 0)
    close(Socket);
  return Known ? Info.driver : "";
}

CLI::Option *AttachOptions::addTo(CLI::App &Command) {
  Command.add_option("file", File, "object of FlexNet's clang")->required()->type_name("FILE.o");
  CLI::Option *Device = Command.add_option("--dev", Dev, "network device")->type_name("IF");
  Command.add_option("--prog", Program, "which XDP program, if the object has several")
      ->type_name("NAME");
  Command.add_option("--cpus", Cpus, "CPUs that serve queues, such as 0-3,7 (default: all online)")
      ->type_name("LIST");
  Command.add_option("--mode", Mode, "where XDP runs: auto, native (in the driver) or generic")
      ->check(CLI::IsMember({"auto", "native", "generic"}))
      ->type_name("MODE");
  Runtime.addTo(Command);
  Command
      .add_option("--handoff", Handoff,
                  "hand-off device of the kernel runtime (default: flexnet0 ..., for this object)")
      ->type_name("IF");
  Command.add_option("--packets", Packets, "packets that the kernel runtime may hold for it")
      ->check(CLI::Range(1u, 1u << 20))
      ->type_name("N");
  Command.add_option("--memory", Memory, "bytes of them")->type_name("N");
  Workers.addTo(Command);
  return Device;
}

/// What of the options is the pipeline's.
static flexnet_pipeline_opts pipelineOptions(const AttachOptions &Options,
                                             const flexnet_object *Object) {
  const WorkerOptions &Workers = Options.Workers;
  flexnet_pipeline_opts Pipeline = {};
  Pipeline.dev = Options.dev();
  Pipeline.handoff = orNull(Options.Handoff);
  Pipeline.workers = Workers.inKernel()
                         ? std::max(1u, flexnet_object__table(Object)->executor_count)
                     : Workers.Count.empty() ? 0
                                             : std::stoul(Workers.Count);
  Pipeline.cpus = orNull(Workers.Cpus);
  Pipeline.busy_poll = Workers.BusyPoll;
  Pipeline.packets = Options.Packets;
  Pipeline.memory = Options.Memory;
  Pipeline.stall_ms = Workers.WatchdogMs;
  Pipeline.take_over = Options.TakeOver;
  return Pipeline;
}

/// Options that are for the other kind of object.
static std::string misplacedOption(const AttachOptions &Options, bool Pipeline) {
  if (Pipeline)
    return !Options.Workers.Executors.empty()
               ? "--worker-executors: workers of the kernel runtime take executors in turn"
           : Options.Workers.PassStuck
               ? "--pass-stuck: with the kernel runtime what waits for too long always goes on"
               : "";
  const char *Name = !Options.Handoff.empty() ? "--handoff"
                     : Options.Packets        ? "--packets"
                     : Options.Memory         ? "--memory"
                                              : nullptr;
  return Name ? fmt::format("{}: for objects of the kernel runtime (-fflexnet-runtime=kernel)", Name)
              : "";
}

bool load(const AttachOptions &Options, Loaded &Result) {
  Result.Object = openObject(Options.File, Options.Runtime);
  if (!Result.Object)
    return false;
  if (std::string Part = partText(Result.Object.get()); !Part.empty())
    fmt::print(stderr, "note: took {}\n", Part);
  bool Pipeline = flexnet_object__is_pipeline(Result.Object.get());
  if (std::string Wrong = misplacedOption(Options, Pipeline); !Wrong.empty()) {
    flexnet_fail(EINVAL, "%s", Wrong.c_str());
    return false;
  }
  flexnet_load_opts Load = {};
  Load.cpus = orNull(Options.Cpus);
  if (Pipeline)
    Load.pipeline = pipelineOptions(Options, Result.Object.get());
  else if (Options.Workers.inKernel()) // one for each executor
    Load.kernel_workers =
        std::max(1u, flexnet_object__table(Result.Object.get())->executor_count);
  if (flexnet_object__load(Result.Object.get(), &Load))
    return false;
  flexnet_monitor *Monitor = nullptr;
  if (flexnet_monitor__start(Result.Object.get(), &Monitor))
    return false;
  Result.Monitor.reset(Monitor);
  return true;
}

bool hasDeviceProgram(const flexnet_object *Object) {
  flexnet_program P;
  for (size_t I = 0; !flexnet_object__program(Object, I, &P); ++I)
    if (P.attaches)
      return true;
  return false;
}

flexnet_attach_opts attachOptions(const AttachOptions &Options) {
  return {Options.Dev.c_str(), orNull(Options.Program),
          Options.Mode == "native"    ? FLEXNET_MODE_NATIVE
          : Options.Mode == "generic" ? FLEXNET_MODE_GENERIC
                                      : FLEXNET_MODE_AUTO};
}

bool attach(const AttachOptions &Options, flexnet_object *Object) {
  flexnet_attach_opts Attach = attachOptions(Options);
  if (flexnet_object__attach(Object, &Attach))
    return false;
  if (flexnet_object__attachment(Object)->mode == FLEXNET_MODE_NATIVE &&
      driver(Options.Dev) == "veth")
    fmt::print(stderr,
               "note: native XDP on veth loses checksums that the sender leaves to the device; if "
               "TCP does not connect, `ethtool -K <the other end> tx off`\n");
  return true;
}

} // namespace flexnet
