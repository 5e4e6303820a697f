// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: inline assembly without an instruction has no line in BTF.
//
// The backend writes a line for each statement of inline assembly that has a text, and so two for
// one instruction if the text is but a comment or a label. The kernel refuses the program: "Invalid
// line_info[1].insn_off". What belongs to a function's prologue has no line.
//
//   before                                      after
//   INLINEASM &"# seen", ...                    frame-setup INLINEASM &"# seen", ...

#include "llvm/FlexNet/EmptyAssembly.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/Target/RegisterTargetPassConfigCallback.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace {
class EmptyAssembly : public MachineFunctionPass {
public:
  static char ID;
  EmptyAssembly() : MachineFunctionPass(ID) {}

  StringRef getPassName() const override { return "FlexNet empty assembly"; }
  bool runOnMachineFunction(MachineFunction &MF) override;
};
} // namespace

char EmptyAssembly::ID = 0;
static RegisterPass<EmptyAssembly> Registration("flexnet-empty-assembly",
                                                "FlexNet empty assembly");

/// Of an INLINEASM: its text follows the registers that it defines.
static StringRef textOf(const MachineInstr &MI) {
  for (const MachineOperand &Operand : MI.operands())
    if (Operand.isSymbol())
      return Operand.getSymbolName();
  return {};
}

static bool hasInstruction(StringRef Text) {
  for (StringRef Line : split(Text, '\n')) {
    Line = Line.take_front(Line.find('#'));
    Line = Line.take_front(Line.find("//"));
    for (StringRef Statement : split(Line, ';'))
      if (Statement = Statement.trim(); !Statement.empty() && !Statement.ends_with(":"))
        return true;
  }
  return false;
}

bool EmptyAssembly::runOnMachineFunction(MachineFunction &MF) {
  bool Changed = false;
  for (MachineBasicBlock &Block : MF)
    for (MachineInstr &MI : Block)
      if (MI.isInlineAsm() && !hasInstruction(textOf(MI))) {
        MI.setFlag(MachineInstr::FrameSetup);
        Changed = true;
      }
  return Changed;
}

void flexnet::skipLinesOfEmptyAssembly() {
  static RegisterTargetPassConfigCallback Callback(
      [](TargetMachine &TM, PassManagerBase &, TargetPassConfig *Config) {
        if (TM.getTargetTriple().isBPF())
          Config->insertPass(&PrologEpilogCodeInserterID, &EmptyAssembly::ID);
      });
}
