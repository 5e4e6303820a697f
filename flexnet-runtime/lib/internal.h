/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the files of libflexnet share. Each group names the file that has it. */
#ifndef FLEXNET_INTERNAL_H
#define FLEXNET_INTERNAL_H

#include <net/if.h>

#include <flexnet/libflexnet.h>

struct bpf_link;
struct bpf_map;
struct bpf_program;
struct btf;

#ifdef __cplusplus
extern "C" {
#endif

/* message.c: sets flexnet_error(), returns -err. */
int flexnet_fail(int err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Puts "what: " before the error that is set, returns err. */
int flexnet_fail_in(int err, const char *what);
/* error.c: the same for a bpf() system call that was refused: says what permission is missing. */
int flexnet_fail_bpf(int err, const char *what);

/* elf.c: what an ELF file for BPF has; points into `data`. */
struct elf_part {
	const void *data; /* NULL: there is none */
	size_t size;
};
struct elf_parts {
	struct elf_part table;	/* FLEXNET_ABI_SECTION */
	struct elf_part kernel; /* FLEXNET_KERNEL_SECTION */
};
int elf__read(const void *data, size_t size, struct elf_parts *parts);

/* btf.c */
int btf__check(const void *data, size_t size);
int btf__check_types(const struct btf *btf);

/* kernel_btf.c: types of a kernel, or of a module on top of *base, from a file of BTF or an
 * ELF file with .BTF; checked. `base_path` may be NULL. Free both, *btf first. */
int kernel_btf__open(const char *path, const char *base_path, struct btf **base,
		     struct btf **btf);

/* table.c: checks every offset, index and string. *table owns its memory; free() it. */
int table__parse(const void *section, size_t size, struct flexnet_table **table);
bool set__is_executed(const struct flexnet_set *set);

/* cpus.c */
struct cpu_list {
	__u32 *cpu; /* ascending, each once */
	size_t count;
};
int cpu_list__parse(const char *text, struct cpu_list *list);
int cpu_list__online(struct cpu_list *list);
/* CPUs to serve queues: `text`, all of them online; NULL: all that are online. */
int cpu_list__select(const char *text, struct cpu_list *list);
bool cpu_list__has(const struct cpu_list *list, __u32 cpu);
void cpu_list__free(struct cpu_list *list);

/* histogram.c: buckets of struct flexnet_histogram. */
__u64 histogram__bucket_max(__u32 bucket);
void histogram__add(struct flexnet_histogram *sum, const struct flexnet_histogram *histogram);
/* FLEXNET_BUCKETS of them, which programs go on counting in. */
void histogram__add_shared(struct flexnet_histogram *sum, const __u32 *buckets);
struct flexnet_quantiles histogram__quantiles(const struct flexnet_histogram *histogram);

/* part.c: as flexnet_object__open_with(). */
int part__open(const void *data, size_t size, const char *name, const struct flexnet_open_opts *opts,
	       struct flexnet_object **out);

/* object.c */
int object__open(const void *data, size_t size, const char *name, bool any,
		 struct flexnet_object **out);
struct flexnet_object {
	char *name;
	void *bytes; /* of an object for both runtimes, the part that was taken */
	size_t size;
	struct flexnet_part part;
	char *part_reason;
	void *section; /* as in the file */
	size_t section_size;
	struct flexnet_table *table;
	struct bpf_object *bpf;
	bool loaded;
	struct cpu_list cpus;
	char **logs; /* of each program, in libbpf's order */
	const char *refused_program;
	const char *verifier_log;
	int link_fd;
	struct bpf_program *next; /* that the link is to get: xdp__commit() */
	int workers_fd; /* FLEXNET_MAP_WORKERS; -1 without executor queues */
	int *hook_fds; /* links of programs that are not for XDP */
	size_t hook_count;
	bool pinned; /* the queues outlive this process */
	struct flexnet_attachment attachment;
	__u32 kernel_workers; /* that it was loaded for */
	struct object_memory *memory; /* after load, of an object with executor queues */
	/* For the kernel runtime. */
	struct bpf_map *pipeline; /* NULL: it is not */
	struct bpf_link *pipeline_link;
	__u32 handoff; /* index of the hand-off device */
	char handoff_name[IF_NAMESIZE]; /* "": any */
	bool owns_handoff;
};

/* Number of whoever resumes without being a worker: only one thread at a time. */
#define DRAIN_WORKER (FLEXNET_MAX_WORKERS - 1)

/* sets.c */
__u64 set__memory_size(const struct flexnet_set *set);
/* Of a set in order of a key; its intake follows it. */
struct flexnet_heap *set__heap(const struct flexnet_object *obj, const struct flexnet_set *set,
			       __u32 queue);
bool object__has_executed_sets(const struct flexnet_object *obj);
/* The first whose coroutines need their packets; NULL: none. */
const struct flexnet_set *object__carrying_set(const struct flexnet_object *obj);
/* Where a variable is in its section, by BTF. */
bool object__variable(const struct flexnet_object *obj, const char *section, const char *name,
		      __u32 *offset, __u32 *size);
/* The object has what its table names; finds the memory of executor queues. */
int sets__check(struct flexnet_object *obj);

/* state.c: memory shared with the programs. */
struct object_memory {
	void *bss;
	size_t bss_size;
	struct flexnet_state *state;
	size_t state_size;
};
int state__map(struct flexnet_object *obj);
void state__unmap(struct flexnet_object *obj);
/* Queues, and cells of all queues, follow each other. */
struct flexnet_queue *set__queue(const struct flexnet_object *obj, const struct flexnet_set *set,
				 __u32 queue);
struct flexnet_cell *set__cell(const struct flexnet_object *obj, const struct flexnet_set *set,
			       __u32 cell);
__u64 queue__head(const struct flexnet_queue *queue);
__u64 queue__waiting(const struct flexnet_queue *queue);

/* send_side.c */
bool program__sends(const struct flexnet_object *obj, const struct bpf_program *prog);
/* Packets that leave the stack for this device are complete. */
int device__check_offloads(const char *dev);

/* hooks.c */
bool object__has_hooks(const struct flexnet_object *obj);
void hooks__detach(struct flexnet_object *obj);

/* live_run.c: runs an XDP program on frames of the kernel's. */
struct live_run {
	int program;
	int link, netns; /* -1: there is none, and it is slow */
};
#define LIVE_RUN_NONE ((struct live_run){ .program = -1, .link = -1, .netns = -1 })
void live_run__open(struct live_run *run, int program);
void live_run__close(struct live_run *run);
/* `frames` of `bytes` each (up to FLEXNET_YIELD_BYTES), received by queue 0 of this device,
 * which must be in the thread's network namespace. A verdict that cannot be carried out ends
 * the run. */
int live_run__frames(const struct live_run *run, __u32 ifindex, __u32 bytes, __u32 frames);
/* On one buffer, which is copied to `result`: returns the verdict, and nothing else comes of
 * it. *size: of `result`, then of the packet. */
int live_run__once(const struct live_run *run, __u32 ifindex, __u32 queue, __u32 bytes,
		   void *result, __u32 *size);

/* load.c: ends the threads of all queues. */
void sets__empty(struct flexnet_object *obj);
/* The first word of a section is a constant to the verifier from here on. */
int object__set_constant(struct flexnet_object *obj, const char *section, __u32 number);

/* pipeline.c: whether it is for the kernel runtime; fills its pipeline, before load. */
int pipeline__find(struct flexnet_object *obj);
int pipeline__prepare(struct flexnet_object *obj, const struct flexnet_pipeline_opts *opts);

/* attach.c */
bool object__has_device_program(const struct flexnet_object *obj);
/* Attaches to a device whose link it takes over, in two steps: all that can fail; the program. Nothing
 * is to be done for an object that was attached otherwise. */
int xdp__prepare(struct flexnet_object *obj, const struct flexnet_attach_opts *opts, int link_fd);
int xdp__commit(struct flexnet_object *obj);
/* An XDP program that the user can put on a device; one that the kernel runs for a queue. */
bool program__attaches(const struct flexnet_object *obj, const struct bpf_program *prog);
bool program__resumes(const struct flexnet_object *obj, const struct bpf_program *prog);

/* xdp.c */
/* The mode in which a program is on a device of this network namespace. AUTO: it is
 * not; the index is another namespace's. */
enum flexnet_mode xdp__mode(__u32 ifindex, __u32 program_id);
/* The device has no program. */
int xdp__check_free(const char *dev, __u32 ifindex);

/* monitor.c: reads the counters, which are in these maps. */
enum monitor_map {
	MONITOR_SETS,	   /* stats.bpf.c: which map is which set */
	MONITOR_COUNTS,	   /* stats.bpf.c */
	MONITOR_COUNTERS,  /* FLEXNET_MAP_COUNTERS */
	MONITOR_SOJOURN,   /* FLEXNET_MAP_SOJOURN */
	MONITOR_SUSPENDED, /* FLEXNET_MAP_SUSPENDED */
	MONITOR_MEMORY,	   /* ".bss", if there are executor queues */
	MONITOR_STATE,	   /* FLEXNET_MAP_STATE */
	MONITOR_WORKERS,   /* FLEXNET_MAP_WORKERS */
	MONITOR_MAPS
};
struct monitor_maps {
	int fd[MONITOR_MAPS]; /* -1: there is none */
};
/* `section` is copied; the monitor closes the file descriptors, also if this fails. */
int monitor__new(const void *section, size_t size, const struct monitor_maps *maps,
		 struct flexnet_monitor **monitor);
/* Whether any set needs stats.bpf.c. */
bool table__has_cpu_queues(const struct flexnet_table *table);

/* executor_queues.c: one reading of a queue that programs and workers go on changing. The
 * sojourn is added to *sojourn, too. */
void executor_queue__read(const struct flexnet_queue *queue, __u32 depth,
			  struct flexnet_queue_stats *stats, struct flexnet_histogram *sojourn);

/* tracepoints.c: counts in the kernel. */
struct tracepoints;
int tracepoints__start(const struct flexnet_object *obj, struct tracepoints **tracepoints);
/* The programs' links. */
int tracepoints__pin(struct tracepoints *tracepoints, const char *dir);
int tracepoints__sets_fd(const struct tracepoints *tracepoints);
int tracepoints__counts_fd(const struct tracepoints *tracepoints);
void tracepoints__stop(struct tracepoints *tracepoints);

#ifdef __cplusplus
}
#endif

#endif
