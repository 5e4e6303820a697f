// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* What the kernel's functions do: the one table of it. */
#include <string.h>

#include "traits.h"

static const struct helper helpers[] = {
#include "helpers.inc"
};

static const struct {
	uint16_t helper;
	uint8_t traits;
} helper_traits[] = {
	{ BPF_FUNC_map_lookup_elem, FINDS_VALUE },
	{ BPF_FUNC_map_lookup_percpu_elem, FINDS_VALUE },
	{ BPF_FUNC_get_local_storage, FINDS_VALUE | NEVER_NULL },
	{ BPF_FUNC_this_cpu_ptr, NEVER_NULL },
	{ BPF_FUNC_get_current_task_btf, NEVER_NULL },
	{ BPF_FUNC_task_pt_regs, NEVER_NULL },
	{ BPF_FUNC_loop, CALLS_BACK | LOOPS },
	{ BPF_FUNC_for_each_map_elem, CALLS_BACK },
	{ BPF_FUNC_user_ringbuf_drain, CALLS_BACK },
	{ BPF_FUNC_timer_set_callback, CALLS_LATER },
	{ BPF_FUNC_skb_store_bytes, MOVES_PACKETS },
	{ BPF_FUNC_l3_csum_replace, MOVES_PACKETS },
	{ BPF_FUNC_l4_csum_replace, MOVES_PACKETS },
	{ BPF_FUNC_clone_redirect, MOVES_PACKETS },
	{ BPF_FUNC_skb_vlan_push, MOVES_PACKETS },
	{ BPF_FUNC_skb_vlan_pop, MOVES_PACKETS },
	{ BPF_FUNC_skb_change_proto, MOVES_PACKETS },
	{ BPF_FUNC_skb_change_head, MOVES_PACKETS },
	{ BPF_FUNC_skb_change_tail, MOVES_PACKETS },
	{ BPF_FUNC_skb_pull_data, MOVES_PACKETS },
	{ BPF_FUNC_skb_adjust_room, MOVES_PACKETS },
	{ BPF_FUNC_xdp_adjust_head, MOVES_PACKETS },
	{ BPF_FUNC_xdp_adjust_meta, MOVES_PACKETS },
	{ BPF_FUNC_xdp_adjust_tail, MOVES_PACKETS },
	{ BPF_FUNC_msg_pull_data, MOVES_PACKETS },
	{ BPF_FUNC_msg_push_data, MOVES_PACKETS },
	{ BPF_FUNC_msg_pop_data, MOVES_PACKETS },
};
static const struct {
	const char *name;
	uint8_t traits;
} kfunc_traits[] = {
	{ "bpf_wq_set_callback_impl", CALLS_LATER },
	{ "bpf_wq_set_callback", CALLS_LATER },
	{ "bpf_rbtree_add_impl", CALLS_BACK },
	{ "bpf_cast_to_kern_ctx", NEVER_NULL },
	{ "bpf_rdonly_cast", NEVER_NULL },
	{ "bpf_xdp_pull_data", MOVES_PACKETS },
};

/* The number of a helper that exists; 0: another call. */
static uint32_t number_of(const struct insn *insn)
{
	uint32_t number = insn->raw.imm;

	return insn->ref || insn->raw.src_reg || number >= container_count(helpers) ? 0 : number;
}

uint8_t call__traits(const struct image *image, const struct insn *insn)
{
	uint32_t number = number_of(insn);
	const char *name;
	size_t i;

	for (i = 0; number && i < container_count(helper_traits); i++)
		if (helper_traits[i].helper == number)
			return helper_traits[i].traits;
	if (insn->ref != REF_KFUNC)
		return 0;
	name = image__symbol_name(image, insn->target);
	for (i = 0; i < container_count(kfunc_traits); i++)
		if (!strcmp(kfunc_traits[i].name, name))
			return kfunc_traits[i].traits;
	return 0;
}

bool call__moves_packets(const struct image *image, const struct insn *insn)
{
	return call__traits(image, insn) & MOVES_PACKETS;
}

bool call__calls_back(const struct image *image, const struct insn *insn)
{
	return call__traits(image, insn) & CALLS_BACK;
}

bool call__calls_later(const struct image *image, const struct insn *insn)
{
	return call__traits(image, insn) & CALLS_LATER;
}

/* The kernel asks for these names of iterators' kfuncs. */
bool call__is_iterators(const struct image *image, const struct insn *insn, const char *what)
{
	const char *name, *end;

	if (insn->ref != REF_KFUNC)
		return false;
	name = image__symbol_name(image, insn->target);
	end = strrchr(name, '_');
	return end && !strncmp(name, "bpf_iter_", 9) && !strcmp(end + 1, what);
}

bool call__is_next(const struct image *image, const struct insn *insn)
{
	return call__is_iterators(image, insn, "next");
}

const struct btf_type *call__kfunc_type(const struct image *image, const struct insn *insn)
{
	return types__prototype(&image->types, image__symbol_name(image, insn->target));
}

uint16_t call__reads(const struct image *image, const struct insn *insn)
{
	const struct btf_type *type = insn->ref == REF_KFUNC ? call__kfunc_type(image, insn) : NULL;
	uint32_t number = number_of(insn), count = 5;

	if (number)
		count = helpers[number].arguments;
	else if (type && BTF_INFO_VLEN(type->info) < 5)
		count = BTF_INFO_VLEN(type->info);
	return ((1U << count) - 1) << 1;
}

const struct helper *call__helper(const struct insn *insn)
{
	uint32_t number = number_of(insn);

	return number ? &helpers[number] : NULL;
}
