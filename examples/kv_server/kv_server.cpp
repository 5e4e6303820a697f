// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// kv_server OBJECT --dev DEVICE: answers requests where the coroutine yields to it, in one
/// thread, until Ctrl-C.
#include <flexnet/libflexnet.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <fmt/format.h>
#include <memory>
#include <poll.h>
#include <sys/signalfd.h>

#include "store.h"
#include "udp_packet.h"

struct Close {
  void operator()(flexnet_object *object) const { flexnet_object__close(object); }
  void operator()(flexnet_user_queue *queue) const { flexnet_user_queue__close(queue); }
};

static int fail(std::string_view what) {
  fmt::print(stderr, "kv_server: {}\n", what);
  return 1;
}

/// Takes what has come, answers it in place and lets the coroutines go on.
static int serve(flexnet_user_queue *queue, Store &store) {
  constexpr int batch = 64;
  flexnet_request requests[batch];
  int count = flexnet_user_queue__recv(queue, requests, batch);
  for (int i = 0; i < count; ++i) {
    flexnet_request &request = requests[i];
    UdpPacket packet(request.packet, request.length);
    std::size_t length = store.answer(packet.payload(), packet.payload_length(),
                                      request.room - packet.headers());
    if (length)
      request.length = packet.send_back(length);
    else
      flexnet_user_queue__drop(queue, &request, 1);
  }
  if (count <= 0)
    return count;
  int error = flexnet_user_queue__resume(queue, requests, count);
  return error ? error : count;
}

int main(int argc, char **argv) {
  CLI::App app("Key-value server that runs to completion with the network stack");
  std::string path, device;
  bool busy = false;
  app.add_option("object", path, "kv_server.bpf.o")->required();
  app.add_option("--dev", device, "network device")->required();
  app.add_flag("--busy-poll", busy, "never sleep; run the device's receive side, too");
  CLI11_PARSE(app, argc, argv);

  // Taken before anything is in the kernel.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigprocmask(SIG_BLOCK, &ends, nullptr);
  int signals = signalfd(-1, &ends, SFD_CLOEXEC);

  flexnet_object *opened = nullptr;
  if (flexnet_object__open(path.c_str(), &opened) || flexnet_object__load(opened, nullptr)) {
    flexnet_object__close(opened);
    return fail(flexnet_error());
  }
  std::unique_ptr<flexnet_object, Close> object(opened);

  flexnet_user_queue_opts options = {};
  if (busy) {
    options.busy_poll_us = 20;
    options.prefer_busy_poll = true;
  }
  flexnet_user_queue *queue_opened = nullptr;
  if (flexnet_user_queue__open(object.get(), device.c_str(), &options, &queue_opened))
    return fail(flexnet_error());
  std::unique_ptr<flexnet_user_queue, Close> queue(queue_opened);
  flexnet_attach_opts where = {};
  where.dev = device.c_str();
  if (flexnet_object__attach(object.get(), &where))
    return fail(flexnet_error());

  Store store;
  pollfd events[] = {{flexnet_user_queue__fd(queue.get()), POLLIN, 0}, {signals, POLLIN, 0}};
  while (!(events[1].revents & POLLIN)) {
    int count = serve(queue.get(), store);
    if (count < 0)
      return fail(flexnet_error());
    // With work at hand, or busy polling, this only looks for the signal.
    poll(events, 2, busy || count ? 0 : -1);
  }

  flexnet_object__detach(object.get());
  flexnet_user_queue_stats stats;
  flexnet_user_queue__stats(queue.get(), &stats);
  fmt::print("received {}, resumed {}, dropped {}, held {}, lost {}, unsent {}\n", stats.received,
             stats.resumed, stats.dropped, stats.held, stats.lost, stats.unsent);
}
