/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A model of the verifier's walk over one program: what it does to go on, not what it refuses.
 * It follows every path, depth first, and stops where a state is one that was there before:
 *
 *	state.c   copies of registers and stack of all functions that are under way
 *	live.c    which registers anybody will read
 *	step.c    what an instruction does to them
 *	memory.c  the same for loads and stores
 *	call.c    helpers, kfuncs, functions, callbacks; traits.c: what those of the kernel do
 *	branch.c  which way a comparison goes, and what is known then
 *	precise.c which numbers a decision hung on: only these tell states apart
 *	prune.c   whether a state was there before
 *	walk.c    the order of all this
 */
#ifndef FLEXNET_BOUNDS_WALK_H
#define FLEXNET_BOUNDS_WALK_H

#include "image.h"
#include "scalar.h"

#define REGS 11
#define STACK_SLOTS (BOUNDS_STACK / 8)
#define NO_FUNCTION UINT32_MAX
/* Of scalars that are one plus a constant. */
#define ID_PLUS (1U << 31)

enum kind {
	KIND_NONE, /* holds nothing that may be read */
	KIND_SCALAR,
	KIND_CONTEXT,
	KIND_STACK,	 /* of frame `object` */
	KIND_PACKET,
	KIND_PACKET_META,
	KIND_PACKET_END,
	KIND_MAP,	 /* itself; object: its name */
	KIND_MAP_VALUE,	 /* object: map, or section */
	KIND_FUNCTION,	 /* object: number */
	KIND_OTHER,	 /* some other memory of the kernel */
	KIND_ITERATOR,	 /* only on the stack; offset: 1 while it goes on */
};

struct reg {
	uint8_t kind;
	bool maybe_null; /* with the others of the same id */
	bool precise;
	uint32_t id;
	uint32_t object;
	uint32_t range; /* bytes of a packet that were checked */
	int32_t offset; /* of a pointer, the constant part; ID_PLUS: from the id's number */
	struct scalar s; /* the number, or the variable part of a pointer */
};

enum byte { BYTE_NONE, BYTE_SPILL, BYTE_MISC, BYTE_ZERO };

struct slot {
	uint8_t byte[8];
	struct reg reg; /* of bytes that are BYTE_SPILL */
};

struct frame {
	struct reg reg[REGS];
	struct slot *slot; /* [0] is fp-8 */
	uint8_t slots;
	uint32_t call; /* where it returns behind; of callbacks, to */
	bool callback;
	uint64_t callbacks; /* of one call, so far */
	uint64_t read, written; /* slots, since the state began */
};

/* An instruction that was walked through. */
struct past {
	uint32_t insn;
	uint8_t frame;
	int8_t slot; /* accessed at a constant offset; -1: none */
	uint8_t slot_frame;
	/* Of a comparison, numbers of the frame that are copies of those compared. */
	uint16_t linked;
	uint64_t linked_slots;
};

struct state {
	struct frame *frame[BOUNDS_FRAMES];
	uint8_t depth; /* frames, less 1 */
	uint32_t insn, last;
	struct state *parent;
	bool closed; /* a loop came back to it */
	uint32_t branches;
	uint32_t jumps; /* in `past` */
	struct past *past;
	uint32_t past_count, past_room;
	uint32_t unrolled; /* may_goto and callbacks */
	bool moved;	   /* the packet: its first byte is not the frame's any more */
	struct state *pending;
	/* Of those that are kept for comparison: */
	struct state *next, *all;
	uint32_t hits, misses;
};

struct point {
	bool prune, checkpoint, jump;
	uint16_t live; /* registers that will be read */
	struct state *states;
	uint64_t walked;
};

struct walk {
	const struct image *image;
	const struct function *program;
	struct point *point; /* for each instruction of the image */
	struct {
		bool queued; /* global, and called */
		bool moves_packets;
	} *function;
	uint32_t *queue; /* of functions to be verified by themselves */
	uint32_t queued;
	uint32_t resume_id; /* the first byte of the frame, if it is known; or 0 */
	uint32_t reached;   /* instructions walked at least once */
	struct state *current, *pending, *all;
	uint32_t ids;
	uint64_t work, limit, jumps;
	uint64_t last_work, last_jumps;
	uint64_t effort; /* states compared and copied, to end in any case */
	uint64_t bytes;	 /* of states */
	bool failed;
};

/* state.c; NULL: out of memory, or of bounds */
struct state *state__new(struct walk *w);
struct state *state__copy(struct walk *w, const struct state *from);
void state__free(struct walk *w, struct state *s);
struct frame *state__push(struct walk *w, struct state *s, uint32_t call);
void state__pop(struct walk *w, struct state *s);
bool state__remember(struct walk *w, struct state *s, struct past past);
struct slot *frame__slot(struct walk *w, struct frame *f, unsigned slot);
static inline struct frame *state__frame(struct state *s) { return s->frame[s->depth]; }
void reg__unknown(struct reg *r);
void reg__constant(struct reg *r, uint64_t v);
void state__forget_precise(struct state *s);
/* All registers and spilled ones. */
typedef void (*reg_fn)(struct walk *w, struct reg *reg, void *data);
void state__for_each(struct walk *w, struct state *s, reg_fn fn, void *data);
void state__mark_read(struct state *s, unsigned frame, unsigned slot);

/* live.c */
void live__compute(struct walk *w);

/* memory.c */
void memory__load(struct walk *w, struct state *s, const struct bpf_insn *i);
void memory__store(struct walk *w, struct state *s, const struct bpf_insn *i);
/* step.c: `s` goes on behind its instruction, or false: the path ends. */
bool step__insn(struct walk *w, struct state *s);
/* call.c */
bool call__insn(struct walk *w, struct state *s);
bool call__exit(struct walk *w, struct state *s);
/* branch.c */
bool branch__insn(struct walk *w, struct state *s);
/* precise.c */
void precise__mark(struct walk *w, struct state *s, unsigned reg);
void precise__inherit(struct walk *w, const struct state *old, struct state *s);
/* prune.c */
bool prune__equal(struct walk *w, const struct state *old, const struct state *cur,
		  bool all_ranges);
void prune__widen(struct walk *w, const struct state *before, struct state *s);
/* walk.c: a copy of `s` that will be gone into at `insn`; NULL: failed. */
struct state *walk__push(struct walk *w, struct state *s, uint32_t insn);
/* The last state kept at `insn` that s comes from. */
const struct state *walk__before(const struct walk *w, const struct state *s, uint32_t insn);
void walk__verify(struct walk *w, uint32_t function);
/* A callback that the kernel calls some other time. */
bool walk__push_async(struct walk *w, uint32_t function);

/* What of bounds.h each file finds; false: out of memory. `program` numbers a function. */
bool walk__program(const struct image *image, uint32_t program, struct bounds_program *result);
/* With a frame that begins with `id`. */
bool walk__resumed(const struct image *image, uint32_t program, uint32_t id, uint32_t *insns,
		   uint64_t *work);
/* stack.c */
bool stack__find(const struct image *image, uint32_t program, struct bounds_program *result);
/* All functions that are loaded with a program, itself first. free() it. */
uint32_t *calls__reach(const struct image *image, uint32_t program, uint32_t *count);
/* bounds.c: the lines with the largest sums; changes `lines`. */
void lines__top(struct bounds_line *lines, uint32_t count, struct bounds_line top[BOUNDS_LINES]);

#endif
