// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// What the prediction of the verifier's work believes of numbers, against the numbers: a value
/// that is possible stays possible, whatever is computed from it and found out about it.
extern "C" {
#include "scalar.h"
}

#include <gtest/gtest.h>

#include <linux/bpf.h>
#include <random>

namespace {

/// A number, and what is believed of it.
struct Number {
  uint64_t Value;
  scalar Belief;
};

constexpr unsigned Operations[] = {BPF_ADD, BPF_SUB, BPF_MUL, BPF_DIV, BPF_MOD, BPF_AND,
                                   BPF_OR,  BPF_XOR, BPF_LSH, BPF_RSH, BPF_ARSH};
constexpr unsigned Comparisons[] = {BPF_JEQ, BPF_JNE,  BPF_JSET, BPF_JLT,  BPF_JLE, BPF_JGT,
                                    BPF_JGE, BPF_JSLT, BPF_JSLE, BPF_JSGT, BPF_JSGE};

bool within(uint64_t Value, int64_t Signed, const range &R) {
  return R.umin <= Value && Value <= R.umax && R.smin <= Signed && Signed <= R.smax;
}

bool isPossible(const Number &N) {
  const scalar &S = N.Belief;
  return !((N.Value ^ S.bits.value) & ~S.bits.mask) &&
         within(N.Value, static_cast<int64_t>(N.Value), S.r64) &&
         within(static_cast<uint32_t>(N.Value), static_cast<int32_t>(N.Value), S.r32);
}

/// As BPF computes.
template <typename Unsigned, typename Signed>
uint64_t compute(unsigned Op, Unsigned A, Unsigned B) {
  unsigned Shift = B & (sizeof(B) * 8 - 1);
  switch (Op) {
  case BPF_ADD:
    return Unsigned(A + B);
  case BPF_SUB:
    return Unsigned(A - B);
  case BPF_MUL:
    return Unsigned(A * B);
  case BPF_DIV:
    return B ? A / B : 0;
  case BPF_MOD:
    return B ? A % B : A;
  case BPF_AND:
    return A & B;
  case BPF_OR:
    return A | B;
  case BPF_XOR:
    return A ^ B;
  case BPF_LSH:
    return Unsigned(A << Shift);
  case BPF_RSH:
    return A >> Shift;
  default:
    return Unsigned(Signed(A) >> Shift);
  }
}

template <typename Unsigned, typename Signed>
bool compare(unsigned Op, Unsigned A, Unsigned B) {
  Signed X = A, Y = B;
  switch (Op) {
  case BPF_JEQ:
    return A == B;
  case BPF_JNE:
    return A != B;
  case BPF_JSET:
    return A & B;
  case BPF_JLT:
    return A < B;
  case BPF_JLE:
    return A <= B;
  case BPF_JGT:
    return A > B;
  case BPF_JGE:
    return A >= B;
  case BPF_JSLT:
    return X < Y;
  case BPF_JSLE:
    return X <= Y;
  case BPF_JSGT:
    return X > Y;
  default:
    return X >= Y;
  }
}

class Numbers : public testing::Test {
protected:
  std::minstd_rand Random{1};

  unsigned below(unsigned Limit) { return Random() % Limit; }

  /// Small ones, powers of two and their neighbours, and any.
  uint64_t value() {
    uint64_t Any = uint64_t(Random()) << 33 ^ uint64_t(Random()) << 11 ^ Random();
    switch (below(3)) {
    case 0:
      return below(20) - 10ULL;
    case 1:
      return (1ULL << below(64)) + below(3) - 1;
    default:
      return Any >> below(64);
    }
  }

  Number number() {
    uint64_t Value = value();
    unsigned Bytes = 1U << below(4);
    switch (below(3)) {
    case 0:
      return {Value, scalar__constant(Value)};
    case 1:
      return {Bytes == 8 ? Value : Value & ((1ULL << Bytes * 8) - 1), scalar__of_bytes(Bytes)};
    default:
      return {Value, scalar__unknown()};
    }
  }

  Number computed(unsigned Op, const Number &A, const Number &B, bool Is32) {
    uint64_t Value = Is32 ? compute<uint32_t, int32_t>(Op, A.Value, B.Value)
                          : compute<uint64_t, int64_t>(Op, A.Value, B.Value);
    return {Value, scalar__compute(Op, A.Belief, B.Belief, Is32)};
  }

  Number extended(const Number &A) {
    unsigned Bits = 8U << below(3);
    bool Is32 = below(2);
    auto Value = static_cast<uint64_t>(static_cast<int64_t>(A.Value << (64 - Bits)) >> (64 - Bits));
    return {Is32 ? Value & UINT32_MAX : Value, scalar__sign_extend(A.Belief, Bits, Is32)};
  }
};

TEST_F(Numbers, StayPossibleWhatIsComputed) {
  for (int Round = 0; Round < 20000; ++Round) {
    Number A = number(), B = number();
    for (int Step = 0; Step < 6; ++Step) {
      unsigned Op = Operations[below(std::size(Operations))];
      bool Is32 = below(2);
      Number C = below(8) ? computed(Op, A, B, Is32) : extended(A);
      ASSERT_TRUE(isPossible(C)) << "operation " << Op << " in " << (Is32 ? 32 : 64) << " bits of "
                                 << A.Value << " and " << B.Value;
      (below(2) ? A : B) = C;
    }
  }
}

TEST_F(Numbers, ComparisonsAnswerAsTheNumbersDo) {
  for (int Round = 0; Round < 20000; ++Round) {
    Number A = number(), B = number();
    for (int Step = 0; Step < 6; ++Step) {
      unsigned Op = Comparisons[below(std::size(Comparisons))];
      bool Is32 = below(2);
      bool Answer = Is32 ? compare<uint32_t, int32_t>(Op, A.Value, B.Value)
                         : compare<uint64_t, int64_t>(Op, A.Value, B.Value);
      int Believed = scalar__compare(Op, &A.Belief, &B.Belief, Is32);
      ASSERT_TRUE(Believed < 0 || Believed == Answer)
          << "comparison " << Op << " of " << A.Value << " and " << B.Value;
      scalar__assume(Answer ? Op : scalar__opposite(Op), &A.Belief, &B.Belief, Is32);
      ASSERT_TRUE(isPossible(A) && isPossible(B))
          << "comparison " << Op << " in " << (Is32 ? 32 : 64) << " bits of " << A.Value << " and "
          << B.Value << " is " << Answer;
    }
  }
}

TEST_F(Numbers, AreWithinWhatContainsThem) {
  for (int Round = 0; Round < 5000; ++Round) {
    Number A = number(), B = number();
    scalar Constant = scalar__constant(A.Value), Unknown = scalar__unknown();
    ASSERT_TRUE(scalar__within(&Constant, &A.Belief));
    ASSERT_TRUE(scalar__within(&A.Belief, &Unknown));
    ASSERT_TRUE(scalar__equal(&A.Belief, &A.Belief));
    if (scalar__within(&A.Belief, &B.Belief)) {
      ASSERT_TRUE(isPossible({A.Value, B.Belief}));
    }
  }
}

} // namespace
