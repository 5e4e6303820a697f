// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/Options.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Warnings.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;

namespace {
struct Option {
  StringRef Spelling; ///< with a value if it ends in '='
  StringRef Value;    ///< for --help
  StringRef Help;
  void (*Apply)(Options &, StringRef Value, DiagnosticsEngine &);
};
} // namespace

namespace {
/// A -fflexnet-max-*= option.
struct LimitOption {
  StringRef Spelling, Unit;
  std::optional<unsigned> Limits::*Member;
  unsigned Largest; ///< that any kernel or queue takes
};
} // namespace

static constexpr LimitOption LimitOptions[] = {
    {"-fflexnet-max-frame=", "bytes", &Limits::Frame, Limits::LargestFrame},
    {"-fflexnet-max-stack=", "bytes", &Limits::Stack, Limits::LargestStack},
    {"-fflexnet-max-insns=", "instructions", &Limits::Insns, Limits::LargestProgram},
    {"-fflexnet-max-verifier-work=", "instructions", &Limits::Work, Limits::LargestProgram},
};

template <unsigned Index>
static void setLimit(Options &O, StringRef Value, DiagnosticsEngine &Diags) {
  const LimitOption &L = LimitOptions[Index];
  unsigned Number;
  if (Value.empty() || !all_of(Value, isDigit))
    report(Diags, Message::LimitNotANumber) << Value << L.Spelling << L.Unit << L.Largest;
  else if (Value.getAsInteger(10, Number) || Number > L.Largest)
    report(Diags, Message::LimitTooLarge) << L.Spelling << Value << L.Largest;
  else
    O.Limit.*L.Member = Number;
}

static void setReport(Options &O, StringRef Value, DiagnosticsEngine &Diags) {
  StringRef File = Value;
  if (!File.consume_front("json") || (!File.empty() && (!File.consume_front(":") || File.empty())))
    report(Diags, Message::UnknownReport) << Value;
  else
    O.Report = Value;
}

static void setRuntime(Options &O, StringRef Value, DiagnosticsEngine &Diags) {
  O.Kernel = Value == "kernel";
  O.Both = Value == "both";
  if (!O.Kernel && !O.Both && Value != "stock")
    report(Diags, Message::UnknownRuntime) << Value;
}

static const Option Table[] = {
    {"-fflexnet-coro", "", "Compile C++20 coroutines to BPF programs that the kernel resumes",
     [](Options &O, StringRef, DiagnosticsEngine &) { O.Coro = true; }},
    {"-fno-flexnet-coro", "", "Undo an earlier -fflexnet-coro",
     [](Options &O, StringRef, DiagnosticsEngine &) { O.Coro = false; }},
    {"-fflexnet-cxx", "",
     "Compile C++20 to BPF objects that the kernel loads; the default for C++ with -target bpf",
     [](Options &O, StringRef, DiagnosticsEngine &) { O.Cxx = true; }},
    {"-fno-flexnet-cxx", "", "Compile C++ for BPF as clang 22 does",
     [](Options &O, StringRef, DiagnosticsEngine &) { O.Cxx = false; }},
    {"-fflexnet-max-frame=", "<bytes>",
     "Refuse coroutines with more bytes than this live across a suspension (0 to 512; default: "
     "216 in front of a packet, 512 in executor queues)",
     setLimit<0>},
    {"-fflexnet-max-stack=", "<bytes>",
     "Refuse programs with more stack than this in a chain of calls, as the kernel sums it",
     setLimit<1>},
    {"-fflexnet-max-insns=", "<n>",
     "Refuse programs with more instructions than this, with the functions they call",
     setLimit<2>},
    {"-fflexnet-max-verifier-work=", "<n>",
     "Refuse programs for which the verifier is expected to go through more instructions than this",
     setLimit<3>},
    {"-fflexnet-report=", "json[:<file>]",
     "Write what frames and programs need, beside the object (x.o: x.flexnet.json) or to the file",
     setReport},
    {"-fflexnet-runtime=", "stock|kernel|both",
     "What runs the object: programs of any kernel (the default), or the kernel module flexnet, "
     "which keeps packets without a copy and between protocol layers; both: what is there",
     setRuntime},
    {"-fflexnet-sojourn", "", "Measure the time from each suspension to its resumption",
     [](Options &O, StringRef, DiagnosticsEngine &) { O.Sojourn = true; }},
};

bool flexnet::isFlexNetOption(StringRef Arg) {
  return Arg.starts_with("-fflexnet") || Arg.starts_with("-fno-flexnet") || isWarningOption(Arg);
}

static void reportUnknown(StringRef Arg, DiagnosticsEngine &Diags) {
  StringRef Nearest;
  unsigned Distance = 4; // more than three typing errors are no typing errors
  StringRef Name = Arg.take_until([](char C) { return C == '='; });
  for (const Option &O : Table)
    if (unsigned D = Name.edit_distance(O.Spelling.rtrim('='), true, Distance); D < Distance) {
      Nearest = O.Spelling;
      Distance = D;
    }
  if (Nearest.empty())
    report(Diags, Message::UnknownOption) << Arg;
  else
    report(Diags, Message::UnknownOptionDidYouMean) << Arg << Nearest;
}

static void apply(StringRef Arg, Options &Result, DiagnosticsEngine &Diags) {
  if (isWarningOption(Arg))
    return Result.Warnings.push_back(Arg.str());
  for (const Option &O : Table) {
    StringRef Value = Arg;
    if (!Value.consume_front(O.Spelling) || (!O.Spelling.ends_with("=") && !Value.empty()))
      continue;
    return O.Apply(Result, Value, Diags);
  }
  reportUnknown(Arg, Diags);
}

Options flexnet::takeOptions(SmallVectorImpl<const char *> &Args, DiagnosticsEngine &Diags) {
  Options Result;
  SmallVector<const char *, 256> Kept;
  for (size_t I = 0; I < Args.size(); ++I) {
    StringRef Arg = Args[I];
    if (Arg == "--") {
      Kept.append(Args.begin() + I, Args.end());
      break;
    }
    // -Xclang: so the driver writes it to the compilation database of -MJ.
    bool ForCC1 = Arg == "-Xclang" && I + 1 < Args.size() && isFlexNetOption(Args[I + 1]);
    if (ForCC1)
      Arg = Args[++I];
    if (isFlexNetOption(Arg))
      apply(Arg, Result, Diags);
    else
      Kept.push_back(Args[I]);
  }
  Args.assign(Kept.begin(), Kept.end());
  if (Result.Sojourn && !Result.Coro)
    report(Diags, Message::SojournWithoutCoro);
  if ((Result.Kernel || Result.Both) && !Result.Coro)
    report(Diags, Message::RuntimeWithoutCoro);
  if (Result.Coro && !Result.Cxx.value_or(true))
    report(Diags, Message::CoroWithoutCxx);
  return Result;
}

SmallVector<std::string, 4> flexnet::toArguments(const Options &O) {
  SmallVector<std::string, 4> Args;
  if (O.Coro)
    Args.push_back("-fflexnet-coro");
  else if (O.any())
    Args.push_back("-fflexnet-cxx");
  if (O.Sojourn)
    Args.push_back("-fflexnet-sojourn");
  if (O.Kernel)
    Args.push_back("-fflexnet-runtime=kernel");
  if (O.Both)
    Args.push_back("-fflexnet-runtime=both");
  for (const LimitOption &L : LimitOptions)
    if (O.Limit.*L.Member)
      Args.push_back((L.Spelling + Twine(*(O.Limit.*L.Member))).str());
  if (!O.Report.empty())
    Args.push_back("-fflexnet-report=" + O.Report);
  append_range(Args, O.Warnings);
  return Args;
}

void flexnet::printHelp(raw_ostream &OS) {
  OS << "\nFLEXNET OPTIONS:\n";
  for (const Option &O : Table)
    OS << "  " << left_justify((O.Spelling + O.Value).str(), 29) << ' ' << O.Help << '\n';
}
