// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The log-linear histogram of abi.h: sums and quantiles. */
#include "internal.h"

__u64 histogram__bucket_max(__u32 bucket)
{
	__u32 shift;

	if (bucket < 8)
		return bucket;
	shift = bucket / 8 - 1;
	return ((8ULL + bucket % 8 + 1) << shift) - 1;
}

void histogram__add(struct flexnet_histogram *sum, const struct flexnet_histogram *histogram)
{
	__u32 i;

	for (i = 0; i < FLEXNET_BUCKETS; i++)
		sum->bucket[i] += histogram->bucket[i];
}

void histogram__add_shared(struct flexnet_histogram *sum, const __u32 *buckets)
{
	__u32 i;

	for (i = 0; i < FLEXNET_BUCKETS; i++)
		sum->bucket[i] += __atomic_load_n(&buckets[i], __ATOMIC_RELAXED);
}

/* The largest value of the bucket that holds the sample of this rank, from 1. */
static __u64 value_at(const struct flexnet_histogram *h, __u64 rank)
{
	__u64 seen = 0;
	__u32 i;

	for (i = 0; i < FLEXNET_BUCKETS; i++) {
		seen += h->bucket[i];
		if (seen >= rank)
			return histogram__bucket_max(i);
	}
	return 0;
}

/* ceil(samples * per_mille / 1000) without overflow. */
static __u64 rank_of(__u64 samples, __u32 per_mille)
{
	return samples / 1000 * per_mille + (samples % 1000 * per_mille + 999) / 1000;
}

struct flexnet_quantiles histogram__quantiles(const struct flexnet_histogram *h)
{
	struct flexnet_quantiles q = {};
	__u32 i;

	for (i = 0; i < FLEXNET_BUCKETS; i++)
		q.samples += h->bucket[i];
	if (!q.samples)
		return q;
	q.p50 = value_at(h, rank_of(q.samples, 500));
	q.p90 = value_at(h, rank_of(q.samples, 900));
	q.p99 = value_at(h, rank_of(q.samples, 990));
	q.p999 = value_at(h, rank_of(q.samples, 999));
	q.max = value_at(h, q.samples);
	return q;
}
