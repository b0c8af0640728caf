/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "agree_rules.h"
#include "memory.h"

/* Checks that are more than a difference or an intersection. */

#define LOW_END UINT64_C(0x100000)
#define LOW_START UINT64_C(0x9f000)

static struct gpamap_range meet(struct gpamap_range a, struct gpamap_range b)
{
	return (struct gpamap_range){ a.start > b.start ? a.start : b.start,
				      a.end < b.end ? a.end : b.end };
}

/* Bytes of @range in @cover; @from is where to look, and moves up to it. */
static uint64_t bytes_in(const struct gpamap_cover *cover,
			 struct gpamap_range range, size_t *from)
{
	uint64_t bytes = 0;
	size_t i;

	while (*from < cover->count && cover->items[*from].end <= range.start)
		(*from)++;
	for (i = *from; i < cover->count && cover->items[i].start < range.end;
	     i++) {
		struct gpamap_range both = meet(cover->items[i], range);

		bytes += both.end - both.start;
	}
	return bytes;
}

bool agree_check_kept(struct judging *judging)
{
	const struct gpamap_agree_source *left = judging->left;
	struct gpamap_cover kept = { 0 };
	size_t from = 0, i;
	bool done;

	done = agree_cover(judging->right, KINDS_ALL & ~KIND_RAM, &kept);
	for (i = 0; done && i < left->count; i++) {
		const struct gpamap_agree_piece *piece = &left->pieces[i];
		struct gpamap_range range = piece->range;
		uint64_t bytes;

		if (piece->kind != GPAMAP_KIND_RAM ||
		    (range.start >= LOW_START && range.end <= LOW_END))
			continue;
		bytes = bytes_in(&kept, range, &from);
		if (bytes > (range.end - range.start) / 2)
			agree_tell(judging,
				   "%.100s tells ram 0x%" PRIx64 "-0x%" PRIx64
				   ", of which %.100s keeps 0x%" PRIx64
				   " bytes",
				   left->name, range.start, range.end,
				   judging->right->name, bytes);
	}
	gpamap_cover_clear(&kept);
	return done;
}

static bool has_node(const struct gpamap_agree_piece *piece)
{
	return piece->vnode != GPAMAP_NO_VNODE;
}

bool agree_check_nodes(struct judging *judging)
{
	const struct gpamap_agree_source *left = judging->left;
	const struct gpamap_agree_source *right = judging->right;
	/* Two that tell everything tell of no node, too. */
	bool all = (left->tells & right->tells & GPAMAP_TELLS_ALL) != 0;
	size_t i = 0, j = 0;

	while (i < left->count && j < right->count) {
		const struct gpamap_agree_piece *a = &left->pieces[i];
		const struct gpamap_agree_piece *b = &right->pieces[j];
		struct gpamap_range both = meet(a->range, b->range);

		if (a->kind == b->kind && both.start < both.end &&
		    a->vnode != b->vnode &&
		    (all || (has_node(a) && has_node(b))))
			agree_tell_range(judging, both, a, b);
		if (a->range.end <= b->range.end)
			i++;
		else
			j++;
	}
	return true;
}

static bool is_ram(const struct gpamap_agree_piece *piece, bool on_node)
{
	return piece->kind == GPAMAP_KIND_RAM && has_node(piece) == on_node;
}

bool agree_check_node_missing(struct judging *judging)
{
	const struct gpamap_agree_source *source = judging->left;
	const struct gpamap_agree_piece *other = NULL;
	size_t i;

	for (i = 0; other == NULL && i < source->count; i++)
		if (is_ram(&source->pieces[i], true))
			other = &source->pieces[i];
	for (i = 0; other != NULL && i < source->count; i++)
		if (is_ram(&source->pieces[i], false))
			agree_tell_range(judging, source->pieces[i].range,
					 other, &source->pieces[i]);
	return true;
}

/* Report what of @kinds is told by @by and not by @against, less @except of
 * the latter. */
static bool tell_missing(struct judging *judging,
			 const struct gpamap_agree_source *by,
			 const struct gpamap_agree_source *against,
			 unsigned int kinds, unsigned int except)
{
	struct gpamap_cover told = { 0 }, known = { 0 }, missing = { 0 };
	bool done;

	done = agree_cover(by, kinds, &told) &&
	       agree_cover(against, kinds | except, &known) &&
	       gpamap_cover_subtract(&told, &known, &missing);
	if (done)
		agree_tell_cover(judging, &missing);
	gpamap_cover_clear(&told);
	gpamap_cover_clear(&known);
	gpamap_cover_clear(&missing);
	return done;
}

bool agree_check_kinds(struct judging *judging)
{
	/* Rules of their own tell of these. */
	const unsigned int others = KIND_RAM | KIND_ECAM | KIND_WINDOW;
	unsigned int kind;
	bool done = true;

	for (kind = GPAMAP_KIND_RAM; kind < GPAMAP_AGREE_SLOT; kind++) {
		unsigned int bit = KIND_BIT(kind);

		if ((bit & others) != 0)
			continue;
		/* Where both tell something, the first one says it. */
		done = done &&
		       tell_missing(judging, judging->left, judging->right, bit,
				    judging->first ? others : KINDS_ALL);
	}
	return done;
}

bool agree_check_memory(struct judging *judging)
{
	static const enum gpamap_kind kinds[] = {
		GPAMAP_KIND_PMEM,
		GPAMAP_KIND_FIRMWARE_TABLES,
		GPAMAP_KIND_FIRMWARE_NVS,
		GPAMAP_KIND_UNUSABLE,
	};
	const struct gpamap_agree_source *map = judging->left;
	const struct gpamap_agree_source *guest = judging->right;
	struct judging back = *judging;
	bool done = true;
	size_t i;

	back.left = guest;
	back.right = map;
	for (i = 0; done && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		unsigned int bit = KIND_BIT(kinds[i]);
		struct gpamap_cover mine = { 0 }, other = { 0 }, both = { 0 };

		/* What is not told at all, or told as RAM, has other rules;
		 * what firmware keeps of the RAM is its own business. */
		done = agree_cover(map, bit, &mine) &&
		       agree_cover(guest, KINDS_ALL & ~bit & ~KIND_RAM,
				   &other) &&
		       gpamap_cover_intersect(&mine, &other, &both) &&
		       tell_missing(&back, guest, map, bit, KIND_RAM);
		if (done)
			agree_tell_cover(judging, &both);
		gpamap_cover_clear(&mine);
		gpamap_cover_clear(&other);
		gpamap_cover_clear(&both);
	}
	judging->stopped = judging->stopped || back.stopped;
	return done;
}

/* Report pieces for which @wanted holds, and that overlap with @clash. */
static bool tell_overlaps(struct judging *judging,
			  bool (*wanted)(const struct gpamap_agree_piece *),
			  bool nodes)
{
	const struct gpamap_agree_source *source = judging->left;
	const struct gpamap_agree_piece *last = NULL;
	size_t i;

	for (i = 0; i < source->count; i++) {
		const struct gpamap_agree_piece *piece = &source->pieces[i];

		if (!wanted(piece))
			continue;
		if (last != NULL && piece->range.start < last->range.end &&
		    (!nodes || piece->vnode != last->vnode))
			agree_tell_range(judging,
					 meet(last->range, piece->range), last,
					 piece);
		if (last == NULL || piece->range.end > last->range.end)
			last = piece;
	}
	return true;
}

static bool is_slot(const struct gpamap_agree_piece *piece)
{
	return piece->kind == GPAMAP_AGREE_SLOT;
}

bool agree_check_node_overlap(struct judging *judging)
{
	return tell_overlaps(judging, has_node, true);
}

bool agree_check_slot_overlap(struct judging *judging)
{
	return tell_overlaps(judging, is_slot, false);
}

static int compare_numbers(const void *a, const void *b)
{
	const struct gpamap_agree_piece *const *x = a, *const *y = b;

	if ((*x)->slot != (*y)->slot)
		return (*x)->slot < (*y)->slot ? -1 : 1;
	return (*x > *y) - (*x < *y);
}

bool agree_check_slot_numbers(struct judging *judging)
{
	const struct gpamap_agree_source *source = judging->left;
	const struct gpamap_agree_piece **slots =
		gpamap_memory_take(source->count + 1, sizeof(const void *));
	size_t i;

	if (slots == NULL)
		return false;
	/* What tells slots tells nothing else. */
	for (i = 0; i < source->count; i++)
		slots[i] = &source->pieces[i];
	qsort(slots, source->count, sizeof(const void *), compare_numbers);
	for (i = 1; i < source->count; i++)
		if (slots[i]->slot == slots[i - 1]->slot)
			agree_tell_range(judging, slots[i]->range, slots[i - 1],
					 slots[i]);
	free(slots);
	return true;
}

/* Nodes that distances are told for. */
static uint64_t distance_nodes(const struct gpamap_agree_source *source)
{
	uint64_t nodes = 0;
	size_t i;

	for (i = 0; i < source->distance_count; i++) {
		if (source->distances[i].from >= nodes)
			nodes = source->distances[i].from + 1;
		if (source->distances[i].to >= nodes)
			nodes = source->distances[i].to + 1;
	}
	return nodes;
}

bool agree_check_distance_count(struct judging *judging)
{
	uint64_t told = distance_nodes(judging->left);
	uint64_t nodes = judging->right->nodes;

	/* Distances of nodes without memory and processors do no harm. */
	if (told == 0 || told >= nodes)
		return true;
	agree_tell(judging,
		   "%.100s tells distances of %" PRIu64
		   " nodes, %.100s tells of %" PRIu64 " nodes",
		   judging->left->name, told, judging->right->name, nodes);
	return true;
}

static int compare_pairs(const struct gpamap_agree_distance *a, uint64_t from,
			 uint64_t to)
{
	if (a->from != from)
		return a->from < from ? -1 : 1;
	return (a->to > to) - (a->to < to);
}

bool agree_check_distances(struct judging *judging)
{
	const struct gpamap_agree_source *left = judging->left;
	const struct gpamap_agree_source *right = judging->right;
	size_t i = 0, j = 0;

	while (i < left->distance_count && j < right->distance_count) {
		const struct gpamap_agree_distance *a = &left->distances[i];
		const struct gpamap_agree_distance *b = &right->distances[j];
		int order = compare_pairs(a, b->from, b->to);

		if (order == 0 && a->distance != b->distance)
			agree_tell(judging,
				   "%.100s tells distance %" PRIu32
				   " from node %" PRIu64 " to node %" PRIu64
				   ", %.100s tells %" PRIu32,
				   left->name, a->distance, a->from, a->to,
				   right->name, b->distance);
		i += order <= 0;
		j += order >= 0;
	}
	return true;
}

#define LOCAL_DISTANCE 10u

bool agree_check_distance_local(struct judging *judging)
{
	const struct gpamap_agree_source *source = judging->left;
	size_t i;

	for (i = 0; i < source->distance_count; i++) {
		const struct gpamap_agree_distance *far = &source->distances[i];
		bool right = far->from == far->to
				     ? far->distance == LOCAL_DISTANCE
				     : far->distance > LOCAL_DISTANCE;

		if (!right)
			agree_tell(judging,
				   "%.100s tells distance %" PRIu32
				   " from node %" PRIu64 " to node %" PRIu64,
				   source->name, far->distance, far->from,
				   far->to);
	}
	return true;
}

static const struct gpamap_agree_distance *
find_distance(const struct gpamap_agree_source *source, uint64_t from,
	      uint64_t to)
{
	size_t low = 0, high = source->distance_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_pairs(&source->distances[middle], from, to) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == source->distance_count ||
	    compare_pairs(&source->distances[low], from, to) != 0)
		return NULL;
	return &source->distances[low];
}

bool agree_check_symmetry(struct judging *judging)
{
	const struct gpamap_agree_source *source = judging->left;
	size_t i;

	for (i = 0; i < source->distance_count; i++) {
		const struct gpamap_agree_distance *there =
			&source->distances[i];
		const struct gpamap_agree_distance *back = NULL;

		if (there->from < there->to)
			back = find_distance(source, there->to, there->from);
		if (back != NULL && back->distance != there->distance)
			agree_tell(judging,
				   "%.100s tells distance %" PRIu32
				   " from node %" PRIu64 " to node %" PRIu64
				   ", and %" PRIu32 " back",
				   source->name, there->distance, there->from,
				   there->to, back->distance);
	}
	return true;
}
