/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the files of libflexnet share. Each group names the file that has it. */
#ifndef FLEXNET_INTERNAL_H
#define FLEXNET_INTERNAL_H

#include <flexnet/libflexnet.h>

struct btf;

#ifdef __cplusplus
extern "C" {
#endif

/* error.c: sets flexnet_error(), returns -err. */
int flexnet_fail(int err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Puts "what: " before the error that is set, returns err. */
int flexnet_fail_in(int err, const char *what);
/* The same for a bpf() system call that was refused: says what permission is missing. */
int flexnet_fail_bpf(int err, const char *what);

/* elf.c: finds FLEXNET_ABI_SECTION in an ELF file for BPF; *section points into `data`. */
int elf__find_table(const void *data, size_t size, const void **section, size_t *section_size);

/* btf.c */
int btf__check(const void *data, size_t size);
int btf__check_types(const struct btf *btf);

/* kernel_btf.c: types of a kernel, or of a module on top of *base, from a file of BTF or an
 * ELF file with .BTF; checked. `base_path` may be NULL. Free both, *btf first. */
int kernel_btf__open(const char *path, const char *base_path, struct btf **base,
		     struct btf **btf);

/* table.c: checks every offset, index and string. *table owns its memory; free() it. */
int table__parse(const void *section, size_t size, struct flexnet_table **table);

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
struct flexnet_quantiles histogram__quantiles(const struct flexnet_histogram *histogram);

/* object.c */
struct flexnet_object {
	char *name;
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
	bool pinned; /* the queues outlive this process */
	struct flexnet_attachment attachment;
};

/* load.c: ends the threads of all queues. */
void sets__empty(struct flexnet_object *obj);

/* attach.c: mode in which a program is on a device of this network namespace. AUTO: it is
 * not; the index is another namespace's. */
enum flexnet_mode xdp__mode(__u32 ifindex, __u32 program_id);

/* monitor.c: reads the counters. `section` is copied; the monitor closes the maps' file
 * descriptors, of which each may be -1. */
struct monitor_maps {
	int sets;     /* stats.bpf.c: which map is which set */
	int counts;   /* stats.bpf.c */
	int counters; /* FLEXNET_MAP_COUNTERS */
	int sojourn;  /* FLEXNET_MAP_SOJOURN */
	int suspended; /* FLEXNET_MAP_SUSPENDED */
};
int monitor__new(const void *section, size_t size, const struct monitor_maps *maps,
		 struct flexnet_monitor **monitor);

/* tracepoints.c: counts in the kernel. */
struct tracepoints;
int tracepoints__start(const struct flexnet_object *obj, struct tracepoints **tracepoints);
int tracepoints__pin(struct tracepoints *tracepoints, const char *dir);
int tracepoints__sets_fd(const struct tracepoints *tracepoints);
int tracepoints__counts_fd(const struct tracepoints *tracepoints);
void tracepoints__stop(struct tracepoints *tracepoints);

#ifdef __cplusplus
}
#endif

#endif
