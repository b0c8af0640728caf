/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_mcfg.h>

#include "acpi_support.h"

/*
 * MCFG. The bytes wanted were put together by hand from the PCI Firmware
 * Specification 3.3, 4.1.2.
 */

static enum gpamap_status write_mcfg(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_mcfg_write(layout, options, buffer, size, need, error);
}

static const uint8_t one[] = {
	0x4d, 0x43, 0x46, 0x47, /* signature */
	0x3c, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0x24, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50,
	0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0xb0, 0x00, 0x00,
	0x00, 0x00, /* base of bus 0 */
	0x00, 0x00, 0x00, 0xff, 0x00, 0x00,
	0x00, 0x00, /* segment 0, buses 0-255 */
};

static void mcfg_tells_one_range(void **state)
{
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..2G | pci_ecam 0xb0000000..0xc0000000");
	acpi_check_written(write_mcfg, map.layout, NULL, one, sizeof(one));
	acpi_check_facts(gpamap_mcfg_read, one, sizeof(one),
			 "ecam 0 0-255 0xb0000000-0xc0000000\n");
	acpi_check_hostile(gpamap_mcfg_read, one, sizeof(one));
}

#define THREE                                                                  \
	"pci_ecam 0xe0000000..0xe1000000 | pci_ecam 0xe8000000..0xea000000 | " \
	"pci_ecam 0x100000000..0x10d000000"

static const uint8_t counted[] = {
	0x4d, 0x43, 0x46, 0x47, /* signature */
	0x5c, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0x72, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50,
	0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0xe0, 0x00, 0x00,
	0x00, 0x00, /* base of bus 0 */
	0x00, 0x00, 0x00, 0x0f, 0x00, 0x00,
	0x00, 0x00, /* segment 0, buses 0-15 */
	0x00, 0x00, 0x00, 0xe7, 0x00, 0x00,
	0x00, 0x00, /* base of bus 0 */
	0x00, 0x00, 0x10, 0x2f, 0x00, 0x00,
	0x00, 0x00, /* segment 0, buses 16-47 */
	0x00, 0x00, 0x00, 0xfd, 0x00, 0x00,
	0x00, 0x00, /* base of bus 0 */
	0x00, 0x00, 0x30, 0xff, 0x00, 0x00,
	0x00, 0x00, /* segment 0, buses 48-255 */
};

static void mcfg_counts_the_buses_of_a_segment_on(void **state)
{
	struct map_made map;

	(void)state;
	map_make(&map, THREE);
	acpi_check_written(write_mcfg, map.layout, NULL, counted,
			   sizeof(counted));
	acpi_check_facts(gpamap_mcfg_read, counted, sizeof(counted),
			 "ecam 0 0-15 0xe0000000-0xe1000000\n"
			 "ecam 0 16-47 0xe8000000-0xea000000\n"
			 "ecam 0 48-255 0x100000000-0x10d000000\n");
	acpi_check_hostile(gpamap_mcfg_read, counted, sizeof(counted));
}

static const uint8_t segments[] = {
	0x4d, 0x43, 0x46, 0x47, /* signature */
	0x5c, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0x1a, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50,
	0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0xdc, 0x00, 0x00,
	0x00, 0x00, /* base of bus 0 */
	0x01, 0x00, 0x40, 0x7f, 0x00, 0x00,
	0x00, 0x00, /* segment 1, buses 64-127 */
	0x00, 0x00, 0x00, 0xe8, 0x00, 0x00,
	0x00, 0x00, /* base of bus 0 */
	0xff, 0xff, 0x00, 0x0f, 0x00, 0x00,
	0x00, 0x00, /* segment 65535, buses 0-15 */
	0x00, 0x00, 0x00, 0xf8, 0x00, 0x00,
	0x00, 0x00, /* base of bus 0 */
	0x01, 0x00, 0x80, 0x8f, 0x00, 0x00,
	0x00, 0x00, /* segment 1, buses 128-143 */
};

static void mcfg_takes_segments_and_buses(void **state)
{
	const uint16_t groups[] = { 1, 0xffff, 1 };
	const uint8_t buses[] = { 0x40, 0, 0x80 };
	const struct gpamap_mcfg_options options = {
		.segments = groups,
		.segment_count = 3,
		.first_buses = buses,
		.first_bus_count = 3,
	};
	struct map_made map;

	(void)state;
	map_make(
		&map,
		"pci_ecam 0xe0000000..0xe4000000 | pci_ecam 0xe8000000..0xe9000000 | "
		"pci_ecam 0x100000000..0x101000000");
	acpi_check_written(write_mcfg, map.layout, &options, segments,
			   sizeof(segments));
	acpi_check_facts(gpamap_mcfg_read, segments, sizeof(segments),
			 "ecam 1 64-127 0xe0000000-0xe4000000\n"
			 "ecam 65535 0-15 0xe8000000-0xe9000000\n"
			 "ecam 1 128-143 0x100000000-0x101000000\n");
}

/* DESIGN.md's trap: the base of bus 0 below address 0. */
static void mcfg_refuses_a_base_below_0(void **state)
{
	const uint8_t bus = 64;
	const struct gpamap_mcfg_options options = { .first_buses = &bus,
						     .first_bus_count = 1 };
	struct gpamap_error error;
	struct map_made map;
	size_t need;

	(void)state;
	map_make(&map, "pci_ecam 63M..64M");
	error = acpi_check_unwritten(write_mcfg, map.layout, &options,
				     GPAMAP_ERR_TOO_LOW);
	assert_int_equal(error.subject.list, GPAMAP_LIST_PCI_ECAM);
	assert_int_equal(error.subject.index, 0);
	assert_int_equal(error.subject.range.start, MB(63));
	assert_int_equal(error.asked, MB(63));
	assert_int_equal(error.limit, MB(64));
	map_make(&map, "pci_ecam 64M..65M");
	assert_int_equal(gpamap_mcfg_write(map.layout, &options, NULL, 0, &need,
					   NULL),
			 GPAMAP_OK);
	/* Counted on, it happens without any options. */
	map_make(&map, "pci_ecam 0..1M | pci_ecam 1M..2M");
	assert_int_equal(gpamap_mcfg_write(map.layout, NULL, NULL, 0, &need,
					   NULL),
			 GPAMAP_OK);
}

static void mcfg_refuses_buses_told_twice(void **state)
{
	const uint16_t groups[] = { 3, 7, 3 };
	const uint8_t buses[] = { 1, 0, 16 };
	const struct gpamap_mcfg_options options = {
		.segments = groups,
		.segment_count = 3,
		.first_buses = buses,
		.first_bus_count = 3,
	};
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, THREE);
	error = acpi_check_unwritten(write_mcfg, map.layout, &options,
				     GPAMAP_ERR_UNSORTED);
	assert_int_equal(error.subject.index, 2);
	assert_int_equal(error.other.list, GPAMAP_LIST_PCI_ECAM);
	assert_int_equal(error.other.index, 0);
	assert_int_equal(error.asked, 16);
	assert_int_equal(error.limit, 17);
}

/* Bus 255 is the last; and segments far apart have buses of their own. */
static void mcfg_counts_buses(void **state)
{
	const uint8_t last = 255;
	const uint16_t groups[] = { 0, 256 };
	struct gpamap_mcfg_options options = { .first_buses = &last,
					       .first_bus_count = 1 };
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "pci_ecam 1G..1G+2M");
	error = acpi_check_unwritten(write_mcfg, map.layout, &options,
				     GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 257);
	map_make(&map, "pci_ecam 1G..1G+1M");
	assert_int_equal(gpamap_mcfg_write(map.layout, &options, NULL, 0, NULL,
					   NULL),
			 GPAMAP_OK);
	options = (struct gpamap_mcfg_options){ .segments = groups,
						.segment_count = 2 };
	map_make(&map, "pci_ecam 1G..1G+256M | pci_ecam 2G..2G+256M");
	assert_int_equal(gpamap_mcfg_write(map.layout, &options, NULL, 0, NULL,
					   NULL),
			 GPAMAP_OK);
}

static void mcfg_refuses_other_mistakes(void **state)
{
	const uint16_t groups[] = { 0, 1 };
	struct gpamap_mcfg_options options = { .segments = groups,
					       .segment_count = 2 };
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G");
	error = acpi_check_unwritten(write_mcfg, map.layout, NULL,
				     GPAMAP_ERR_EMPTY);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NONE);
	assert_true(error.asked == 0 && error.limit == 0);
	map_make(&map, "pci_ecam 1G..1G+257M");
	error = acpi_check_unwritten(write_mcfg, map.layout, NULL,
				     GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 257);
	assert_int_equal(error.limit, 256);
	error = acpi_check_unwritten(write_mcfg, map.layout, &options,
				     GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.asked, 2);
	assert_int_equal(error.limit, 1);
	options = (struct gpamap_mcfg_options){ .first_bus_count = 1 };
	acpi_check_unwritten(write_mcfg, map.layout, &options,
			     GPAMAP_ERR_ARGUMENT);
	map_make(&map, "pci_ecam 1G+4K..1G+2M");
	acpi_check_unwritten(write_mcfg, map.layout, NULL,
			     GPAMAP_ERR_MISALIGNED);
	map_make(&map, "pci_ecam 1G..1G+1M+4K");
	acpi_check_unwritten(write_mcfg, map.layout, NULL,
			     GPAMAP_ERR_MISALIGNED);
}

static void mcfg_reader_refuses(void **state)
{
	static const struct {
		size_t at;
		uint8_t byte;
		enum gpamap_status status;
		uint64_t asked;
	} cases[] = {
		{ 0, 'X', GPAMAP_ERR_BAD_MAGIC, 0 },
		{ 8, 2, GPAMAP_ERR_BAD_VERSION, 2 },
		{ 44 + 1, 1, GPAMAP_ERR_CORRUPT, 44 },
		{ 60 + 10, 48, GPAMAP_ERR_CORRUPT, 60 + 11 },
	};
	uint8_t bytes[sizeof(counted)];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(bytes, counted, sizeof(bytes));
		bytes[cases[i].at] = cases[i].byte;
		acpi_mend(bytes, sizeof(bytes));
		acpi_check_refused(gpamap_mcfg_read, bytes, sizeof(bytes),
				   cases[i].status, cases[i].asked);
	}
	/* An allocation that would pass the end of the space. */
	memcpy(bytes, counted, sizeof(bytes));
	memset(bytes + 44 + 3, 0xff, 5);
	bytes[44 + 11] = 16;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_mcfg_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 44);
	/* Part of an allocation. */
	memcpy(bytes, counted, sizeof(bytes));
	bytes[4] = (uint8_t)(sizeof(bytes) - 1);
	acpi_mend(bytes, sizeof(bytes) - 1);
	acpi_check_refused(gpamap_mcfg_read, bytes, sizeof(bytes) - 1,
			   GPAMAP_ERR_CORRUPT, 4);
}

static bool count_fact(void *context, const struct gpamap_fact *fact)
{
	size_t *count = context;

	(void)fact;
	(*count)++;
	return true;
}

/* Allocations of one bus each, by segment and bus. */
static size_t make_buses(uint8_t *bytes, const uint16_t (*buses)[2],
			 size_t count)
{
	size_t size = 44 + 16 * count;

	memset(bytes, 0, size);
	memcpy(bytes, counted, 36);
	bytes[4] = (uint8_t)(size & 0xff);
	bytes[5] = (uint8_t)(size >> 8);
	for (size_t i = 0; i < count; i++) {
		uint8_t *at = bytes + 44 + 16 * i;

		/* Addresses apart, a segment 256 MiB. */
		at[3] = (uint8_t)(16 + i);
		at[4] = 1;
		at[8] = (uint8_t)(buses[i][0] & 0xff);
		at[9] = (uint8_t)(buses[i][0] >> 8);
		at[10] = (uint8_t)buses[i][1];
		at[11] = (uint8_t)buses[i][1];
	}
	acpi_mend(bytes, size);
	return size;
}

/* No bus of a segment is at two addresses, whatever the order; the same bus of
 * another segment is another bus. */
static void mcfg_reader_refuses_a_bus_told_twice(void **state)
{
	static const struct {
		uint16_t buses[6][2];
		size_t count;
		uint64_t wrong; /* place of the second time; 0: none */
	} cases[] = {
		{ { { 0, 1 }, { 0, 1 } }, 2, 1 },
		{ { { 0, 1 }, { 1, 1 } }, 2, 0 },
		{ { { 1, 1 }, { 0, 1 }, { 64, 1 }, { 65535, 1 } }, 4, 0 },
		{ { { 65535, 9 }, { 0, 1 }, { 64, 9 }, { 65535, 9 } }, 4, 3 },
		{ { { 0, 255 }, { 0, 254 }, { 0, 0 }, { 0, 7 }, { 0, 8 } },
		  5,
		  0 },
		{ { { 0, 255 }, { 0, 254 }, { 0, 0 }, { 0, 7 }, { 0, 255 } },
		  5,
		  4 },
		{ { { 0, 1 }, { 0, 9 }, { 0, 8 }, { 0, 1 } }, 4, 3 },
		{ { { 0, 8 }, { 0, 8 } }, 2, 1 },
		{ { { 1, 1 }, { 200, 1 }, { 200, 1 } }, 3, 2 },
		/* Of two faults, the one in the lower segments. */
		{ { { 64, 1 }, { 64, 1 }, { 0, 1 }, { 0, 1 } }, 4, 3 },
	};
	uint8_t bytes[44 + 16 * 6];
	size_t count = 0, size;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size = make_buses(bytes, cases[i].buses, cases[i].count);
		if (cases[i].wrong != 0) {
			acpi_check_refused(gpamap_mcfg_read, bytes, size,
					   GPAMAP_ERR_CORRUPT,
					   44 + 16 * cases[i].wrong + 10);
			continue;
		}
		count = 0;
		assert_int_equal(gpamap_mcfg_read(bytes, size, count_fact,
						  &count, NULL),
				 GPAMAP_OK);
		assert_int_equal(count, cases[i].count);
	}
}

/* Of many buses, the first or the last is enough. */
static void mcfg_reader_refuses_buses_that_overlap(void **state)
{
	static const struct {
		size_t at;
		uint8_t bus;
		size_t wrong;
	} cases[] = {
		{ 44 + 11, 16, 60 }, { 60 + 10, 15, 60 }, { 60 + 10, 0, 60 },
		{ 60 + 11, 48, 76 }, { 76 + 10, 47, 76 },
	};
	uint8_t bytes[sizeof(counted)];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(bytes, counted, sizeof(bytes));
		bytes[cases[i].at] = cases[i].bus;
		acpi_mend(bytes, sizeof(bytes));
		acpi_check_refused(gpamap_mcfg_read, bytes, sizeof(bytes),
				   GPAMAP_ERR_CORRUPT, cases[i].wrong + 10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mcfg_tells_one_range),
		cmocka_unit_test(mcfg_counts_the_buses_of_a_segment_on),
		cmocka_unit_test(mcfg_takes_segments_and_buses),
		cmocka_unit_test(mcfg_counts_buses),
		cmocka_unit_test(mcfg_refuses_a_base_below_0),
		cmocka_unit_test(mcfg_refuses_buses_told_twice),
		cmocka_unit_test(mcfg_refuses_other_mistakes),
		cmocka_unit_test(mcfg_reader_refuses),
		cmocka_unit_test(mcfg_reader_refuses_a_bus_told_twice),
		cmocka_unit_test(mcfg_reader_refuses_buses_that_overlap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
