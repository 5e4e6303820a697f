// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// flexnet doctor: what this machine can do, found out by trying, and what tests can run.
#include "Probes.h"
#include "Report.h"

using namespace flexnet;
using Json = nlohmann::ordered_json;

namespace {

enum Tiers : unsigned { None = 0, Compile = 1, Kernel = 2 };

struct Probe {
  const char *Name;
  unsigned Tiers; ///< test tiers that need it
  std::function<Missing()> Try;
};

Probe command(const char *Name, const char *Package, unsigned Tiers) {
  return {Name, Tiers, [=] {
            Missing Why = probeCommand(Name);
            return Why.empty() ? Why : fmt::format("{}; install {}", Why, Package);
          }};
}

std::vector<Probe> probes() {
  return {
      command("clang-22", "clang-22", Compile | Kernel),
      command("FileCheck", "llvm-22-tools", Compile | Kernel),
      command("bpftool", "bpftool", Compile | Kernel),
      command("python3", "python3", Compile | Kernel),
      command("ip", "iproute2", Kernel),
      command("ethtool", "ethtool", Kernel),
      command("iperf3", "iperf3", Kernel),
      command("nsenter", "util-linux", Kernel),
      {"permission to use BPF", Kernel, probePermission},
      {"BTF of the kernel", Kernel, probeBtf},
      {"cpumap with programs", Kernel, probeCpumap},
      {"cpumap tracepoints", Kernel, probeTracepoints},
      {"BPF file system", Kernel, probeBpffs},
      {"network namespaces", Kernel, probeNetworkNamespace},
      {"native XDP on veth", Kernel, probeNativeXdp},
      {"generic XDP on veth", Kernel, probeGenericXdp},
      {"modules may be loaded", None, probeLockdown},
      {"module flexnet", None, probeModule},
      {"libbpf for the module", None, probeLibbpf},
  };
}

/// Where the kernel runtime can suspend packets; no test of this machine needs it.
std::string boundaries(Json &Value) {
  std::string Text = "\nthe kernel runtime suspends packets\n";
  for (const flexnet_boundary &B : flexnet_boundaries) {
    char Answer[256];
    bool Can = flexnet_module__boundary(&B, Answer, sizeof(Answer));
    std::string Rest = std::string(Answer).substr(Can ? 3 : 2); // "yes" or "no", and perhaps why
    Text += fmt::format("{:<41}{}{}\n", B.what, Can ? "yes" : "NO", Rest);
    Value.push_back({{"name", B.name}, {"ok", Can}, {"answer", Answer}});
  }
  return Text + fmt::format("objects for both runtimes are loaded for {}\n",
                            flexnet_module__check() ? "a stock kernel"
                                                    : "the kernel runtime, if it has their boundaries");
}

struct Tier {
  const char *Name;
  unsigned Bit;
  std::vector<std::string> Reasons;

  bool canRun() const { return Reasons.empty(); }
};

int doctor(bool AsJson) {
  Tier All[] = {{"compile", Compile, {}}, {"kernel", Kernel, {}}};
  Json Value = {{"probes", Json::array()}, {"tiers", Json::object()}};
  std::string Text;
  for (const Probe &P : probes()) {
    Missing Why = P.Try();
    Value["probes"].push_back({{"name", P.Name}, {"ok", Why.empty()}, {"reason", Why}});
    Text += fmt::format("{:<24}{}\n", P.Name, Why.empty() ? "yes" : "NO: " + Why);
    if (!Why.empty())
      for (Tier &T : All)
        if (P.Tiers & T.Bit)
          T.Reasons.push_back(fmt::format("{}: {}", P.Name, Why));
  }
  Text += boundaries(Value["boundaries"] = Json::array()) + '\n';
  bool Everything = true;
  for (const Tier &T : All) {
    Everything &= T.canRun();
    Value["tiers"][T.Name] = {{"can_run", T.canRun()}, {"reasons", T.Reasons}};
    Text += fmt::format("tests of tier {:<10}{}\n", T.Name,
                        T.canRun() ? "can run" : fmt::format("cannot run: {}", fmt::join(T.Reasons, "; ")));
  }
  if (AsJson)
    printJson(Value);
  else
    fmt::print("{}", Text);
  return Everything ? 0 : 1;
}

} // namespace

void flexnet::addDoctor(CLI::App &App, Context &C) {
  CLI::App *Command = C.add(
      App, "doctor", "try what FlexNet needs of this machine; exit 0 if nothing is missing", true);
  Command->callback([&C] { C.Run = [&C] { return doctor(C.Json); }; });
}
