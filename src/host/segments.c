/* SPDX-License-Identifier: MIT */
#include "segments.h"

void gpamap_segments_begin(struct gpamap_segments *segments,
			   const struct gpamap_layout *layout)
{
	*segments = (struct gpamap_segments){ .layout = layout };
}

bool gpamap_segments_next(struct gpamap_segments *segments,
			  struct gpamap_entry *segment)
{
	struct gpamap_entry entry;

	if (!gpamap_layout_at(segments->layout, segments->position, &entry))
		return false;
	if (entry.range.start > segments->address) {
		*segment = (struct gpamap_entry){
			.kind = GPAMAP_KIND_HOLE,
			.list = GPAMAP_LIST_NONE,
			.range = { segments->address, entry.range.start },
			.vnode = GPAMAP_NO_VNODE,
		};
	} else {
		*segment = entry;
		segments->position++;
	}
	segments->address = segment->range.end;
	return true;
}

unsigned int gpamap_log_eighths(uint64_t bytes)
{
	uint64_t pages = bytes / GPAMAP_PAGE_SIZE;
	unsigned int log = 0;

	while (pages >> log > 1)
		log++;
	if (log < 3)
		return 8 * (log + 1);
	/* Straight lines between powers of two do for a drawing. */
	return 8 * (log + 1) + (unsigned int)(pages >> (log - 3) & 7);
}
