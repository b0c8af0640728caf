/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include <gpamap/diff.h>

#include "compare.h"
#include "memory.h"

/* One range of one of the maps. */
struct item {
	struct gpamap_entry entry;
	struct item *mate; /* in the other map */
	unsigned int keys; /* what it is sorted by now */
	bool broken; /* some of it is another thing in the other map */
};

struct side {
	struct item *items; /* by address */
	struct item **chosen; /* those of the current pass */
	size_t count;
	size_t chosen_count;
	bool named; /* some range has a name */
};

/* What two ranges have in common to be taken for one. */
enum key {
	KEY_KIND = 1,
	KEY_VNODE = 2,
	KEY_NAME = 4,
	KEY_START = 8,
	KEY_END = 16,
	KEY_SIZE = 32,
	KEY_ALL = KEY_KIND | KEY_VNODE | KEY_NAME | KEY_START | KEY_END,
};

enum part {
	PART_ANY,
	PART_NAMED,
	PART_UNNAMED,
};

/* Passes, the surest first; what one matches is not there for the next. Two
 * ranges with names that are not the same never match by size or order: they
 * have nothing in common that anybody gave them. */
static const struct pass {
	unsigned int keys;
	enum part before, after;
} passes[] = {
	{ KEY_ALL, PART_ANY, PART_ANY },
	{ KEY_KIND | KEY_NAME, PART_NAMED, PART_NAMED },
	{ KEY_KIND | KEY_VNODE | KEY_START, PART_ANY, PART_ANY },
	{ KEY_KIND | KEY_VNODE | KEY_END, PART_ANY, PART_ANY },
	{ KEY_KIND | KEY_START, PART_ANY, PART_ANY },
	{ KEY_START | KEY_END, PART_ANY, PART_ANY },
	{ KEY_KIND | KEY_VNODE | KEY_SIZE, PART_UNNAMED, PART_ANY },
	{ KEY_KIND | KEY_VNODE | KEY_SIZE, PART_ANY, PART_UNNAMED },
	{ KEY_KIND | KEY_VNODE, PART_UNNAMED, PART_ANY },
	{ KEY_KIND | KEY_VNODE, PART_ANY, PART_UNNAMED },
};

static uint64_t size_of(const struct gpamap_entry *entry)
{
	return entry->range.end - entry->range.start;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int compare_names(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int compare_items(const struct item *a, const struct item *b)
{
	const struct gpamap_entry *x = &a->entry;
	const struct gpamap_entry *y = &b->entry;
	unsigned int keys = a->keys;
	int order = 0;

	if ((keys & KEY_KIND) != 0)
		order = compare_numbers(x->kind, y->kind);
	if (order == 0 && (keys & KEY_VNODE) != 0)
		order = compare_numbers(x->vnode, y->vnode);
	if (order == 0 && (keys & KEY_NAME) != 0)
		order = compare_names(x->name, y->name);
	if (order == 0 && (keys & KEY_START) != 0)
		order = compare_numbers(x->range.start, y->range.start);
	if (order == 0 && (keys & KEY_END) != 0)
		order = compare_numbers(x->range.end, y->range.end);
	if (order == 0 && (keys & KEY_SIZE) != 0)
		order = compare_numbers(size_of(x), size_of(y));
	return order;
}

/* For qsort: of equals, the lower address first. */
static int compare_chosen(const void *a, const void *b)
{
	const struct item *const *x = a;
	const struct item *const *y = b;
	int order = compare_items(*x, *y);

	if (order != 0)
		return order;
	return compare_numbers((*x)->entry.range.start,
			       (*y)->entry.range.start);
}

static bool takes_part(const struct item *item, enum part part)
{
	if (item->mate != NULL)
		return false;
	return part == PART_ANY ||
	       (part == PART_NAMED) == (item->entry.name != NULL);
}

static void choose(struct side *side, unsigned int keys, enum part part)
{
	size_t i;

	side->chosen_count = 0;
	for (i = 0; i < side->count; i++) {
		if (!takes_part(&side->items[i], part))
			continue;
		side->items[i].keys = keys;
		side->chosen[side->chosen_count++] = &side->items[i];
	}
	if (side->chosen_count < 2)
		return;
	qsort(side->chosen, side->chosen_count, sizeof(side->chosen[0]),
	      compare_chosen);
}

static void run_pass(struct side *before, struct side *after,
		     const struct pass *pass)
{
	size_t i = 0, j = 0;
	int order;

	choose(before, pass->keys, pass->before);
	choose(after, pass->keys, pass->after);
	while (i < before->chosen_count && j < after->chosen_count) {
		struct item *a = before->chosen[i];
		struct item *b = after->chosen[j];

		order = compare_items(a, b);
		if (order == 0) {
			a->mate = b;
			b->mate = a;
		}
		i += order <= 0;
		j += order >= 0;
	}
}

static bool fill_side(struct side *side, const struct gpamap_layout *layout)
{
	size_t i;

	side->count = gpamap_layout_count(layout);
	side->items = gpamap_memory_take(side->count + 1, sizeof(*side->items));
	side->chosen =
		gpamap_memory_take(side->count + 1, sizeof(*side->chosen));
	if (side->items == NULL || side->chosen == NULL)
		return false;
	for (i = 0; i < side->count; i++) {
		gpamap_layout_at(layout, i, &side->items[i].entry);
		if (side->items[i].entry.name != NULL)
			side->named = true;
	}
	return true;
}

static void clear_side(struct side *side)
{
	free(side->items);
	free(side->chosen);
}

/* Mark old ranges of which some address is another thing now. */
static enum gpamap_abi mark_broken(struct side *before,
				   const struct gpamap_layout *old,
				   const struct gpamap_layout *now)
{
	enum gpamap_abi abi = GPAMAP_ABI_SAME;
	struct gpamap_difference difference;
	struct gpamap_diff diff;
	size_t i = 0;

	gpamap_diff_init(&diff, old, now);
	while (gpamap_diff_next(&diff, &difference)) {
		if (difference.left.kind == GPAMAP_KIND_HOLE) {
			if (abi == GPAMAP_ABI_SAME)
				abi = GPAMAP_ABI_GROWN;
			continue;
		}
		abi = GPAMAP_ABI_BROKEN;
		while (before->items[i].entry.range.start <
		       difference.left.range.start)
			i++;
		before->items[i].broken = true;
	}
	return abi;
}

static bool holds(struct gpamap_range outer, struct gpamap_range inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}

static unsigned int words_of(const struct gpamap_entry *before,
			     const struct gpamap_entry *after, bool names)
{
	uint64_t old_size = size_of(before), new_size = size_of(after);
	unsigned int words = 0;

	if (!holds(before->range, after->range) &&
	    !holds(after->range, before->range))
		words |= GPAMAP_CHANGE_MOVED;
	if (new_size > old_size)
		words |= GPAMAP_CHANGE_GREW;
	if (new_size < old_size)
		words |= GPAMAP_CHANGE_SHRANK;
	if (before->vnode != after->vnode)
		words |= GPAMAP_CHANGE_NODE;
	if (before->kind != after->kind)
		words |= GPAMAP_CHANGE_KIND;
	if (names && compare_names(before->name, after->name) != 0)
		words |= GPAMAP_CHANGE_RENAMED;
	return words;
}

/* Bus 0 is where ECAM starts: all its devices are found from there. */
static bool loses_buses(const struct gpamap_change *change)
{
	return change->before.kind == GPAMAP_KIND_PCI_ECAM &&
	       change->after.kind == GPAMAP_KIND_PCI_ECAM &&
	       change->before.range.start != change->after.range.start;
}

static void add_change(struct gpamap_comparison *comparison,
		       struct gpamap_change *change)
{
	unsigned int bit;

	if (change->words == 0)
		return;
	if (loses_buses(change))
		change->breaks = true;
	if (change->breaks)
		comparison->abi = GPAMAP_ABI_BROKEN;
	for (bit = 0; bit < GPAMAP_CHANGE_WORDS; bit++)
		if ((change->words & 1u << bit) != 0)
			comparison->counts[bit]++;
	comparison->changes[comparison->count++] = *change;
}

static void add_old(struct gpamap_comparison *comparison,
		    const struct item *item, bool names)
{
	struct gpamap_change change = { .words = GPAMAP_CHANGE_REMOVED,
					.breaks = item->broken,
					.before = item->entry };

	if (item->mate != NULL) {
		change.after = item->mate->entry;
		change.words = words_of(&change.before, &change.after, names);
	}
	add_change(comparison, &change);
}

static void add_new(struct gpamap_comparison *comparison,
		    const struct item *item)
{
	struct gpamap_change change = { .words = GPAMAP_CHANGE_ADDED,
					.after = item->entry };

	if (item->mate == NULL)
		add_change(comparison, &change);
}

/* What was, and what is new between it, by address. */
static void add_changes(struct gpamap_comparison *comparison,
			const struct side *before, const struct side *after)
{
	bool names = before->named && after->named;
	size_t i = 0, j = 0;

	while (i < before->count || j < after->count) {
		if (j == after->count ||
		    (i < before->count &&
		     before->items[i].entry.range.start <=
			     after->items[j].entry.range.start))
			add_old(comparison, &before->items[i++], names);
		else
			add_new(comparison, &after->items[j++]);
	}
}

bool gpamap_compare(const struct gpamap_layout *before,
		    const struct gpamap_layout *after,
		    struct gpamap_comparison *comparison)
{
	struct side old = { .count = 0 };
	struct side now = { .count = 0 };
	bool filled;
	size_t i;

	*comparison = (struct gpamap_comparison){ .count = 0 };
	filled = fill_side(&old, before) && fill_side(&now, after);
	if (filled)
		comparison->changes =
			gpamap_memory_take(old.count + now.count + 1,
					   sizeof(*comparison->changes));
	if (filled && comparison->changes != NULL) {
		for (i = 0; i < sizeof(passes) / sizeof(passes[0]); i++)
			run_pass(&old, &now, &passes[i]);
		comparison->abi = mark_broken(&old, before, after);
		add_changes(comparison, &old, &now);
	}
	clear_side(&old);
	clear_side(&now);
	return comparison->changes != NULL;
}

void gpamap_comparison_clear(struct gpamap_comparison *comparison)
{
	free(comparison->changes);
	*comparison = (struct gpamap_comparison){ .count = 0 };
}
