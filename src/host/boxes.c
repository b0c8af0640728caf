/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "boxes.h"
#include "segments.h"

static uint64_t size_of(const struct gpamap_entry *entry)
{
	return entry->range.end - entry->range.start;
}

/* Is @entry to be seen rather than @other? A range is before any hole. */
static bool is_larger(const struct gpamap_entry *entry,
		      const struct gpamap_entry *other)
{
	bool hole = entry->kind == GPAMAP_KIND_HOLE;

	if (hole != (other->kind == GPAMAP_KIND_HOLE))
		return !hole;
	return size_of(entry) > size_of(other);
}

static void add(struct gpamap_box *box, const struct gpamap_entry *entry)
{
	bool empty = box->ranges + box->holes == 0;

	if (empty)
		box->range.start = entry->range.start;
	box->range.end = entry->range.end;
	if (empty || is_larger(entry, &box->entry))
		box->entry = *entry;
	if (entry->kind == GPAMAP_KIND_HOLE)
		box->holes++;
	else
		box->ranges++;
}

static size_t count_segments(const struct gpamap_layout *layout)
{
	struct gpamap_segments segments;
	struct gpamap_entry entry;
	size_t count = 0;

	gpamap_segments_begin(&segments, layout);
	while (gpamap_segments_next(&segments, &entry))
		count++;
	return count;
}

bool gpamap_boxes_gather(struct gpamap_boxes *boxes,
			 const struct gpamap_layout *layout, size_t limit)
{
	size_t count = count_segments(layout);
	struct gpamap_segments segments;
	struct gpamap_entry entry;
	size_t i, each;

	boxes->count = 0;
	if (count == 0 || limit == 0)
		return count == 0;
	each = (count - 1) / limit + 1;
	gpamap_segments_begin(&segments, layout);
	for (i = 0; gpamap_segments_next(&segments, &entry); i++) {
		if (i % each == 0)
			boxes->items[boxes->count++] = (struct gpamap_box){ 0 };
		add(&boxes->items[boxes->count - 1], &entry);
	}
	return each == 1;
}

void gpamap_boxes_share(struct gpamap_boxes *boxes, size_t room, size_t least)
{
	size_t sum = 0, done = 0, given = 0;
	struct gpamap_box *box;
	size_t i, now;

	for (i = 0; i < boxes->count; i++) {
		box = &boxes->items[i];
		box->width =
			gpamap_log_eighths(box->range.end - box->range.start);
		sum += box->width;
	}
	for (i = 0; i < boxes->count; i++) {
		box = &boxes->items[i];
		done += box->width;
		now = room * done / sum;
		box->width = least + now - given;
		given = now;
	}
}

void gpamap_address_format(uint64_t address, char text[24])
{
	static const char units[] = "KMGTPE";
	unsigned int unit = 0;
	uint64_t rest = address;

	while (rest != 0 && rest % 1024 == 0 && unit < 6) {
		rest /= 1024;
		unit++;
	}
	if (address == 0)
		snprintf(text, 24, "0");
	else if (unit > 0 && rest < 1024)
		snprintf(text, 24, "%" PRIu64 "%c", rest, units[unit - 1]);
	else if (unit > 0 && rest % 256 == 0 && rest < 1048576)
		snprintf(text, 24, "%" PRIu64 "%s%c", rest / 1024,
			 rest % 1024 == 256   ? ".25"
			 : rest % 1024 == 512 ? ".5"
					      : ".75",
			 units[unit]);
	else
		snprintf(text, 24, "0x%" PRIx64, address);
}
