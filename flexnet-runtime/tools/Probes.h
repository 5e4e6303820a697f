// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_PROBES_H
#define FLEXNET_TOOLS_PROBES_H

#include <string>

namespace flexnet {

/// Empty: works here. Else why not.
using Missing = std::string;

/// Each tries the thing itself and leaves nothing behind.
Missing probePermission();
Missing probeBtf();
Missing probeCpumap();
Missing probeTracepoints();
Missing probeBpffs();
Missing probeNetworkNamespace();
Missing probeNativeXdp();
Missing probeGenericXdp();
/// For the kernel runtime.
Missing probeLockdown();
Missing probeModule();
Missing probeLibbpf();
/// A command in PATH, in the folders of root's commands or in LLVM's.
Missing probeCommand(const char *Name);

} // namespace flexnet

#endif
