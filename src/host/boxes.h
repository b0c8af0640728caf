/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_BOXES_H
#define GPAMAP_HOST_BOXES_H

#include <gpamap/layout.h>

/*
 * The layout of a map's picture, computed before a stroke is drawn: a row of
 * boxes in address order, holes included, each as wide as the logarithm of its
 * size. The unit is the drawing's own: columns or tenths of a pixel.
 */

#define GPAMAP_BOXES_MAX 96u

struct gpamap_box {
	struct gpamap_range range;
	/** What the box shows; of several ranges the largest. */
	struct gpamap_entry entry;
	size_t ranges; /**< that it stands for */
	size_t holes;
	size_t width;
};

struct gpamap_boxes {
	struct gpamap_box items[GPAMAP_BOXES_MAX];
	size_t count; /**< 0 for a map without ranges */
};

/**
 * Gather the map in @limit boxes at most, which is GPAMAP_BOXES_MAX or less:
 * where there are more segments, so many neighbours share a box.
 *
 * Returns whether each segment has a box of its own.
 */
bool gpamap_boxes_gather(struct gpamap_boxes *boxes,
			 const struct gpamap_layout *layout, size_t limit);

/** Make each box @least wide, and share @room among them by the logarithm. */
void gpamap_boxes_share(struct gpamap_boxes *boxes, size_t room, size_t least);

/** Write the shortest exact form of an address: "4G", "0xfec00000". */
void gpamap_address_format(uint64_t address, char text[24]);

#endif /* GPAMAP_HOST_BOXES_H */
