// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// What `flexnet doctor` tries.
#include "Probes.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <fmt/format.h>

#include <flexnet/libflexnet.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <linux/if_link.h>
#include <linux/magic.h>
#include <net/if.h>
#include <sched.h>
#include <sstream>
#include <sys/mount.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

namespace flexnet {

namespace {

/// A file descriptor that closes itself.
struct Fd {
  int Value;
  explicit Fd(int Value) : Value(Value) {}
  Fd(const Fd &) = delete;
  ~Fd() {
    if (Value >= 0)
      close(Value);
  }
  explicit operator bool() const { return Value >= 0; }
};

/// `return 2`: XDP_PASS, and any value for a tracepoint.
constexpr bpf_insn ReturnTwo[] = {{BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, 2},
                                  {BPF_JMP | BPF_EXIT, 0, 0, 0, 0}};

int loadProgram(bpf_prog_type Type, bpf_attach_type Attach, int BtfId = 0) {
  bpf_prog_load_opts Opts = {};
  Opts.sz = sizeof(Opts);
  Opts.expected_attach_type = Attach;
  Opts.attach_btf_id = BtfId;
  return bpf_prog_load(Type, "flexnet_probe", "GPL", ReturnTwo, std::size(ReturnTwo), &Opts);
}

/// Runs Body in a child, whose namespaces go with it, and gives its answer.
template <class Function> Missing inChild(Function Body) {
  int Pipe[2];
  if (pipe2(Pipe, O_CLOEXEC))
    return strerror(errno);
  Fd Read(Pipe[0]);
  pid_t Child = fork();
  if (Child == 0) {
    Missing Answer = Body();
    ssize_t Written = write(Pipe[1], Answer.data(), Answer.size());
    _exit(Written < 0);
  }
  close(Pipe[1]);
  if (Child < 0)
    return strerror(errno);
  char Text[256];
  ssize_t Size = read(Read.Value, Text, sizeof(Text));
  int Status;
  waitpid(Child, &Status, 0);
  if (Size < 0 || !WIFEXITED(Status))
    return "the probe was killed";
  return Missing(Text, Size);
}

Missing enterNetworkNamespace() {
  return unshare(CLONE_NEWNET) ? fmt::format("no new network namespace: {}", strerror(errno)) : "";
}

int run(const char *Path, const char *const *Arguments) {
  pid_t Child = fork();
  if (Child == 0) {
    execvp(Path, const_cast<char *const *>(Arguments));
    _exit(127);
  }
  int Status = -1;
  waitpid(Child, &Status, 0);
  return Status;
}

Missing attachXdp(unsigned Flags) {
  return inChild([=]() -> Missing {
    if (Missing Why = enterNetworkNamespace(); !Why.empty())
      return Why;
    const char *const Command[] = {"ip",   "link", "add",  "flexnet0", "type",
                                   "veth", "peer", "name", "flexnet1", nullptr};
    if (run("ip", Command))
      return "`ip link add ... type veth` fails; install iproute2";
    Fd Program(loadProgram(BPF_PROG_TYPE_XDP, BPF_XDP));
    if (!Program)
      return fmt::format("no XDP program can be loaded: {}", strerror(errno));
    bpf_link_create_opts Opts = {};
    Opts.sz = sizeof(Opts);
    Opts.flags = Flags;
    Fd Link(bpf_link_create(Program.Value, if_nametoindex("flexnet0"), BPF_XDP, &Opts));
    return Link ? "" : fmt::format("not on veth by a BPF link: {}", strerror(errno));
  });
}

} // namespace

Missing probePermission() {
  Fd Map(bpf_map_create(BPF_MAP_TYPE_ARRAY, "flexnet_probe", 4, 4, 1, nullptr));
  if (Map)
    return "";
  if (errno == EPERM)
    return "not permitted; run as root (sudo), or with CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON";
  return fmt::format("{}; the kernel needs CONFIG_BPF_SYSCALL", strerror(errno));
}

Missing probeBtf() {
  btf *Kernel = btf__load_vmlinux_btf();
  if (!Kernel)
    return "the kernel needs CONFIG_DEBUG_INFO_BTF=y";
  btf__free(Kernel);
  return "";
}

Missing probeCpumap() {
  Fd Map(bpf_map_create(BPF_MAP_TYPE_CPUMAP, "flexnet_probe", 4, sizeof(bpf_cpumap_val), 1, nullptr));
  if (!Map)
    return fmt::format("no cpumap: {}", strerror(errno));
  Fd Program(loadProgram(BPF_PROG_TYPE_XDP, BPF_XDP_CPUMAP));
  if (!Program)
    return fmt::format("no program for a cpumap: {}", strerror(errno));
  uint32_t Key = 0;
  bpf_cpumap_val Value = {};
  Value.qsize = 64;
  Value.bpf_prog.fd = Program.Value;
  if (bpf_map_update_elem(Map.Value, &Key, &Value, 0))
    return fmt::format("no program in a cpumap entry: {}", strerror(errno));
  return "";
}

Missing probeTracepoints() {
  for (const char *Name : {"xdp_cpumap_enqueue", "xdp_cpumap_kthread", "xdp_redirect_err"}) {
    int Id = libbpf_find_vmlinux_btf_id(Name, BPF_TRACE_RAW_TP);
    if (Id < 0)
      return fmt::format("the kernel's BTF has no tracepoint {}", Name);
    Fd Program(loadProgram(BPF_PROG_TYPE_TRACING, BPF_TRACE_RAW_TP, Id));
    Fd Link(Program ? bpf_raw_tracepoint_open(nullptr, Program.Value) : -1);
    if (!Link)
      return fmt::format("{}: {}; packets would not be counted", Name, strerror(errno));
  }
  return "";
}

Missing probeBpffs() {
  return inChild([]() -> Missing {
    struct statfs Fs;
    if (!statfs("/sys/fs/bpf", &Fs) && static_cast<unsigned long>(Fs.f_type) == BPF_FS_MAGIC)
      return "";
    if (unshare(CLONE_NEWNS) || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) ||
        mount("bpf", "/sys/fs/bpf", "bpf", 0, nullptr))
      return fmt::format("not mounted at /sys/fs/bpf and cannot be: {}", strerror(errno));
    return "";
  });
}

Missing probeNetworkNamespace() { return inChild(enterNetworkNamespace); }

Missing probeNativeXdp() { return attachXdp(XDP_FLAGS_DRV_MODE); }

Missing probeGenericXdp() { return attachXdp(XDP_FLAGS_SKB_MODE); }

Missing probeLockdown() {
  std::string Modes;
  std::getline(std::ifstream("/sys/kernel/security/lockdown"), Modes);
  if (Modes.empty() || Modes.find("[none]") != std::string::npos)
    return "";
  return "the kernel is locked down (Secure Boot): it takes only modules that are signed with a key "
         "it knows; enrol that of DKMS with `mokutil --import`";
}

Missing probeModule() {
  if (!flexnet_module__check())
    return "";
  utsname Kernel;
  if (!access("/sys/module/flexnet", F_OK) || uname(&Kernel))
    return flexnet_error();
  std::ifstream List(fmt::format("/lib/modules/{}/modules.dep", Kernel.release));
  for (std::string Line; std::getline(List, Line);)
    if (Line.find("/flexnet.ko") < Line.find(':'))
      return "not loaded; `modprobe flexnet`";
  return fmt::format("there is none for kernel {}: install its headers and flexnet-dkms, or `make -C "
                     "flexnet-runtime/kernel`",
                     Kernel.release);
}

Missing probeLibbpf() {
  if (libbpf_major_version() > 1 || (libbpf_major_version() == 1 && libbpf_minor_version() >= 4))
    return "";
  return fmt::format("libbpf {} does not know struct_ops of modules: install 1.4 or newer",
                     libbpf_version_string());
}

Missing probeCommand(const char *Name) {
  const char *Path = getenv("PATH");
  std::istringstream Folders(std::string(Path ? Path : "") + ":/usr/sbin:/sbin:" FLEXNET_LLVM_BIN);
  for (std::string Folder; std::getline(Folders, Folder, ':');)
    if (!Folder.empty() && !access((Folder + "/" + Name).c_str(), X_OK))
      return "";
  return "not found";
}

} // namespace flexnet
