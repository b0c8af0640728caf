/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "kvm_slots.h"
#include "number.h"

/*
 * Slots for people: where each stands in the guest and in the monitor, and by
 * which host pages it can be mapped. Huge pages want both addresses to be
 * equally far from a multiple of their size; how far they are off is told.
 */

#define PAGE_2M (UINT64_C(2) << 20)
#define PAGE_1G (UINT64_C(1) << 30)

static const char *flags_of(const struct gpamap_kvm_slot *slot)
{
	static const char *const names[] = { "-", "dirty-log", "read-only",
					     "dirty-log,read-only" };

	return names[slot->flags % 4];
}

#define NOTE_MAX 80

/* Tell what is lost by where the slot stands; nothing if nothing is. */
static void tell_note(const struct gpamap_kvm_slot *slot, char text[NOTE_MAX])
{
	struct gpamap_kvm_pages pages;
	uint64_t page = 0;

	text[0] = '\0';
	gpamap_kvm_slot_pages(slot, &pages);
	if (!pages.congruent_2m && slot->size >= PAGE_2M)
		page = PAGE_2M;
	else if (!pages.congruent_1g && slot->size >= PAGE_1G)
		page = PAGE_1G;
	if (page == 0)
		return;
	snprintf(text, NOTE_MAX,
		 "no pages of %s: move the host address up by 0x%" PRIx64,
		 page == PAGE_2M ? "2M" : "1G",
		 (slot->guest - slot->host) % page);
}

/* Columns, by the widest that stands in them. */
enum column {
	COLUMN_SLOT,
	COLUMN_GUEST,
	COLUMN_END,
	COLUMN_SIZE,
	COLUMN_HOST,
	COLUMN_KIND,
	COLUMN_FLAGS,
	COLUMN_1G,
	COLUMN_2M,
	COLUMN_4K,
	COLUMN_COUNT,
};

struct row {
	char cells[COLUMN_COUNT][GPAMAP_SIZE_TEXT_MAX];
};

static const struct row heading = { { "SLOT", "GUEST", "END", "SIZE", "HOST",
				      "KIND", "FLAGS", "1G", "2M", "4K" } };

#define CELL(row, column) (row)->cells[column], GPAMAP_SIZE_TEXT_MAX

static void fill_row(const struct gpamap_kvm_slot *slot, struct row *row)
{
	struct gpamap_kvm_pages pages;

	gpamap_kvm_slot_pages(slot, &pages);
	snprintf(CELL(row, COLUMN_SLOT), "%" PRIu32, slot->slot);
	snprintf(CELL(row, COLUMN_GUEST), "0x%" PRIx64, slot->guest);
	snprintf(CELL(row, COLUMN_END), "0x%" PRIx64, slot->guest + slot->size);
	gpamap_size_format_short(slot->size, row->cells[COLUMN_SIZE]);
	snprintf(CELL(row, COLUMN_HOST), "0x%" PRIx64, slot->host);
	snprintf(CELL(row, COLUMN_KIND), "%s", gpamap_kind_name(slot->kind));
	snprintf(CELL(row, COLUMN_FLAGS), "%s", flags_of(slot));
	snprintf(CELL(row, COLUMN_1G), "%" PRIu64, pages.of_1g);
	snprintf(CELL(row, COLUMN_2M), "%" PRIu64, pages.of_2m);
	snprintf(CELL(row, COLUMN_4K), "%" PRIu64, pages.of_4k);
}

static void widen(int *widths, const struct row *row)
{
	int i;

	for (i = 0; i < COLUMN_COUNT; i++)
		if ((int)strlen(row->cells[i]) > widths[i])
			widths[i] = (int)strlen(row->cells[i]);
}

static void write_row(const int *widths, const struct row *row, FILE *file)
{
	int i;

	for (i = 0; i < COLUMN_COUNT; i++) {
		bool words = i == COLUMN_KIND || i == COLUMN_FLAGS;

		if (widths[i] > 0)
			fprintf(file, "%s%*s", i > 0 ? "  " : "",
				words ? -widths[i] : widths[i], row->cells[i]);
	}
}

static size_t width_of(const int *widths)
{
	size_t width = 0;
	int i;

	for (i = 0; i < COLUMN_COUNT; i++)
		width += (size_t)widths[i] + 2;
	return width - 2;
}

/* Write a slot, and what it loses behind it; below, where that is too long. */
static void write_slot(const int *widths, const struct gpamap_kvm_slot *slot,
		       size_t terminal, FILE *file)
{
	char note[NOTE_MAX];
	struct row row;

	fill_row(slot, &row);
	write_row(widths, &row, file);
	tell_note(slot, note);
	if (note[0] != '\0' && terminal != 0 &&
	    width_of(widths) + 2 + strlen(note) > terminal)
		fprintf(file, "\n%*s", widths[COLUMN_SLOT], "");
	if (note[0] != '\0')
		fprintf(file, "  %s", note);
	putc('\n', file);
}

void gpamap_kvm_slots_table(const struct gpamap_kvm_slots *slots,
			    size_t terminal, FILE *file)
{
	struct gpamap_kvm_slots walk = *slots;
	int widths[COLUMN_COUNT] = { 0 };
	struct gpamap_kvm_slot slot;
	struct row row;

	widen(widths, &heading);
	while (gpamap_kvm_slots_next(&walk, &slot)) {
		fill_row(&slot, &row);
		widen(widths, &row);
	}
	/* The size tells as much. */
	if (terminal != 0 && width_of(widths) > terminal)
		widths[COLUMN_END] = 0;
	write_row(widths, &heading, file);
	putc('\n', file);
	walk = *slots;
	while (gpamap_kvm_slots_next(&walk, &slot))
		write_slot(widths, &slot, terminal, file);
}
