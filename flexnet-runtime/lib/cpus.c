// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Lists of CPUs, as in "0-3,7". */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/libbpf.h>

#include "internal.h"

/* More than any Linux has (CONFIG_NR_CPUS is at most 8192). */
#define MAX_CPUS 65536

static int invalid(const char *text)
{
	return flexnet_fail(EINVAL, "invalid CPU list '%s': give numbers and ranges, such as 0-3,7",
			    text);
}

/* False unless digits are at *p and give a number below MAX_CPUS. */
static bool read_number(const char **p, __u32 *number)
{
	if (!isdigit((unsigned char)**p))
		return false;
	for (*number = 0; isdigit((unsigned char)**p); ++*p) {
		*number = *number * 10 + (**p - '0');
		if (*number >= MAX_CPUS)
			return false;
	}
	return true;
}

static int mark(const char *text, unsigned char *member, size_t *count)
{
	const char *p = text;

	for (;;) {
		__u32 first, last;

		if (!read_number(&p, &first))
			return invalid(text);
		last = first;
		if (*p == '-' && (p++, !read_number(&p, &last) || last < first))
			return invalid(text);
		for (; first <= last; first++) {
			*count += !member[first];
			member[first] = 1;
		}
		if (!*p)
			return 0;
		if (*p++ != ',')
			return invalid(text);
	}
}

int cpu_list__parse(const char *text, struct cpu_list *list)
{
	unsigned char *member = calloc(MAX_CPUS, 1);
	size_t count = 0;
	__u32 cpu;
	int err;

	*list = (struct cpu_list){};
	if (!member)
		return flexnet_fail(ENOMEM, "out of memory");
	err = mark(text, member, &count);
	if (!err) {
		list->cpu = malloc(count * sizeof(*list->cpu));
		if (!list->cpu)
			err = flexnet_fail(ENOMEM, "out of memory");
	}
	for (cpu = 0; !err && cpu < MAX_CPUS; cpu++)
		if (member[cpu])
			list->cpu[list->count++] = cpu;
	free(member);
	return err;
}

int cpu_list__online(struct cpu_list *list)
{
	static const char path[] = "/sys/devices/system/cpu/online";
	char text[4096] = "";
	FILE *file = fopen(path, "re");

	if (!file || !fgets(text, sizeof(text), file)) {
		if (file)
			fclose(file);
		return flexnet_fail(ENOENT, "cannot read %s; mount /sys", path);
	}
	fclose(file);
	text[strcspn(text, "\n")] = 0;
	return cpu_list__parse(text, list);
}

int cpu_list__select(const char *text, struct cpu_list *list)
{
	struct cpu_list online;
	int possible = libbpf_num_possible_cpus();
	size_t i;
	int err;

	err = cpu_list__online(&online);
	if (err)
		return err;
	if (!text) {
		*list = online;
		return 0;
	}
	err = cpu_list__parse(text, list);
	for (i = 0; !err && i < list->count; i++) {
		__u32 cpu = list->cpu[i];

		if (cpu_list__has(&online, cpu))
			continue;
		if (possible > 0 && cpu < (__u32)possible)
			err = flexnet_fail(ENODEV, "CPU %u is offline; take it out of the list", cpu);
		else
			err = flexnet_fail(ENODEV, "CPU %u does not exist: the CPUs are 0 to %d", cpu,
					   possible - 1);
	}
	cpu_list__free(&online);
	if (err)
		cpu_list__free(list);
	return err;
}

bool cpu_list__has(const struct cpu_list *list, __u32 cpu)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->cpu[i] == cpu)
			return true;
	return false;
}

void cpu_list__free(struct cpu_list *list)
{
	free(list->cpu);
	*list = (struct cpu_list){};
}
