/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Where pins are: pin.c and publish.c write them, pinned.c finds them. */
#ifndef FLEXNET_PIN_H
#define FLEXNET_PIN_H

struct flexnet_monitor;
struct flexnet_object;

#define PIN_BPFFS "/sys/fs/bpf"
#define PIN_ROOT PIN_BPFFS "/flexnet"
#define PIN_PATH_MAX 512

/* PIN_ROOT/<name>[/<file>] into path[PIN_PATH_MAX]. */
void pin__path(char *path, const char *name, const char *file);
/* Refuses names that are no file names, or could be ours. */
int pin__check_name(const char *name);

/* In front of a name: what is to have it, and what had it. In this file system there are no dots in
 * names. */
#define PIN_NEXT "@"
#define PIN_LAST "@@"

/* The maps of a monitor: names of their files, by enum monitor_map. */
extern const char *const pin_roles[];
/* A symbolic link to the number of the process that published the counters. */
#define PIN_PROCESS "process"

/* Links of programs that are not for XDP: PIN_HOOK "0", ... */
#define PIN_HOOK "hook"
/* FLEXNET_DRAIN_PROGRAM of an object with workers in the kernel. */
#define PIN_DRAIN "drain"

/* The link of an object's pipeline, and a symbolic link to the index of its hand-off device. */
#define PIN_PIPELINE "pipeline"
#define PIN_HANDOFF "handoff"

/* pinned_workers.c: what waits goes on, and the workers in the kernel end, if there are any. */
void pinned_workers__end(const char *name);

/* pinned.c: the number that a symbolic link is to; 0: there is none. */
unsigned pin__number(const char *name, const char *file);
int pin__remove(const char *name);
int pin__open_monitor(const char *name, struct flexnet_monitor **monitor);

/* pin.c: a symbolic link to a number. */
int pin__put_number(const char *name, const char *file, unsigned number);
/* Makes the directory; the table and the maps of a monitor in it. */
int pin__make_dir(const char *name);
int pin__all(struct flexnet_object *obj, struct flexnet_monitor *monitor, const char *name);
int pin__monitor(const struct flexnet_monitor *monitor, const char *name);

#endif
