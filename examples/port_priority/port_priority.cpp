// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// port_priority OBJECT --dev DEVICE --port 443=1 --port 53=0: fills the table of
/// ports, attaches the object and reports until Ctrl-C.
#include <flexnet/libflexnet.h>

#include <CLI/CLI.hpp>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <csignal>
#include <fmt/format.h>
#include <memory>
#include <utility>
#include <vector>

struct Close {
  void operator()(flexnet_object *object) const { flexnet_object__close(object); }
  void operator()(flexnet_monitor *monitor) const { flexnet_monitor__close(monitor); }
};

static int fail(std::string_view what) {
  fmt::print(stderr, "port_priority: {}\n", what);
  return 1;
}

int main(int argc, char **argv) {
  CLI::App app("Gives destination ports queues of their own");
  std::string path, device;
  std::vector<std::string> rules;
  app.add_option("object", path, "port_priority.bpf.o")->required();
  app.add_option("--dev", device, "network device")->required();
  app.add_option("--port", rules, "PORT=QUEUE, may be repeated")->required();
  CLI11_PARSE(app, argc, argv);

  // Taken before anything is in the kernel; sigwait() below receives them.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigprocmask(SIG_BLOCK, &ends, nullptr);

  flexnet_object *opened = nullptr;
  if (flexnet_object__open(path.c_str(), &opened) || flexnet_object__load(opened, nullptr)) {
    flexnet_object__close(opened);
    return fail(flexnet_error());
  }
  std::unique_ptr<flexnet_object, Close> object(opened);

  int table = bpf_object__find_map_fd_by_name(flexnet_object__bpf_object(object.get()), "ports");
  if (table < 0)
    return fail(fmt::format("{} has no map 'ports'", path));
  for (const std::string &rule : rules) {
    __u32 port, queue;
    char rest;
    if (sscanf(rule.c_str(), "%u=%u%c", &port, &queue, &rest) != 2 || port > 65535)
      return fail(fmt::format("--port takes PORT=QUEUE, such as 443=1, not {}", rule));
    if (bpf_map_update_elem(table, &port, &queue, BPF_ANY))
      return fail(fmt::format("port {} does not fit into the table", port));
  }

  flexnet_monitor *started = nullptr;
  if (flexnet_monitor__start(object.get(), &started))
    return fail(flexnet_error());
  std::unique_ptr<flexnet_monitor, Close> monitor(started);
  flexnet_attach_opts where = {};
  where.dev = device.c_str();
  if (flexnet_object__attach(object.get(), &where))
    return fail(flexnet_error());

  int signal;
  sigwait(&ends, &signal);
  flexnet_object__detach(object.get());
  flexnet_stats stats;
  if (flexnet_monitor__read(monitor.get(), &stats))
    return fail(flexnet_error());
  for (size_t i = 0; i < stats.queue_count; ++i)
    fmt::print("queue {}: {} packets\n", stats.queues[i].queue, stats.queues[i].resumed);
}
