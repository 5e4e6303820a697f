// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Objects that were left in the kernel: list, read, remove. */
#include <dirent.h>
#include <errno.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "monitor.h"
#include "pin.h"

/* Of enum bpf_link_type; the headers of libbpf 1.1's time do not have it. */
#define LINK_TYPE_TCX 11

static int no_such(const char *name)
{
	return flexnet_fail(ENOENT, "nothing is loaded as '%s'; `flexnet list` shows what is", name);
}

static int get(const char *name, const char *file)
{
	char path[PIN_PATH_MAX];

	pin__path(path, name, file);
	return bpf_obj_get(path);
}

unsigned pin__number(const char *name, const char *file)
{
	char path[PIN_PATH_MAX], number[16] = "";

	pin__path(path, name, file);
	if (readlink(path, number, sizeof(number) - 1) < 0)
		return 0;
	return strtoul(number, NULL, 10);
}

/* Files of one directory, and the directory. */
static int remove_dir(const char *path)
{
	struct dirent *entry;
	DIR *dir = opendir(path);

	if (!dir)
		return -errno;
	while ((entry = readdir(dir)))
		if (entry->d_type != DT_DIR)
			unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
	return rmdir(path) ? -errno : 0;
}

/* A queue's entry holds its resume program, which may hold the map: ends the circle. */
static void empty_queues(const char *dir)
{
	struct bpf_map_info info;
	struct dirent *entry;
	DIR *d = opendir(dir);
	char path[2 * PIN_PATH_MAX];
	__u32 len, key;
	int fd;

	while (d && (entry = readdir(d))) {
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		fd = entry->d_type == DT_DIR ? -1 : bpf_obj_get(path);
		if (fd < 0)
			continue;
		memset(&info, 0, sizeof(info));
		len = sizeof(info);
		if (!bpf_obj_get_info_by_fd(fd, &info, &len) && info.type == BPF_MAP_TYPE_CPUMAP)
			for (key = 0; key < info.max_entries; key++)
				bpf_map_delete_elem(fd, &key);
		close(fd);
	}
	if (d)
		closedir(d);
}

int pin__remove(const char *name)
{
	char path[PIN_PATH_MAX], file[32];
	unsigned hook;
	int err;

	/* The links first: nothing must be suspended on queues that are going away. */
	pin__path(path, name, "xdp");
	unlink(path);
	for (hook = 0;; hook++) {
		snprintf(file, sizeof(file), PIN_HOOK "%u", hook);
		pin__path(path, name, file);
		if (unlink(path))
			break;
	}
	pinned_workers__end(name);
	pin__path(path, name, "maps");
	empty_queues(path);
	remove_dir(path);
	pin__path(path, name, NULL);
	err = remove_dir(path);
	if (err == -ENOENT)
		return no_such(name);
	return err ? flexnet_fail_bpf(err, path) : 0;
}

int flexnet_pinned__remove(const char *name)
{
	int err = pin__check_name(name);
	unsigned process;

	if (err)
		return err;
	process = pin__number(name, PIN_PROCESS);
	if (process && (!kill(process, 0) || errno == EPERM))
		return flexnet_fail(EBUSY, "'%s' is run by process %u, which removes it when it ends",
				    name, process);
	return pin__remove(name);
}

static const char *hook_name(enum bpf_prog_type type)
{
	return type == BPF_PROG_TYPE_SCHED_CLS ? "tc" : libbpf_bpf_prog_type_str(type);
}

static void describe(const char *name, struct flexnet_pinned *pinned,
		     struct bpf_prog_info *prog, char *dev)
{
	struct bpf_link_info link = {};
	__u32 len = sizeof(link), prog_len = sizeof(*prog);
	int fd = get(name, "xdp");

	fd = fd < 0 ? get(name, PIN_HOOK "0") : fd;
	*pinned = (struct flexnet_pinned){ .name = name, .process = pin__number(name, PIN_PROCESS) };
	if (fd < 0) {
		/* Of the send side alone there is only this device. */
		pinned->ifindex = pinned->process ? 0 : pin__number(name, PIN_HANDOFF);
		if (!pinned->ifindex)
			return;
		pinned->hook = "tx";
		if (if_indextoname(pinned->ifindex, dev))
			pinned->dev = dev;
		return;
	}
	if (!bpf_obj_get_info_by_fd(fd, &link, &len) && link.type == BPF_LINK_TYPE_XDP) {
		pinned->ifindex = link.xdp.ifindex;
		pinned->program_id = link.prog_id;
	}
	close(fd);
	pinned->program_id = link.prog_id;
	/* Both begin with the index of the device. */
	if (link.type == LINK_TYPE_TCX && if_indextoname(link.xdp.ifindex, dev)) {
		pinned->ifindex = link.xdp.ifindex;
		pinned->dev = dev;
	} else if (pinned->ifindex) {
		pinned->mode = xdp__mode(pinned->ifindex, pinned->program_id);
	}
	if (pinned->mode != FLEXNET_MODE_AUTO && if_indextoname(pinned->ifindex, dev))
		pinned->dev = dev;
	fd = bpf_prog_get_fd_by_id(pinned->program_id);
	if (fd < 0)
		return;
	if (!bpf_obj_get_info_by_fd(fd, prog, &prog_len)) {
		pinned->program = prog->name;
		pinned->hook = hook_name(prog->type);
	}
	close(fd);
}

int flexnet_pinned__for_each(int (*fn)(const struct flexnet_pinned *pinned, void *arg), void *arg)
{
	struct dirent **entries;
	int count, i, err = 0;

	count = scandir(PIN_ROOT, &entries, NULL, alphasort);
	if (count < 0)
		return errno == ENOENT ? 0 : flexnet_fail_bpf(errno, PIN_ROOT);
	for (i = 0; i < count; i++) {
		struct bpf_prog_info prog = {};
		struct flexnet_pinned pinned;
		char dev[IF_NAMESIZE];

		if (!err && !strchr("." PIN_NEXT, entries[i]->d_name[0])) {
			describe(entries[i]->d_name, &pinned, &prog, dev);
			err = fn(&pinned, arg);
		}
		free(entries[i]);
	}
	free(entries);
	return err;
}

static int open_monitor(const char *name, int table, struct flexnet_monitor **monitor)
{
	struct monitor_maps maps;
	struct bpf_map_info info = {};
	__u32 len = sizeof(info), zero = 0;
	void *section;
	int i, err;

	if (bpf_obj_get_info_by_fd(table, &info, &len))
		return flexnet_fail_bpf(errno, name);
	section = malloc(info.value_size + 8);
	if (!section)
		return flexnet_fail(ENOMEM, "out of memory");
	if (bpf_map_lookup_elem(table, &zero, section)) {
		err = flexnet_fail_bpf(errno, name);
	} else {
		for (i = 0; i < MONITOR_MAPS; i++)
			maps.fd[i] = get(name, pin_roles[i]);
		err = monitor__new(section, info.value_size, &maps, monitor);
		if (!err)
			(*monitor)->handoff = pin__number(name, PIN_HANDOFF);
	}
	free(section);
	return err;
}

int pin__open_monitor(const char *name, struct flexnet_monitor **monitor)
{
	int table = get(name, "table"), err;

	if (table < 0)
		return errno == ENOENT ? no_such(name) : flexnet_fail_bpf(errno, name);
	err = open_monitor(name, table, monitor);
	close(table);
	return err;
}

int flexnet_pinned__monitor(const char *name, struct flexnet_monitor **monitor)
{
	return pin__check_name(name) ?: pin__open_monitor(name, monitor);
}
