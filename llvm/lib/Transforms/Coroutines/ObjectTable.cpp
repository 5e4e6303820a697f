// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: section .flexnet, which tells the loader what this object holds (flexnet/abi.h).

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

#include <vector>

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class TableWriter {
public:
  std::vector<flexnet_abi_set> Sets;
  std::vector<flexnet_abi_coroutine> Coroutines;
  std::vector<flexnet_abi_point> Points;
  std::vector<flexnet_abi_variable> Variables;
  std::vector<flexnet_abi_executor> Executors;

  __u32 string(StringRef S) {
    auto [It, New] = Offsets.try_emplace(S, Strings.size());
    if (New) {
      Strings.insert(Strings.end(), S.begin(), S.end());
      Strings.push_back('\0');
    }
    return It->second;
  }

  std::vector<char> finish() {
    flexnet_abi_header Header = {};
    Header.magic = FLEXNET_ABI_MAGIC;
    Header.major = FLEXNET_ABI_MAJOR;
    Header.minor = FLEXNET_ABI_MINOR;
    Bytes.resize(sizeof(Header));
    Header.sets = append(Sets);
    Header.coroutines = append(Coroutines);
    Header.points = append(Points);
    Header.variables = append(Variables);
    Header.executors = append(Executors);
    Header.strings = append(Strings);
    Header.size = Bytes.size();
    memcpy(Bytes.data(), &Header, sizeof(Header));
    return std::move(Bytes);
  }

private:
  std::vector<char> Bytes, Strings;
  StringMap<__u32> Offsets;

  template <class T> flexnet_abi_table append(const std::vector<T> &Rows) {
    flexnet_abi_table Table = {static_cast<__u32>(Bytes.size()), static_cast<__u32>(Rows.size()),
                               sizeof(T)};
    auto *First = reinterpret_cast<const char *>(Rows.data());
    Bytes.insert(Bytes.end(), First, First + Rows.size() * sizeof(T));
    return Table;
  }
};
} // namespace

static void addPoint(TableWriter &W, const SuspendPoint &P, __u32 Coroutine) {
  flexnet_abi_point Row = {};
  Row.coroutine = Coroutine;
  Row.set = P.SetIndex;
  Row.resume_id = P.HasId ? P.ResumeId : 0;
  Row.frame_size = P.FrameSize;
  Row.first_variable = W.Variables.size();
  Row.variable_count = P.Live.size();
  Row.file = W.string(P.Loc ? P.Loc->getFilename() : "");
  Row.line = P.Loc ? P.Loc.getLine() : 0;
  Row.column = P.Loc ? P.Loc.getCol() : 0;
  W.Points.push_back(Row);
  for (const LiveValue &L : P.Live) {
    flexnet_abi_variable V = {};
    V.name = W.string(L.Name);
    V.offset = L.Offset;
    V.size = L.Size;
    V.reason = L.Reason;
    V.file = W.string(L.Use ? L.Use->getFilename() : "");
    V.line = L.Use ? L.Use.getLine() : 0;
    V.column = L.Use ? L.Use.getCol() : 0;
    V.user = W.string(L.User);
    W.Variables.push_back(V);
  }
}

static void addSet(TableWriter &W, const QueueSet &Set) {
  flexnet_abi_set Row = {};
  Row.name = W.string(Set.Map->getName());
  Row.resume_program = W.string(!Set.isExecuted()  ? Set.programName()
                                : Set.Packet != 0 ? FLEXNET_DELIVER_PROGRAM
                                                  : "");
  Row.transport = Set.Constants[SetTransport];
  Row.queues = Set.Constants[SetQueues];
  Row.depth = Set.Constants[SetDepth];
  Row.unsuspendable = Set.Constants[SetUnsuspendable];
  Row.full = Set.Constants[SetFull];
  Row.no_worker = Set.Constants[SetNoWorker];
  Row.stride = Set.Stride;
  Row.packet = Set.Packet;
  W.Sets.push_back(Row);
}

void flexnet::emitObjectTable(Module &M, ArrayRef<Coroutine> Coroutines, ArrayRef<QueueSet> Sets,
                              ArrayRef<Executor> Executors) {
  TableWriter W;
  for (const QueueSet &Set : Sets)
    addSet(W, Set);
  for (const Executor &E : Executors)
    W.Executors.push_back({W.string(E.F->getName()), W.string(E.Source ? E.Source->getFilename() : ""),
                           E.Source ? E.Source->getLine() : 0});
  for (const Coroutine &C : Coroutines) {
    const DISubprogram *SP = C.F->getSubprogram();
    W.Coroutines.push_back({W.string(C.Name), static_cast<__u32>(W.Points.size()),
                            static_cast<__u32>(C.Points.size()),
                            W.string(SP ? SP->getFilename() : ""), SP ? SP->getLine() : 0,
                            C.Sends ? FLEXNET_HOOK_TX : FLEXNET_HOOK_SECTION});
    for (const SuspendPoint &P : C.Points)
      addPoint(W, P, W.Coroutines.size() - 1);
  }
  std::vector<char> Bytes = W.finish();
  Constant *Table = ConstantDataArray::getRaw(StringRef(Bytes.data(), Bytes.size()), Bytes.size(),
                                              Type::getInt8Ty(M.getContext()));
  auto *Global = new GlobalVariable(M, Table->getType(), /*isConstant=*/true,
                                    GlobalValue::InternalLinkage, Table, "flexnet_object");
  Global->setSection(FLEXNET_ABI_SECTION);
  Global->setAlignment(Align(4));
  appendToCompilerUsed(M, {Global});
}
