/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// A UDP datagram with its headers, as a flexnet_request has it, and the way back.
#ifndef UDP_PACKET_H
#define UDP_PACKET_H

#include <arpa/inet.h>
#include <cstdint>
#include <cstring>
#include <netinet/if_ether.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/udp.h>
#include <utility>

class UdpPacket {
public:
  /// What the BPF program has let through: Ethernet, IPv4 or IPv6 without options, UDP.
  UdpPacket(void *packet, std::uint32_t length)
      : ethernet(static_cast<ethhdr *>(packet)), ip(ethernet + 1),
        is_ipv4(ethernet->h_proto == htons(ETH_P_IP)),
        udp(reinterpret_cast<udphdr *>(static_cast<char *>(ip) + ip_length())) {
    std::uint32_t space = length - headers();
    payload_size = ntohs(udp->len) - std::uint32_t(sizeof(udphdr));
    if (payload_size > space)
      payload_size = space;
  }

  char *payload() const { return reinterpret_cast<char *>(udp + 1); }
  std::uint32_t payload_length() const { return payload_size; }
  std::uint32_t headers() const { return sizeof(ethhdr) + ip_length() + sizeof(udphdr); }

  /// Makes it an answer with `length` bytes of payload; returns the packet's length.
  std::uint32_t send_back(std::uint32_t length) {
    std::uint8_t mac[ETH_ALEN];
    std::memcpy(mac, ethernet->h_dest, ETH_ALEN);
    std::memcpy(ethernet->h_dest, ethernet->h_source, ETH_ALEN);
    std::memcpy(ethernet->h_source, mac, ETH_ALEN);
    std::swap(udp->source, udp->dest);
    std::uint16_t udp_length = htons(length + sizeof(udphdr));
    udp->len = udp_length;
    udp->check = 0;

    std::uint32_t sum = htons(IPPROTO_UDP) + udp_length;
    if (is_ipv4) {
      auto *header = static_cast<iphdr *>(ip);
      std::swap(header->saddr, header->daddr);
      header->ttl = 64;
      header->tot_len = htons(sizeof(iphdr) + sizeof(udphdr) + length);
      header->check = 0;
      header->check = fold(add(header, sizeof(iphdr), 0));
      sum = add(&header->saddr, 8, sum);
    } else {
      auto *header = static_cast<ip6_hdr *>(ip);
      std::swap(header->ip6_src, header->ip6_dst);
      header->ip6_hlim = 64;
      header->ip6_plen = udp_length;
      sum = add(&header->ip6_src, 32, sum);
    }
    std::uint16_t check = fold(add(udp, sizeof(udphdr) + length, sum));
    udp->check = check ? check : 0xffff;
    return headers() + length;
  }

private:
  std::uint32_t ip_length() const { return is_ipv4 ? sizeof(iphdr) : sizeof(ip6_hdr); }

  /// Internet checksum, in network byte order.
  static std::uint32_t add(const void *data, std::size_t length, std::uint32_t sum) {
    auto *bytes = static_cast<const char *>(data);
    for (; length > 1; bytes += 2, length -= 2) {
      std::uint16_t word;
      std::memcpy(&word, bytes, 2);
      sum += word;
    }
    if (length) {
      std::uint16_t word = 0;
      std::memcpy(&word, bytes, 1);
      sum += word;
    }
    return sum;
  }
  static std::uint16_t fold(std::uint32_t sum) {
    while (sum >> 16)
      sum = (sum & 0xffff) + (sum >> 16);
    return ~sum;
  }

  ethhdr *ethernet;
  void *ip;
  bool is_ipv4;
  udphdr *udp;
  std::uint32_t payload_size;
};

#endif
