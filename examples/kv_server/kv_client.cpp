// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// kv_client ADDRESS: asks a server, checks every answer, and says how long they took.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "store.h"

using clock_type = std::chrono::steady_clock;

static constexpr unsigned keys = 1000;

static std::string key_of(std::uint32_t id) { return fmt::format("key-{}", id % keys); }

/// Of 0 to 198 bytes, so that lengths are even and odd.
static std::string value_of(std::uint32_t id) {
  std::string value;
  while (value.size() < id % keys % 199)
    value += key_of(id);
  value.resize(id % keys % 199);
  return value;
}

/// The first `keys` requests write, of the others one in eight.
static bool writes(std::uint32_t id) { return id < keys || id % 8 == 0; }

static std::string request_of(std::uint32_t id) {
  std::string key = key_of(id), value = writes(id) ? value_of(id) : "";
  kv_header header = {std::uint8_t(writes(id) ? kv_op::set : kv_op::get),
                      std::uint8_t(key.size()), std::uint16_t(value.size()), id};
  return std::string(reinterpret_cast<char *>(&header), sizeof(header)) + key + value;
}

static bool is_right(std::string_view answer) {
  kv_header header;
  if (answer.size() < sizeof(header))
    return false;
  std::memcpy(&header, answer.data(), sizeof(header));
  if (writes(header.id))
    return header.what == std::uint8_t(kv_status::done) && answer.size() == sizeof(header);
  return header.what == std::uint8_t(kv_status::value) &&
         answer.substr(sizeof(header)) == value_of(header.id);
}

static int connect_to(const std::string &address) {
  addrinfo hints = {}, *found = nullptr;
  hints.ai_socktype = SOCK_DGRAM;
  hints.ai_flags = AI_NUMERICHOST;
  if (getaddrinfo(address.c_str(), std::to_string(kv_port).c_str(), &hints, &found))
    return -1;
  int fd = socket(found->ai_family, SOCK_DGRAM, 0);
  // A packet that the server has sent from AF_XDP takes a page here.
  int bytes = 4 << 20;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
  if (fd >= 0 && connect(fd, found->ai_addr, found->ai_addrlen))
    fd = -1;
  freeaddrinfo(found);
  return fd;
}

int main(int argc, char **argv) {
  CLI::App app("Asks a key-value server and checks its answers");
  std::string address;
  unsigned requests = 10000, window = 1;
  app.add_option("address", address, "of the server")->required();
  app.add_option("--requests", requests, "how many")->check(CLI::PositiveNumber);
  app.add_option("--window", window, "how many at a time")->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);

  int fd = connect_to(address);
  if (fd < 0) {
    fmt::print(stderr, "kv_client: cannot reach {}\n", address);
    return 1;
  }
  std::vector<clock_type::time_point> sent(requests);
  std::vector<double> microseconds;
  unsigned next = 0, right = 0, wrong = 0;
  auto start = clock_type::now();
  while (right + wrong < requests) {
    // What reads must find what was written: the first keys are answered before.
    while (next < requests && next - right - wrong < window &&
           (next < keys || right + wrong >= keys)) {
      std::string request = request_of(next);
      sent[next++] = clock_type::now();
      if (send(fd, request.data(), request.size(), 0) < 0)
        break;
    }
    pollfd event = {fd, POLLIN, 0};
    char answer[2048];
    ssize_t length = recv(fd, answer, sizeof(answer), MSG_DONTWAIT);
    if (length < 0) {
      if (poll(&event, 1, 3000) <= 0)
        break;
      continue;
    }
    kv_header header = {};
    std::memcpy(&header, answer, std::min<std::size_t>(length, sizeof(header)));
    if (header.id >= requests || !is_right({answer, std::size_t(length)})) {
      ++wrong;
      continue;
    }
    ++right;
    microseconds.push_back(
        std::chrono::duration<double, std::micro>(clock_type::now() - sent[header.id]).count());
  }
  double seconds = std::chrono::duration<double>(clock_type::now() - start).count();

  fmt::print("sent {}, right {}, wrong {}\n", next, right, wrong);
  if (right != requests)
    return 1;
  std::sort(microseconds.begin(), microseconds.end());
  fmt::print("{:.0f} requests/s, p50 {:.1f} us, p99 {:.1f} us\n", requests / seconds,
             microseconds[requests / 2], microseconds[requests * 99ull / 100]);
}
