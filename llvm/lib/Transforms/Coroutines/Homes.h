// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// References to kernel objects that wait with their coroutine: see Homes.cpp.

#ifndef FLEXNET_LIB_COROUTINES_HOMES_H
#define FLEXNET_LIB_COROUTINES_HOMES_H

#include "Coroutine.h"

#include "llvm/IR/IRBuilder.h"

namespace llvm::flexnet {

/// Takes the references that a home can keep out of Points[].Live. Before checkStorable().
void findHomes(Coroutine &C, SplitContext &Ctx);

/// The maps of all sets that keep references. Once the sets are known.
void createHomes(MutableArrayRef<QueueSet> Sets, SplitContext &Ctx);

/// At the save marker of P: every reference goes home, B being in front of it.
void saveReferences(SuspendPoint &P);

/// At the beginning of P's continuation: takes them out again, in the order of P.Homes. Leaves B
/// where all are there that must be.
SmallVector<Value *, 2> restoreReferences(const SuspendPoint &P, Value *Frame, IRBuilder<> &B);

/// PacketHomes.cpp, of the kernel runtime: what keeps a packet that has been through so many layers.
KeptReference homeForPacket(unsigned Layer, Module &M);
/// The packet of P's coroutine, whose frame is in a cell, out of its home. Leaves B
/// where it is there; goes to None else, which only the verifier does.
Value *takePacket(const SuspendPoint &P, Value *Frame, IRBuilder<> &B, BasicBlock *None);
/// Header code that puts packets into their homes.
void keepPackets(ArrayRef<QueueSet> Sets, SplitContext &Ctx);

} // namespace llvm::flexnet

#endif
