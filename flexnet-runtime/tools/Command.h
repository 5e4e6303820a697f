// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_COMMAND_H
#define FLEXNET_TOOLS_COMMAND_H

#include <flexnet/libflexnet.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace flexnet {

/// What every subcommand shares with main().
struct Context {
  bool Json = false;
  bool Verbose = false;
  /// The subcommand that was given.
  std::function<int()> Run;

  /// A subcommand with --verbose, and --json if it reports something.
  CLI::App *add(CLI::App &App, const char *Name, const char *Description, bool Reports);
};

struct ObjectDeleter {
  void operator()(flexnet_object *O) const { flexnet_object__close(O); }
};
struct MonitorDeleter {
  void operator()(flexnet_monitor *M) const { flexnet_monitor__close(M); }
};
using ObjectPtr = std::unique_ptr<flexnet_object, ObjectDeleter>;
using MonitorPtr = std::unique_ptr<flexnet_monitor, MonitorDeleter>;

/// Which part of an object for both runtimes.
struct RuntimeOption {
  std::string Name;

  void addTo(CLI::App &Command);
};

/// Null with flexnet_error() set.
ObjectPtr openObject(const std::string &Path, const RuntimeOption &Runtime, bool Any = false);
/// The file, or the part of it that was taken.
std::string_view bytesOf(const flexnet_object *Object);
/// Of an object for both runtimes: "the part for ...: why"; else empty.
std::string partText(const flexnet_object *Object);
/// And in JSON: "runtime".
void addPart(nlohmann::ordered_json &Value, const flexnet_object *Object);

/// "flexnet: <text>" on stderr; the exit code of a failure.
int fail(std::string_view Text);
/// fail() with flexnet_error().
int fail();

/// One JSON value on stdout. Bytes that are not UTF-8 are replaced.
void printJson(const nlohmann::ordered_json &Value);

const char *modeName(flexnet_mode Mode);

struct WorkersDeleter {
  void operator()(flexnet_workers *W) const { flexnet_workers__stop(W); }
};
using WorkersPtr = std::unique_ptr<flexnet_workers, WorkersDeleter>;

/// Null if it is empty.
inline const char *orNull(const std::string &Text) { return Text.empty() ? nullptr : Text.c_str(); }

/// Which threads run executors.
struct WorkerOptions {
  std::string Count, Cpus;
  std::vector<std::string> Executors;
  bool BusyPoll = false, PassStuck = false;
  unsigned WatchdogMs = 0;

  void addTo(CLI::App &Command);
  bool inKernel() const { return Count == "kernel"; }
  /// Null, if the object has no executor. False with flexnet_error() set.
  bool start(flexnet_object *Object, const char *Dev, WorkersPtr &Result) const;
};

/// How `run` and `load` attach.
struct AttachOptions {
  std::string File, Dev, Program, Cpus, Mode = "auto";
  RuntimeOption Runtime;
  WorkerOptions Workers;
  /// For the kernel runtime.
  std::string Handoff;
  unsigned Packets = 0;
  uint64_t Memory = 0;
  bool TakeOver = false;

  CLI::Option *addTo(CLI::App &Command); ///< returns --dev
  const char *dev() const { return orNull(Dev); }
};

/// An object in the kernel, counted from the first packet.
struct Loaded {
  ObjectPtr Object;
  MonitorPtr Monitor;
};
/// Both return false with flexnet_error() set.
bool load(const AttachOptions &Options, Loaded &Result);
bool attach(const AttachOptions &Options, flexnet_object *Object);
flexnet_attach_opts attachOptions(const AttachOptions &Options);
/// Whether it has an XDP program to attach.
bool hasDeviceProgram(const flexnet_object *Object);

void addInspect(CLI::App &App, Context &C);
void addCheck(CLI::App &App, Context &C);
void addExplain(CLI::App &App, Context &C);
void addRun(CLI::App &App, Context &C);
void addLoad(CLI::App &App, Context &C);
void addUnload(CLI::App &App, Context &C);
void addList(CLI::App &App, Context &C);
void addStats(CLI::App &App, Context &C);
void addTop(CLI::App &App, Context &C);
void addDoctor(CLI::App &App, Context &C);
void addGen(CLI::App &App, Context &C);

} // namespace flexnet

#endif
