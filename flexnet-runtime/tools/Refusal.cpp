// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// What the commands that load say when the kernel refuses.
#include "Refusal.h"

#include <cstdio>

namespace flexnet {

/// What libbpf said; more of it is not about one refusal.
static constexpr size_t MaxMessages = 1 << 20;
static std::string Messages;

static void keep(const char *Text) {
  if (Messages.size() < MaxMessages)
    Messages += Text;
}

void keepLibbpfMessages(bool Show) {
  flexnet_set_log(Show ? [](const char *Text) {
    keep(Text);
    fmt::print(stderr, "{}", Text);
  } : keep);
}

std::optional<std::string> readFile(const std::string &Path) {
  std::unique_ptr<FILE, int (*)(FILE *)> Opened(nullptr, fclose);
  FILE *File = stdin;
  if (Path != "-") {
    Opened.reset(fopen(Path.c_str(), "rb"));
    File = Opened.get();
  }
  if (!File)
    return std::nullopt;
  std::string Text;
  char Part[1 << 16];
  while (size_t Length = fread(Part, 1, sizeof(Part), File))
    Text.append(Part, Length);
  if (ferror(File))
    return std::nullopt;
  return Text;
}

bool writeFile(const std::string &Path, std::string_view Text) {
  FILE *File = fopen(Path.c_str(), "wb");
  if (!File)
    return false;
  bool Written = fwrite(Text.data(), 1, Text.size(), File) == Text.size();
  return !fclose(File) && Written;
}

std::string_view refusalLog(const flexnet_object *Object) {
  if (Object && flexnet_object__refused_program(Object))
    return flexnet_object__verifier_log(Object);
  return Messages;
}

explain::Explanation explainRefusal(const flexnet_object *Object, const std::string &File) {
  const char *Program = Object ? flexnet_object__refused_program(Object) : nullptr;
  std::string Bytes = Object ? std::string(bytesOf(Object)) : readFile(File).value_or("");
  return explain::explain(refusalLog(Object), Bytes, Program ? Program : "");
}

int failToLoad(const flexnet_object *Object, const std::string &File, const Context &C) {
  explain::Explanation E = explainRefusal(Object, File);
  if (!E.Refused)
    return fail();
  if (C.Verbose && Object && flexnet_object__refused_program(Object))
    fmt::print(stderr, "{}", flexnet_object__verifier_log(Object));
  fmt::print(stderr, "{}", explain::text(E));
  return 1;
}

} // namespace flexnet
