/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The key-value store and its protocol, one datagram each way: what both servers share.
#ifndef KV_STORE_H
#define KV_STORE_H

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

inline constexpr std::uint16_t kv_port = 11311; // KV_PORT of request.h

enum class kv_op : std::uint8_t { get = 'G', set = 'S', remove = 'R' };
enum class kv_status : std::uint8_t { value = 'V', done = 'D', missing = 'M', malformed = 'E' };

/// Before the key and the value of a request, and before the value of an answer. Numbers are
/// little-endian.
struct kv_header {
  std::uint8_t what; ///< kv_op; kv_status
  std::uint8_t key_length;
  std::uint16_t value_length;
  std::uint32_t id; ///< chosen by the client, the same in the answer
};
static_assert(sizeof(kv_header) == 8);

class Store {
public:
  /// Makes the answer in place of a request of `length` bytes; returns the answer's length,
  /// 0 if there is none. `room` is how long it may be.
  std::size_t answer(char *datagram, std::size_t length, std::size_t room) {
    kv_header header;
    if (length < sizeof(header))
      return 0;
    std::memcpy(&header, datagram, sizeof(header));
    std::string_view rest(datagram + sizeof(header), length - sizeof(header));
    if (rest.size() != std::size_t(header.key_length) + header.value_length)
      return reply(datagram, header.id, kv_status::malformed, {});
    std::string key(rest.substr(0, header.key_length));
    rest.remove_prefix(header.key_length);

    auto found = entries.find(key);
    switch (static_cast<kv_op>(header.what)) {
    case kv_op::set:
      entries.insert_or_assign(std::move(key), std::string(rest));
      return reply(datagram, header.id, kv_status::done, {});
    case kv_op::remove:
      if (found == entries.end())
        break;
      entries.erase(found);
      return reply(datagram, header.id, kv_status::done, {});
    case kv_op::get:
      if (found == entries.end() || sizeof(header) + found->second.size() > room)
        break;
      return reply(datagram, header.id, kv_status::value, found->second);
    default:
      return reply(datagram, header.id, kv_status::malformed, {});
    }
    return reply(datagram, header.id, kv_status::missing, {});
  }

private:
  static std::size_t reply(char *datagram, std::uint32_t id, kv_status status,
                           std::string_view value) {
    kv_header header = {std::uint8_t(status), 0, std::uint16_t(value.size()), id};
    std::memcpy(datagram, &header, sizeof(header));
    std::memcpy(datagram + sizeof(header), value.data(), value.size());
    return sizeof(header) + value.size();
  }

  std::unordered_map<std::string, std::string> entries;
};

#endif
