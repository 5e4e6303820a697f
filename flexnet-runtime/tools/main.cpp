// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// The `flexnet` command: one file for each subcommand.
#include "Refusal.h"

using namespace flexnet;

int main(int argc, char **argv) {
  CLI::App App("Loads and observes BPF objects that FlexNet's clang made of coroutines.", "flexnet");
  App.require_subcommand(1);
  App.set_version_flag("--version", FLEXNET_VERSION);

  Context C;
  addInspect(App, C); // look into an object
  addCheck(App, C);   // verify it in the kernel
  addExplain(App, C); // why it was refused
  addRun(App, C);     // attach it while the command runs
  addLoad(App, C);    // attach it for good
  addUnload(App, C);
  addList(App, C);
  addStats(App, C);
  addTop(App, C);
  addDoctor(App, C); // what this machine can do
  addGen(App, C);    // headers for BPF programs

  try {
    App.parse(argc, argv);
  } catch (const CLI::CallForHelp &E) {
    return App.exit(E);
  } catch (const CLI::CallForAllHelp &E) {
    return App.exit(E);
  } catch (const CLI::CallForVersion &E) {
    return App.exit(E);
  } catch (const CLI::ParseError &E) {
    return fail(fmt::format("{}; see `flexnet --help`", E.what()));
  }
  keepLibbpfMessages(C.Verbose);
  return C.Run();
}
