// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the phases of the split hand to each other. The phases, in order, are the
// functions declared here; FlexNetCoroSplit.cpp runs them.

#ifndef FLEXNET_LIB_COROUTINES_COROUTINE_H
#define FLEXNET_LIB_COROUTINES_COROUTINE_H

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/FlexNet/Diagnostic.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Calls that stand for what only the split knows. The first group is declared in
/// flexnet/coroutine.h, the second is made by prepareCoroutine().
namespace marker {
inline constexpr StringLiteral SuspendOn = "__flexnet_suspend_on";
inline constexpr StringLiteral FrameSize = "__flexnet_frame_size";
inline constexpr StringLiteral Save = "__flexnet_save";
inline constexpr StringLiteral PointIndex = "__flexnet_point_index";
inline constexpr StringLiteral SetIndex = "__flexnet_set_index";
inline constexpr StringLiteral Layer = "__flexnet_layer";
inline constexpr StringLiteral Stage = "__flexnet_stage";

/// i1 suspend(i64 id): true in the program that resumes. Never duplicated.
inline constexpr StringLiteral Suspend = "flexnet.suspend";
/// void resumed(i64 id): the first thing that runs after the suspension.
inline constexpr StringLiteral Resumed = "flexnet.resumed";
} // namespace marker

/// The call of a marker, or null.
CallInst *asMarker(Instruction &I, StringRef Name);
/// The id that a marker's first argument carries (integer, or integer as pointer).
uint64_t markerId(const CallInst &Call);

/// One value or local array that is live across a suspension, and its place.
struct LiveValue {
  Value *V = nullptr;      ///< instruction, argument or alloca; valid until the split
  Value *Saved = nullptr;  ///< what V is on the path through the save marker
  bool IsContents = false; ///< V is an alloca, and lives with its contents
  std::string Name;        ///< source variable, or a description in <>
  IntegerType *Stored = nullptr; ///< type in the frame; null for contents of an alloca
  uint64_t Size = 0;
  Align Alignment;
  uint64_t Offset = 0;
  ConstantRange Range{64, true}; ///< of an integer at the suspension
  bool RestoreRange = false;     ///< the verifier will ask for the range
};

/// One co_await that can suspend.
struct SuspendPoint {
  uint64_t Id = 0;       ///< in the markers
  unsigned Index = 0;    ///< in the object: row of the counters
  unsigned SetIndex = 0; ///< in the object
  CallInst *Suspend = nullptr;
  CallInst *Resumed = nullptr;
  CallInst *SuspendOn = nullptr;
  CallInst *Save = nullptr;
  DebugLoc Loc;        ///< the co_await

  GlobalVariable *Set = nullptr;
  Function *FrameOf = nullptr; ///< bool (ctx, size, void **): finds the frame
  unsigned CtxArg = 0;         ///< the coroutine's argument that is the context
  SmallVector<uint32_t, 5> SetConstants; ///< transport, queues, depth, policies

  bool HasId = false; ///< the first byte of the frame is ResumeId
  unsigned ResumeId = 0;
  SmallVector<LiveValue, 8> Live;
  uint64_t FrameSize = 0;

  Function *Ramp = nullptr;   ///< the coroutine itself
  Function *Resume = nullptr; ///< int (ctx, frame): the rest of the coroutine
};

struct Coroutine {
  Function *F = nullptr;
  std::string Name; ///< as the user wrote it
  SmallVector<SuspendPoint, 4> Points;
};

/// A map and every point that suspends on it.
struct QueueSet {
  GlobalVariable *Map = nullptr;
  SmallVector<SuspendPoint *, 4> Points;
  std::string programName() const { return (Map->getName() + "_resume").str(); }
};

/// Order of struct flexnet_abi_set's constants in SuspendPoint::SetConstants.
enum SetConstant { SetTransport, SetQueues, SetDepth, SetUnsuspendable, SetFull };

/// Everything the phases need from outside.
struct SplitContext {
  Module &M;
  FunctionAnalysisManager &FAM;
  const DiagnosticSink &Report;
  unsigned MaxFrame;
  bool Failed = false;

  void error(const Twine &Message, const DebugLoc &Loc);
  void note(const Twine &Message, const DebugLoc &Loc);
};

/// Lower.cpp: clang's coroutine intrinsics become plain control flow and markers.
/// Returns the promise; null after an error.
AllocaInst *lowerCoroutine(Function &F, SplitContext &Ctx);
/// Inline.cpp: header code, and whatever takes the address of a local, into F.
void inlineIntoCoroutine(Function &F, AllocaInst &Promise);
/// Simplify.cpp: scalars instead of memory, so that only what lives is stored.
void simplifyCoroutine(Function &F, FunctionAnalysisManager &FAM);
/// Layers.cpp: the order of protocol layers, checked and then lowered.
void lowerLayers(Function &F, SplitContext &Ctx);
/// Points.cpp: finds the suspension points and what they suspend on.
Coroutine findPoints(Function &F, SplitContext &Ctx);
/// Rematerialize.cpp: what can be computed again is, next to its use.
void rematerialize(Coroutine &C);
/// Liveness.cpp: fills Points[].Live with the values, in program order.
void findLiveValues(Coroutine &C, SplitContext &Ctx);
/// Storable.cpp: pointers the kernel will not let us store are the user's error.
void checkStorable(Coroutine &C, SplitContext &Ctx);
/// Ranges.cpp: what is known of each live integer, and whether the verifier asks.
void findRanges(Coroutine &C, FunctionAnalysisManager &FAM);
/// Frame.cpp: places the values; checks the size.
void layOutFrames(Coroutine &C, SplitContext &Ctx);
/// Split.cpp: stores at each suspension, one function for each continuation.
void splitCoroutine(Coroutine &C, SplitContext &Ctx);
/// Programs.cpp: one program for each queue set, which calls the continuations.
void createResumeProgram(QueueSet &Set, SplitContext &Ctx);
/// ObjectTable.cpp: section .flexnet.
void emitObjectTable(Module &M, ArrayRef<Coroutine> Coroutines, ArrayRef<QueueSet> Sets);

/// Name of the source variable that V holds, or a description in <>.
std::string describeValue(const Value &V);
/// The place in the user's own source: out of header code that was inlined.
DebugLoc userLocation(const DebugLoc &Loc);

} // namespace llvm::flexnet

#endif
