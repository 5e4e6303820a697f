// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* struct flexnet_ops as BPF struct_ops: a pipeline is registered with its link, and ends with it. */
#include "flexnet.h"

#include <linux/bpf.h>
#include <linux/bpf_verifier.h>
#include <linux/btf.h>
#include <linux/ctype.h>

static const struct btf *fx_btf; /* of this module */

static int fx_init(struct btf *btf)
{
	fx_btf = btf;
	return 0;
}

/* A program of a struct flexnet_ops. */
bool fx_is_ours(const struct bpf_prog *prog)
{
	return prog->aux->attach_btf == fx_btf;
}

/* It becomes part of the names of threads. */
static int fx_copy_name(char *to, const char *from)
{
	unsigned int i;

	for (i = 0; i < sizeof_field(struct flexnet_ops, name) - 1 && from[i]; i++) {
		if (!isalnum(from[i]) && from[i] != '_' && from[i] != '-' && from[i] != '.')
			return -EINVAL;
		to[i] = from[i];
	}
	return i && !from[i] ? 1 : -EINVAL;
}

#define FX_MEMBER(name) offsetof(struct flexnet_ops, name)

static int fx_init_member(const struct btf_type *t, const struct btf_member *member, void *kdata,
			  const void *udata)
{
	const struct flexnet_ops *from = udata;
	struct flexnet_ops *to = kdata;

	switch (__btf_member_bit_offset(t, member) / 8) {
	case FX_MEMBER(abi):
		to->abi = from->abi;
		return to->abi == FLEXNET_KERNEL_ABI ? 1 : -EPROTONOSUPPORT;
	case FX_MEMBER(handoff):
		to->handoff = from->handoff;
		return 1;
	case FX_MEMBER(tx_device):
		to->tx_device = from->tx_device;
		return 1;
	case FX_MEMBER(stops):
		to->stops = from->stops;
		return to->stops & ~FLEXNET_STOPS ? -EOPNOTSUPP : 1;
	case FX_MEMBER(flags):
		to->flags = from->flags;
		return to->flags & ~FLEXNET_FLAGS ? -EINVAL : 1;
	case FX_MEMBER(workers):
		to->workers = from->workers;
		return to->workers >= 1 && to->workers <= FLEXNET_MAX_WORKERS ? 1 : -EINVAL;
	case FX_MEMBER(packets):
		to->packets = from->packets;
		return to->packets >= 1 && to->packets <= FLEXNET_MAX_PACKETS ? 1 : -EINVAL;
	case FX_MEMBER(stall_ms):
		to->stall_ms = from->stall_ms;
		return to->stall_ms <= FLEXNET_MAX_STALL_MS ? 1 : -EINVAL;
	case FX_MEMBER(memory):
		to->memory = from->memory;
		return 1;
	case FX_MEMBER(cpus):
		memcpy(to->cpus, from->cpus, sizeof(to->cpus));
		return 1;
	case FX_MEMBER(name):
		return fx_copy_name(to->name, from->name);
	}
	return 0;
}

static int fx_validate(void *kdata)
{
	const struct flexnet_ops *ops = kdata;

	return ops->rx && ops->run && (ops->tx || !ops->tx_device) ? 0 : -EINVAL;
}

/* Programs run with softirqs off, and may not sleep. */
static int fx_check_member(const struct btf_type *t, const struct btf_member *member,
			   const struct bpf_prog *prog)
{
	return prog->sleepable ? -EINVAL : 0;
}

static bool fx_is_valid_access(int off, int size, enum bpf_access_type type,
			       const struct bpf_prog *prog, struct bpf_insn_access_aux *info)
{
	return bpf_tracing_btf_ctx_access(off, size, type, prog, info);
}

/*
 * Header code of the runtime keeps its notes in the worker's context. No name or id of a type can be
 * asked for from a module, but of those that programs get from this one no other is as long.
 */
static int fx_btf_struct_access(struct bpf_verifier_log *log, const struct bpf_reg_state *reg,
				int off, int size)
{
	const struct btf_type *t = btf_type_by_id(reg->btf, reg->btf_id);

	if (reg->btf == fx_btf && btf_type_vlen(t) == 5 &&
	    t->size == sizeof(struct flexnet_worker_ctx) &&
	    off >= offsetof(struct flexnet_worker_ctx, polls) && off + size <= t->size)
		return 0;
	bpf_log(log, "only polls and scratch of struct flexnet_worker_ctx can be written\n");
	return -EACCES;
}

static const struct bpf_verifier_ops fx_verifier_ops = {
	.get_func_proto = bpf_base_func_proto,
	.is_valid_access = fx_is_valid_access,
	.btf_struct_access = fx_btf_struct_access,
};

/* Of these the kernel knows the types of the programs, for CFI; nobody calls them. */
static int fx_no_rx(struct flexnet_rx_ctx *ctx)
{
	return FLEXNET_RX_PASS;
}

static int fx_no_run(struct flexnet_worker_ctx *ctx)
{
	return 0;
}

static int fx_no_tx(struct flexnet_tx_ctx *ctx)
{
	return FLEXNET_TX_PASS;
}

static struct flexnet_ops fx_no_ops = { .rx = fx_no_rx, .run = fx_no_run, .tx = fx_no_tx };

static int fx_reg(void *kdata, struct bpf_link *link)
{
	return fx_pipeline_register(kdata);
}

static void fx_unreg(void *kdata, struct bpf_link *link)
{
	fx_pipeline_unregister(kdata);
}

static struct bpf_struct_ops bpf_flexnet_ops = {
	.verifier_ops = &fx_verifier_ops,
	.init = fx_init,
	.init_member = fx_init_member,
	.check_member = fx_check_member,
	.validate = fx_validate,
	.reg = fx_reg,
	.unreg = fx_unreg,
	.cfi_stubs = &fx_no_ops,
	.name = "flexnet_ops",
	.owner = THIS_MODULE,
};

int fx_ops_init(void)
{
	return register_bpf_struct_ops(&bpf_flexnet_ops, flexnet_ops);
}
