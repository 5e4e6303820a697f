// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Checks the table of abi.h and resolves its strings and indices. Nothing in the
 * section is believed: it may come from another version or from a damaged file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* What fits in front of a packet: XDP_PACKET_HEADROOM. */
#define MAX_FRAME 256
/* What cpumap takes; what an AF_XDP ring is made of. */
#define MAX_DEPTH_CPUMAP 16384
#define MAX_DEPTH_XSK 65536
/* Cells that a coro_t can number. */
#define MAX_CELLS (1 << 24)

bool set__is_executed(const struct flexnet_set *set)
{
	return set->transport == FLEXNET_TRANSPORT_RING || set->transport == FLEXNET_TRANSPORT_HEAP;
}

struct parser {
	const char *data;
	struct flexnet_abi_header header;
	const char *strings; /* a copy: the table outlives the section */
	struct flexnet_set *sets;
	struct flexnet_coroutine *coroutines;
	struct flexnet_point *points;
	struct flexnet_variable *variables;
	struct flexnet_executor *executors;
};

#define damaged(...) flexnet_fail(EINVAL, "damaged " FLEXNET_ABI_SECTION " section: " __VA_ARGS__)

static int check_table(const struct parser *p, const struct flexnet_abi_table *t, __u32 entry_size,
		       const char *what)
{
	if (t->entry_size < entry_size)
		return damaged("an entry of %s has %u bytes, not %u", what, t->entry_size,
			       entry_size);
	if (t->offset > p->header.size ||
	    (__u64)t->count * t->entry_size > p->header.size - t->offset)
		return damaged("%s end behind the end of the section", what);
	return 0;
}

static int check_header(struct parser *p, size_t size)
{
	struct flexnet_abi_header *h = &p->header;
	/* Where magic and version are is all that another major version has in common. */
	size_t common = offsetof(struct flexnet_abi_header, size);
	int err;

	if (size < common)
		return damaged("%zu bytes are too few", size);
	memcpy(h, p->data, common);
	if (h->magic != FLEXNET_ABI_MAGIC)
		return damaged("it starts with %#x, not %#x", h->magic, FLEXNET_ABI_MAGIC);
	if (h->major != FLEXNET_ABI_MAJOR)
		return flexnet_fail(EPROTONOSUPPORT,
				    "object format %u.%u, but this flexnet reads %u.x: use the "
				    "compiler and the runtime of one FlexNet release",
				    h->major, h->minor, FLEXNET_ABI_MAJOR);
	if (size < sizeof(*h))
		return damaged("%zu bytes are too few", size);
	memcpy(h, p->data, sizeof(*h));
	if (h->size != size)
		return damaged("%u bytes by its header, %zu by the file", h->size, size);

	err = check_table(p, &h->sets, sizeof(struct flexnet_abi_set), "queue sets");
	err = err ?: check_table(p, &h->coroutines, sizeof(struct flexnet_abi_coroutine),
				 "coroutines");
	err = err ?: check_table(p, &h->points, sizeof(struct flexnet_abi_point),
				 "suspension points");
	err = err ?: check_table(p, &h->variables, FLEXNET_ABI_VARIABLE_SIZE_2_0, "variables");
	err = err ?: check_table(p, &h->strings, 1, "strings");
	err = err ?: check_table(p, &h->executors, sizeof(struct flexnet_abi_executor),
				 "executors");
	if (err)
		return err;
	if (h->strings.entry_size != 1 || !h->strings.count ||
	    p->data[h->strings.offset + h->strings.count - 1])
		return damaged("the strings do not end");
	if (h->points.count > FLEXNET_MAX_POINTS)
		return damaged("%u suspension points, more than %u", h->points.count,
			       FLEXNET_MAX_POINTS);
	return 0;
}

/* One allocation holds everything that the public structs point to. */
static struct flexnet_table *allocate(struct parser *p)
{
	const struct flexnet_abi_header *h = &p->header;
	struct flexnet_table *table;
	char *strings;

	table = calloc(1, sizeof(*table) + h->sets.count * sizeof(*p->sets) +
				  h->coroutines.count * sizeof(*p->coroutines) +
				  h->points.count * sizeof(*p->points) +
				  h->variables.count * sizeof(*p->variables) +
				  h->executors.count * sizeof(*p->executors) + h->strings.count);
	if (!table)
		return NULL;
	p->sets = (void *)(table + 1);
	p->coroutines = (void *)(p->sets + h->sets.count);
	p->points = (void *)(p->coroutines + h->coroutines.count);
	p->variables = (void *)(p->points + h->points.count);
	p->executors = (void *)(p->variables + h->variables.count);
	strings = (void *)(p->executors + h->executors.count);
	memcpy(strings, p->data + h->strings.offset, h->strings.count);
	p->strings = strings;
	*table = (struct flexnet_table){
		.major = h->major,
		.minor = h->minor,
		.sets = p->sets,
		.set_count = h->sets.count,
		.coroutines = p->coroutines,
		.coroutine_count = h->coroutines.count,
		.points = p->points,
		.point_count = h->points.count,
		.executors = p->executors,
		.executor_count = h->executors.count,
	};
	return table;
}

/* Entry `i`: of minor versions that differ, the older one knows a prefix. */
static void read_bytes(const struct parser *p, const struct flexnet_abi_table *t, __u32 i,
		       void *entry, size_t size)
{
	memset(entry, 0, size);
	memcpy(entry, p->data + t->offset + (size_t)i * t->entry_size,
	       size < t->entry_size ? size : t->entry_size);
}
#define read_entry(p, t, i, entry) read_bytes(p, t, i, entry, sizeof(*(entry)))

static int read_string(const struct parser *p, __u32 offset, const char **string)
{
	const char *c;

	if (offset >= p->header.strings.count)
		return damaged("a string at %u, but the strings have %u bytes", offset,
			       p->header.strings.count);
	*string = p->strings + offset;
	for (c = *string; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return damaged("a string at %u with control characters", offset);
	return 0;
}

static bool is_power_of_two(__u32 n)
{
	return n && !(n & (n - 1));
}

/* Sizes with which every cell of executor queues lies in the set's memory. */
static int check_cells(const struct flexnet_set *set)
{
	__u64 cells = (__u64)set->queues * set->depth;

	if (!is_power_of_two(set->depth) || set->depth < 4 || cells >= MAX_CELLS)
		return damaged("queue set '%s' has %u queues and a depth of %u", set->name,
			       set->queues, set->depth);
	if (set->stride < sizeof(struct flexnet_cell) || set->stride % 8 ||
	    (set->packet && (set->packet < sizeof(struct flexnet_cell) ||
			     (__u64)set->packet + sizeof(__u32) + FLEXNET_MAX_PACKET > set->stride)))
		return damaged("queue set '%s' has cells of %u bytes with packets at %u", set->name,
			       set->stride, set->packet);
	return 0;
}

static int check_depth(const struct flexnet_set *set)
{
	__u32 max = set->transport == FLEXNET_TRANSPORT_XSK ? MAX_DEPTH_XSK : MAX_DEPTH_CPUMAP;

	if (!set->depth || set->depth > max)
		return damaged("queue set '%s' has a depth of %u", set->name, set->depth);
	return 0;
}

static int read_set(const struct parser *p, __u32 i)
{
	struct flexnet_set *set = &p->sets[i];
	struct flexnet_abi_set abi;
	int err;

	read_entry(p, &p->header.sets, i, &abi);
	err = read_string(p, abi.name, &set->name);
	err = err ?: read_string(p, abi.resume_program, &set->resume_program);
	if (err)
		return err;
	if (abi.transport < FLEXNET_TRANSPORT_CPUMAP || abi.transport > FLEXNET_TRANSPORT_XSK)
		return flexnet_fail(EPROTONOSUPPORT, "queue set '%s' needs transport %u, which this "
				    "flexnet does not have", set->name, abi.transport);
	if (!abi.queues)
		return damaged("queue set '%s' has no queue", set->name);
	if (abi.unsuspendable > FLEXNET_PASS || abi.full > FLEXNET_PASS ||
	    abi.no_worker > FLEXNET_PASS)
		return damaged("queue set '%s' has an unknown policy", set->name);
	set->transport = abi.transport;
	set->queues = abi.queues;
	set->depth = abi.depth;
	set->unsuspendable = abi.unsuspendable;
	set->full = abi.full;
	set->no_worker = abi.no_worker;
	set->stride = abi.stride;
	set->packet = abi.packet;
	set->memory = abi.memory;
	return set__is_executed(set) ? check_cells(set) : check_depth(set);
}

static int read_executor(const struct parser *p, __u32 i)
{
	struct flexnet_executor *executor = &p->executors[i];
	struct flexnet_abi_executor abi;
	int err;

	read_entry(p, &p->header.executors, i, &abi);
	err = read_string(p, abi.name, &executor->name);
	executor->line = abi.line;
	return err ?: read_string(p, abi.file, &executor->file);
}

static int read_coroutine(const struct parser *p, __u32 i)
{
	struct flexnet_coroutine *coroutine = &p->coroutines[i];
	struct flexnet_abi_coroutine abi;
	int err;

	read_entry(p, &p->header.coroutines, i, &abi);
	err = read_string(p, abi.name, &coroutine->name);
	err = err ?: read_string(p, abi.file, &coroutine->file);
	if (err)
		return err;
	if ((__u64)abi.first_point + abi.point_count > p->header.points.count)
		return damaged("coroutine '%s' has suspension points that do not exist",
			       coroutine->name);
	coroutine->first_point = abi.first_point;
	coroutine->point_count = abi.point_count;
	coroutine->line = abi.line;
	if (abi.hook > FLEXNET_HOOK_TX)
		return damaged("coroutine '%s' is for a hook %u that this release does not know",
			       coroutine->name, abi.hook);
	coroutine->hook = abi.hook;
	return 0;
}

static int read_use(const struct parser *p, struct flexnet_variable *variable,
		    const struct flexnet_abi_variable *abi)
{
	int err = read_string(p, abi->file, &variable->use_file);

	err = err ?: read_string(p, abi->user, &variable->user);
	/* One that a later version knows is one that this does not. */
	variable->reason = abi->reason > FLEXNET_KEPT_ADDRESS ? FLEXNET_KEPT_UNKNOWN : abi->reason;
	variable->use_line = abi->line;
	variable->use_column = abi->column;
	return err;
}

static int read_variables(const struct parser *p, struct flexnet_point *point, __u32 first)
{
	__u32 i;
	int err;

	for (i = first; i < first + point->variable_count; i++) {
		struct flexnet_variable *variable = &p->variables[i];
		struct flexnet_abi_variable abi;

		read_entry(p, &p->header.variables, i, &abi);
		err = read_string(p, abi.name, &variable->name);
		if (err)
			return err;
		if ((__u64)abi.offset + abi.size > point->frame_size)
			return damaged("variable '%s' is not inside its frame of %u bytes",
				       variable->name, point->frame_size);
		variable->offset = abi.offset;
		variable->size = abi.size;
		err = read_use(p, variable, &abi);
		if (err)
			return err;
	}
	point->variables = &p->variables[first];
	return 0;
}

static __u32 max_frame(const struct flexnet_set *set)
{
	if (!set__is_executed(set))
		return MAX_FRAME;
	return (set->packet ?: set->stride) - sizeof(struct flexnet_cell);
}

static int read_point(const struct parser *p, __u32 i)
{
	struct flexnet_point *point = &p->points[i];
	const struct flexnet_coroutine *owner;
	struct flexnet_abi_point abi;
	int err;

	read_entry(p, &p->header.points, i, &abi);
	err = read_string(p, abi.file, &point->file);
	if (err)
		return err;
	if (abi.coroutine >= p->header.coroutines.count || abi.set >= p->header.sets.count)
		return damaged("suspension point %u is of no coroutine or queue set", i);
	owner = &p->coroutines[abi.coroutine];
	if (i < owner->first_point || i - owner->first_point >= owner->point_count)
		return damaged("suspension point %u is not among those of coroutine '%s'", i,
			       owner->name);
	if (abi.frame_size > max_frame(&p->sets[abi.set]))
		return damaged("suspension point %u has a frame of %u bytes", i, abi.frame_size);
	if ((__u64)abi.first_variable + abi.variable_count > p->header.variables.count)
		return damaged("suspension point %u has variables that do not exist", i);
	*point = (struct flexnet_point){
		.coroutine = abi.coroutine,
		.set = abi.set,
		.resume_id = abi.resume_id,
		.frame_size = abi.frame_size,
		.variable_count = abi.variable_count,
		.file = point->file,
		.line = abi.line,
		.column = abi.column,
	};
	return read_variables(p, point, abi.first_variable);
}

int table__parse(const void *section, size_t size, struct flexnet_table **out)
{
	struct parser p = { .data = section };
	struct flexnet_table *table;
	__u32 i;
	int err;

	err = check_header(&p, size);
	if (err)
		return err;
	table = allocate(&p);
	if (!table)
		return flexnet_fail(ENOMEM, "out of memory");
	for (i = 0; !err && i < table->set_count; i++)
		err = read_set(&p, i);
	for (i = 0; !err && i < table->coroutine_count; i++)
		err = read_coroutine(&p, i);
	for (i = 0; !err && i < table->point_count; i++)
		err = read_point(&p, i);
	for (i = 0; !err && i < table->executor_count; i++)
		err = read_executor(&p, i);
	if (err) {
		free(table);
		return err;
	}
	*out = table;
	return 0;
}
