/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "array.h"
#include "cover.h"

bool gpamap_cover_add(struct gpamap_cover *cover, struct gpamap_range range)
{
	struct gpamap_range *last;

	if (range.start >= range.end)
		return true;
	last = cover->count > 0 ? &cover->items[cover->count - 1] : NULL;
	if (last != NULL && range.start <= last->end) {
		if (range.end > last->end)
			last->end = range.end;
		return true;
	}
	if (!gpamap_array_reserve((void **)&cover->items, &cover->capacity,
				  cover->count, sizeof(*cover->items)))
		return false;
	cover->items[cover->count++] = range;
	return true;
}

bool gpamap_cover_subtract(const struct gpamap_cover *a,
			   const struct gpamap_cover *b,
			   struct gpamap_cover *out)
{
	size_t i, j = 0;

	for (i = 0; i < a->count; i++) {
		struct gpamap_range rest = a->items[i];

		while (j < b->count && b->items[j].end <= rest.start)
			j++;
		/* One of b may reach into the next of a: j stays at it. */
		while (j < b->count && b->items[j].start < rest.end) {
			struct gpamap_range piece = { rest.start,
						      b->items[j].start };

			if (!gpamap_cover_add(out, piece))
				return false;
			rest.start = b->items[j].end;
			if (rest.start >= rest.end)
				break;
			j++;
		}
		if (!gpamap_cover_add(out, rest))
			return false;
	}
	return true;
}

bool gpamap_cover_intersect(const struct gpamap_cover *a,
			    const struct gpamap_cover *b,
			    struct gpamap_cover *out)
{
	size_t i = 0, j = 0;

	while (i < a->count && j < b->count) {
		struct gpamap_range x = a->items[i], y = b->items[j];
		struct gpamap_range both = {
			x.start > y.start ? x.start : y.start,
			x.end < y.end ? x.end : y.end,
		};

		if (!gpamap_cover_add(out, both))
			return false;
		if (x.end <= y.end)
			i++;
		else
			j++;
	}
	return true;
}

uint64_t gpamap_cover_size(const struct gpamap_cover *cover)
{
	uint64_t bytes = 0;
	size_t i;

	for (i = 0; i < cover->count; i++)
		bytes += cover->items[i].end - cover->items[i].start;
	return bytes;
}

void gpamap_cover_clear(struct gpamap_cover *cover)
{
	free(cover->items);
	*cover = (struct gpamap_cover){ 0 };
}
