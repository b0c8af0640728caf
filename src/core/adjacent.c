/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

/* Iterators over one sorted list of ranges: those that touch become one. */

void gpamap_range_flatten_init(struct gpamap_range_merge *merge,
			       const struct gpamap_range *ranges, size_t count)
{
	gpamap_range_merge_adjacent_init(merge, ranges, NULL, count);
}

bool gpamap_range_flatten_next(struct gpamap_range_merge *merge,
			       struct gpamap_range *range)
{
	struct gpamap_range_cursor *list = &merge->list;
	struct gpamap_range at;

	if (merge->status != GPAMAP_OK || list->next == list->count)
		return false;
	at = *range = list->ranges[list->next];
	while (++list->next < list->count) {
		struct gpamap_range next = list->ranges[list->next];

		if (next.start < at.start) {
			merge->status = GPAMAP_ERR_UNSORTED;
			return false;
		}
		if (next.start > range->end)
			break;
		if (next.end > range->end)
			range->end = next.end;
		at = next;
	}
	return true;
}

void gpamap_range_merge_adjacent_init(struct gpamap_range_merge *merge,
				      const struct gpamap_range *ranges,
				      const uint32_t *tags, size_t count)
{
	merge->list.ranges = ranges;
	merge->list.count = count;
	merge->list.next = 0;
	merge->tags = tags;
	merge->status = GPAMAP_OK;
}

/* Say whether @next may stand behind @at in a sorted, disjoint list. */
static enum gpamap_status follows(struct gpamap_range at,
				  struct gpamap_range next)
{
	if (next.start < at.start)
		return GPAMAP_ERR_UNSORTED;
	return next.start < at.end ? GPAMAP_ERR_OVERLAP : GPAMAP_OK;
}

bool gpamap_range_merge_adjacent_next(struct gpamap_range_merge *merge,
				      struct gpamap_range *range, size_t *first)
{
	struct gpamap_range_cursor *list = &merge->list;
	const uint32_t *tags = merge->tags;
	size_t begin = list->next;
	struct gpamap_range at;

	if (merge->status != GPAMAP_OK || begin == list->count)
		return false;
	at = *range = list->ranges[begin];
	while (++list->next < list->count) {
		struct gpamap_range next = list->ranges[list->next];

		merge->status = follows(at, next);
		if (merge->status != GPAMAP_OK)
			return false;
		if (next.start != at.end ||
		    (tags != NULL && tags[list->next] != tags[begin]))
			break;
		at = next;
		range->end = at.end;
	}
	if (first != NULL)
		*first = begin;
	return true;
}
