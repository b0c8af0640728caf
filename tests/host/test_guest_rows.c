/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <gpamap/alloc.h>

#include "support.h"

/*
 * The rows of the formats that guests and hypervisors read. One map for all:
 *
 *   0      1M      3G     3.5G   4G     5G
 *   | ram:0 | ram:1 | ecam | mmio | ram:1 |
 */
#define MIB (UINT64_C(1) << 20)

static struct gpamap_layout *make_map(uint64_t end)
{
	const struct gpamap_ram_range ram[] = {
		{ { 0, MIB }, 0 },
		{ { MIB, 3072 * MIB }, 1 },
		{ { 4096 * MIB, end }, 1 },
	};
	const struct gpamap_range ecam = { 3072 * MIB, 3584 * MIB };
	const struct gpamap_range mmio = { 3584 * MIB, 4096 * MIB };
	const struct gpamap_fixed fixed = { .mmio = &mmio,
					    .mmio_count = 1,
					    .pci_ecam = &ecam,
					    .pci_ecam_count = 1 };
	struct gpamap_layout *layout =
		gpamap_layout_create_resolved(ram, 3, &fixed, NULL);

	assert_non_null(layout);
	return layout;
}

/* Write a map that ends at @end as @format; give the bytes, to free. */
static struct gpamap_span write_map(const char *format, uint64_t end, char *why)
{
	struct gpamap_layout *layout = make_map(end);
	struct gpamap_view view = { .layout = layout,
				    .source = "test",
				    .why = why };
	const struct gpamap_format *row = gpamap_format_named(format);
	char *bytes = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&bytes, &size);

	assert_non_null(file);
	assert_non_null(row);
	assert_int_equal(row->write(&view, file), why == NULL);
	fclose(file);
	gpamap_layout_free(layout);
	return (struct gpamap_span){ bytes, size };
}

static void expect_text(const char *format, const char *wanted)
{
	struct gpamap_span bytes = write_map(format, 5120 * MIB, NULL);

	assert_int_equal(bytes.length, strlen(wanted));
	assert_memory_equal(bytes.at, wanted, bytes.length);
	free((void *)(uintptr_t)bytes.at);
}

/* Write, read back, and expect @wanted of all that the format carries. */
static void expect_back(const char *format, const char *wanted)
{
	struct gpamap_span bytes = write_map(format, 5120 * MIB, NULL);
	struct reading reading = { .diags.limit = 0 };

	gpamap_format_read(gpamap_format_named(format), bytes, &reading.draft,
			   &reading.diags);
	assert_int_equal(reading.diags.count, 0);
	assert_string_equal(reading_tell(&reading), wanted);
	reading_clear(&reading);
	free((void *)(uintptr_t)bytes.at);
}

/* Attributes as Linux 6.1 has them in columns. */
#define NOTHING "|   |  |  |  |  |  |  |  |  |   |  |  |  |  ]"
#define CACHEABLE "|   |  |  |  |  |  |  |  |  |   |WB|WT|WC|UC]"

static void texts(void **state)
{
	(void)state;
	expect_text("e820",
		    "BIOS-e820: [mem 0x0000000000000000-0x00000000bfffffff] "
		    "usable\n"
		    "BIOS-e820: [mem 0x00000000c0000000-0x00000000dfffffff] "
		    "reserved\n"
		    "BIOS-e820: [mem 0x0000000100000000-0x000000013fffffff] "
		    "usable\n");
	expect_text("mtrr", "MTRR default type: write-back\n"
			    "MTRR variable ranges enabled:\n"
			    "  0 base 00C0000000 mask FFC0000000 uncachable\n");
	expect_text("memmap", "memmap=exactmap memmap=3G@0 memmap=512M$3G "
			      "memmap=1G@4G\n");
	expect_text("mtree",
		    "FlatView #0\n"
		    " AS \"memory\", root: system\n"
		    " Root memory region: system\n"
		    "  0000000000000000-00000000000fffff (prio 0, ram): ram\n"
		    "  0000000000100000-00000000bfffffff (prio 0, ram): ram "
		    "@0000000000100000\n"
		    "  00000000c0000000-00000000dfffffff (prio 0, i/o): "
		    "pcie-mmcfg-mmio\n"
		    "  00000000e0000000-00000000ffffffff (prio 0, i/o): "
		    "device\n"
		    "  0000000100000000-000000013fffffff (prio 0, ram): ram "
		    "@00000000c0000000\n\n");
	expect_text("efi-log", "efi: mem00: [Conventional" CACHEABLE
			       " range=[0x0000000000000000-0x00000000bfffffff] "
			       "(3072MB)\n"
			       "efi: mem01: [Reserved    " NOTHING
			       " range=[0x00000000c0000000-0x00000000dfffffff] "
			       "(512MB)\n"
			       "efi: mem02: [Conventional" CACHEABLE
			       " range=[0x0000000100000000-0x000000013fffffff] "
			       "(1024MB)\n");
	expect_text(
		"kvm-table",
		"SLOT        GUEST          END   SIZE        HOST  KIND  FLAGS"
		"  1G  2M  4K\n"
		"   0          0x0   0xc0000000  3 GiB         0x0  ram   -    "
		"   3   0   0\n"
		"   1  0x100000000  0x140000000  1 GiB  0xc0000000  ram   -    "
		"   1   0   0\n");
	expect_text("cmos", "0x15 0x80\n0x16 0x02\n0x17 0xff\n0x18 0xff\n"
			    "0x30 0xff\n0x31 0xff\n0x34 0x00\n0x35 0xbf\n"
			    "0x5b 0x00\n0x5c 0x40\n0x5d 0x00\n");
}

static void round_trips(void **state)
{
	static const char map[] = "ram 0x0-0xc0000000@0; "
				  "ram 0x100000000-0x140000000@0; "
				  "reserved 0xc0000000-0xe0000000";

	(void)state;
	expect_back("e820", map);
	expect_back("e820-bin", map);
	expect_back("pvh", map);
	expect_back("efi", map);
	expect_back("efi-log", map);
	expect_back("mtree",
		    "ram 0x0-0xc0000000@0 \"ram\"; "
		    "ram 0x100000000-0x140000000@0 \"ram\"; "
		    "pci_ecam 0xc0000000-0xe0000000 \"pcie-mmcfg-mmio\"; "
		    "device 0xe0000000-0x100000000 \"device\"");
	expect_back("hob", "ram 0x0-0xc0000000@0; "
			   "ram 0x100000000-0x140000000@0; "
			   "mmio 0xe0000000-0x100000000; "
			   "reserved 0xc0000000-0xe0000000");
	expect_back("kvm-slots", "ram 0x0-0xc0000000@0; "
				 "ram 0x100000000-0x140000000@0");
}

/* A list of HOBs is known by its first header, and only that. */
static void hobs_are_recognised(void **state)
{
	const struct gpamap_format *hob = gpamap_format_named("hob");
	struct gpamap_span bytes = write_map("hob", 5120 * MIB, NULL);

	(void)state;
	assert_ptr_equal(gpamap_format_of(bytes), hob);
	bytes.length = 7;
	assert_ptr_not_equal(gpamap_format_of(bytes), hob);
	free((void *)(uintptr_t)bytes.at);
}

/* Slots of 1 MiB one behind the other, with these numbers. */
static struct gpamap_span make_slots(unsigned char *bytes,
				     const uint32_t *numbers, size_t count)
{
	size_t i, j;

	memset(bytes, 0, 32 * count);
	for (i = 0; i < count; i++) {
		for (j = 0; j < 4; j++)
			bytes[32 * i + j] =
				(unsigned char)(numbers[i] >> (8 * j) & 0xff);
		bytes[32 * i + 8 + 2] = (unsigned char)(0x10 * i);
		bytes[32 * i + 16 + 2] = 0x10;
	}
	return (struct gpamap_span){ (const char *)bytes, 32 * count };
}

static void expect_slots(const uint32_t *numbers, size_t count,
			 const char *wanted, const char *wrong)
{
	struct reading reading = { .diags.limit = 0 };
	unsigned char bytes[32 * 4];

	gpamap_format_read(gpamap_format_named("kvm-slots"),
			   make_slots(bytes, numbers, count), &reading.draft,
			   &reading.diags);
	if (wrong != NULL) {
		assert_int_equal(reading.diags.errors, 1);
		assert_string_equal(reading.diags.items[0].text, wrong);
	} else {
		assert_int_equal(reading.diags.errors, 0);
		assert_string_equal(reading_tell(&reading), wanted);
	}
	reading_clear(&reading);
}

/* A number that comes again would change the first; those of
 * another address space than the first's are another view of the same. */
static void slot_numbers(void **state)
{
	const uint32_t apart[] = { 7, 2, 0 };
	const uint32_t twice[] = { 7, 2, 0, 2 };
	const uint32_t thrice[] = { 5, 2, 5, 5 };
	const uint32_t spaces[] = { 0x10002, 2, 0x10003, 3 };

	(void)state;
	expect_slots(apart, 3,
		     "ram 0x0-0x100000@0; ram 0x100000-0x200000@0; "
		     "ram 0x200000-0x300000@0",
		     NULL);
	expect_slots(twice, 4, NULL,
		     "slot 2 0x300000-0x400000 at byte 96 has the number of "
		     "slot 2 0x100000-0x200000 at byte 32");
	expect_slots(thrice, 4, NULL,
		     "slot 5 0x200000-0x300000 at byte 64 has the number of "
		     "slot 5 0x0-0x100000 at byte 0");
	expect_slots(spaces, 4, "ram 0x0-0x100000@0; ram 0x200000-0x300000@0",
		     NULL);
}

/* Slots share no address, whether they are written to or not. */
static void slots_that_overlap(void **state)
{
	const uint32_t numbers[] = { 3, 1 };
	unsigned char bytes[32 * 4];
	struct gpamap_span span = make_slots(bytes, numbers, 2);
	unsigned int flags;

	(void)state;
	bytes[16 + 2] = 0x18;
	for (flags = 0; flags < 4; flags++) {
		struct reading reading = { .diags.limit = 0 };

		bytes[4] = flags & 1 ? 2 : 0;
		bytes[32 + 4] = flags & 2 ? 2 : 0;
		gpamap_format_read(gpamap_format_named("kvm-slots"), span,
				   &reading.draft, &reading.diags);
		assert_int_equal(reading.diags.errors, 1);
		assert_string_equal(reading.diags.items[0].text,
				    "slot 1 0x100000-0x200000 at byte 32 "
				    "overlaps slot 3 0x0-0x180000 at byte 0");
		reading_clear(&reading);
	}
}

/* What a format cannot tell is said, and nothing is written. */
static void not_to_be_told(void **state)
{
	char why[GPAMAP_ERROR_TEXT_MAX] = "";
	struct gpamap_span bytes;

	(void)state;
	bytes = write_map("cmos", 5120 * MIB + 4096, why);
	assert_int_equal(bytes.length, 0);
	assert_string_equal(why, "ram[2] 0x100000000-0x140001000 does not fit, "
				 "by bytes 0x1000");
	free((void *)(uintptr_t)bytes.at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),
		cmocka_unit_test(round_trips),
		cmocka_unit_test(hobs_are_recognised),
		cmocka_unit_test(slot_numbers),
		cmocka_unit_test(slots_that_overlap),
		cmocka_unit_test(not_to_be_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
