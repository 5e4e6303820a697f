// -fflexnet-coro brings its options, macros and headers; what the user writes wins.
// RUN: %coro -### -c %s 2>&1 | FileCheck --check-prefix=JOB %s
// JOB: "{{.*}}/bin/clang" "-cc1"
// JOB-SAME: "-O2"
// JOB-SAME: "-fno-jump-tables"
// JOB-SAME: "-debug-info-kind=standalone"
// JOB-SAME: "-std=gnu++20"
// JOB-SAME: "-fno-rtti"
// JOB-SAME: "-fno-threadsafe-statics"
// JOB-SAME: "-fflexnet-coro"
// JOB-SAME: "-internal-isystem" "{{.*}}/lib/flexnet/include/std"
// JOB-SAME: "-internal-isystem" "{{.*}}/lib/flexnet/include"
//
// RUN: %coro -fflexnet-sojourn -fflexnet-max-frame=64 -### -c %s 2>&1 | FileCheck --check-prefix=OPTIONS %s
// OPTIONS: "-cc1"{{.*}} "-fflexnet-coro" "-fflexnet-sojourn" "-fflexnet-max-frame=64"
//
// RUN: %coro -O1 -std=c++23 -### -c %s 2>&1 | FileCheck --check-prefix=USER %s
// USER: "-cc1"{{.*}} "-O1"{{.*}} "-std=c++23"
//
// The shown command does what the driver does.
// RUN: %coro -fflexnet-sojourn -### -fsyntax-only -DSOJOURN %s 2>&1 | grep '"-cc1"' > %t.sh
// RUN: sh %t.sh
//
// RUN: %coro -fsyntax-only -Wall -Werror %s
// RUN: %coro -fflexnet-sojourn -fsyntax-only -DSOJOURN %s
// RUN: %coro -MD -MF %t.d -MT object -fsyntax-only %s
// RUN: FileCheck --check-prefix=DEPENDENCIES --input-file=%t.d %s
// DEPENDENCIES: object:
// DEPENDENCIES: coro-implies.cpp

// No -I is needed for any of these.
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
// libbpf's headers want the types first.
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <coroutine>
#include <flexnet/flexnet.h>

static_assert(__FLEXNET_CORO__ == 1 && __cplusplus >= 202002L);
#if defined(__FLEXNET_SOJOURN__) != defined(SOJOURN)
#error "__FLEXNET_SOJOURN__ is defined with -fflexnet-sojourn only"
#endif
#if defined(__cpp_exceptions) || defined(__cpp_rtti)
#error "BPF has neither exceptions nor RTTI"
#endif
