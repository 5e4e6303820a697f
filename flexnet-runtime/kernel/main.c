// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* FlexNet's kernel runtime: flexnet-runtime/docs/kernel-runtime.md. */
#include "flexnet.h"

#include <linux/module.h>
#include <net/rtnetlink.h>

/* A layer runs to its end on one CPU, with a note of it in that CPU's memory. */
#if defined(CONFIG_PREEMPT_RT)
#error "FlexNet needs softirqs that are not preempted by each other: no CONFIG_PREEMPT_RT"
#endif

static int __init fx_module_init(void)
{
	int err;

	err = fx_boundaries_init();
	if (err)
		return err;
	err = fx_stops_init();
	if (err)
		goto no_stops;
	err = fx_handoff_init();
	if (err)
		goto no_handoff;
	err = fx_kfuncs_init();
	if (err)
		goto no_kfuncs;
	err = fx_pipelines_init();
	if (err)
		goto no_kfuncs;
	return 0;
no_kfuncs:
	fx_handoff_exit();
no_handoff:
	fx_stops_exit();
no_stops:
	fx_boundaries_exit();
	return err;
}

/* Not while there is a pipeline, or a map that could hold packets: both hold the module. */
static void __exit fx_module_exit(void)
{
	fx_pipelines_exit();
	fx_handoff_exit();
	fx_stops_exit();
	fx_boundaries_exit();
}

module_init(fx_module_init);
module_exit(fx_module_exit);
MODULE_LICENSE("GPL");
MODULE_VERSION(__stringify(FLEXNET_KERNEL_ABI));
MODULE_DESCRIPTION("FlexNet: packets suspended at any protocol layer");
MODULE_ALIAS_RTNL_LINK("flexnet");
