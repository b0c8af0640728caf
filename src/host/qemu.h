/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_QEMU_H
#define GPAMAP_HOST_QEMU_H

#include <gpamap/layout.h>

/** The machine of QEMU that comes nearest to a map. */
struct gpamap_qemu_machine {
	const char *name; /**< static; NULL: none does */
	uint64_t low_limit; /**< max-ram-below-4g; 0: its own */
	uint64_t total; /**< RAM to ask for */
	uint64_t hidden; /**< of it, hidden by VGA and ROMs below 1 MiB */
	uint64_t hidden_vnode;
	bool covers; /**< VGA and ROMs hide RAM that the map has */
	bool exact; /**< else its RAM is in the very ranges of the map */
};

/** Choose the machine for @layout. */
void gpamap_qemu_choose(const struct gpamap_layout *layout,
			struct gpamap_qemu_machine *machine);

#endif /* GPAMAP_HOST_QEMU_H */
