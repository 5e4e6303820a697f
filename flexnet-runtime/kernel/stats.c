// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* Counters of a hand-off device: /sys/class/net/DEVICE/flexnet. */
#include "flexnet.h"

#include <linux/slab.h>

struct fx_stats *fx_stats_alloc(void)
{
	struct fx_stats *stats = kzalloc(sizeof(*stats), GFP_KERNEL_ACCOUNT);

	if (!stats)
		return NULL;
	stats->counters = alloc_percpu_gfp(struct fx_counters, GFP_KERNEL_ACCOUNT);
	if (!stats->counters) {
		kfree(stats);
		return NULL;
	}
	refcount_set(&stats->users, 1);
	return stats;
}

void fx_stats_put(struct fx_stats *stats)
{
	if (!stats || !refcount_dec_and_test(&stats->users))
		return;
	free_percpu(stats->counters);
	kfree(stats);
}

static u64 fx_sum(const struct fx_stats *stats, enum fx_counter counter)
{
	u64 sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(per_cpu_ptr(stats->counters, cpu)->count[counter]);
	return sum;
}

#define X(name)                                                                                    \
	static ssize_t name##_show(struct device *d, struct device_attribute *a, char *buf)        \
	{                                                                                          \
		return sysfs_emit(buf, "%llu\n", fx_sum(fx_stats_of(to_net_dev(d)), FX_##name));   \
	}                                                                                          \
	static DEVICE_ATTR_RO(name);
FX_COUNTERS(X)
#undef X

/* Owned by programs at this time, or about to be: exact when nothing comes or goes. */
static ssize_t waiting_show(struct device *d, struct device_attribute *a, char *buf)
{
	const struct fx_stats *stats = fx_stats_of(to_net_dev(d));
	enum fx_counter end;
	u64 ended = 0;

	for (end = FX_finished; end < FX_NR_COUNTERS; end++)
		ended += fx_sum(stats, end);
	/* After them: what ended was taken before. */
	return sysfs_emit(buf, "%llu\n", fx_sum(stats, FX_taken) - ended);
}
static DEVICE_ATTR_RO(waiting);

static struct attribute *fx_stats_attrs[] = {
#define X(name) &dev_attr_##name.attr,
	FX_COUNTERS(X)
#undef X
	&dev_attr_waiting.attr,
	NULL,
};

const struct attribute_group fx_stats_group = {
	.name = "flexnet",
	.attrs = fx_stats_attrs,
};
