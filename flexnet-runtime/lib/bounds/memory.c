// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Loads and stores: what is on the stack is known as well as what is in registers. */
#include <string.h>

#include <flexnet/abi.h>

#include "walk.h"

/* Newer than the headers of Debian 12. */
#define MODE_MEMSX 0x80

static unsigned access_size(const struct bpf_insn *i)
{
	static const uint8_t sizes[] = { 4, 2, 1, 8 };

	return sizes[BPF_SIZE(i->code) >> 3];
}

/* Where a constant access to the stack is: slot and first byte in it, counted from the bottom. */
struct where {
	struct frame *frame;
	unsigned number; /* of the frame */
	int64_t offset;	 /* negative */
	bool known;
};

static struct where stack_access(struct state *s, const struct reg *base, int off)
{
	struct where at = { .known = scalar__is_constant(&base->s) };

	at.number = base->object <= s->depth ? base->object : s->depth;
	at.frame = s->frame[at.number];
	at.offset = (int64_t)base->offset + off + (at.known ? (int64_t)base->s.bits.value : 0);
	if (at.offset >= 0 || at.offset < -BOUNDS_STACK)
		at.known = false;
	return at;
}

static void note_slot(struct state *s, const struct where *at)
{
	if (s->past_count) {
		s->past[s->past_count - 1].slot = (-at->offset - 1) / 8;
		s->past[s->past_count - 1].slot_frame = at->number;
	}
}

/* Bytes of a slot are counted as the kernel does: [7] is the lowest address. */
static unsigned first_byte(int64_t offset)
{
	return (-offset - 1) % 8;
}

static void load_stack(struct walk *w, struct state *s, struct reg *dst, const struct where *at,
		       unsigned size)
{
	unsigned i, high = first_byte(at->offset), slot = (-at->offset - 1) / 8;
	bool zero = true, whole;
	struct slot *from = slot < at->frame->slots ? &at->frame->slot[slot] : NULL;

	note_slot(s, at);
	state__mark_read(s, at->number, slot);
	if (size > high + 1 && slot) /* not aligned */
		state__mark_read(s, at->number, slot - 1);
	if (!from) {
		reg__unknown(dst);
		dst->s = scalar__of_bytes(size);
		return;
	}
	for (i = 0; i < size && i <= high; i++)
		zero &= from->byte[high - i] == BYTE_ZERO;
	/* As many bytes as were spilled, from the lowest address on. */
	whole = high == 7 && from->byte[7] == BYTE_SPILL &&
		(size == 8 ? from->byte[0] == BYTE_SPILL : from->byte[8 - size] == BYTE_SPILL);
	if (whole && from->reg.kind != KIND_ITERATOR) {
		bool narrower = size < 8 && from->byte[0] == BYTE_SPILL;

		if (narrower && from->reg.kind != KIND_SCALAR)
			goto unknown;
		if (from->reg.kind == KIND_SCALAR && !scalar__is_constant(&from->reg.s) &&
		    !from->reg.id && !narrower)
			from->reg.id = ++w->ids & ~ID_PLUS;
		*dst = from->reg;
		dst->precise = false;
		if (narrower) {
			struct scalar mask = scalar__constant((1ULL << (size * 8)) - 1);

			dst->s = scalar__compute(BPF_AND, dst->s, mask, false);
			dst->id = 0;
			dst->offset = 0;
		}
		return;
	}
	if (zero && size <= high + 1) {
		reg__constant(dst, 0);
		return;
	}
unknown:
	reg__unknown(dst);
	dst->s = scalar__of_bytes(size);
}

/* What the loader sets before it loads, as it is on some machine. */
static const struct {
	const char *section;
	uint32_t value;
} configured[] = {
	{ FLEXNET_MAP_CONFIG, 8 },
	{ FLEXNET_MAP_ARCH, 1 },
	{ FLEXNET_MAP_KERNEL_WORKERS, 0 },
};

static const void *contents(const struct section *s)
{
	size_t i;

	for (i = 0; i < container_count(configured); i++)
		if (!strcmp(configured[i].section, s->name) &&
		    s->size >= sizeof(configured[i].value))
			return &configured[i].value;
	return strncmp(s->name, ".rodata", 7) ? NULL : s->data;
}

/* Constants of the object, which the kernel reads as well. */
static bool load_constant(struct walk *w, struct reg *dst, const struct reg *base, int off,
			  unsigned size)
{
	const struct section *s;
	uint64_t value = 0;
	int64_t at = (int64_t)base->offset + off;
	const void *from;

	if (base->object >= w->image->section_count || !scalar__is_constant(&base->s))
		return false;
	s = &w->image->sections[base->object];
	from = contents(s);
	at += (int64_t)base->s.bits.value;
	if (from && from != s->data && (at || size != sizeof(uint32_t)))
		return false;
	if (!from || at < 0 || s->size < size || (uint64_t)at > s->size - size)
		return false;
	memcpy(&value, (const char *)from + at, size);
	reg__constant(dst, value);
	return true;
}

enum context { CONTEXT_OTHER, CONTEXT_XDP, CONTEXT_SKB };

static enum context context_of(const char *section)
{
	static const char *const skb[] = { "tc",	  "classifier", "action", "cgroup_skb",
					   "sk_skb",	  "lwt",	"socket", "flow_dissector",
					   "netkit" };
	size_t i;

	if (!strncmp(section, "xdp", 3))
		return CONTEXT_XDP;
	for (i = 0; i < container_count(skb); i++)
		if (!strncmp(section, skb[i], strlen(skb[i])))
			return CONTEXT_SKB;
	return CONTEXT_OTHER;
}

static bool load_packet_pointer(const struct walk *w, struct reg *dst, int64_t offset)
{
	/* data, data_end, data_meta in struct xdp_md and in struct __sk_buff */
	static const int64_t fields[][3] = { [CONTEXT_OTHER] = { -1, -1, -1 },
					     [CONTEXT_XDP] = { 0, 4, 8 },
					     [CONTEXT_SKB] = { 76, 80, 140 } };
	static const uint8_t kinds[] = { KIND_PACKET, KIND_PACKET_END, KIND_PACKET_META };
	const int64_t *field = fields[context_of(w->program->section)];
	unsigned i;

	for (i = 0; i < 3; i++)
		if (offset == field[i]) {
			*dst = (struct reg){ .kind = kinds[i], .s = scalar__constant(0) };
			return true;
		}
	return false;
}

void memory__load(struct walk *w, struct state *s, const struct bpf_insn *i)
{
	struct frame *f = state__frame(s);
	struct reg base = f->reg[i->src_reg], *dst = &f->reg[i->dst_reg];
	unsigned size = access_size(i);
	struct where at;

	switch (base.kind) {
	case KIND_STACK:
		at = stack_access(s, &base, i->off);
		if (at.known && BPF_MODE(i->code) == BPF_MEM) {
			load_stack(w, s, dst, &at, size);
			return;
		}
		for (unsigned slot = 0; slot < at.frame->slots; slot++)
			state__mark_read(s, at.number, slot);
		break;
	case KIND_CONTEXT:
		if (load_packet_pointer(w, dst, (int64_t)base.offset + i->off))
			return;
		break;
	case KIND_PACKET:
		if (!w->resume_id || s->moved || size != 1 || base.offset + i->off ||
		    base.id || !scalar__is_constant(&base.s))
			break;
		reg__constant(dst, w->resume_id);
		return;
	case KIND_MAP_VALUE:
		if (BPF_MODE(i->code) == BPF_MEM && load_constant(w, dst, &base, i->off, size))
			return;
		break;
	}
	reg__unknown(dst);
	dst->s = BPF_MODE(i->code) == MODE_MEMSX ?
			 scalar__sign_extend(dst->s, size * 8, false) :
			 scalar__of_bytes(size);
}

static void spoil_stack(struct frame *f, struct state *s, unsigned number)
{
	unsigned i;

	for (i = 0; i < f->slots; i++)
		memset(f->slot[i].byte, BYTE_MISC, sizeof(f->slot[i].byte));
}

static void store_stack(struct walk *w, struct state *s, const struct where *at,
			const struct reg *value, unsigned size)
{
	unsigned i, high = first_byte(at->offset), number = (-at->offset - 1) / 8;
	struct slot *to = frame__slot(w, at->frame, number);
	bool zero = value && value->kind == KIND_SCALAR && scalar__is_constant(&value->s) &&
		    !value->s.bits.value;

	if (!to)
		return;
	note_slot(s, at);
	if (size == 8)
		at->frame->written |= 1ULL << number;
	if (value && high == 7 && (size == 8 || value->kind == KIND_SCALAR)) {
		for (i = 0; i < size; i++)
			to->byte[7 - i] = BYTE_SPILL;
		for (; i < 8; i++)
			if (to->byte[7 - i] == BYTE_SPILL)
				to->byte[7 - i] = BYTE_MISC;
		to->reg = *value;
		if (size < 8 && value->s.r64.umax >= 1ULL << (size * 8)) {
			struct scalar mask = scalar__constant((1ULL << (size * 8)) - 1);

			to->reg.s = scalar__compute(BPF_AND, value->s, mask, false);
			to->reg.id = 0;
			to->reg.offset = 0;
		}
		return;
	}
	/* What is left of a spilled register is bytes. */
	for (i = 0; i < 8; i++)
		if (to->byte[i] == BYTE_SPILL)
			to->byte[i] = BYTE_MISC;
	for (i = 0; i < size && i <= high; i++)
		to->byte[high - i] = zero ? BYTE_ZERO : BYTE_MISC;
}

void memory__store(struct walk *w, struct state *s, const struct bpf_insn *i)
{
	struct frame *f = state__frame(s);
	struct reg *base = &f->reg[i->dst_reg], imm;
	const struct reg *value = &imm;
	bool atomic = BPF_CLASS(i->code) == BPF_STX && BPF_MODE(i->code) == BPF_ATOMIC;
	struct where at;

	reg__constant(&imm, (uint64_t)(int64_t)i->imm);
	if (BPF_CLASS(i->code) == BPF_STX && i->src_reg < REGS) {
		struct reg *src = &f->reg[i->src_reg];

		if (src->kind == KIND_SCALAR && !scalar__is_constant(&src->s) && !src->id)
			src->id = ++w->ids & ~ID_PLUS;
		value = src;
	}
	if (base->kind == KIND_STACK) {
		at = stack_access(s, base, i->off);
		if (at.known)
			store_stack(w, s, &at, atomic ? NULL : value, access_size(i));
		else
			spoil_stack(at.frame, s, at.number);
	}
	if (!atomic || !(i->imm & BPF_FETCH))
		return;
	base = &f->reg[i->imm == BPF_CMPXCHG ? 0 : i->src_reg];
	reg__unknown(base);
	base->s = scalar__of_bytes(access_size(i));
}
