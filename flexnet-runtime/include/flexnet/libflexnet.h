/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * libflexnet: opens, checks, loads, attaches and observes FlexNet's BPF objects.
 *
 *	struct flexnet_object *obj;
 *
 *	if (flexnet_object__open("rx_steer.o", &obj) || flexnet_object__load(obj, NULL) ||
 *	    flexnet_object__attach(obj, &(struct flexnet_attach_opts){ .dev = "eth0" }))
 *		fprintf(stderr, "%s\n", flexnet_error());
 *
 * Functions that return int return 0 or a negative errno, and flexnet_error() then
 * says in one line what is wrong and what to do. A handle is for one thread at a time.
 * What is not pinned leaves the kernel when the handle is closed or the process ends.
 */
#ifndef FLEXNET_LIBFLEXNET_H
#define FLEXNET_LIBFLEXNET_H

#include <stdbool.h>
#include <stddef.h>

#include <flexnet/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bpf_object;
struct flexnet_object;
struct flexnet_monitor;

/* The last error of this thread: one line without a newline. Never NULL. */
const char *flexnet_error(void);

/* Takes libbpf's own messages, which are many lines each. NULL, the default, drops them. */
typedef void (*flexnet_log_fn)(const char *text);
void flexnet_set_log(flexnet_log_fn fn);

/* ---- What is in an object: the table of abi.h with its strings resolved ---- */

struct flexnet_set {
	const char *name;
	const char *resume_program;
	enum flexnet_transport transport;
	__u32 queues;
	__u32 depth;
	enum flexnet_policy unsuspendable;
	enum flexnet_policy full;
	/* Executor queues only. */
	enum flexnet_policy no_worker;
	__u32 stride; /* bytes of a cell */
	__u32 packet; /* where in a cell the packet is; 0: carries none */
	__u32 memory; /* offset in ".bss"; 0 before load */
};

struct flexnet_coroutine {
	const char *name;
	__u32 first_point;
	__u32 point_count;
	const char *file;
	__u32 line;
	enum flexnet_hook hook;
};

struct flexnet_variable {
	const char *name;
	__u32 offset;
	__u32 size;
	/* The first use after the suspension; `user` is the header function called there, or "". */
	enum flexnet_kept reason;
	const char *use_file;
	__u32 use_line;
	__u32 use_column;
	const char *user;
};

struct flexnet_point {
	__u32 coroutine; /* index */
	__u32 set;	 /* index */
	__u32 resume_id;
	__u32 frame_size;
	const struct flexnet_variable *variables;
	__u32 variable_count;
	const char *file;
	__u32 line;
	__u32 column;
};

/* A program that resumes coroutines. */
struct flexnet_executor {
	const char *name;
	const char *file;
	__u32 line;
};

struct flexnet_table {
	__u16 major;
	__u16 minor;
	const struct flexnet_set *sets;
	__u32 set_count;
	const struct flexnet_coroutine *coroutines;
	__u32 coroutine_count;
	const struct flexnet_point *points;
	__u32 point_count;
	const struct flexnet_executor *executors;
	__u32 executor_count;
};

/* A program of the object. The last four are 0 before load. */
struct flexnet_program {
	const char *name;
	const char *section;
	bool resumes;	       /* put into the entries of a queue set; not for a device */
	bool attaches;	       /* an XDP program for a device */
	__u32 insns;	       /* in the object */
	__u32 xlated_insns;    /* after verification */
	__u32 jited_bytes;
	__u32 processed_insns; /* by the verifier */
	__u32 id;
};

/* `name` stands for the path in messages. The bytes are copied. */
int flexnet_object__open(const char *path, struct flexnet_object **obj);
int flexnet_object__open_mem(const void *data, size_t size, const char *name,
			     struct flexnet_object **obj);

enum flexnet_runtime {
	FLEXNET_RUNTIME_ANY, /* the kernel runtime if the machine offers what the object needs */
	FLEXNET_RUNTIME_STOCK,
	FLEXNET_RUNTIME_KERNEL,
};
struct flexnet_open_opts {
	bool any; /* also an object without coroutines, whose table is empty */
	enum flexnet_runtime runtime;
};
int flexnet_object__open_with(const char *path, const struct flexnet_open_opts *opts,
			      struct flexnet_object **obj);
/* Of an object for both runtimes (-fflexnet-runtime=both), which part was taken and why; NULL: it is
 * for one. */
struct flexnet_part {
	enum flexnet_runtime runtime; /* never ANY */
	const char *reason;
};
const struct flexnet_part *flexnet_object__part(const struct flexnet_object *obj);
/* The file, or the part of it that was taken. */
const void *flexnet_object__bytes(const struct flexnet_object *obj, size_t *size);
/* Detaches and unloads what is not pinned. NULL is allowed. */
void flexnet_object__close(struct flexnet_object *obj);

const struct flexnet_table *flexnet_object__table(const struct flexnet_object *obj);
size_t flexnet_object__program_count(const struct flexnet_object *obj);
int flexnet_object__program(const struct flexnet_object *obj, size_t index,
			    struct flexnet_program *program);
/* For what libflexnet does not do, such as reading the user's own maps. */
struct bpf_object *flexnet_object__bpf_object(const struct flexnet_object *obj);

/* ---- Into the kernel ---- */

/* Of objects for the kernel runtime. What is zero or NULL is as the object has it. */
struct flexnet_pipeline_opts {
	/* Whose outgoing packets SEC("flexnet/tx") is for; may be NULL without it. */
	const char *dev;
	/* Hand-off device. NULL, or if there is none of this name: one is made, and removed with
	 * the pipeline. */
	const char *handoff;
	unsigned workers;  /* threads of the kernel */
	const char *cpus;  /* worker i is on the i-th of these, in turn, such as "0-3"; NULL: any */
	bool busy_poll;	   /* they never sleep */
	unsigned packets;  /* that it may own at a time */
	__u64 memory;	   /* bytes of them */
	unsigned stall_ms; /* packets that wait longer go on in the stack; 0: 1000 */
	bool take_over;	   /* what `dev` sends, from the pipeline that has it */
};

struct flexnet_load_opts {
	/* CPUs that serve queues, such as "0-3,7"; NULL: all that are online. */
	const char *cpus;
	/* For flexnet_workers_opts.kernel: how many. */
	unsigned kernel_workers;
	struct flexnet_pipeline_opts pipeline;
};

/*
 * Verifies and loads every program, creates the maps and puts the resume programs
 * into the queue sets' entries. `opts` may be NULL.
 */
int flexnet_object__load(struct flexnet_object *obj, const struct flexnet_load_opts *opts);
/* After a load that the verifier refused: which program, and its whole log; else NULL. */
const char *flexnet_object__refused_program(const struct flexnet_object *obj);
const char *flexnet_object__verifier_log(const struct flexnet_object *obj);

enum flexnet_mode {
	FLEXNET_MODE_AUTO, /* native if the driver can, else generic */
	FLEXNET_MODE_NATIVE,
	FLEXNET_MODE_GENERIC,
};

struct flexnet_attach_opts {
	const char *dev;
	/* May be NULL if the object has one XDP program for devices. */
	const char *program;
	enum flexnet_mode mode;
};

struct flexnet_attachment {
	const char *program;
	__u32 program_id;
	__u32 ifindex;
	enum flexnet_mode mode; /* never AUTO */
};

/* By BPF link: the device is free again when the process ends, however it ends. */
int flexnet_object__attach(struct flexnet_object *obj, const struct flexnet_attach_opts *opts);
void flexnet_object__detach(struct flexnet_object *obj);
/* NULL if not attached. */
const struct flexnet_attachment *flexnet_object__attachment(const struct flexnet_object *obj);

struct flexnet_hook_opts {
	const char *dev; /* for programs of TC; else may be NULL */
	bool egress;	 /* SEC("tc"): of that device, not ingress */
};

/* The programs that are neither for XDP nor to be called: SEC("tc") and SEC("flexnet/tx") on
 * the device, others where their section says, such as SEC("tp_btf/..."). Returns how many
 * there are. Also by links; flexnet_object__detach() undoes it. */
int flexnet_object__attach_hooks(struct flexnet_object *obj, const struct flexnet_hook_opts *opts);
/* Runs a program in SEC("syscall") once. */
int flexnet_object__call(struct flexnet_object *obj, const char *program, int *result);

/* ---- Workers: threads that run the executors of a loaded object ---- */

struct flexnet_workers;

/* All zero: one worker that sleeps when idle. */
struct flexnet_workers_opts {
	unsigned count;		      /* at most FLEXNET_MAX_WORKERS - 1; 0: 1 */
	const char *cpus;	      /* workers take turns on these, such as "0-3"; NULL: all online */
	const char *const *executors; /* names: of worker 0, 1, ...; in turn */
	unsigned executor_count;      /* of these; 0: all of the object */
	const char *dev;	      /* that packets come from; NULL: the one it is attached to */
	bool kernel;		      /* not threads: those it was loaded for */
	bool busy_poll;		      /* never sleep */
	unsigned idle_us;	      /* with nothing to do for so long it sleeps; 0: 20 */
	unsigned watchdog_ms;	      /* report a queue that waits for so long in vain; 0: never */
	bool pass_stuck;	      /* and resume what is in it */
	flexnet_log_fn log;	      /* takes those reports, without a newline, on any thread */
};

/* Start before attach. The calling process must be in the device's network namespace. */
int flexnet_workers__start(struct flexnet_object *obj, const struct flexnet_workers_opts *opts,
			   struct flexnet_workers **workers);
/* Detach before. Everything that waits goes on, by executors or, if none takes it, without. */
void flexnet_workers__stop(struct flexnet_workers *workers);
/* Queues that were reported as stuck. */
__u64 flexnet_workers__stuck(const struct flexnet_workers *workers);
/* Without workers, for a process that outlives one which had them: what waits goes on now. */
int flexnet_object__drain(struct flexnet_object *obj, const char *dev);

/* ---- The kernel runtime: instead of workers, objects have a pipeline of the module flexnet ---- */

/* Compiled with -fflexnet-runtime=kernel. */
bool flexnet_object__is_pipeline(const struct flexnet_object *obj);
/* Between load and attach; the calling process must be in the network namespace of its devices. */
int flexnet_pipeline__start(struct flexnet_object *obj);
/* Detach before. What still waits, when executors take nothing more, goes on in the stack. */
void flexnet_pipeline__stop(struct flexnet_object *obj);

/* Where the module can suspend packets. */
enum { FLEXNET_BOUNDARIES = 8 };
struct flexnet_boundary {
	const char *name; /* in /sys/module/flexnet/boundaries */
	const char *what;
	__u32 stop; /* bit of flexnet_ops.stops; 0: none is needed */
};
extern const struct flexnet_boundary flexnet_boundaries[FLEXNET_BOUNDARIES];
/* 0 if the module is loaded and of this version. */
int flexnet_module__check(void);
/* Whether it can there; `answer` says what to know, or why not. */
bool flexnet_module__boundary(const struct flexnet_boundary *boundary, char *answer, size_t size);

/* ---- Pinning: /sys/fs/bpf/flexnet/<name>/ ---- */

struct flexnet_pinned {
	const char *name;
	__u32 ifindex;		/* 0: the device is gone, or load was interrupted */
	const char *dev;	/* NULL if the device is not in this network namespace */
	__u32 program_id;
	const char *program;
	const char *hook;	/* that packets come by: "xdp", "tc", "tx" ...; NULL if not known */
	enum flexnet_mode mode; /* of XDP; else, or if not known, AUTO */
	__u32 process;		/* 0, or which runs it: flexnet_monitor__publish() */
};

/* Keeps an attached object and its counters in the kernel after the process. Starts the workers
 * in the kernel that it was loaded for. */
int flexnet_object__pin(struct flexnet_object *obj, struct flexnet_monitor *monitor,
			const char *name);
/* Instead of flexnet_pipeline__start(), attach and pin: puts a loaded object in the place of the one of
 * this name, which then ends as by flexnet_pinned__remove(). No packet is lost. Programs for XDP and
 * pipelines only; on the same device. */
int flexnet_object__replace(struct flexnet_object *obj, struct flexnet_monitor *monitor,
			    const char *name, const struct flexnet_attach_opts *opts);
bool flexnet_pinned__exists(const char *name);
/* Detaches and removes what flexnet_object__pin() left, or the name that a process which
 * did not live to do it has published. */
int flexnet_pinned__remove(const char *name);
/* Calls `fn` for each, by name; stops at the first result that is not 0 and returns it. */
int flexnet_pinned__for_each(int (*fn)(const struct flexnet_pinned *pinned, void *arg), void *arg);
int flexnet_pinned__monitor(const char *name, struct flexnet_monitor **monitor);

#ifdef __cplusplus
}
#endif

#include <flexnet/application.h>
#include <flexnet/monitor.h>

#endif
