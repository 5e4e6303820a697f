// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The sojourn histogram of abi.h, against the arithmetic that BPF code does.
#include "internal.h"

#include <gtest/gtest.h>

namespace {

/// As abi.h defines it.
uint32_t bucketOf(uint32_t Ns) {
  if (Ns < 8)
    return Ns;
  uint32_t E = 31 - __builtin_clz(Ns);
  return (E - 2) * 8 + ((Ns >> (E - 3)) & 7);
}

TEST(Histogram, EveryBucketEndsWhereTheNextBegins) {
  for (uint32_t B = 0; B + 1 < FLEXNET_BUCKETS; ++B) {
    uint64_t Max = histogram__bucket_max(B);
    EXPECT_EQ(bucketOf(Max), B);
    EXPECT_EQ(bucketOf(Max + 1), B + 1);
  }
}

TEST(Histogram, TheLastBucketHoldsTheLargestValue) {
  EXPECT_EQ(bucketOf(UINT32_MAX), FLEXNET_BUCKETS - 1u);
  EXPECT_EQ(histogram__bucket_max(FLEXNET_BUCKETS - 1), UINT32_MAX);
}

TEST(Histogram, IsAtMostAnEighthTooLong) {
  for (uint64_t Ns = 8; Ns <= UINT32_MAX; Ns += 1 + Ns / 9)
    EXPECT_LE(histogram__bucket_max(bucketOf(Ns)) - Ns, Ns / 8);
}

TEST(Histogram, AnEmptyOneHasNoSamples) {
  flexnet_histogram H = {};
  EXPECT_EQ(histogram__quantiles(&H).samples, 0u);
  EXPECT_EQ(histogram__quantiles(&H).max, 0u);
}

TEST(Histogram, OneSampleIsEveryQuantile) {
  flexnet_histogram H = {};
  H.bucket[5] = 1;
  flexnet_quantiles Q = histogram__quantiles(&H);
  EXPECT_EQ(Q.p50, 5u);
  EXPECT_EQ(Q.p99, 5u);
  EXPECT_EQ(Q.max, 5u);
}

TEST(Histogram, QuantilesAreTheSampleOfThatRank) {
  flexnet_histogram H = {};
  H.bucket[1] = 50;
  H.bucket[2] = 40;
  H.bucket[3] = 9;
  H.bucket[4] = 1;
  flexnet_quantiles Q = histogram__quantiles(&H);
  EXPECT_EQ(Q.samples, 100u);
  EXPECT_EQ(Q.p50, 1u);
  EXPECT_EQ(Q.p90, 2u);
  EXPECT_EQ(Q.p99, 3u);
  EXPECT_EQ(Q.max, 4u);
}

TEST(Histogram, TheThousandthIsNotTheHundredth) {
  flexnet_histogram H = {};
  H.bucket[1] = 1989;
  H.bucket[2] = 9;
  H.bucket[3] = 2;
  flexnet_quantiles Q = histogram__quantiles(&H);
  EXPECT_EQ(Q.p99, 1u);
  EXPECT_EQ(Q.p999, 2u);
  EXPECT_EQ(Q.max, 3u);
}

TEST(Histogram, SharedAndPerCpuBucketsAddUp) {
  uint32_t Shared[FLEXNET_BUCKETS] = {0, 3};
  flexnet_histogram PerCpu = {}, Sum = {};
  PerCpu.bucket[1] = 4;
  histogram__add(&Sum, &PerCpu);
  histogram__add_shared(&Sum, Shared);
  EXPECT_EQ(Sum.bucket[1], 7u);
}

} // namespace
