# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""LLVM's and clang's own tests of coroutines, by the tools of --param tools=stock|ours.

`ours` is our frontend as it is for the host, and opt with our plugin.
"""
import os
import subprocess

import lit.formats

build, llvm = lit_config.params["build"], lit_config.params["llvm"]
ours = lit_config.params["tools"] == "ours"
config.name = "ours" if ours else "stock"
config.test_format = lit.formats.ShTest(execute_external=False)
config.test_source_root = os.path.join(lit_config.params["tests"], "src")
config.test_exec_root = os.path.join(lit_config.params["tests"], config.name)
config.suffixes = [".c", ".cpp", ".cppm", ".m", ".mm", ".cl", ".ll", ".test"]
config.excludes = ["Inputs"]
config.environment["PATH"] = os.pathsep.join([llvm, config.environment["PATH"]])

stock = os.path.join(llvm, "clang")
clang = os.path.join(build, "bin", "clang") if ours else stock
resources = subprocess.check_output([stock, "-print-resource-dir"], text=True).strip()
cc1 = f"{clang} -cc1 -internal-isystem {resources}/include -nostdsysteminc"
opt = os.path.join(llvm, "opt")
if ours:
    cc1 += " -fno-flexnet-cxx"  # else it would start clang 22 itself
    opt += f" -load-pass-plugin={build}/lib/FlexNetPlugin.so"
triple = subprocess.check_output([stock, "-print-target-triple"], text=True).strip()
config.substitutions += [
    (r"%clang_cc1\b", cc1),
    (r"%clangxx\b", f"{clang} --driver-mode=g++"),
    (r"%clang\b", clang),
    (r"%itanium_abi_triple\b", triple),
    (r"%llc_dwarf\b", os.path.join(llvm, "llc")),
    (r"\bopt\b(?! *-passes-names)", opt),
]

# What their configuration would find out; Debian's LLVM has all targets and no assertions.
config.available_features |= {"x86-registered-target", "webassembly-registered-target",
                              "x86_64-linux", "object-emission", "default_triple"}
