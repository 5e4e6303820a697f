// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// kv_server_socket OBJECT --dev DEVICE: the same store behind an ordinary socket, until
/// Ctrl-C.
#include <flexnet/libflexnet.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <fmt/format.h>
#include <memory>
#include <netinet/in.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

#include "../kv_server/store.h"

struct Close {
  void operator()(flexnet_object *object) const { flexnet_object__close(object); }
};

static int fail(std::string_view what) {
  fmt::print(stderr, "kv_server_socket: {}\n", what);
  return 1;
}

/// IPv6 and IPv4.
static int listen_on(std::uint16_t port) {
  int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_in6 address = {};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(port);
  if (fd < 0 || bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof(address)))
    return -1;
  return fd;
}

/// Takes a request, if one has come, and answers it.
static bool serve(int fd, Store &store) {
  char datagram[2048];
  sockaddr_in6 from;
  socklen_t size = sizeof(from);
  ssize_t length = recvfrom(fd, datagram, sizeof(datagram), MSG_DONTWAIT,
                            reinterpret_cast<sockaddr *>(&from), &size);
  if (length < 0)
    return false;
  if (std::size_t answer = store.answer(datagram, length, sizeof(datagram)))
    sendto(fd, datagram, answer, 0, reinterpret_cast<sockaddr *>(&from), size);
  return true;
}

int main(int argc, char **argv) {
  CLI::App app("Key-value server on an ordinary socket");
  std::string path, device;
  bool busy = false;
  app.add_option("object", path, "kv_server_socket.bpf.o")->required();
  app.add_option("--dev", device, "network device")->required();
  app.add_flag("--busy-poll", busy, "never sleep");
  CLI11_PARSE(app, argc, argv);

  // Taken before anything is in the kernel.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigprocmask(SIG_BLOCK, &ends, nullptr);
  int signals = signalfd(-1, &ends, SFD_CLOEXEC);

  int fd = listen_on(kv_port);
  if (fd < 0)
    return fail(fmt::format("port {} is in use", kv_port));
  flexnet_object *opened = nullptr;
  if (flexnet_object__open(path.c_str(), &opened) || flexnet_object__load(opened, nullptr)) {
    flexnet_object__close(opened);
    return fail(flexnet_error());
  }
  std::unique_ptr<flexnet_object, Close> object(opened);
  flexnet_attach_opts where = {};
  where.dev = device.c_str();
  if (flexnet_object__attach(object.get(), &where))
    return fail(flexnet_error());

  Store store;
  pollfd events[] = {{fd, POLLIN, 0}, {signals, POLLIN, 0}};
  while (!(events[1].revents & POLLIN)) {
    bool served = false;
    for (int i = 0; i < 64 && serve(fd, store); ++i)
      served = true;
    poll(events, 2, busy || served ? 0 : -1);
  }
}
