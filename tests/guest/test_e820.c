/* SPDX-License-Identifier: MIT */
#include "table_check.h"

/*
 * E820 arrays and lines. The map with every kind in it:
 *
 *   0    640K  1M   2M   3M   4M   5M   6M   7M   8M   9M   10M  11M  12M
 *   | ram |    | ram:0 :1 |acpi|nvs |bad |pmem|mmio|ecam|res | dev| hot|
 */
static const char every_kind[] =
	"ram 0..640K | ram 1M..2M | ram:1 2M..3M | firmware_tables 3M..4M | "
	"firmware_nvs 4M..5M | unusable 5M..6M | pmem 6M..7M | mmio 7M..8M | "
	"pci_ecam 8M..9M | reserved 9M..10M | device 10M..11M | "
	"hotplug 11M..12M | pci_mmio 12M..13M | vtl2 13M..14M";

static enum gpamap_status write_array(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_e820_write(layout, options, buffer, size, need, error);
}

static enum gpamap_status write_lines(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_e820_print(layout, options, buffer, size, need, error);
}

/* Each kind has its type; touching ranges of one type are one entry. */
static void array_of_every_kind(void **state)
{
	(void)state;
	table_check(write_array, every_kind, NULL,
		    "0000000000000000 00000a0000000000 01000000"
		    "0000100000000000 0000200000000000 01000000"
		    "0000300000000000 0000100000000000 03000000"
		    "0000400000000000 0000100000000000 04000000"
		    "0000500000000000 0000100000000000 05000000"
		    "0000600000000000 0000100000000000 07000000"
		    "0000800000000000 0000300000000000 02000000"
		    "0000d00000000000 0000100000000000 02000000");
}

static void lines_of_every_kind(void **state)
{
	(void)state;
	table_check_text(
		write_lines, every_kind, NULL,
		"BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] "
		"usable\n"
		"BIOS-e820: [mem 0x0000000000100000-0x00000000002fffff] "
		"usable\n"
		"BIOS-e820: [mem 0x0000000000300000-0x00000000003fffff] "
		"ACPI data\n"
		"BIOS-e820: [mem 0x0000000000400000-0x00000000004fffff] "
		"ACPI NVS\n"
		"BIOS-e820: [mem 0x0000000000500000-0x00000000005fffff] "
		"unusable\n"
		"BIOS-e820: [mem 0x0000000000600000-0x00000000006fffff] "
		"persistent (type 7)\n"
		"BIOS-e820: [mem 0x0000000000800000-0x0000000000afffff] "
		"reserved\n"
		"BIOS-e820: [mem 0x0000000000d00000-0x0000000000dfffff] "
		"reserved\n");
}

/* The low holes are byte-granular, and only RAM in them is told. */
static void pc_holes(void **state)
{
	struct gpamap_e820_options options = { .pc_holes = true };

	(void)state;
	table_check_text(
		write_lines, "ram 0..2M", &options,
		"BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] "
		"usable\n"
		"BIOS-e820: [mem 0x000000000009fc00-0x00000000000fffff] "
		"reserved\n"
		"BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] "
		"usable\n");
	table_check_text(
		write_lines,
		"ram 0x9f000..640K | mmio 640K..768K | ram 768K..1M | "
		"ram 1M..2M",
		&options,
		"BIOS-e820: [mem 0x000000000009f000-0x000000000009fbff] "
		"usable\n"
		"BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] "
		"reserved\n"
		"BIOS-e820: [mem 0x00000000000c0000-0x00000000000fffff] "
		"reserved\n"
		"BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] "
		"usable\n");
}

static void other_options(void **state)
{
	struct gpamap_e820_options apart = { .keep_apart = true };
	struct gpamap_e820_options hide = { .hide_ecam = true };

	(void)state;
	table_check(write_array, "ram:0 0..1M | ram:1 1M..2M", &apart,
		    "0000000000000000 0000100000000000 01000000"
		    "0000100000000000 0000100000000000 01000000");
	table_check(write_array, "ram 0..1M | pci_ecam 1M..2M", &hide,
		    "0000000000000000 0000100000000000 01000000");
	table_check(write_array, "mmio 0..1M", NULL, "");
}

/* Make a layout of @count RAM ranges with holes between. */
static void make_many(size_t count, uint64_t *words, size_t room,
		      const struct gpamap_layout **layout)
{
	static struct gpamap_ram_range ram[200];
	struct gpamap_storage storage = { words, room, 0 };
	struct gpamap_error error;

	for (size_t i = 0; i < count; i++)
		ram[i] = (struct gpamap_ram_range){
			{ i * 0x2000, i * 0x2000 + 0x1000 }, 0
		};
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 ram, count, NULL, &storage, layout, &error),
			 GPAMAP_OK);
}

/* boot_params has 128 entries: one more is an error, not a cut. */
static void over_128_entries(void **state)
{
	struct gpamap_e820_options few = { .limit = 7 };
	static uint64_t words[4096];
	const struct gpamap_layout *layout;
	struct gpamap_error error;
	size_t need = 0;

	(void)state;
	make_many(128, words, 4096, &layout);
	assert_int_equal(gpamap_e820_write(layout, NULL, NULL, 0, &need,
					   &error),
			 GPAMAP_OK);
	assert_int_equal(need, 128 * 20);
	make_many(129, words, 4096, &layout);
	assert_int_equal(gpamap_e820_write(layout, NULL, NULL, 0, &need,
					   &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.status, GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 129);
	assert_int_equal(error.limit, 128);
	assert_int_equal(gpamap_e820_print(layout, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_OK);
	assert_int_equal(gpamap_e820_print(layout, &few, NULL, 0, NULL, NULL),
			 GPAMAP_OK);
	make_many(7, words, 4096, &layout);
	assert_int_equal(gpamap_e820_write(layout, &few, NULL, 0, NULL, NULL),
			 GPAMAP_OK);
	make_many(8, words, 4096, &layout);
	assert_int_equal(gpamap_e820_write(layout, &few, NULL, 0, NULL, &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 8);
	assert_int_equal(error.limit, 7);
	few.limit = 1;
	assert_int_equal(gpamap_e820_write(layout, &few, NULL, 0, NULL, &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_true(error.asked == 8 && error.limit == 1);
	make_many(129, words, 4096, &layout);
	few.limit = 0;
	assert_int_equal(gpamap_e820_write(layout, &few, NULL, 0, NULL, &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_true(error.asked == 129 && error.limit == 128);
	few.limit = 129;
	assert_int_equal(gpamap_e820_write(layout, &few, NULL, 0, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_e820_write(NULL, NULL, NULL, 0, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
	error.status = GPAMAP_OK;
	assert_int_equal(gpamap_e820_print(NULL, NULL, NULL, 0, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
}

static void round_trip(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_array, every_kind, NULL);
	facts_check(gpamap_e820_read, table.bytes, table.size,
		    "ram 0x0-0xa0000; ram 0x100000-0x300000; "
		    "firmware_tables 0x300000-0x400000; "
		    "firmware_nvs 0x400000-0x500000; "
		    "unusable 0x500000-0x600000; pmem 0x600000-0x700000; "
		    "reserved 0x800000-0xb00000; "
		    "reserved 0xd00000-0xe00000");
}

/* Empty entries, unknown types, disorder and the end of the 64-bit space. */
static void odd_entries(void **state)
{
	(void)state;
	facts_check_hex(gpamap_e820_read, "", "");
	facts_check_hex(gpamap_e820_read,
			"00f0ffffffffffff 0010000000000000 01000000"
			"0010000000000000 0000000000000000 01000000"
			"0100000000000000 0300000000000000 0c000000"
			"0000000000000000 0200000000000000 63000000",
			"ram 0xfffffffffffff000-0xffffffffffffffff; "
			"pmem 0x1-0x4; reserved 0x0-0x2");
}

static bool count_fact(void *context, const struct gpamap_fact *fact)
{
	++*(size_t *)context;
	return fact->kind == GPAMAP_KIND_RAM;
}

/* As many entries as boot_params has: pages of RAM in a row. */
static void full_array(void **state)
{
	static unsigned char bytes[GPAMAP_E820_ENTRIES_MAX * GPAMAP_E820_ENTRY];
	struct gpamap_error error;
	size_t count = 0, i;

	(void)state;
	for (i = 0; i < GPAMAP_E820_ENTRIES_MAX; i++) {
		bytes[i * GPAMAP_E820_ENTRY + 2] = (unsigned char)i;
		bytes[i * GPAMAP_E820_ENTRY + 9] = 0x10;
		bytes[i * GPAMAP_E820_ENTRY + 16] = 1;
	}
	assert_int_equal(gpamap_e820_read(bytes, sizeof(bytes), count_fact,
					  &count, &error),
			 GPAMAP_OK);
	assert_int_equal(count, GPAMAP_E820_ENTRIES_MAX);
}

static void bad_arrays(void **state)
{
	static struct table table;
	struct gpamap_error error;

	(void)state;
	facts_refuse(gpamap_e820_read,
		     "0000000000000000 0000100000000000 01000000"
		     "00f0ffffffffffff 0110000000000000 01000000",
		     "CORRUPT 28");
	facts_refuse(gpamap_e820_read,
		     "0000000000000000 0000100000000000 01000000 00",
		     "TRUNCATED 21");
	/* What is cut off in an entry lacks the rest of it. */
	assert_int_equal(gpamap_e820_read(table.bytes, 21, count_fact, NULL,
					  &error),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.limit, 40);
	memset(table.bytes, 0, sizeof(table.bytes));
	assert_int_equal(gpamap_e820_read(table.bytes, 129 * 20, NULL, NULL,
					  &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 129);
	assert_int_equal(gpamap_e820_read(table.bytes, 20, NULL, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
}

/* One reserved type is as good as another, and there are two persistent ones.
 * In every_kind, entry 5 is persistent, 6 and 7 are reserved. */
static bool is_silent(size_t offset, unsigned char value)
{
	size_t entry = offset / 20;

	if (entry == 5)
		return offset % 20 == 16 && value == 12;
	return entry >= 6 && offset % 20 >= 16 &&
	       (offset % 20 != 16 || value == 0 || value == 6 ||
		(value > 7 && value != 12));
}

static void damaged_arrays(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_array, every_kind, NULL);
	facts_damage(gpamap_e820_read, &table, is_silent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(array_of_every_kind),
		cmocka_unit_test(lines_of_every_kind),
		cmocka_unit_test(pc_holes),
		cmocka_unit_test(other_options),
		cmocka_unit_test(over_128_entries),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(odd_entries),
		cmocka_unit_test(full_array),
		cmocka_unit_test(bad_arrays),
		cmocka_unit_test(damaged_arrays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
