// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a spilled 32-bit register has eight bytes of the stack for itself.
//
// The verifier knows one value for each eight bytes of the stack, and of 32 bits only those
// that begin there. LLVM puts two spilled registers into eight bytes, or one beside a local;
// then what is known of one is lost when the other is written: of a loop's counter, that it
// ever ends ("infinite loop detected"), of an index, its range.
//
//   before                              after
//   -4  i32 spilled, never known        -8  i32 spilled, its value is known
//   -8  i32 spilled, until -4 is        -16 i32 spilled, its value is known
//       written

#include "llvm/FlexNet/SpillSlots.h"

#include "llvm/CodeGen/MachineFrameInfo.h"
#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/InitializePasses.h"
#include "llvm/Target/RegisterTargetPassConfigCallback.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace {
class SpillSlots : public MachineFunctionPass {
public:
  static char ID;
  SpillSlots() : MachineFunctionPass(ID) {}

  StringRef getPassName() const override { return "FlexNet widen spill slots"; }
  void getAnalysisUsage(AnalysisUsage &AU) const override {
    AU.setPreservesAll();
    MachineFunctionPass::getAnalysisUsage(AU);
  }
  bool runOnMachineFunction(MachineFunction &MF) override;
};
} // namespace

char SpillSlots::ID = 0;
static RegisterPass<SpillSlots> Registration("flexnet-spill-slots", "FlexNet widen spill slots");

/// What the verifier keeps one value of: BPF_REG_SIZE.
static constexpr int64_t Slot = 8;

bool SpillSlots::runOnMachineFunction(MachineFunction &MF) {
  MachineFrameInfo &Frame = MF.getFrameInfo();
  bool Changed = false;
  for (int I = 0, End = Frame.getObjectIndexEnd(); I != End; ++I) {
    if (!Frame.isSpillSlotObjectIndex(I) || Frame.isDeadObjectIndex(I) ||
        Frame.getObjectSize(I) >= Slot)
      continue;
    Frame.setObjectSize(I, Slot);
    Frame.setObjectAlignment(I, Align(Slot));
    Changed = true;
  }
  return Changed;
}

void flexnet::widenSpillSlots() {
  static RegisterTargetPassConfigCallback Callback(
      [](TargetMachine &TM, PassManagerBase &, TargetPassConfig *Config) {
        // The last pass that gives slots away, before they get their offsets.
        if (TM.getTargetTriple().isBPF())
          Config->insertPass(&StackSlotColoringID, &SpillSlots::ID);
      });
}
