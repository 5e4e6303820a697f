// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// What is read of an executor queue's memory, which programs go on changing.
#include "internal.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>

namespace {

struct Reading {
  flexnet_queue_stats Stats = {};
  flexnet_histogram All = {};

  explicit Reading(const flexnet_queue &Queue, uint32_t Depth = 16) {
    executor_queue__read(&Queue, Depth, &Stats, &All);
  }
  bool balances() const {
    return Stats.suspended == Stats.resumed + Stats.lost[FLEXNET_LOST_ABANDONED] + Stats.in_queue;
  }
};

TEST(ExecutorQueue, WhatWasTakenWasResumedUnlessAbandoned) {
  flexnet_queue Queue = {};
  Queue.tail = 10;
  Queue.head = 7;
  Queue.refused[FLEXNET_ABANDONED] = 2;
  Reading R(Queue);
  EXPECT_EQ(R.Stats.suspended, 10u);
  EXPECT_EQ(R.Stats.resumed, 5u);
  EXPECT_EQ(R.Stats.lost[FLEXNET_LOST_ABANDONED], 2u);
  EXPECT_EQ(R.Stats.in_queue, 3u);
}

TEST(ExecutorQueue, RefusedOnesWereNeverSuspended) {
  flexnet_queue Queue = {};
  Queue.refused[FLEXNET_QUEUE_FULL] = 4;
  Queue.refused[FLEXNET_TOO_LONG] = 1;
  Reading R(Queue);
  EXPECT_EQ(R.Stats.refused[FLEXNET_QUEUE_FULL], 4u);
  EXPECT_EQ(R.Stats.refused[FLEXNET_TOO_LONG], 1u);
  EXPECT_EQ(R.Stats.suspended, 0u);
  EXPECT_EQ(R.Stats.lost[FLEXNET_LOST_ABANDONED], 0u);
}

TEST(ExecutorQueue, NeverHoldsMoreThanItsDepth) {
  flexnet_queue Queue = {};
  Queue.head = 100; // read first; the program then went on
  Queue.tail = 1000;
  Reading R(Queue, 16);
  EXPECT_EQ(R.Stats.in_queue, 16u);
  EXPECT_TRUE(R.balances());
}

TEST(ExecutorQueue, ItsSojournIsAlsoInTheSumOfAll) {
  flexnet_queue Queue = {};
  Queue.sojourn[5] = 999;
  Queue.sojourn[7] = 1;
  Reading R(Queue);
  EXPECT_EQ(R.Stats.sojourn.samples, 1000u);
  EXPECT_EQ(R.Stats.sojourn.p999, 5u);
  EXPECT_EQ(R.Stats.sojourn.max, 7u);
  EXPECT_EQ(R.All.bucket[5], 999u);
}

TEST(ExecutorQueue, BalancesAtEveryInstantOfItsUse) {
  constexpr uint64_t Depth = 16;
  auto Queue = std::make_unique<flexnet_queue>();
  // All are abandoned, so that no number has room to be wrong in.
  std::jthread User([&](std::stop_token Stop) {
    for (uint64_t I = 0; !Stop.stop_requested(); ++I) {
      for (uint64_t J = 0; J < I % (Depth + 1); ++J)
        __atomic_fetch_add(&Queue->tail, 1, __ATOMIC_SEQ_CST);
      while (Queue->head != Queue->tail) {
        __atomic_fetch_add(&Queue->head, 1, __ATOMIC_SEQ_CST);
        __atomic_fetch_add(&Queue->refused[FLEXNET_ABANDONED], 1, __ATOMIC_SEQ_CST);
      }
    }
  });
  flexnet_queue_stats Before = {};
  // Long enough for both threads to run at the same time, on a machine that is busy, too.
  auto End = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  while (std::chrono::steady_clock::now() < End || !Before.suspended) {
    Reading R(*Queue, Depth);
    // Not one number that went below zero, which is a very large one.
    ASSERT_LE(R.Stats.in_queue, Depth);
    ASSERT_LE(R.Stats.resumed, R.Stats.suspended);
    ASSERT_LE(R.Stats.suspended, __atomic_load_n(&Queue->tail, __ATOMIC_SEQ_CST));
    ASSERT_TRUE(R.balances());
    ASSERT_GE(R.Stats.suspended, Before.suspended);
    ASSERT_GE(R.Stats.lost[FLEXNET_LOST_ABANDONED], Before.lost[FLEXNET_LOST_ABANDONED]);
    Before = R.Stats;
  }
}

} // namespace
