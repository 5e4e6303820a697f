// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Checks the types of an object before libbpf reads them: it follows type and string
 * ids without looking, and older versions leave this check to the kernel.
 */
#include <errno.h>

#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "internal.h"

/* Modifiers and typedefs around one type: more can only be a circle. */
#define MAX_CHAIN 64

#define damaged(fmt, ...) flexnet_fail(EINVAL, "damaged .BTF section: " fmt, ##__VA_ARGS__)

static bool has_name(const struct btf *btf, __u32 offset)
{
	return btf__name_by_offset(btf, offset) != NULL;
}

static bool has_type(const struct btf *btf, __u32 id)
{
	return id < btf__type_cnt(btf);
}

static bool check_members(const struct btf *btf, const struct btf_type *t)
{
	const struct btf_member *m = btf_members(t);
	int i;

	for (i = 0; i < btf_vlen(t); i++)
		if (!has_name(btf, m[i].name_off) || !has_type(btf, m[i].type))
			return false;
	return true;
}

static bool check_params(const struct btf *btf, const struct btf_type *t)
{
	const struct btf_param *p = btf_params(t);
	int i;

	for (i = 0; i < btf_vlen(t); i++)
		if (!has_name(btf, p[i].name_off) || !has_type(btf, p[i].type))
			return false;
	return has_type(btf, t->type);
}

/* libbpf takes what is in a section for a variable, or a function. */
static bool check_datasec(const struct btf *btf, const struct btf_type *t)
{
	const struct btf_var_secinfo *v = btf_var_secinfos(t);
	int i;

	for (i = 0; i < btf_vlen(t); i++) {
		const struct btf_type *var = btf__type_by_id(btf, v[i].type);

		if (!var || (!btf_is_var(var) && !btf_is_func(var)))
			return false;
	}
	return true;
}

static bool check_enumerators(const struct btf *btf, const struct btf_type *t)
{
	int i;

	for (i = 0; i < btf_vlen(t); i++)
		if (!has_name(btf, btf_is_enum(t) ? btf_enum(t)[i].name_off :
						    btf_enum64(t)[i].name_off))
			return false;
	return true;
}

static bool check_chain(const struct btf *btf, const struct btf_type *t)
{
	int i;

	for (i = 0; btf_is_mod(t) || btf_is_typedef(t); i++) {
		t = btf__type_by_id(btf, t->type);
		if (!t || i == MAX_CHAIN)
			return false;
	}
	return true;
}

static bool check_function(const struct btf *btf, const struct btf_type *t)
{
	const struct btf_type *proto = btf__type_by_id(btf, t->type);

	return proto && btf_is_func_proto(proto);
}

static bool check_type(const struct btf *btf, const struct btf_type *t)
{
	switch (btf_kind(t)) {
	case BTF_KIND_INT:
	case BTF_KIND_FLOAT:
	case BTF_KIND_FWD:
		return true;
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
		return check_enumerators(btf, t);
	case BTF_KIND_PTR:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return has_type(btf, t->type);
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_TYPE_TAG:
		return check_chain(btf, t);
	case BTF_KIND_ARRAY:
		return has_type(btf, btf_array(t)->type) && has_type(btf, btf_array(t)->index_type);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return check_members(btf, t);
	case BTF_KIND_FUNC:
		return check_function(btf, t);
	case BTF_KIND_FUNC_PROTO:
		return check_params(btf, t);
	case BTF_KIND_DATASEC:
		return check_datasec(btf, t);
	}
	return false;
}

int btf__check_types(const struct btf *btf)
{
	__u32 id;

	for (id = 1; id < btf__type_cnt(btf); id++) {
		const struct btf_type *t = btf__type_by_id(btf, id);

		if (!has_name(btf, t->name_off) || !check_type(btf, t))
			return damaged("type %u", id);
	}
	return 0;
}

int btf__check(const void *data, size_t size)
{
	struct btf *btf = btf__new(data, size);
	int err;

	if (!btf)
		return damaged("its header or sizes are wrong");
	err = btf__check_types(btf);
	btf__free(btf);
	return err;
}
