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

class Typestates;

/// Calls that stand for what only the split knows. The first group is declared in
/// flexnet/coroutine.h, the second is made by prepareCoroutine().
namespace marker {
inline constexpr StringLiteral SuspendOn = "__flexnet_suspend_on";
inline constexpr StringLiteral FrameSize = "__flexnet_frame_size";
inline constexpr StringLiteral Save = "__flexnet_save";
inline constexpr StringLiteral PointIndex = "__flexnet_point_index";
inline constexpr StringLiteral SetIndex = "__flexnet_set_index";
inline constexpr StringLiteral Frame = "__flexnet_frame";
inline constexpr StringLiteral Carries = "__flexnet_carries";
inline constexpr StringLiteral Executed = "__flexnet_executed";
inline constexpr StringLiteral Memory = "__flexnet_memory";
inline constexpr StringLiteral Stride = "__flexnet_stride";
inline constexpr StringLiteral Packet = "__flexnet_packet";
inline constexpr StringLiteral SetNumber = "__flexnet_set_number";
inline constexpr StringLiteral QueueNumber = "__flexnet_queue_number";
inline constexpr StringLiteral HasExecutor = "__flexnet_has_executor";
inline constexpr StringLiteral AsksAge = "__flexnet_asks_age";
inline constexpr StringLiteral AskAge = "__flexnet_ask_age";
inline constexpr StringLiteral Worker = "__flexnet_worker";
inline constexpr StringLiteral HasKernelWorkers = "__flexnet_has_kernel_workers";
inline constexpr StringLiteral Inserted = "__flexnet_inserted";
inline constexpr StringLiteral Taken = "__flexnet_taken";
inline constexpr StringLiteral RunExecutor = "__flexnet_run_executor";
inline constexpr StringLiteral Poll = "__flexnet_poll";
inline constexpr StringLiteral ResumeCoro = "__flexnet_resume";
inline constexpr StringLiteral Stage = "__flexnet_stage";
inline constexpr StringLiteral Sent = "__flexnet_sent";
inline constexpr StringLiteral Owned = "__flexnet_owned";
inline constexpr StringLiteral Owns = "__flexnet_owns";
inline constexpr StringLiteral Layer = "__flexnet_layer";
inline constexpr StringLiteral InRamp = "__flexnet_in_ramp";
inline constexpr StringLiteral ResumedPacket = "__flexnet_resumed_packet";
inline constexpr StringLiteral InCell = "__flexnet_in_cell";
inline constexpr StringLiteral Keep = "__flexnet_keep";
inline constexpr StringLiteral PacketIs = "__flexnet_packet_is";
inline constexpr StringLiteral Redirected = "__flexnet_redirected";
inline constexpr StringLiteral Enter = "__flexnet_enter";
inline constexpr StringLiteral EnterTx = "__flexnet_enter_tx";

/// i1 suspend(i64 id): true in the program that resumes. Never duplicated.
inline constexpr StringLiteral Suspend = "flexnet.suspend";
/// void resumed(i64 id): the first thing that runs after the suspension.
inline constexpr StringLiteral Resumed = "flexnet.resumed";
} // namespace marker

/// The call of a marker, or null.
CallInst *asMarker(Instruction &I, StringRef Name);
const CallInst *asMarker(const Instruction &I, StringRef Name);
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
  unsigned Reason = 0;           ///< enum flexnet_kept
  DebugLoc Use;                  ///< the nearest after the suspension
  std::string User;              ///< header function that is called there, or empty
};

/// A reference to a kernel object that lives across a suspension, in an element of a map (Homes.cpp).
struct KeptReference {
  Value *V = nullptr;     ///< valid until the split
  Value *Saved = nullptr; ///< what V is on the path through the save marker
  DIType *Type = nullptr;
  Function *Release = nullptr;
  bool NotNull = false; ///< known where it is saved, so nobody asks afterwards
  unsigned Field = 0;   ///< of the element
};

/// What the context of a coroutine is: flexnet::detail::packet_kind.
enum class PacketKind { None, Xdp, Skb, Sent };

/// One co_await that can suspend.
struct SuspendPoint {
  uint64_t Id = 0;       ///< in the markers
  unsigned Index = 0;    ///< in the object: row of the counters
  unsigned SetIndex = 0; ///< in the object
  CallInst *Suspend = nullptr;
  CallInst *Resumed = nullptr;
  CallInst *SuspendOn = nullptr;
  CallInst *Save = nullptr;
  CallInst *Executed = nullptr; ///< executor queues only
  CallInst *Owned = nullptr;    ///< kernel runtime only
  DebugLoc Loc;                 ///< the co_await

  GlobalVariable *Set = nullptr;
  Function *FrameOf = nullptr; ///< bool (set, where, size, void **): finds the frame
  /// The coroutine's argument that is the context.
  std::optional<unsigned> CtxArg;
  PacketKind Packet = PacketKind::Xdp;
  bool Carries = false;                 ///< the packet is copied into the queue
  bool Owns = false;  ///< kernel runtime: the coroutine owns its packet,
  unsigned Layer = 0; ///< which has been through these layers: flexnet::layer
  Function *LookAt = nullptr, *MakeOwn = nullptr; ///< see __flexnet_owned; or null
  /// Header code of executor queues, see __flexnet_executed.
  Function *Take = nullptr, *HandOver = nullptr, *NextReady = nullptr, *Fill = nullptr;
  SmallVector<uint32_t, 6> SetConstants; ///< transport, queues, depth, policies

  bool HasId = false; ///< the first byte of the frame is ResumeId
  unsigned ResumeId = 0;
  SmallVector<LiveValue, 8> Live;
  SmallVector<KeptReference, 1> Homes;
  GlobalVariable *HomeMap = nullptr; ///< of the set
  uint64_t FrameSize = 0;

  bool isExecuted() const; ///< on executor queues

  Function *Ramp = nullptr;   ///< the coroutine itself
  /// The rest of the coroutine: int (ctx, frame), or, if it owns its packet, int (packet, frame,
  /// whether the frame is in a cell).
  Function *Resume = nullptr;
};

struct Coroutine {
  Function *F = nullptr;
  std::string Name; ///< as the user wrote it
  bool Sends = false; ///< in SEC("flexnet/tx")
  SmallVector<SuspendPoint, 4> Points;
};

/// A queue set and every point that suspends on it.
struct QueueSet {
  GlobalVariable *Map = nullptr; ///< of executor queues: their memory
  SmallVector<SuspendPoint *, 4> Points;
  unsigned Index = 0; ///< in the object
  DebugLoc Loc;       ///< where it is used
  SmallVector<uint32_t, 6> Constants;
  uint64_t Stride = 0; ///< executor queues: bytes of a cell
  uint64_t Packet = 0; ///< executor queues: where in a cell the packet is, 0: carries none
  Function *Resume = nullptr; ///< executor queues: void (number of a cell)
  std::string homesName() const { return (Map->getName() + "_homes").str(); }
  std::string programName() const { return (Map->getName() + "_resume").str(); }
  bool isExecuted() const;
};

/// Order of struct flexnet_abi_set's constants in SuspendPoint::SetConstants.
enum SetConstant {
  SetTransport,
  SetQueues,
  SetDepth,
  SetUnsuspendable,
  SetFull,
  SetNoWorker
};

inline constexpr StringLiteral ExecutorSection = "flexnet/executor";
inline constexpr StringLiteral TxSection = "flexnet/tx";
/// What the kernel knows instead: TC.
inline constexpr StringLiteral KernelTxSection = "tc";

/// A function in SEC("flexnet/executor").
struct Executor {
  Function *F = nullptr;
  const DISubprogram *Source = nullptr;
};

/// Everything the phases need from outside.
struct SplitContext {
  Module &M;
  FunctionAnalysisManager &FAM;
  const DiagnosticSink &Report;
  std::optional<unsigned> MaxFrame; ///< bytes, if the user limits them
  bool Failed = false;

  /// Whether the object is for the kernel runtime (flexnet/kernel_pipeline.h).
  bool isKernel() const;

  /// Reports a row of Messages.def at the user's line of Loc.
  template <class... T> void report(const DebugLoc &Loc, Message M, const T &...Args) {
    report(Loc, message(M, Args...));
  }
  void report(const DebugLoc &Loc, Diagnostic D);
};

/// Lower.cpp: clang's coroutine intrinsics become plain control flow and markers.
/// Returns the promise; null after an error.
AllocaInst *lowerCoroutine(Function &F, SplitContext &Ctx);
/// Inline.cpp: header code, and whatever takes the address of a local, into F; but for functions
/// with attributes of typestates, which are inlined when they have been checked.
void inlineIntoCoroutine(Function &F, AllocaInst &Promise, const Typestates &States);
void inlineAnnotated(Function &F, AllocaInst &Promise, const Typestates &States);
/// Inlines the calls that Wanted says, also those that come with inlined code; true if any was.
bool inlineCalls(Function &F, function_ref<bool(const CallBase &)> Wanted);
/// QueueNumber.cpp: numbers of queues that are known are those of queues; before and after header
/// code is inlined and simplified.
void prepareQueueNumbers(Module &M);
void checkQueueNumbers(Function &F, SplitContext &Ctx);
void checkQueueNumbers(SplitContext &Ctx);
/// Simplify.cpp: scalars instead of memory, so that only what lives is stored.
void simplifyCoroutine(Function &F, FunctionAnalysisManager &FAM);
/// Typestate.cpp: the order of calls on F's objects.
void checkTypestates(Function &F, const Typestates &States, SplitContext &Ctx);
/// Stage.cpp: the state that the coroutine's verdict asks for becomes a local.
void lowerStage(Function &F, const Typestates &States, SplitContext &Ctx);
/// Held.cpp: false after errors about what is locked, open or referenced where F ends.
bool checkHeld(Function &F, SplitContext &Ctx);
/// Whether the set that a coroutine suspends on keeps references to kernel objects.
bool keepsReferences(const CallInst *SuspendOn);
/// Points.cpp: finds the suspension points and what they suspend on.
Coroutine findPoints(Function &F, SplitContext &Ctx);
/// Owned.cpp: header code learns whether F owns its packet, which is its verdict's.
void lowerOwns(Function &F);
/// Owned.cpp: which coroutines own their packets, and at which layer.
void findOwned(Coroutine &C, SplitContext &Ctx);
/// Owned.cpp: Program goes on with the packet of P, or is the ramp (null).
void replaceOwned(Function &Program, const SuspendPoint *P);
/// Owned.cpp: what only the program that the packet came to can do is an error in P's continuation.
void checkContinuation(SuspendPoint &P, CallInst &Context, SplitContext &Ctx);
/// OwnedContext.cpp: what the context says that the packet does not is read in the ramp.
void readContextEarly(Coroutine &C);
/// OwnedContext.cpp: what P's continuation reads of its context comes from the packet.
void lowerContext(SuspendPoint &P, CallInst &Context, SplitContext &Ctx);
/// OwnedVerdict.cpp: where P's continuation sends its packet to.
void lowerRedirects(SuspendPoint &P, SplitContext &Ctx);
/// Owned.cpp: markers that nobody asks any more.
void dropPacketMarkers(Module &M);
/// Rematerialize.cpp: what can be computed again is, next to its use.
void rematerialize(Coroutine &C);
/// Liveness.cpp: fills Points[].Live with the values, in program order.
void findLiveValues(Coroutine &C, SplitContext &Ctx);
/// PacketNeeds.cpp: which coroutines in executor queues need their packet again.
void findPacketNeeds(Coroutine &C, SplitContext &Ctx);
/// Whether the coroutine's result is the verdict on its packet.
bool verdictMatters(const Function &F);
/// Published.cpp: nothing touches the frame or the packet after it was handed over.
void checkPublished(Coroutine &C, SplitContext &Ctx);
/// Storable.cpp: whether V was computed from the packet's address in Context.
bool isPacketPointer(const Value *V, const Argument &Context, PacketKind Packet);
/// Storable.cpp: pointers the kernel will not let us store are the user's error.
void checkStorable(Coroutine &C, SplitContext &Ctx);
/// Ranges.cpp: what is known of each live integer, and whether the verifier asks.
void findRanges(Coroutine &C, FunctionAnalysisManager &FAM);
/// Uses.cpp: why each value is in the frame.
void findUses(Coroutine &C);
/// Frame.cpp: places the values; checks the size.
void layOutFrames(Coroutine &C, SplitContext &Ctx);
/// Split.cpp: stores at each suspension, one function for each continuation.
void splitCoroutine(Coroutine &C, SplitContext &Ctx);
/// Programs.cpp: one program for each queue set, which calls the continuations.
void createResumeProgram(QueueSet &Set, SplitContext &Ctx);
/// Markers.cpp: what the module as a whole answers; header code into ordinary functions that
/// use queues; and, at the end, what the sets answer.
void replaceModuleMarkers(Module &M);
void inlineMarkers(Module &M, SplitContext &Ctx);
void inlineMarkers(Function &F);
/// Sets.cpp: the queue sets of a module, their cells and their memory.
std::vector<QueueSet> collectSets(MutableArrayRef<Coroutine> Coroutines, SplitContext &Ctx);
/// Served.cpp: an executor takes from every set that something waits in.
void checkServed(ArrayRef<QueueSet> Sets, SplitContext &Ctx);
void layOutCells(MutableArrayRef<QueueSet> Sets);
void createMemory(MutableArrayRef<QueueSet> Sets, SplitContext &Ctx);
void replaceSetMarkers(ArrayRef<QueueSet> Sets, SplitContext &Ctx);
/// Markers.cpp: maps and variables of headers that no program uses go.
void dropUnused(Module &M);
/// Resume.cpp: coro_t::resume(), and the program that delivers packets.
void createResume(MutableArrayRef<QueueSet> Sets, SplitContext &Ctx);
/// A coro_t is the row of its set, shifted by this, and the number of its cell + 1.
inline constexpr unsigned CoroSetShift = 24;
/// KnownSet.cpp: the set that a coro_t was taken from, or null.
GlobalVariable *knownSet(Value &Coro);
/// ExecutorLoops.cpp: loops of an executor end; before and after it is simplified.
void markLoops(Function &F, SplitContext &Ctx);
void boundLoops(Function &F, SplitContext &Ctx);
/// Executors.cpp: SEC("flexnet/executor") functions become programs.
std::vector<Executor> createExecutors(SplitContext &Ctx);
/// KernelWorkers.cpp: executors run by bpf_wq.
void createKernelWorkers(ArrayRef<QueueSet> Sets, ArrayRef<Executor> Executors, Module &M);
void callExecutors(ArrayRef<Executor> Executors, Module &M);
/// KernelPipeline.cpp: what the module flexnet calls; and, at the end, what it does not.
void createPipeline(ArrayRef<QueueSet> Sets, ArrayRef<Executor> Executors, SplitContext &Ctx);
void dropExecutors(ArrayRef<Executor> Executors, SplitContext &Ctx);
/// ObjectTable.cpp: section .flexnet.
void emitObjectTable(Module &M, ArrayRef<Coroutine> Coroutines, ArrayRef<QueueSet> Sets,
                     ArrayRef<Executor> Executors);

/// What the programs that the split makes have in common.
struct Parameter {
  StringRef Name;
  DIType *Type;
};
/// Debug info of a generated function: the kernel wants its name, prototype and the name of
/// every parameter ("Invalid arg#1").
DISubprogram *describeFunction(Function &F, const DISubprogram &Like, unsigned Line, DIType *Result,
                               ArrayRef<Parameter> Parameters);

/// Name of the source variable that V holds, or a description in <>.
std::string describeValue(const Value &V);
/// A queue set in a message: its name in quotes, or that it is the default one.
std::string describeSet(const GlobalVariable &Set);
/// In a header whose code runs inside the user's programs; messages never point there.
bool isHeaderCode(const DILocation &Loc);
/// The place in the user's own source: out of header code that was inlined.
DebugLoc userLocation(const DebugLoc &Loc);

} // namespace llvm::flexnet

#endif
