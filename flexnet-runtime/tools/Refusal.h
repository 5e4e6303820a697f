// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_REFUSAL_H
#define FLEXNET_TOOLS_REFUSAL_H

#include "Command.h"
#include "explain/Explain.h"

#include <optional>

namespace flexnet {

/// The bytes of a file; of stdin for "-".
std::optional<std::string> readFile(const std::string &Path);
bool writeFile(const std::string &Path, std::string_view Text);

/// Keeps what libbpf says for explainRefusal(); also on stderr, if Show.
void keepLibbpfMessages(bool Show);

/// The verifier's log of the program that was refused, or else what libbpf said.
std::string_view refusalLog(const flexnet_object *Object);

/// Why an object could not be loaded, by its verifier log or by what libbpf said. Nothing is
/// refused: it was neither.
explain::Explanation explainRefusal(const flexnet_object *Object, const std::string &File);

/// For `run` and `load`: the explanation on stderr, or flexnet_error(); the exit code of a failure.
int failToLoad(const flexnet_object *Object, const std::string &File, const Context &C);

} // namespace flexnet

#endif
