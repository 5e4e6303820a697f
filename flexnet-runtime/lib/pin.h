/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Where pins are: pin.c writes them, pinned.c finds them. */
#ifndef FLEXNET_PIN_H
#define FLEXNET_PIN_H

#define PIN_BPFFS "/sys/fs/bpf"
#define PIN_ROOT PIN_BPFFS "/flexnet"
#define PIN_PATH_MAX 512

/* PIN_ROOT/<name>[/<file>] into path[PIN_PATH_MAX]; refuses names that are no file names. */
int pin__path(char *path, const char *name, const char *file);

#endif
