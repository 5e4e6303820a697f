// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Tokens.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <random>
#include <vector>

using Tokens = std::vector<std::string>; // white space and comments, too

// What a user may write anywhere, rightly or not.
static const char *const Words[] = {"co_await ",
                                    "co_return ",
                                    "co_yield ",
                                    "return ",
                                    "co_await queue_insert(ctx, 0);",
                                    "co_await queue_insert(ctx, i, 1);",
                                    "co_yield 0;",
                                    "queue_pop_front(0)",
                                    "coro.resume();",
                                    "coro_t ",
                                    "ctx",
                                    "ctx->data",
                                    "ctx->data_end",
                                    "eth_rcv(ctx);",
                                    "ip_rcv(ctx);",
                                    "tcp_rcv(ctx);",
                                    "socket_rcv(ctx);",
                                    "SEC(\"xdp\") ",
                                    "SEC(\"flexnet/executor\") ",
                                    "SEC(\"flexnet/tx\") ",
                                    "SEC(\".maps\")",
                                    "SEC(\"tc\") ",
                                    "SEC(\"\") ",
                                    "flexnet::queues<4> ",
                                    "flexnet::prio_queues<2> ",
                                    "flexnet::cpu_queues<1> ",
                                    "struct ",
                                    "class ",
                                    "template <class T> ",
                                    "auto ",
                                    "static ",
                                    "inline ",
                                    "extern \"C\" ",
                                    "virtual ",
                                    "volatile ",
                                    "const ",
                                    "[[flexnet::kptr]] ",
                                    "[[flexnet::arena]] ",
                                    "__attribute__((noinline)) ",
                                    "[&] { return 1; }()",
                                    "int ",
                                    "char ",
                                    "u64 ",
                                    "u8 ",
                                    "__int128 ",
                                    "double ",
                                    "void *",
                                    "bool ",
                                    "{",
                                    "}",
                                    "(",
                                    ")",
                                    ";",
                                    ",",
                                    "=",
                                    "*",
                                    "&",
                                    "&&",
                                    "<",
                                    ">",
                                    "::",
                                    "->",
                                    ".",
                                    "[",
                                    "]",
                                    "...",
                                    "0",
                                    "1",
                                    "-1",
                                    "4294967296",
                                    "0x7fffffffffffffff",
                                    "\"text\"",
                                    "'x'",
                                    "nullptr",
                                    "this",
                                    "for (int i = 0; i < 9; i++) ",
                                    "while (1) ",
                                    "if (ctx) ",
                                    "switch (1) { case 1: break; }",
                                    "do ",
                                    "goto again;",
                                    "again: ",
                                    "break;",
                                    "continue;",
                                    "try {} catch (...) {} ",
                                    "throw 1;",
                                    "asm volatile(\"r0 = 0\");",
                                    "new int",
                                    "delete p;",
                                    "__builtin_trap();",
                                    "#define X ",
                                    "\n#include <flexnet/bpf.hpp>\n",
                                    "\n#include <flexnet/flexnet.h>\n",
                                    "\n#if 0\n",
                                    "\n#endif\n",
                                    "bpf_spin_lock(&lock);",
                                    "bpf_rcu_read_lock();",
                                    "std::coroutine_handle<>",
                                    "requires true "};

static const char *const Options[] = {"-O0",
                                      "-O1",
                                      "-O2",
                                      "-O3",
                                      "-Os",
                                      "-Oz",
                                      "-g",
                                      "-g0",
                                      "-g1",
                                      "-gline-tables-only",
                                      "-fflexnet-max-frame=8",
                                      "-fflexnet-max-frame=0",
                                      "-fflexnet-max-frame=-1",
                                      "-fflexnet-max-frame=",
                                      "-fflexnet-max-frame=99999999999",
                                      "-fflexnet-sojourn",
                                      "-fflexnet-cxx",
                                      "-fno-flexnet-cxx",
                                      "-fno-flexnet-coro",
                                      "-fflexnet-core",
                                      "-fflexnet-",
                                      "-fflexnet-report=json",
                                      "-fflexnet-max-stack=16",
                                      "-fflexnet-max-insns=10",
                                      "-fflexnet-max-verifier-work=9",
                                      "-fflexnet-max-verifier-work=x",
                                      "-fflexnet-report=",
                                      "-Wflexnet",
                                      "-Wno-flexnet",
                                      "-Weverything",
                                      "-Werror",
                                      "-mcpu=v1",
                                      "-mcpu=v2",
                                      "-mcpu=v4",
                                      "-mcpu=none",
                                      "-std=c++17",
                                      "-std=c++23",
                                      "-std=c17",
                                      "-xc",
                                      "-xc++-header",
                                      "-xir",
                                      "-xcpp-output",
                                      "-S",
                                      "-E",
                                      "-emit-llvm",
                                      "-fsyntax-only",
                                      "-fexceptions",
                                      "-frtti",
                                      "-fno-inline",
                                      "-flto",
                                      "-ffreestanding",
                                      "-fsanitize=address",
                                      "-fprofile-instr-generate",
                                      "-fcoverage-mapping",
                                      "-ftrivial-auto-var-init=zero",
                                      "-MD",
                                      "-v",
                                      "-###",
                                      "--help",
                                      "--version",
                                      "-m32",
                                      "-mbig-endian",
                                      "-target=x86_64",
                                      "-nostdinc",
                                      "-Xclang=-emit-pch",
                                      "-ftime-trace",
                                      "-fno-integrated-as",
                                      "-D__FLEXNET_CORO__=2",
                                      "-fmodules",
                                      "-fplugin=none",
                                      "-ffast-math",
                                      "-fno-unroll-loops",
                                      "-fpack-struct=1",
                                      "-fshort-enums",
                                      "-funsigned-char"};

static Tokens split(std::string_view Source) {
  Tokens Result;
  for (size_t I = 0; I < Source.size();) {
    size_t End = I + 1;
    unsigned char C = Source[I];
    auto While = [&](auto Is) {
      while (End < Source.size() && Is(static_cast<unsigned char>(Source[End])))
        End++;
    };
    if (isalnum(C) || C == '_')
      While([](unsigned char D) { return isalnum(D) || D == '_'; });
    else if (isspace(C))
      While([](unsigned char D) { return isspace(D) != 0; });
    else if (C == '"')
      if (size_t Quote = Source.find_first_of("\"\n", End); Quote != Source.npos)
        End = Quote + 1;
      else
        End = Source.size();
    else if (Source.substr(I, 2) == "//")
      While([](unsigned char D) { return D != '\n'; });
    else if (ispunct(C) && End < Source.size() &&
             std::string_view("=&|<>+-:").find(Source[End]) != std::string_view::npos)
      End++;
    Result.emplace_back(Source.substr(I, End - I));
    I = End;
  }
  return Result;
}

static std::string join(const Tokens &T) {
  std::string Result;
  for (const std::string &Token : T)
    Result += Token;
  return Result;
}

/// From a `{` to its `}`, or from one `;` behind another; an empty range if there is none.
static std::pair<size_t, size_t> statement(const Tokens &T, size_t At) {
  size_t Begin = At;
  while (Begin < T.size() && T[Begin] != ";" && T[Begin] != "{" && T[Begin] != "}")
    Begin++;
  if (Begin == T.size())
    return {At, At};
  size_t End = Begin + 1;
  for (int Depth = T[Begin] == "{"; End < T.size(); End++) {
    Depth += (T[End] == "{") - (T[End] == "}");
    if (T[Begin] == "{" ? Depth == 0 : T[End] == ";")
      return {T[Begin] == "{" ? Begin : Begin + 1, End + 1};
  }
  return {At, At};
}

static std::string addOption(std::string_view Source, const char *Option) {
  constexpr std::string_view Mark = "// OPTIONS:";
  std::string Result(Source);
  size_t At = Result.find(Mark);
  if (At == Result.npos)
    return std::string(Mark) + " " + Option + "\n" + Result;
  return Result.insert(At + Mark.size(), std::string(" ") + Option);
}

std::string fuzz::mutateTokens(std::string_view Source, unsigned Seed) {
  std::minstd_rand Random(Seed);
  auto Below = [&](size_t Limit) { return size_t(Random() % Limit); };
  auto Any = [&](auto &Table) { return Table[Below(std::size(Table))]; };
  Random.discard(3); // the first few of neighbouring seeds are alike

  Tokens T = split(Source);
  if (T.empty() || Below(12) == 0)
    return addOption(Source, Any(Options));
  size_t At = Below(T.size()), From = Below(T.size());
  auto [Begin, End] = statement(T, From);
  Tokens Statement(T.begin() + Begin, T.begin() + End);
  switch (Below(9)) {
  case 0:
    T.erase(T.begin() + At);
    break;
  case 1:
    T.insert(T.begin() + At, T[From]);
    break;
  case 2:
    std::swap(T[At], T[From]);
    break;
  case 3:
    T[At] = T[From];
    break;
  case 4:
    T.insert(T.begin() + At, Any(Words));
    break;
  case 5:
    T[At] = Any(Words);
    break;
  case 6: // a statement is missing
    T.erase(T.begin() + Begin, T.begin() + End);
    break;
  case 7: // or is there twice
    T.insert(T.begin() + Begin, Statement.begin(), Statement.end());
    break;
  default: { // or elsewhere
    size_t Behind = statement(T, At).second;
    T.insert(T.begin() + Behind, Statement.begin(), Statement.end());
  }
  }
  return join(T);
}
