/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The runner's side of a program on the host: it is loaded as a library and taken step by step.
#ifndef DIFFERENTIAL_HOST_RUN_H
#define DIFFERENTIAL_HOST_RUN_H

#include "cpu_queues.h"
#include "maps.h"
#include "queues.h"

#include <sys/mman.h>

#include <cstring>

namespace host {

/// What a step runs.
enum class kind { syscall, raw_tp, tc, xdp, xdp_carried, executor, deliver, cpumap };

struct step {
  kind is;
  const char *program = nullptr; ///< its name in the object
  int (*call)(void *ctx) = nullptr;
  u32 number = 0;       ///< of an executor's worker; which of the waiting a cpumap lets go on
  bool goes_on = false; ///< the worker's round is not over with it
};

struct program {
  const char *name;
  void *memory; ///< the variable of its name
  size_t size;
  std::vector<step> steps;
};
inline std::vector<program> programs;

/// What a step gives: what its program returned, and the packet.
struct outcome {
  const char *program; ///< that the kernel runs for this step; null: nothing
  int verdict;
  std::vector<u8> packet;
};

template <class Context, int (*F)(Context *)> int call(void *ctx) {
  return F(static_cast<Context *>(ctx));
}
template <void (*F)()> int call(void *) {
  F();
  return 0;
}

/// Packets of one run, at addresses of 32 bits.
struct packets {
  static constexpr size_t size = 1 << 20;
  u8 *memory = static_cast<u8 *>(
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0));
  size_t used = 0;
  std::deque<__sk_buff> skbs;
  std::deque<xdp_md> buffers;

  template <class Context> Context &make(std::deque<Context> &of, const std::vector<u8> &bytes) {
    u8 *data = memory + used;
    used += (bytes.size() + 63) / 64 * 64;
    if (used > size)
      abort();
    memcpy(data, bytes.data(), bytes.size());
    Context &ctx = of.emplace_back();
    ctx.data = static_cast<u32>(reinterpret_cast<uintptr_t>(data));
    ctx.len = static_cast<u32>(bytes.size());
    ctx.data_end = ctx.data + ctx.len;
    return ctx;
  }
};
inline packets sent;

inline std::vector<u8> bytes_of(const packet_context &ctx) {
  const u8 *data = reinterpret_cast<const u8 *>(static_cast<uintptr_t>(ctx.data));
  return {data, data + ctx.len};
}

inline outcome go_on(const waiting &next) {
  next.coroutine.resume();
  return {next.resumed_by, *next.verdict, bytes_of(*next.packet)};
}

/// The oldest that was resumed with its packet.
inline outcome deliver() {
  if (here.ready.empty())
    return {};
  waiting next;
  auto leave = here.ready.front();
  here.ready.erase(here.ready.begin());
  return leave(next) ? go_on(next) : outcome{"flexnet_deliver", XDP_ABORTED, {}};
}

/// One of those in a cpumap.
inline outcome leave_cpumap(u32 number) {
  if (here.redirected.empty())
    return {};
  auto at = here.redirected.begin() + number % here.redirected.size();
  waiting next = *at;
  here.redirected.erase(at);
  return go_on(next);
}

inline outcome run(const step &s, const std::vector<u8> &input, flexnet_worker_ctx &worker) {
  switch (s.is) {
  case kind::syscall:
  case kind::raw_tp: {
    std::vector<u8> ctx = input;
    return {s.program, s.call(ctx.data()), {}};
  }
  case kind::tc: {
    __sk_buff &ctx = sent.make(sent.skbs, input);
    int verdict = s.call(&ctx);
    return {s.program, verdict, bytes_of(ctx)};
  }
  case kind::xdp:
  case kind::xdp_carried: {
    xdp_md &ctx = sent.make(sent.buffers, input);
    ctx.carried = s.is == kind::xdp_carried;
    int verdict = s.call(&ctx);
    return {s.program, verdict, bytes_of(ctx)};
  }
  case kind::executor:
    here.worker = &worker;
    return {s.program, s.call(nullptr), {}};
  case kind::deliver:
    return deliver();
  case kind::cpumap:
    return leave_cpumap(s.number);
  }
  abort();
}

/// As if nothing had run. The variables of programs are the runner's.
inline void reset() {
  for (const std::function<void()> &again : here.resets)
    again();
  std::fill(std::begin(here.refused), std::end(here.refused), 0);
  std::fill(std::begin(here.finished), std::end(here.finished), 0);
  here.ready.clear();
  here.redirected.clear();
  flexnet::all_verdicts.clear();
  sent.used = 0;
  sent.skbs.clear();
  sent.buffers.clear();
}

struct registration {
  registration(program &&p) { programs.push_back(std::move(p)); }
  registration(observed_map &&m) { maps.push_back(std::move(m)); }
};

/// What the runner asks the library for.
struct library {
  std::vector<program> &programs;
  std::vector<observed_map> &maps;
  machine &here;
  outcome (*run)(const step &, const std::vector<u8> &, flexnet_worker_ctx &);
  void (*reset)();
  void *effects;
};

} // namespace host

#define PROGRAM(name, ...)                                                                        \
  static host::registration name##_steps{host::program{#name, &name, sizeof(name), {__VA_ARGS__}}};
#define OBSERVED_MAP(name)                                                                        \
  static host::registration name##_contents{host::observed_map{                                   \
      #name, [] { return std::map<u64, u64>(name.values.begin(), name.values.end()); }}};
#define NAMED_SET(name) static bool name##_named = (name.resumed_by = #name "_resume");
#define START(how, context, f) {host::kind::how, #f, host::call<context, f>}
#define EXECUTE(f, worker, goes_on) {host::kind::executor, #f, host::call<f>, worker, goes_on}
#define DELIVER {host::kind::deliver}
#define CPUMAP(which) {host::kind::cpumap, nullptr, nullptr, which}

#endif
