// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The table of an object: what is read, and that nothing in it is believed.
#include "internal.h"
#include "table_builder.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace {

struct Parsed {
  flexnet_table *Table = nullptr;
  int Error;
  std::string Message;

  explicit Parsed(const std::vector<char> &Bytes)
      : Error(table__parse(Bytes.data(), Bytes.size(), &Table)), Message(flexnet_error()) {}
  ~Parsed() { free(Table); }
};

void expectRefused(const TableBuilder &B, const char *Part) {
  Parsed P(B.bytes());
  EXPECT_LT(P.Error, 0);
  EXPECT_NE(P.Message.find(Part), std::string::npos) << P.Message;
}

TEST(Table, ResolvesSetsCoroutinesPointsVariablesAndExecutors) {
  Parsed P(TableBuilder().bytes());
  ASSERT_EQ(P.Error, 0) << P.Message;
  ASSERT_EQ(P.Table->set_count, 1u);
  EXPECT_STREQ(P.Table->sets[0].name, "queues");
  EXPECT_STREQ(P.Table->sets[0].resume_program, "resume");
  EXPECT_EQ(P.Table->sets[0].depth, 2048u);
  EXPECT_EQ(P.Table->sets[0].full, FLEXNET_DROP);
  EXPECT_EQ(P.Table->sets[0].transport, FLEXNET_TRANSPORT_CPUMAP);
  ASSERT_EQ(P.Table->executor_count, 1u);
  EXPECT_STREQ(P.Table->executors[0].name, "round_robin");
  EXPECT_EQ(P.Table->executors[0].line, 20u);
  ASSERT_EQ(P.Table->coroutine_count, 1u);
  EXPECT_STREQ(P.Table->coroutines[0].file, "rx.bpf.cpp");
  ASSERT_EQ(P.Table->point_count, 1u);
  EXPECT_EQ(P.Table->points[0].line, 12u);
  ASSERT_EQ(P.Table->points[0].variable_count, 1u);
  EXPECT_STREQ(P.Table->points[0].variables[0].name, "len");
}

TEST(Table, ReadsWhatALaterMinorVersionAppendedTo) {
  TableBuilder B;
  B.Header.minor = 7;
  B.SetPadding = 8;
  Parsed P(B.bytes());
  EXPECT_EQ(P.Error, 0) << P.Message;
}

TEST(Table, NamesBothVersionsOfAnotherMajorVersion) {
  TableBuilder B;
  B.Header.major = 9;
  B.Header.minor = 3;
  expectRefused(B, "object format 9.3, but this flexnet reads 2.x");
}

TEST(Table, SaysTheVersionBeforeItLooksAtTheRest) {
  std::vector<char> Bytes = TableBuilder().bytes();
  Bytes.resize(8);
  Bytes[4] = 9;
  EXPECT_NE(Parsed(Bytes).Message.find("object format 9."), std::string::npos);
}

TEST(Table, RefusesAnEmptySection) { EXPECT_LT(Parsed(std::vector<char>()).Error, 0); }

TEST(Table, RefusesEveryTruncation) {
  std::vector<char> Bytes = TableBuilder().bytes();
  while (!Bytes.empty()) {
    Bytes.pop_back();
    EXPECT_LT(Parsed(Bytes).Error, 0) << Bytes.size();
  }
}

TEST(Table, RefusesAnotherMagic) {
  TableBuilder B;
  B.Header.magic = 0x464c457f;
  expectRefused(B, "0x464c457f");
}

TEST(Table, RefusesASizeThatIsNotTheSections) {
  TableBuilder B;
  B.Header.size = 4096;
  expectRefused(B, "4096 bytes by its header");
}

TEST(Table, RefusesATableBehindTheEnd) {
  TableBuilder B;
  B.Header.points.offset = 0xfffffff0;
  expectRefused(B, "suspension points end behind");
}

TEST(Table, RefusesACountWhoseProductOverflows) {
  TableBuilder B;
  B.Header.sets.count = 0x40000000;
  B.Header.sets.entry_size = 0x40000000;
  expectRefused(B, "queue sets end behind");
}

TEST(Table, RefusesEntriesThatAreTooSmall) {
  TableBuilder B;
  B.Header.variables.entry_size = 4;
  expectRefused(B, "an entry of variables has 4 bytes");
}

TEST(Table, ReadsVariablesOfMinorVersionZero) {
  TableBuilder B;
  B.Header.minor = 0;
  B.Header.variables.entry_size = FLEXNET_ABI_VARIABLE_SIZE_2_0;
  Parsed P(B.bytes());
  ASSERT_EQ(P.Error, 0);
  EXPECT_STREQ(P.Table->points[0].variables[0].name, "len");
  EXPECT_EQ(P.Table->points[0].variables[0].reason, FLEXNET_KEPT_UNKNOWN);
}

TEST(Table, RefusesAStringOutOfRange) {
  TableBuilder B;
  B.Set.name = 1000;
  expectRefused(B, "a string at 1000");
}

TEST(Table, RefusesStringsWithoutAnEnd) {
  TableBuilder B;
  B.Strings.back() = 'x';
  expectRefused(B, "the strings do not end");
}

TEST(Table, RefusesControlCharactersInNames) {
  TableBuilder B;
  B.Coroutine.name = B.add("a\033[2J");
  expectRefused(B, "control characters");
}

TEST(Table, RefusesAnUnknownTransport) {
  TableBuilder B;
  B.Set.transport = 5;
  expectRefused(B, "queue set 'queues' needs transport 5");
}

TEST(Table, RefusesADepthThatCpumapDoesNotTake) {
  TableBuilder B;
  B.Set.depth = 16385;
  expectRefused(B, "a depth of 16385");
}

TableBuilder executorQueues() {
  TableBuilder B;
  B.Set.transport = FLEXNET_TRANSPORT_RING;
  B.Set.stride = 16 + 4 + 4 + FLEXNET_MAX_PACKET;
  B.Set.packet = 16;
  return B;
}

TEST(Table, ReadsExecutorQueues) {
  TableBuilder B = executorQueues();
  B.Set.depth = 1 << 17; // more than cpumap takes
  Parsed P(B.bytes());
  ASSERT_EQ(P.Error, 0) << P.Message;
  EXPECT_EQ(P.Table->sets[0].stride, 24u + FLEXNET_MAX_PACKET);
  EXPECT_EQ(P.Table->sets[0].packet, 16u);
}

TEST(Table, RefusesExecutorQueuesOfAnOddDepth) {
  TableBuilder B = executorQueues();
  B.Set.depth = 1000;
  expectRefused(B, "64 queues and a depth of 1000");
}

TEST(Table, RefusesMoreCellsThanACoroNumbers) {
  TableBuilder B = executorQueues();
  B.Set.depth = 1 << 18;
  expectRefused(B, "64 queues and a depth of 262144");
}

TEST(Table, RefusesAPacketThatEndsOutsideItsCell) {
  TableBuilder B = executorQueues();
  B.Set.packet = 32;
  expectRefused(B, "with packets at 32");
}

TEST(Table, RefusesAFrameThatReachesIntoThePacket) {
  TableBuilder B = executorQueues();
  B.Point.frame_size = 12;
  expectRefused(B, "a frame of 12 bytes");
}

TEST(Table, RefusesAnExecutorWithoutAName) {
  TableBuilder B;
  B.Executor.name = 1000;
  expectRefused(B, "a string at 1000");
}

TEST(Table, RefusesASetWithoutQueues) {
  TableBuilder B;
  B.Set.queues = 0;
  expectRefused(B, "has no queue");
}

TEST(Table, RefusesAnUnknownPolicy) {
  TableBuilder B;
  B.Set.full = 3;
  expectRefused(B, "unknown policy");
}

TEST(Table, RefusesACoroutineWithPointsThatDoNotExist) {
  TableBuilder B;
  B.Coroutine.first_point = 0xffffffff;
  expectRefused(B, "coroutine 'rx' has suspension points that do not exist");
}

TEST(Table, RefusesACoroutineOfAnUnknownHook) {
  TableBuilder B;
  B.Coroutine.hook = FLEXNET_HOOK_TX + 1;
  expectRefused(B, "coroutine 'rx' is for a hook 2 that this release does not know");
}

TEST(Table, RefusesAPointOfNoCoroutine) {
  TableBuilder B;
  B.Point.coroutine = 1;
  expectRefused(B, "suspension point 0 is of no coroutine");
}

TEST(Table, RefusesAPointOfNoSet) {
  TableBuilder B;
  B.Point.set = 1;
  expectRefused(B, "of no coroutine or queue set");
}

TEST(Table, RefusesAPointThatItsCoroutineDoesNotHave) {
  TableBuilder B;
  B.Coroutine.first_point = 1;
  B.Coroutine.point_count = 0;
  expectRefused(B, "not among those of coroutine 'rx'");
}

TEST(Table, RefusesAVariableOutsideItsFrame) {
  TableBuilder B;
  B.Variable.offset = 6;
  expectRefused(B, "variable 'len' is not inside its frame of 8 bytes");
}

TEST(Table, RefusesAFrameThatFitsNowhere) {
  TableBuilder B;
  B.Point.frame_size = 5000;
  expectRefused(B, "a frame of 5000 bytes");
}

TEST(Table, RefusesMoreSuspensionPointsThanThereAreCounters) {
  TableBuilder B;
  B.Strings.resize(65 * sizeof(flexnet_abi_point) + 256, 0);
  B.Header.points.count = 65;
  expectRefused(B, "65 suspension points");
}

} // namespace
