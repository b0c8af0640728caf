/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

/* Iterators over sorted lists of ranges; each keeps its place and no more. */

static void cursor_init(struct gpamap_range_cursor *cursor,
			const struct gpamap_range *ranges, size_t count)
{
	cursor->ranges = ranges;
	cursor->count = count;
	cursor->next = 0;
}

/*
 * Bring @cursor to the first non-empty range that ends above @position.
 * Returns false where the list turns out not to be sorted, or not to be made
 * of valid ranges: such a one could send the walk backwards for ever.
 */
static bool cursor_seek(struct gpamap_range_cursor *cursor, uint64_t position)
{
	while (cursor->next < cursor->count) {
		struct gpamap_range at = cursor->ranges[cursor->next];

		if (!gpamap_range_is_valid(at))
			return false;
		if (at.start < at.end && at.end > position)
			return true;
		cursor->next++;
		if (cursor->next < cursor->count &&
		    cursor->ranges[cursor->next].start < at.end)
			return false;
	}
	return true;
}

/* Give what the list has to say at @position: where its next change is, and
 * whether a range covers the bytes up to there. */
static bool cursor_covers(const struct gpamap_range_cursor *cursor,
			  uint64_t position, uint64_t *until)
{
	struct gpamap_range at;

	*until = GPAMAP_ADDRESS_END;
	if (cursor->next == cursor->count)
		return false;
	at = cursor->ranges[cursor->next];
	*until = at.start <= position ? at.end : at.start;
	return at.start <= position;
}

void gpamap_range_walk_init(struct gpamap_range_walk *walk,
			    const struct gpamap_range *left, size_t left_count,
			    const struct gpamap_range *right,
			    size_t right_count)
{
	cursor_init(&walk->left, left, left_count);
	cursor_init(&walk->right, right, right_count);
	walk->position = 0;
	walk->status = GPAMAP_OK;
}

bool gpamap_range_walk_next(struct gpamap_range_walk *walk,
			    struct gpamap_range_step *step)
{
	uint64_t left_until, right_until;
	bool left, right;

	if (walk->status != GPAMAP_OK || walk->position == GPAMAP_ADDRESS_END)
		return false;
	if (!cursor_seek(&walk->left, walk->position) ||
	    !cursor_seek(&walk->right, walk->position)) {
		walk->status = GPAMAP_ERR_UNSORTED;
		return false;
	}
	left = cursor_covers(&walk->left, walk->position, &left_until);
	right = cursor_covers(&walk->right, walk->position, &right_until);
	step->range.start = walk->position;
	step->range.end = left_until < right_until ? left_until : right_until;
	step->side = left ? (right ? GPAMAP_SIDE_BOTH : GPAMAP_SIDE_LEFT)
			  : (right ? GPAMAP_SIDE_RIGHT : GPAMAP_SIDE_NEITHER);
	step->left = walk->left.next;
	step->right = walk->right.next;
	walk->position = step->range.end;
	return true;
}

static bool walk_next_on(struct gpamap_range_walk *walk, enum gpamap_side side,
			 struct gpamap_range *range)
{
	struct gpamap_range_step step;

	while (gpamap_range_walk_next(walk, &step)) {
		if (step.side == side) {
			*range = step.range;
			return true;
		}
	}
	return false;
}

bool gpamap_range_overlapping_next(struct gpamap_range_walk *walk,
				   struct gpamap_range *range)
{
	return walk_next_on(walk, GPAMAP_SIDE_BOTH, range);
}

bool gpamap_range_subtract_next(struct gpamap_range_walk *walk,
				struct gpamap_range *range)
{
	return walk_next_on(walk, GPAMAP_SIDE_LEFT, range);
}

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
	cursor_init(&merge->list, ranges, count);
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
