/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_TESTS_GUEST_FDT_SUPPORT_H
#define GPAMAP_TESTS_GUEST_FDT_SUPPORT_H

#include <gpamap/alloc.h>
#include <gpamap/fdt.h>

/* Trees as tests make and read them. */

/** A tree on the heap, of exactly its size: what runs past it is caught. */
struct tree {
	unsigned char *bytes;
	size_t size;
};

/** A map with something of every kind; free it. */
struct gpamap_layout *map_of_everything(void);

/** A map with RAM in @ranges, by turns on node 0, 1, and so on; free it. */
struct gpamap_layout *map_of_ram(const struct gpamap_range *ranges,
				 size_t count);

/** Write @layout; the test fails where the writer does. */
struct tree tree_write(const struct gpamap_layout *layout,
		       const struct gpamap_fdt_options *options);

/** Merge @layout into @base; the test fails where the writer does. */
struct tree tree_merge(const struct gpamap_layout *layout,
		       const struct gpamap_fdt_options *options,
		       const struct tree *base);

/** End the root node that libfdt is writing into @room, and the tree; @room is
 * on the heap, and is freed. */
struct tree tree_finish(void *room);

void tree_free(struct tree *tree);

/** Place of the only copy of @size bytes like those at @what. */
unsigned char *tree_find(const struct tree *tree, const void *what,
			 size_t size);

/**
 * Read @tree into one string of facts, "ram 0x0-0x1000@0; distance 0-1 20",
 * or of the error, with its limit if it has one: "CORRUPT at 0x58",
 * "TOO_MANY at 0x41/64".
 */
const char *tree_tell(const struct tree *tree);

/** The same on the heap; free it. */
char *tree_told(const struct tree *tree);

#endif /* GPAMAP_TESTS_GUEST_FDT_SUPPORT_H */
