/* SPDX-License-Identifier: MIT */
#ifndef BARE_METAL_START_INFO_H
#define BARE_METAL_START_INFO_H

#include <gpamap/layout.h>

/*
 * Make the layout of this machine in static storage, from the start info that
 * the PVH boot protocol gives.
 *
 * Errors: BAD_MAGIC, BAD_VERSION: there is no such start info, or none with a
 *   memory map. Those of gpamap_pvh_read() and gpamap_facts_layout(): NO_SPACE
 *   is for more entries than there is room for.
 */
enum gpamap_status start_info_layout(uint64_t address,
				     const struct gpamap_layout **layout,
				     struct gpamap_error *error);

#endif /* BARE_METAL_START_INFO_H */
