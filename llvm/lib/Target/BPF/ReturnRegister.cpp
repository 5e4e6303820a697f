// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a function that returns nothing does not return an address by accident.
//
// r0 is a register like any other in a void function. The verifier looks at it all the
// same when a static function ends: "cannot return stack pointer to the caller". Only once
// registers are assigned can one tell:
//
//   before                                      after
//   $r0 = MOV_rr $r1                            $r0 = MOV_rr $r1
//   STW $w2, $r0, 0                             STW $w2, $r0, 0
//   RET                                         $r0 = MOV_ri 0
//                                               RET implicit $r0

#include "llvm/FlexNet/ReturnRegister.h"

#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetInstrInfo.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/CodeGen/TargetRegisterInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/IR/Function.h"
#include "llvm/InitializePasses.h"
#include "llvm/Target/RegisterTargetPassConfigCallback.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace {
class ReturnRegister : public MachineFunctionPass {
public:
  static char ID;
  ReturnRegister() : MachineFunctionPass(ID) {}

  StringRef getPassName() const override { return "FlexNet clear return register"; }
  bool runOnMachineFunction(MachineFunction &MF) override;
};
} // namespace

char ReturnRegister::ID = 0;
static RegisterPass<ReturnRegister> Registration("flexnet-return-register",
                                                 "FlexNet clear return register");

/// BPF's own enumerations are not installed; its names are.
static MCRegister findRegister(const TargetRegisterInfo &TRI, StringRef Name) {
  for (unsigned R = 1; R < TRI.getNumRegs(); ++R)
    if (Name == TRI.getName(R))
      return R;
  return {};
}

static unsigned findOpcode(const TargetInstrInfo &TII, StringRef Name) {
  for (unsigned I = 0; I < TII.getNumOpcodes(); ++I)
    if (TII.getName(I) == Name)
      return I;
  return 0;
}

static bool mayMakeAddress(const MachineInstr &MI, MCRegister R0, const TargetInstrInfo &TII) {
  if (!MI.getNumExplicitDefs() || MI.getOperand(0).getReg() != R0)
    return false;
  StringRef Name = TII.getName(MI.getOpcode());
  return Name == "MOV_rr" || Name == "LDD" || Name.starts_with("ADD_") || Name.starts_with("SUB_");
}

bool ReturnRegister::runOnMachineFunction(MachineFunction &MF) {
  const Function &F = MF.getFunction();
  // The verifier checks what a global function returns by its type.
  if (!F.getReturnType()->isVoidTy() || !F.hasLocalLinkage())
    return false;
  const TargetInstrInfo &TII = *MF.getSubtarget().getInstrInfo();
  MCRegister R0 = findRegister(*MF.getSubtarget().getRegisterInfo(), "R0");
  unsigned MoveImmediate = findOpcode(TII, "MOV_ri");
  bool Dirty = false;
  for (const MachineBasicBlock &Block : MF)
    for (const MachineInstr &MI : Block)
      Dirty |= mayMakeAddress(MI, R0, TII);
  if (!Dirty || !R0 || !MoveImmediate)
    return false;
  for (MachineBasicBlock &Block : MF)
    if (Block.isReturnBlock()) {
      MachineInstr &Return = Block.back();
      BuildMI(Block, Return, Return.getDebugLoc(), TII.get(MoveImmediate), R0).addImm(0);
      Return.addOperand(MF, MachineOperand::CreateReg(R0, /*isDef=*/false, /*isImp=*/true));
    }
  return true;
}

void flexnet::clearReturnRegister() {
  static RegisterTargetPassConfigCallback Callback(
      [](TargetMachine &TM, PassManagerBase &, TargetPassConfig *Config) {
        if (TM.getTargetTriple().isBPF())
          Config->insertPass(&PrologEpilogCodeInserterID, &ReturnRegister::ID);
      });
}
