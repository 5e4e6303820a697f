/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// The queue sets as ordinary containers. Only what executor-queues.md promises is alike: when a
/// queue is full, who may take from it, and in which order.
#ifndef DIFFERENTIAL_HOST_QUEUES_H
#define DIFFERENTIAL_HOST_QUEUES_H

#include "coroutine.h"

#include <sched.h>

#include <algorithm>
#include <utility>
#include <array>
#include <deque>

namespace host {

enum class state { free, waits, taken };

/// What both kinds of executor queues are: coroutines in cells that are free again once resumed.
template <u32 Depth, bool Shared> struct queue {
  struct cell {
    state is = state::free;
    waiting what;
  };
  std::array<cell, Depth> cells;
  u64 tail = 0, head = 0;
  u64 owner_epoch = 0;
  u32 owner = 0; ///< worker + 1

  u64 depth() const { return tail - head; }

  void leave(u32 number) { cells[number].is = state::free; }

  /// A queue is one worker's until its round is over.
  bool own() {
    const flexnet_worker_ctx &me = *here.worker;
    if (owner && owner != me.worker + 1 && here.finished[owner - 1] < owner_epoch)
      return false;
    owner = me.worker + 1;
    owner_epoch = me.epoch;
    return true;
  }
};

/// In order of arrival: a ring of cells.
template <u32 Depth, bool Shared> struct fifo : queue<Depth, Shared> {
  bool insert(const waiting &w, u64) {
    auto &to = this->cells[this->tail % Depth];
    if (to.is != state::free)
      return false;
    to = {state::waits, w};
    this->tail++;
    return true;
  }
  int take() {
    if (!Shared && !this->own())
      return -1;
    u32 number = this->head % Depth;
    if (this->cells[number].is != state::waits)
      return -1;
#ifdef DIFFERENTIAL_WRONG_ORDER // --break order: the newest goes on
    std::swap(this->cells[number].what, this->cells[(this->tail - 1) % Depth].what);
#endif
    this->head++;
    this->cells[number].is = state::taken;
    return static_cast<int>(number);
  }
};

/// In order of a key.
template <u32 Depth, bool Shared> struct by_key : queue<Depth, Shared> {
  struct entry {
    u64 key, position;
    int cell;
    bool operator<(const entry &other) const {
      return key != other.key ? key < other.key : position < other.position;
    }
  };
  std::vector<entry> entries;
  /// Free for the longest time first: a coro_t that is resumed twice names what has its cell now.
  std::deque<u32> spare;

  by_key() {
    for (u32 i = 0; i < Depth; i++)
      spare.push_back(i);
  }

  bool insert(const waiting &w, u64 key) {
    if (spare.empty())
      return false;
    u32 number = spare.front();
    spare.pop_front();
    this->cells[number] = {state::waits, w};
    entries.push_back({key, this->tail++, static_cast<int>(number)});
    return true;
  }
  void leave(u32 number) {
    queue<Depth, Shared>::leave(number);
    spare.push_back(number);
  }
  bool least(entry &of) {
    if ((!Shared && !this->own()) || entries.empty())
      return false;
    of = *std::min_element(entries.begin(), entries.end());
    return true;
  }
  int take() {
    entry next;
    if (!least(next))
      return -1;
    std::erase_if(entries, [&](const entry &e) { return e.position == next.position; });
    this->head++;
    this->cells[next.cell].is = state::taken;
    return next.cell;
  }
};

} // namespace host

namespace flexnet {

struct queue_options {
  u32 depth = 1024;
  policy unsuspendable = deliver, full = drop, no_worker = deliver;
  bool direct = false, shared = false;
};

template <u32 N, queue_options O, template <u32, bool> class Queue> struct executor_set {
  static constexpr u32 size = N;
  static constexpr queue_options options = O;
  std::array<Queue<O.depth, O.shared>, N> at;

  executor_set() {
    host::here.resets.push_back([this] { at = {}; });
  }
};
template <u32 N, queue_options O = queue_options{}> struct queues : executor_set<N, O, host::fifo> {};
template <u32 N, queue_options O = queue_options{}>
struct prio_queues : executor_set<N, O, host::by_key> {};

} // namespace flexnet

namespace host {

template <class Set, class Context> struct insert {
  Set &set;
  Context *ctx;
  u32 idx;
  u64 key = 0;

  bool await_ready() {
    return Set::options.direct && static_cast<int>(idx) == sched_getcpu() && idx < Set::size &&
           !set.at[idx].depth();
  }
  bool await_suspend(std::coroutine_handle<flexnet::promise> h) {
    if (idx >= Set::size)
      return refuse<Context>(h, out_of_range, Set::options.unsuspendable);
    if (!set.at[idx].insert({h, h.promise().verdict, carried(ctx)}, key))
      return refuse<Context>(h, queue_full, Set::options.full);
    *h.promise().verdict = verdicts<Context>::drop;
    return true;
  }
  void await_resume() {}
};

} // namespace host

/// One that was taken: a function that lets it go on.
struct coro_t {
  std::function<void()> goes_on;
  explicit operator bool() const { return static_cast<bool>(goes_on); }
  void resume() {
    if (auto now = std::exchange(goes_on, nullptr))
      now();
  }
};

template <class Set> coro_t queue_pop_front(Set &set, u32 idx) {
  int number = idx < Set::size ? set.at[idx].take() : -1;
  if (number < 0)
    return {};
  auto leave = [&set, idx, number](host::waiting &next) {
    auto &cell = set.at[idx].cells[number];
    if (cell.is != host::state::taken)
      return false;
    next = cell.what;
    set.at[idx].leave(static_cast<u32>(number));
    return true;
  };
  return {[&set, idx, number, leave] {
    const auto &cell = set.at[idx].cells[number];
    host::waiting next;
    if (cell.is == host::state::taken && cell.what.packet)
      host::here.ready.push_back(leave); // its place is free when the packet is delivered
    else if (leave(next))
      next.coroutine.resume();
  }};
}

template <class Set> u32 queue_pop_batch(Set &set, u32 idx, coro_t *coros, u32 n) {
  u32 taken = 0;
  while (taken < n && (coros[taken] = queue_pop_front(set, idx)))
    taken++;
  return taken;
}
template <class Set> u32 queue_depth(Set &set, u32 idx) {
  return idx < Set::size ? static_cast<u32>(set.at[idx].depth()) : 0;
}
template <class Set> u32 queue_count(Set &) { return Set::size; }

inline u32 this_cpu() { return static_cast<u32>(sched_getcpu()); }
inline u32 this_worker() { return host::here.worker->worker; }
inline u32 worker_count() { return host::here.worker->workers; }

template <u32 N, flexnet::queue_options O, class Context>
auto queue_insert(flexnet::queues<N, O> &set, Context *ctx, u32 idx) {
  return host::insert<flexnet::queues<N, O>, Context>{set, ctx, idx};
}
template <u32 N, flexnet::queue_options O> auto queue_insert(flexnet::queues<N, O> &set, u32 idx) {
  return host::insert<flexnet::queues<N, O>, void>{set, nullptr, idx};
}
template <u32 N, flexnet::queue_options O, class Context>
auto queue_insert(flexnet::prio_queues<N, O> &set, Context *ctx, u32 idx, u64 key) {
  return host::insert<flexnet::prio_queues<N, O>, Context>{set, ctx, idx, key};
}
template <u32 N, flexnet::queue_options O>
auto queue_insert(flexnet::prio_queues<N, O> &set, u32 idx, u64 key) {
  return host::insert<flexnet::prio_queues<N, O>, void>{set, nullptr, idx, key};
}

#endif
