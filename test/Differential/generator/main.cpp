// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// flexnet-differential-generator --seed S --first N
//
// Writes the programs of one object, the same for a seed and a number on every machine.

#include "Environment.h"
#include "Program.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <map>

using namespace differential;

/// An object has 64 points at most (FLEXNET_MAX_POINTS).
static constexpr unsigned MostPoints = 60;

/// `17:3`: node 3 of program 17; `e:3`: of what they share.
static std::map<std::string, std::set<unsigned>> parse(const std::vector<std::string> &Nodes) {
  std::map<std::string, std::set<unsigned>> All;
  for (const std::string &Node : Nodes)
    if (size_t Colon = Node.find(':'); Colon != std::string::npos)
      All[Node.substr(0, Colon)].insert(
          static_cast<unsigned>(strtoul(Node.c_str() + Colon + 1, nullptr, 10)));
  return All;
}

/// Most programs are small, some are not.
static std::vector<unsigned> pointsOf(unsigned Count, Random &R) {
  std::vector<unsigned> Points;
  for (unsigned I = 0, Left = MostPoints; I != Count; ++I) {
    const unsigned Others = Count - I - 1; // each needs one
    unsigned Wanted = R.chance(50) ? R.between(1, 2) : R.chance(70) ? R.between(2, 4) : R.between(4, 8);
    Points.push_back(std::min(Wanted, Left - Others));
    Left -= Points.back();
  }
  return Points;
}

int main(int Argc, char **Argv) {
  uint64_t Seed = 0;
  unsigned First = 0, Count = 16;
  std::vector<unsigned> Only;
  std::vector<std::string> Drop;
  bool Nodes = false;
  CLI::App App{"Writes random programs"};
  App.add_option("--seed", Seed, "Seed of all programs");
  App.add_option("--first", First, "Number of the first; those of one object belong together");
  App.add_option("--count", Count, "How many");
  App.add_option("--only", Only, "Write only these of them")->delimiter(',');
  App.add_option("--drop", Drop, "Leave out nodes, PROGRAM:NODE or e:NODE")->delimiter(',');
  App.add_flag("--nodes", Nodes, "Write the nodes instead: PROGRAM NODE LAST, where LAST is the last in it");
  CLI11_PARSE(App, Argc, Argv);

  auto Dropped = parse(Drop);
  Random R(Seed, (1ull << 32) + First);
  const std::vector<unsigned> Points = pointsOf(Count, R);
  Source Shared(Dropped["e"]);
  Shared.line("#include \"program.h\"");
  Environment E = Environment::make(R, Shared);
  E.writeExecutors(R, Shared);
  std::string All;
  auto add = [&](const std::string &Name, Source &S) {
    All += S.text();
    for (unsigned I = 0; Nodes && I != S.nodes().size(); ++I)
      fmt::print("{} {} {}\n", Name, I, S.nodes()[I]);
  };
  add("e", Shared);
  for (unsigned I = 0; I != Count; ++I) {
    const unsigned Number = First + I;
    if (!Only.empty() && std::find(Only.begin(), Only.end(), Number) == Only.end())
      continue;
    Random Own(Seed, Number);
    Source S(Dropped[std::to_string(Number)]);
    Program(Number, Points[I], E, Own, S).write();
    add(std::to_string(Number), S);
  }
  if (!Nodes)
    fmt::print("{}", All);
  return 0;
}
