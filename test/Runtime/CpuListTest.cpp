// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Lists of CPUs as users and the kernel write them.
#include "internal.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <optional>
#include <vector>

namespace {

std::optional<std::vector<uint32_t>> parse(const char *Text) {
  cpu_list List;
  if (cpu_list__parse(Text, &List))
    return std::nullopt;
  std::vector<uint32_t> Cpus(List.cpu, List.cpu + List.count);
  cpu_list__free(&List);
  return Cpus;
}

using Cpus = std::vector<uint32_t>;

TEST(CpuList, TakesNumbersAndRanges) { EXPECT_EQ(parse("0-2,7"), (Cpus{0, 1, 2, 7})); }

TEST(CpuList, OrdersAndNamesEachOnce) { EXPECT_EQ(parse("3,1-3,1"), (Cpus{1, 2, 3})); }

TEST(CpuList, TakesOne) { EXPECT_EQ(parse("5"), (Cpus{5})); }

TEST(CpuList, RefusesEverythingElse) {
  for (const char *Text : {"", ",", "1,", ",1", "-1", "1-", "3-1", "a", "1 2", "0x1", "1--2", "1-2-3",
                           "99999999999", "4294967296", "65536", "0-65536"})
    EXPECT_FALSE(parse(Text)) << Text;
}

TEST(CpuList, SaysWhatALookedForListIs) {
  cpu_list List;
  EXPECT_EQ(cpu_list__parse("0-", &List), -EINVAL);
  EXPECT_STREQ(flexnet_error(), "invalid CPU list '0-': give numbers and ranges, such as 0-3,7");
}

TEST(CpuList, RefusesACpuThatDoesNotExist) {
  cpu_list List;
  EXPECT_EQ(cpu_list__select("65000", &List), -ENODEV);
  EXPECT_NE(std::string(flexnet_error()).find("CPU 65000 does not exist"), std::string::npos);
}

TEST(CpuList, WithoutAListItIsEveryCpuThatIsOnline) {
  cpu_list List;
  ASSERT_EQ(cpu_list__select(nullptr, &List), 0);
  EXPECT_GT(List.count, 0u);
  cpu_list__free(&List);
}

} // namespace
