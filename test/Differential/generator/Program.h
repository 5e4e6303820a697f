// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One random program: coroutines, the functions they call, and the steps it is taken through.
// Nothing it does is undefined, and nothing leaves what BPFCoroutines.md and executor-queues.md
// promise.

#ifndef FLEXNET_DIFFERENTIAL_PROGRAM_GENERATOR_H
#define FLEXNET_DIFFERENTIAL_PROGRAM_GENERATOR_H

#include "Environment.h"
#include "Random.h"
#include "Source.h"

#include <string>
#include <vector>

namespace differential {

struct Type {
  const char *Name;
  unsigned Bits;
  bool Signed;
};

class Program {
public:
  /// `Points` is the most suspension points it may have.
  Program(unsigned Number, unsigned Points, const Environment &E, Random &R, Source &S)
      : Name("p" + std::to_string(Number)), Points(Points), E(E), R(R), S(S) {}

  void write();

private:
  struct Variable {
    std::string Name;
    Type Of;
    bool Assigned = true; ///< else a loop's counter, which only the loop changes
  };
  struct Array {
    std::string Name;
    Type Of;
    unsigned Size; ///< a power of two
  };
  /// A local struct; its members are variables, too.
  struct Scope {
    std::vector<Variable> Variables;
    std::vector<Array> Arrays;
    std::vector<std::string> Digests;
  };
  struct Function {
    std::string Name;
    Type Result, Parameter;
  };
  struct Coroutine {
    std::string Name, Kind, Context;
    bool Kept = true;
  };

  const std::string Name;
  unsigned Points;
  const Environment &E;
  Random &R;
  Source &S;
  Scope In;
  std::vector<Function> Functions;
  std::vector<Coroutine> Coroutines;
  std::vector<std::pair<std::string, std::vector<Variable>>> Structs;
  std::string Kind; ///< of the coroutine that is being written: its kind of step
  unsigned Names = 0, Loops = 0, Depth = 0, Turns = 1, Declaring = 0;
  bool Context = false;   ///< it has one
  bool Fresh = false;     ///< it has not suspended yet
  bool HasPacket = false; ///< and may use it anywhere
  bool Pure = false;      ///< in a function: no suspension, no return of a verdict

  std::string fresh(const char *Prefix) { return Prefix + std::to_string(Names++); }

  // Expressions.cpp
  Type anyType();
  std::string literal(const Type &T);
  std::string expression(const Type &T, unsigned Depth);
  std::string operation(const Type &T, unsigned Depth);
  std::string condition(unsigned Depth);
  std::string element(const Array &A, unsigned Depth);
  bool place(std::string &Text, Type &T);
  std::string small(const Type &T, unsigned Below);

  // Statements.cpp
  void block(unsigned Statements);
  void statement();
  void declaration();
  void assignment();
  void effect();
  void branch();
  void choice();
  void loop();
  void mapAccess();
  void memoryAccess();
  void call();
  void lambda();
  void scopeWithGuard();
  void useDigest();
  void leave();
  void jump();

  // Coroutines.cpp
  void declareStruct();
  void function();
  void suspension();
  std::string queueInsert(bool WithContext);
  std::string verdict();
  void body(const std::string &First, const std::string &Second);
  void callee();
  void coroutine();
  void steps();
};

} // namespace differential

#endif
