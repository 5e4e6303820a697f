/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
/* What both versions of this benchmark compute before and after the suspension. */
#ifndef BENCHMARKS_STRUCTS_SUMMARY_H
#define BENCHMARKS_STRUCTS_SUMMARY_H

#include "../../examples/flow.h"

#define WORDS 4

struct endpoint {
	__u32 address;
	__u16 port;
};

struct summary {
	__u64 from_addresses, from_ports, to_addresses, to_ports;
	__u64 words[WORDS];
};

/* The first words of the packet behind its Ethernet header. */
static inline __attribute__((always_inline)) void words__read(__u32 *words, struct xdp_md *ctx)
{
	char *data = (char *)(unsigned long)ctx->data + sizeof(struct ethhdr);
	char *end = (char *)(unsigned long)ctx->data_end;

	for (int i = 0; i < WORDS; i++)
		words[i] = 0;
	if (data + WORDS * sizeof(*words) > end)
		return;
	for (int i = 0; i < WORDS; i++)
		words[i] = ((__u32 *)data)[i];
}

static inline __attribute__((always_inline)) void
summary__add(struct summary *summary, const struct endpoint *from, const struct endpoint *to,
	     const __u32 *words)
{
	summary->from_addresses += from->address;
	summary->from_ports += from->port;
	summary->to_addresses += to->address;
	summary->to_ports += to->port;
	for (int i = 0; i < WORDS; i++)
		summary->words[i] += words[i];
}

#endif
