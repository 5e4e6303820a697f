/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the files about the kernel runtime share. */
#ifndef FLEXNET_PIPELINE_H
#define FLEXNET_PIPELINE_H

#include <flexnet/kernel_runtime.h>

#include "internal.h"

/* module.c: the module is there, and has these boundaries (flexnet_ops.stops). */
int module__offers(__u32 stops);
/* The same, for an object that cannot do without. */
int module__check(__u32 stops);

/* pipeline.c: the boundaries that its packets wait at; 0 too if it has no pipeline. */
__u32 pipeline__stops(const struct flexnet_object *obj);

/* handoff.c: makes one with this index, up; `name` "": the first of flexnet0, flexnet1 ... that is
 * free. */
int handoff__make(const char *name, __u32 ifindex);
int handoff__up(__u32 ifindex);
void handoff__remove(__u32 ifindex);
/* An index that no device has. */
__u32 handoff__new_index(void);

#endif
