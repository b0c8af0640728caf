/* SPDX-License-Identifier: MIT */
#include "table_check.h"

/*
 * HOB lists:
 *
 *   0     1M     2M     3M    4M     5M    6M         7M    8M    9M
 *   | ram | acpi | pmem | ecam | res | mmio | pci_mmio | dev | hot | vtl2
 */
static const char map[] =
	"ram 0..1M | firmware_tables 1M..2M | pmem 2M..3M | pci_ecam 3M..4M | "
	"reserved 4M..5M | mmio 5M..6M | pci_mmio 6M..7M | device 7M..8M | "
	"hotplug 8M..9M | vtl2 9M..10M";

#define OWNERLESS "0000000000000000 0000000000000000"
#define END "ffff0800 00000000"

static enum gpamap_status write_list(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_hob_write(layout, options, buffer, size, need, error);
}

static void list_of_every_kind(void **state)
{
	(void)state;
	table_check(write_list, map, NULL,
		    "03003000 00000000" OWNERLESS "00000000 073c0000"
		    "0000000000000000 0000100000000000"
		    "03003000 00000000" OWNERLESS "05000000 07040000"
		    "0000100000000000 0000100000000000"
		    "03003000 00000000" OWNERLESS "00000000 073c8000"
		    "0000200000000000 0000100000000000"
		    "03003000 00000000" OWNERLESS "05000000 07040000"
		    "0000300000000000 0000200000000000"
		    "03003000 00000000" OWNERLESS "01000000 07040000"
		    "0000500000000000 0000300000000000"
		    "03003000 00000000" OWNERLESS "05000000 07040000"
		    "0000900000000000 0000100000000000" END);
}

static void options_of_a_list(void **state)
{
	struct gpamap_hob_options options = {
		.owner = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
			   16 },
		.keep_apart = true,
		.no_end = true,
	};

	(void)state;
	table_check(write_list, "ram:0 0..4K | ram:1 4K..8K", &options,
		    "03003000 00000000 0102030405060708 090a0b0c0d0e0f10"
		    "00000000 073c0000 0000000000000000 0010000000000000"
		    "03003000 00000000 0102030405060708 090a0b0c0d0e0f10"
		    "00000000 073c0000 0010000000000000 0010000000000000");
	table_check(write_list, "", NULL, END);
	assert_int_equal(gpamap_hob_write(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

static void round_trip(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_list, map, NULL);
	facts_check(gpamap_hob_read, table.bytes, table.size,
		    "ram 0x0-0x100000; reserved 0x100000-0x200000; "
		    "pmem 0x200000-0x300000; reserved 0x300000-0x500000; "
		    "mmio 0x500000-0x800000; reserved 0x900000-0xa00000");
}

/* A PHIT HOB and others are passed over; so are I/O ports and nothing. */
static void lists_of_firmware(void **state)
{
	(void)state;
	facts_check_hex(gpamap_hob_read, END, "");
	facts_check_hex(gpamap_hob_read,
			"01003800 00000000 09000000 00000000 1111111111111111"
			"1111111111111111 1111111111111111 1111111111111111"
			"1111111111111111"
			"06001000 00000000 2e10000000000000"
			"03003000 00000000" OWNERLESS "02000000 07040000"
			"0010000000000000 0010000000000000"
			"03003000 00000000" OWNERLESS "06000000 07040000"
			"0010000000000000 0010000000000000"
			"03003000 00000000" OWNERLESS "00000000 073c0000"
			"0010000000000000 0000000000000000"
			"03003000 00000000" OWNERLESS "00000000 063c0000"
			"0010000000000000 0010000000000000"
			"03003000 00000000" OWNERLESS "03000000 07040000"
			"0020000000000000 0010000000000000"
			"03003000 00000000" OWNERLESS "04000000 07040000"
			"0030000000000000 0010000000000000"
			"03003000 00000000" OWNERLESS "07000000 073c0000"
			"0040000000000000 0010000000000000" END,
			"reserved 0x1000-0x2000; device 0x2000-0x3000; "
			"mmio 0x3000-0x4000; ram 0x4000-0x5000");
}

static bool keep(void *context, const struct gpamap_fact *fact)
{
	*(struct gpamap_fact *)context = *fact;
	return true;
}

static void bad_lists(void **state)
{
	(void)state;
	/* The last byte of all is the last that a range may have. */
	facts_check_hex(gpamap_hob_read,
			"03003000 00000000" OWNERLESS "00000000 073c0000"
			"0100000000000000 feffffffffffffff" END,
			"ram 0x1-0xffffffffffffffff");
	facts_refuse(gpamap_hob_read, "", "TRUNCATED 0");
	facts_refuse(gpamap_hob_read, "06001000 00000000 2e10000000000000",
		     "TRUNCATED 16");
	facts_refuse(gpamap_hob_read, "06001000 00000000", "TRUNCATED 8");
	facts_refuse(gpamap_hob_read, END "00", "TRUNCATED 9");
	facts_refuse(gpamap_hob_read, "06000000 00000000" END, "CORRUPT 2");
	facts_refuse(gpamap_hob_read, "06000c00 00000000 00000000" END,
		     "CORRUPT 2");
	facts_refuse(gpamap_hob_read, "03000800 00000000" END, "CORRUPT 2");
	facts_refuse(gpamap_hob_read, "ffff1000 00000000 0000000000000000",
		     "CORRUPT 2");
	facts_refuse(gpamap_hob_read, "ffff0800 01000000", "CORRUPT 4");
	facts_refuse(gpamap_hob_read,
		     "03003000 00000000" OWNERLESS "08000000 07040000"
		     "0010000000000000 0010000000000000" END,
		     "CORRUPT 24");
	facts_refuse(gpamap_hob_read,
		     "03003000 00000000" OWNERLESS "00000000 07040000"
		     "0010000000000000 00f8ffffffffffff" END,
		     "CORRUPT 40");
}

/* What is missing, and where a second entry is wrong. */
static void errors_have_places(void **state)
{
	static struct table table;
	struct gpamap_error error;
	struct gpamap_fact fact;

	(void)state;
	table_parse(&table, "06001000 00000000 2e10000000000000"
			    "03003000 00000000");
	for (size_t size = 17; size <= 24; size++) {
		assert_int_equal(gpamap_hob_read(table.bytes, size, keep, &fact,
						 &error),
				 GPAMAP_ERR_TRUNCATED);
		assert_int_equal(error.limit, size < 24 ? 24 : 64);
	}
	facts_refuse(gpamap_hob_read,
		     "06001000 00000000 2e10000000000000"
		     "03003000 00000000" OWNERLESS "08000000 07040000"
		     "0010000000000000 0010000000000000" END,
		     "CORRUPT 40");
	assert_int_equal(gpamap_hob_read(NULL, 0, keep, &fact, NULL),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(gpamap_hob_read(NULL, 1, keep, &fact, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_hob_read(NULL, 8, keep, &fact, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

/* The entries of the map are RAM, reserved, PMEM, reserved, MMIO, reserved. */
static bool is_silent(size_t offset, unsigned char value)
{
	size_t entry = offset / 48, at = offset % 48;
	bool system = entry == 0 || entry == 2;

	if (entry == 6) /* the end of the list */
		return false;
	if (at == 24)
		return (entry == 4 && value == 4) || (system && value == 7);
	if (at == 28)
		return !system || value % 2 != 0;
	if (at == 30)
		return !system || (entry == 0) == (value < 0x80);
	return (at >= 8 && at < 24) || at == 29 || at == 31;
}

static void damaged_lists(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_list, map, NULL);
	facts_damage(gpamap_hob_read, &table, is_silent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_of_every_kind),
		cmocka_unit_test(options_of_a_list),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(lists_of_firmware),
		cmocka_unit_test(bad_lists),
		cmocka_unit_test(errors_have_places),
		cmocka_unit_test(damaged_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
