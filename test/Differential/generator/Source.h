// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of a program that is being made, and its tree. Every statement, expression and
// function is a node with a number; a node that is dropped leaves no text, or, of a loop or branch,
// what is in it. The random numbers do not depend on what is dropped, so the rest stays as it is:
// that is how a failing program is reduced.

#ifndef FLEXNET_DIFFERENTIAL_SOURCE_H
#define FLEXNET_DIFFERENTIAL_SOURCE_H

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace differential {

class Source {
public:
  explicit Source(std::set<unsigned> Dropped) : Dropped(std::move(Dropped)) {}

  /// A part of the tree, for as long as the object lives.
  class Node {
  public:
    explicit Node(Source &S) : S(S), Number(S.enter()) {}
    ~Node() { S.leave(Number); }
    Node(const Node &) = delete;
    /// Its text is in the program.
    bool kept() const { return !S.Dropped.count(Number); }

  private:
    Source &S;
    unsigned Number;
  };

  /// Nothing is written while one lives.
  class Mute {
  public:
    Mute(Source &S, bool Really) : S(S), Really(Really) { S.Muted += Really; }
    ~Mute() { S.Muted -= Really; }
    Mute(const Mute &) = delete;

  private:
    Source &S;
    bool Really;
  };

  /// What is written while one lives is as it was when so many were muted.
  class Unmute {
  public:
    Unmute(Source &S, unsigned Level) : S(S), Was(S.Muted) { S.Muted = Level; }
    ~Unmute() { S.Muted = Was; }
    Unmute(const Unmute &) = delete;

  private:
    Source &S;
    unsigned Was;
  };

  unsigned muted() const { return Muted; }

  void line(std::string_view Text);
  /// One that is left out if nothing else names the variable.
  void declare(std::string_view Name, std::string_view Text);
  /// A line, and what follows is in it; without text, only the indentation.
  void open(std::string_view Text);
  void close(std::string_view Text = "}");

  std::string text();

  /// For each node the number of the last one in it.
  const std::vector<unsigned> &nodes() const { return Ends; }

private:
  struct Line {
    unsigned Indent;
    std::string Text, Declares;
  };
  std::set<unsigned> Dropped;
  std::vector<unsigned> Ends;
  std::vector<Line> Lines;
  unsigned Indent = 0, Muted = 0;

  unsigned enter();
  void leave(unsigned Number) { Ends[Number] = static_cast<unsigned>(Ends.size()) - 1; }
  bool isNamed(const Line &Declaration) const;
};

} // namespace differential

#endif
