// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_OBJECT_H
#define FLEXNET_TOOLS_EXPLAIN_OBJECT_H

#include "Explain.h"

#include <flexnet/libflexnet.h>

#include <cstdlib>
#include <memory>
#include <vector>

namespace flexnet::explain {

/// A place in the object's code.
struct Code {
  uint32_t Section = 0;
  uint64_t Offset = 0; ///< bytes
};

struct Symbol {
  std::string Name;
  uint32_t Section = 0; ///< 0: the kernel's
  uint64_t Value = 0, Size = 0;
  bool IsFunction = false, IsSection = false, IsGlobal = false;
};

struct Relocation {
  uint64_t Offset;
  uint32_t Type, Symbol;
};

struct Section {
  std::string Name;
  const char *Data = nullptr; ///< null, if it has no bytes
  uint64_t Offset = 0, Size = 0;
  bool IsCode = false;
  std::vector<Relocation> Relocations; ///< by offset
};

/// A part of a program: a function at the index that the kernel sees it at.
struct Part {
  uint64_t First, Count;
  Code Where;
  uint32_t Symbol;
};

struct Program {
  std::string Name, SectionName;
  std::vector<Part> Parts; ///< the program itself, then what it calls, as libbpf puts them
};

/// A BPF object from memory, of which nothing is believed.
class Object {
public:
  /// Null: not a BPF object.
  static std::unique_ptr<Object> read(std::string_view Bytes);

  const std::vector<Symbol> &symbols() const { return Symbols; }
  const std::vector<Program> &programs() const { return Programs; }
  const Program *program(std::string_view Name) const;
  /// Null, if it holds no coroutine.
  const flexnet_table *table() const { return Table.get(); }

  const Part *part(const Program &P, uint64_t Instruction) const;
  /// The line of an instruction by .BTF.ext; of the last one before it that has a line.
  Place line(const Code &C) const;
  /// Text of a source line, if an instruction is on it.
  std::string sourceOf(const std::string &File, unsigned Line) const;
  /// What a load of an address refers to: a variable or a map; null: nothing known.
  const Symbol *referred(const Code &C) const;

  /// The image with its debug sections relocated: code addresses are section << 32 | offset.
  std::string relocatedImage() const;

private:
  struct LineInfo {
    uint64_t Offset;
    uint32_t File, Source, Column; // of the strings in .BTF
  };
  struct FreeTable {
    void operator()(flexnet_table *T) const { free(T); }
  };

  bool readSections();
  void readSymbols(const Section &Table, const Section &Names);
  void readRelocations(const Section &Table, uint32_t Of);
  void readBtf();
  void readLines(const Section &Ext);
  void layOutPrograms();
  void addCalled(Program &P, size_t Index);
  int64_t functionAt(uint32_t Section, uint64_t Offset) const;
  const Section *section(std::string_view Name) const;
  std::string string(uint32_t Offset) const;

  std::string_view Bytes;
  std::vector<Section> Sections;
  std::vector<Symbol> Symbols;
  std::vector<Program> Programs;
  std::vector<std::vector<LineInfo>> Lines; ///< by section
  std::string_view Strings;                 ///< of .BTF
  std::unique_ptr<flexnet_table, FreeTable> Table;
};

} // namespace flexnet::explain

#endif
