/* SPDX-License-Identifier: MIT */
#include "table_check.h"

/*
 * KVM memory slots:
 *
 *   guest  0      3G     4G     6G      7G     8G     9G
 *          | ram:0 | mmio | ram:1 | pmem | acpi | vtl2 |
 *   host   H ............ H+3G
 */
static const char map[] = "ram:0 0..2G | ram:1 2G..3G | mmio 3G..4G | "
			  "ram:1 4G..6G | pmem 6G..7G | "
			  "firmware_tables 7G..7G+4K | vtl2 8G..9G";

#define HOST UINT64_C(0x7f0000000000)

static enum gpamap_status write_array(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_kvm_write(layout, options, buffer, size, need, error);
}

/* RAM stands in its backing in address order, so that holes take no room. */
static void ram_slots(void **state)
{
	struct gpamap_kvm_options options = { .ram.host = HOST };

	(void)state;
	table_check(write_array, map, &options,
		    "00000000 00000000 0000000000000000 000000c000000000"
		    "00000000007f0000"
		    "01000000 00000000 0000000001000000 0000008000000000"
		    "000000c0007f0000");
}

static void slots_of_every_backing(void **state)
{
	struct gpamap_kvm_options options = {
		.ram = { .host = HOST, .flags = GPAMAP_KVM_LOG_DIRTY_PAGES },
		.vtl2 = { .host = 0x1000, .mapped = true },
		.pmem = { .host = HOST / 2, .mapped = true },
		.firmware = { .host = 0x5000,
			      .flags = GPAMAP_KVM_READONLY,
			      .mapped = true },
		.first_slot = 0x10005,
	};
	static struct table table;

	(void)state;
	table_check(write_array, map, &options,
		    "05000100 01000000 0000000000000000 000000c000000000"
		    "00000000007f0000"
		    "06000100 01000000 0000000001000000 0000008000000000"
		    "000000c0007f0000"
		    "07000100 00000000 0000008001000000 0000004000000000"
		    "00000000803f0000"
		    "08000100 02000000 000000c001000000 0010000000000000"
		    "0050000000000000"
		    "09000100 00000000 0000000002000000 0000004000000000"
		    "0010000000000000");
	table_make(&table, write_array, map, &options);
	facts_check(gpamap_kvm_read, table.bytes, table.size,
		    "slot 0x10005 0x0-0xc0000000 +0x7f0000000000; "
		    "slot 0x10006 0x100000000-0x180000000 +0x7f00c0000000; "
		    "slot 0x10007 0x180000000-0x1c0000000 +0x3f8000000000; "
		    "slot 0x10008 0x1c0000000-0x1c0001000 +0x5000 ro; "
		    "slot 0x10009 0x200000000-0x240000000 +0x1000");
}

/* As much as there may be: numbers, flags and slots. */
static void just_enough(void **state)
{
	struct gpamap_kvm_options options = { .slot_limit = 65536 };

	(void)state;
	table_check(write_array, "ram 0..4K", NULL,
		    "00000000 00000000 0000000000000000 0010000000000000"
		    "0000000000000000");
	options.ram.flags = GPAMAP_KVM_LOG_DIRTY_PAGES | GPAMAP_KVM_READONLY;
	options.first_slot = 65535;
	table_check(write_array, "ram 0..4K", &options,
		    "ffff0000 03000000 0000000000000000 0010000000000000"
		    "0000000000000000");
	facts_check_hex(gpamap_kvm_read,
			"ffff0000 03000000 0000000000000000 0010000000000000"
			"0000000000000000",
			"slot 0xffff 0x0-0x1000 +0x0 ro");
}

static void big_endian(void **state)
{
	struct gpamap_kvm_options options = { .ram.host = 0x123456789000,
					      .ram.flags = 1,
					      .first_slot = 0x102,
					      .big_endian = true };

	(void)state;
	table_check(write_array, "ram 4K..12K", &options,
		    "00000102 00000001 0000000000001000 0000000000002000"
		    "0000123456789000");
}

/* KVM refuses a slot of 2^31 pages: such RAM takes two. */
static void slots_over_8_tib(void **state)
{
	struct gpamap_kvm_options options = { .ram.host = 0 };
	static struct map_made made;
	struct gpamap_kvm_slots slots;
	struct gpamap_kvm_slot slot;
	size_t count = 0;

	(void)state;
	map_make(&made, "ram 1G..16T+1G");
	assert_int_equal(gpamap_kvm_slots_init(&slots, made.layout, &options,
					       &count, NULL),
			 GPAMAP_OK);
	assert_int_equal(count, 3);
	assert_true(gpamap_kvm_slots_next(&slots, &slot));
	assert_true(slot.size == TB(8) - GB(1) && slot.guest == GB(1));
	assert_true(gpamap_kvm_slots_next(&slots, &slot));
	assert_true(slot.size == TB(8) - GB(1) && slot.guest == TB(8));
	assert_true(slot.host == TB(8) - GB(1) && slot.slot == 1);
	assert_true(gpamap_kvm_slots_next(&slots, &slot));
	assert_true(slot.size == GB(2) && slot.kind == GPAMAP_KIND_RAM);
	assert_false(gpamap_kvm_slots_next(&slots, &slot));
}

static void limits(void **state)
{
	struct gpamap_kvm_options options = { .slot_limit = 2 };

	(void)state;
	table_refuse(write_array, "ram 0..4K | ram 8K..12K | ram 16K..20K",
		     &options, "TOO_MANY 3/2");
	options.first_slot = 0x20001;
	table_refuse(write_array, "ram 0..4K | ram 8K..12K", &options,
		     "TOO_MANY 2/1");
	options.first_slot = 7;
	table_refuse(write_array, "ram 0..4K", &options, "TOO_MANY 1/0");
	options = (struct gpamap_kvm_options){ .first_slot = 32763 };
	table_refuse(write_array, "ram 0..4K | ram 8K..12K", &options,
		     "TOO_MANY 2/1");
	options = (struct gpamap_kvm_options){ .slot_limit = 65537 };
	table_refuse(write_array, "ram 0..4K", &options, "ARGUMENT 0/0");
	options = (struct gpamap_kvm_options){ .pmem.flags = 4 };
	table_refuse(write_array, "ram 0..4K", &options, "ARGUMENT 0/0");
	options = (struct gpamap_kvm_options){ .ram.host = 0x800 };
	table_refuse(write_array, "ram 0..4K", &options,
		     "MISALIGNED 2048/4096");
	assert_int_equal(gpamap_kvm_write(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

/* The backing may not pass the end of the host's space: named is the range. */
static void backing_too_high(void **state)
{
	struct gpamap_kvm_options options = { .ram.host = UINT64_MAX - 0x2fff };
	static struct map_made made;
	struct gpamap_kvm_slots slots;
	struct gpamap_error error;

	(void)state;
	map_make(&made, "ram 0..8K | ram 16K..24K");
	assert_int_equal(gpamap_kvm_slots_init(&slots, made.layout, &options,
					       NULL, &error),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(error.subject.list, GPAMAP_LIST_RAM);
	assert_int_equal(error.subject.index, 1);
	assert_true(error.subject.range.start == KB(16) &&
		    error.subject.range.end == KB(24));
}

static void check_pages(uint64_t guest, uint64_t size, uint64_t host,
			const struct gpamap_kvm_pages *wanted)
{
	struct gpamap_kvm_slot slot = { .guest = guest,
					.size = size,
					.host = host };
	struct gpamap_kvm_pages pages;

	gpamap_kvm_slot_pages(&slot, &pages);
	assert_int_equal(pages.of_1g, wanted->of_1g);
	assert_int_equal(pages.of_2m, wanted->of_2m);
	assert_int_equal(pages.of_4k, wanted->of_4k);
	assert_int_equal(pages.congruent_1g, wanted->congruent_1g);
	assert_int_equal(pages.congruent_2m, wanted->congruent_2m);
}

/* Huge pages want guest and host at one distance from their boundaries. */
static void huge_pages(void **state)
{
	(void)state;
	check_pages(0, GB(3), HOST,
		    &(struct gpamap_kvm_pages){ 3, 0, 0, true, true });
	check_pages(0, GB(3), HOST + MB(2),
		    &(struct gpamap_kvm_pages){ 0, 1536, 0, false, true });
	check_pages(0, GB(1), HOST + KB(4),
		    &(struct gpamap_kvm_pages){ 0, 0, 262144, false, false });
	check_pages(GB(1) - MB(2) - KB(4), GB(1) + MB(4) + KB(8),
		    GB(9) - MB(2) - KB(4),
		    &(struct gpamap_kvm_pages){ 1, 2, 2, true, true });
	check_pages(KB(4), MB(2), KB(4),
		    &(struct gpamap_kvm_pages){ 0, 0, 512, true, true });
}

static void bad_arrays(void **state)
{
	(void)state;
	facts_check_hex(gpamap_kvm_read, "", "");
	facts_refuse(gpamap_kvm_read, "00", "TRUNCATED 1");
	facts_refuse(gpamap_kvm_read,
		     "00000000 04000000 0000000000000000 0010000000000000"
		     "0000000000000000",
		     "CORRUPT 4");
	facts_refuse(gpamap_kvm_read,
		     "00000000 00000000 0008000000000000 0010000000000000"
		     "0000000000000000",
		     "CORRUPT 8");
	facts_refuse(gpamap_kvm_read,
		     "00000000 00000000 0000000000000000 0000000000000000"
		     "0000000000000000",
		     "CORRUPT 16");
	facts_refuse(gpamap_kvm_read,
		     "00000000 00000000 0010000000000000 00f0ffffffffffff"
		     "0000000000000000"
		     "00000000 00000000 0020000000000000 00f0ffffffffffff"
		     "0000000000000000",
		     "CORRUPT 48");
	facts_refuse(gpamap_kvm_read,
		     "00000000 00000000 0020000000000000 00f0ffffffffffff"
		     "0000000000000000",
		     "CORRUPT 16");
	facts_refuse(gpamap_kvm_read,
		     "00000000 00000000 0000000000000000 0010000000000000"
		     "0108000000000000",
		     "CORRUPT 24");
}

/* The dirty log is no fact of the map. */
static bool is_silent(size_t offset, unsigned char value)
{
	return offset % 32 == 4 && value < 2;
}

static void damaged_arrays(void **state)
{
	struct gpamap_kvm_options options = { .ram.host = HOST };
	static struct table table;

	(void)state;
	table_make(&table, write_array, map, &options);
	facts_damage(gpamap_kvm_read, &table, is_silent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ram_slots),
		cmocka_unit_test(slots_of_every_backing),
		cmocka_unit_test(just_enough),
		cmocka_unit_test(big_endian),
		cmocka_unit_test(slots_over_8_tib),
		cmocka_unit_test(limits),
		cmocka_unit_test(backing_too_high),
		cmocka_unit_test(huge_pages),
		cmocka_unit_test(bad_arrays),
		cmocka_unit_test(damaged_arrays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
