/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../examples/bare-metal/start_info.h"

/*
 * The start info as examples/bare-metal reads it, with memory maps that no
 * firmware in QEMU has.
 */

struct entry {
	uint64_t address;
	uint64_t size;
	uint32_t type;
	uint32_t reserved;
};

/* Words 2 to 7 are flags and count of modules, modules, command line, RSDP. */
struct info {
	uint32_t magic;
	uint32_t version;
	uint64_t unused[4];
	uint64_t memmap;
	uint32_t memmap_count;
	uint32_t reserved;
};

enum {
	USABLE = 1,
	RESERVED = 2,
	ACPI = 3
};

static enum gpamap_status make(const struct entry *entries, size_t count,
			       const struct gpamap_layout **layout,
			       struct gpamap_error *error)
{
	struct info info = {
		.magic = 0x336ec578,
		.version = 1,
		.memmap = (uintptr_t)entries,
		.memmap_count = (uint32_t)count,
	};

	return start_info_layout((uintptr_t)&info, layout, error);
}

static void check_range(const struct gpamap_layout *layout, size_t position,
			enum gpamap_kind kind, uint64_t start, uint64_t end)
{
	struct gpamap_entry entry;

	assert_true(gpamap_layout_at(layout, position, &entry));
	assert_int_equal(entry.kind, kind);
	assert_true(entry.range.start == start);
	assert_true(entry.range.end == end);
}

/*
 *   0        0x1800  0x2000      0x3000   0x5000       top
 *   | usable |      hole  | ACPI | usable | hole | reserved |
 *
 * Told from the top down, with RAM that ends within a page, and a range that
 * ends with the 64-bit space.
 */
static void sorts_and_cuts(void **state)
{
	const struct entry entries[] = {
		{ 0xfffffffffff00000, 0x100000, RESERVED, 0 },
		{ 0x3000, 0x2000, USABLE, 0 },
		{ 0x2000, 0x1000, ACPI, 0 },
		{ 0, 0x1800, USABLE, 0 },
	};
	const struct gpamap_layout *layout;
	struct gpamap_error error;

	(void)state;
	assert_int_equal(make(entries, 4, &layout, &error), GPAMAP_OK);
	assert_int_equal(gpamap_layout_count(layout), 4);
	check_range(layout, 0, GPAMAP_KIND_RAM, 0, 0x1000);
	check_range(layout, 1, GPAMAP_KIND_FIRMWARE_TABLES, 0x2000, 0x3000);
	check_range(layout, 2, GPAMAP_KIND_RAM, 0x3000, 0x5000);
	check_range(layout, 3, GPAMAP_KIND_RESERVED, 0xfffffffffff00000,
		    GPAMAP_ADDRESS_END);
}

/* What is no RAM has the whole page; RAM of less than a page is none. */
static void widens_reserved(void **state)
{
	const struct entry entries[] = {
		{ 0x800, 0x1000, USABLE, 0 },
		{ 0x1c00, 0x400, RESERVED, 0 },
		{ 0x2000, 0x1000, USABLE, 0 },
	};
	const struct gpamap_layout *layout;
	struct gpamap_error error;

	(void)state;
	assert_int_equal(make(entries, 3, &layout, &error), GPAMAP_OK);
	assert_int_equal(gpamap_layout_count(layout), 2);
	check_range(layout, 0, GPAMAP_KIND_RESERVED, 0x1000, 0x2000);
	check_range(layout, 1, GPAMAP_KIND_RAM, 0x2000, 0x3000);
}

/* What is reserved in the middle of RAM is carved out of it. */
static void carves_ram(void **state)
{
	const struct entry entries[] = {
		{ 0, 0x5000, USABLE, 0 },
		{ 0x2000, 0x1000, RESERVED, 0 },
	};
	const struct gpamap_layout *layout;
	struct gpamap_error error;

	(void)state;
	assert_int_equal(make(entries, 2, &layout, &error), GPAMAP_OK);
	assert_int_equal(gpamap_layout_count(layout), 3);
	check_range(layout, 0, GPAMAP_KIND_RAM, 0, 0x2000);
	check_range(layout, 1, GPAMAP_KIND_RESERVED, 0x2000, 0x3000);
	check_range(layout, 2, GPAMAP_KIND_RAM, 0x3000, 0x5000);
}

static void refuses_overlaps(void **state)
{
	const struct entry entries[] = {
		{ 0x2000, 0x3000, USABLE, 0 },
		{ 0, 0x3000, USABLE, 0 },
	};
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error;

	(void)state;
	assert_int_equal(make(entries, 2, &layout, &error), GPAMAP_ERR_OVERLAP);
	assert_true(error.subject.range.start == 0x2000);
	assert_true(error.other.range.start == 0);
	assert_null(layout);
}

static void refuses_what_is_none(void **state)
{
	struct entry entries[129];
	struct info info = { .magic = 0x336ec578, .version = 0 };
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error;

	(void)state;
	for (size_t i = 0; i < 129; i++)
		entries[i] = (struct entry){ i * 0x2000, 0x1000, USABLE, 0 };
	assert_int_equal(make(entries, 129, &layout, &error),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(error.asked, 129);
	assert_int_equal(error.limit, 128);
	assert_int_equal(make(NULL, 0, &layout, &error), GPAMAP_ERR_EMPTY);
	assert_int_equal(start_info_layout((uintptr_t)&info, &layout, &error),
			 GPAMAP_ERR_BAD_VERSION);
	info.magic = 0x2badb002;
	assert_int_equal(start_info_layout((uintptr_t)&info, &layout, &error),
			 GPAMAP_ERR_BAD_MAGIC);
	assert_null(layout);
}

/* As many entries as there may be, none of which touches another. */
static void has_room_for_all(void **state)
{
	struct entry entries[128];
	const struct gpamap_layout *layout;
	struct gpamap_error error;

	(void)state;
	for (size_t i = 0; i < 128; i++)
		entries[i] = (struct entry){ i * 0x2000, 0x1000,
					     1 + (uint32_t)i % 2, 0 };
	assert_int_equal(make(entries, 128, &layout, &error), GPAMAP_OK);
	assert_int_equal(gpamap_layout_count(layout), 128);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_and_cuts),
		cmocka_unit_test(widens_reserved),
		cmocka_unit_test(carves_ram),
		cmocka_unit_test(refuses_overlaps),
		cmocka_unit_test(refuses_what_is_none),
		cmocka_unit_test(has_room_for_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
