# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# lit test[/folder|/file] [--param tier=compile|kernel|vm] [--param require_all=1]
#     [--param build=DIR]
#
# Substitutions:
#   %clang %clangxx     FlexNet's; %coro is %clang -target bpf -fflexnet-coro
#   %stock %stockxx     the distribution's clang 22
#   %opt                stock opt with FlexNet's passes loaded
#   %flexnet %bpftool   the command-line tools
#   %asm-include        -I for <asm/types.h>, which %stock -target bpf does not look for
#   %source-dir %build-dir %llvm-include
# FileCheck, not, split-file, count and the rest of LLVM's tools are found by name.
import os
import sys

import lit.formats

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
import features  # noqa: E402

if not hasattr(config, "build_dir"):  # lit was started in the source folder
    build = lit_config.params.get("build", os.path.join(os.path.dirname(here), "build"))
    site = os.path.join(os.path.abspath(build), "test", "lit.site.cfg.py")
    if not os.path.exists(site):
        lit_config.fatal(f"{build} holds no build: run scripts/build or give --param build=DIR")
    lit_config.load_config(config, site)
    sys.exit()  # lit's way to say that a configuration is complete

config.name = "FlexNet"
config.test_format = lit.formats.ShTest(execute_external=False)
config.test_source_root = here
config.test_exec_root = os.path.join(config.build_dir, "test")
config.suffixes = [".c", ".cpp", ".ll", ".test"]
config.excludes = ["Inputs", "CMakeLists.txt"]

# Folders of the kernel tier load programs into the running kernel, those of the vm tier into one in
# a virtual machine; what is in neither list has tests of both the compile and the kernel tier.
TIERS = {
    "compile": ["Driver", "Sema", "CodeGenCoroutines", "Transforms", "CodeGen", "Object", "Headers",
                "Fuzz", "Stock"],
    "kernel": ["Kernel", "Examples", "Conformance", "Differential"],
    "vm": ["VM"],
}  # fmt: skip
BOTH = ["Runtime", "Explain"]
tier = lit_config.params.get("tier", "")
if tier and tier not in TIERS:
    lit_config.fatal(f"tier is one of {', '.join(TIERS)}, not {tier}")
if tier:
    config.excludes += [f for t in TIERS if t != tier for f in TIERS[t]]
if tier == "vm":
    config.excludes += BOTH

config.environment["PATH"] = os.pathsep.join(
    [config.llvm_tools_dir, config.environment["PATH"], "/usr/sbin", "/sbin"]
)
for name in ("HOME", "http_proxy", "https_proxy", "no_proxy",
             "LLVM_PROFILE_FILE", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

clang = os.path.join(config.build_dir, "bin", "clang")
plugin = os.path.join(config.build_dir, "lib", "FlexNetPlugin.so")
config.substitutions += [
    (r"%clangxx\b", clang + "++"),
    (r"%clang\b", clang),
    (r"%coro\b", clang + " -target bpf -fflexnet-coro"),
    (r"%stockxx\b", os.path.join(os.path.dirname(config.stock_clang), "clang++")),
    (r"%stock\b", config.stock_clang),
    (r"%opt\b", f"{config.llvm_tools_dir}/opt -load-pass-plugin={plugin}"),
    (r"%flexnet\b", os.path.join(config.build_dir, "bin", "flexnet")),
    (r"%bpftool\b", "bpftool"),
    (r"%asm-include\b", "-I" + config.asm_include_dir),
    (r"%llvm-include\b", config.llvm_include_dir),
    (r"%source-dir\b", config.source_dir),
    (r"%build-dir\b", config.build_dir),
    (r"%python\b", sys.executable),
]

# While one process attaches to or detaches from a tracepoint, Linux 6.18 was seen to lose
# events of another that stays attached: tests that count packets run one at a time.
lit_config.parallelism_groups["tracepoints"] = 1

require_all = lit_config.params.get("require_all", os.environ.get("FLEXNET_REQUIRE_ALL"))
missing = []
for feature in features.for_tier(tier):
    reason = feature.reason_missing(config)
    if reason is None:
        config.available_features.add(feature.name)
    else:
        missing.append(f"{feature.name}: {reason}")
if missing and require_all:
    lit_config.fatal("required, but missing here: " + "; ".join(missing))
for line in missing:
    lit_config.note("unsupported here: " + line)
