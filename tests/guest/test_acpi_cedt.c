/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_cedt.h>

#include "acpi_support.h"

/*
 * CEDT. The bytes wanted were put together by hand from CXL 3.0, 9.17.1.
 */

static enum gpamap_status write_cedt(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_cedt_write(layout, options, buffer, size, need, error);
}

#define WINDOWS                                                                \
	"ram:0 0..2G | hotplug 4G..8G dimms | hotplug 8G..12G cxl-window | "   \
	"pmem 16G..17G cxl | reserved 20G..24G cxl | hotplug 24G..27G"

static const uint8_t named[] = {
	0x43, 0x45, 0x44, 0x54, /* signature */
	0x74, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0xef, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x01, 0x00, 0x28, 0x00, /* window */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* size */
	0x00, 0x00, 0x00, 0x00, /* ways, arithmetic */
	0x00, 0x00, 0x00, 0x00, /* granularity */
	0x06, 0x00, 0x00, 0x00, /* restrictions, QTG */
	0x00, 0x00, 0x00, 0x00, /* target */
	0x01, 0x00, 0x28, 0x00, /* window */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, /* size */
	0x00, 0x00, 0x00, 0x00, /* ways, arithmetic */
	0x00, 0x00, 0x00, 0x00, /* granularity */
	0x0a, 0x00, 0x00, 0x00, /* restrictions, QTG */
	0x00, 0x00, 0x00, 0x00, /* target */
};

static void cedt_knows_windows_by_name(void **state)
{
	struct map_made map;

	(void)state;
	map_make(&map, WINDOWS);
	acpi_check_written(write_cedt, map.layout, NULL, named, sizeof(named));
	acpi_check_facts(gpamap_cedt_read, named, sizeof(named),
			 "hotplug 0x200000000-0x300000000 hotplug\n"
			 "pmem 0x400000000-0x440000000 persistent\n");
	acpi_check_hostile(gpamap_cedt_read, named, sizeof(named));
}

/* Also where nothing stands below. */
static void cedt_knows_the_lowest_window(void **state)
{
	struct map_made map;
	uint8_t bytes[256];
	size_t need;

	(void)state;
	map_make(&map, "hotplug 4G..8G cxl | ram:0 8G..9G");
	assert_int_equal(gpamap_cedt_write(map.layout, NULL, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_cedt_read, bytes, need,
			 "hotplug 0x100000000-0x200000000 hotplug\n");
}

static const uint8_t given[] = {
	0x43, 0x45, 0x44, 0x54, /* signature */
	0xb4, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0xe0, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0x20, 0x00, /* bridge */
	0x07, 0x00, 0x00, 0x00, /* UID */
	0x01, 0x00, 0x00, 0x00, /* version */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x40, 0x70, 0x03, 0x01, 0x00, 0x00, /* base */
	0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x20, 0x00, /* bridge */
	0x06, 0x00, 0x00, 0x00, /* UID */
	0x00, 0x00, 0x00, 0x00, /* version */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0xfe, 0x00, 0x00, 0x00, 0x00, /* base */
	0x00, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x20, 0x00, /* bridge */
	0x05, 0x00, 0x00, 0x00, /* UID */
	0x01, 0x00, 0x00, 0x00, /* version */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x01, 0xfe, 0x00, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, /* length */
	0x01, 0x00, 0x30, 0x00, /* window */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, /* size */
	0x08, 0x01, 0x00, 0x00, /* ways, arithmetic */
	0x06, 0x00, 0x00, 0x00, /* granularity */
	0x1c, 0x00, 0x01, 0x00, /* restrictions, QTG */
	0x07, 0x00, 0x00, 0x00, /* target */
	0x06, 0x00, 0x00, 0x00, /* target */
	0x05, 0x00, 0x00, 0x00, /* target */
};

static const struct gpamap_cedt_bridge bridges[] = {
	{ .uid = 7, .base = 0x10370400000 },
	{ .uid = 6, .cxl11 = true, .base = 0xfe000000 },
	{ .uid = 5, .base = 0xfe010000 },
};
static const uint32_t uids[] = { 7, 6, 5, 7 };
static const struct gpamap_cedt_window window = {
	.other = 4,
	.targets = uids,
	.target_count = 3,
	.granularity = 16384,
	.xor_arithmetic = true,
	.restrictions = GPAMAP_CEDT_VOLATILE | GPAMAP_CEDT_PERSISTENT |
			GPAMAP_CEDT_FIXED,
	.qtg_id = 1,
};

static void cedt_takes_bridges_and_windows(void **state)
{
	const struct gpamap_cedt_options options = {
		.bridges = bridges,
		.bridge_count = 3,
		.windows = &window,
		.window_count = 1,
	};
	struct gpamap_cedt_options first = { .bridges = bridges,
					     .bridge_count = 1 };
	struct map_made map;
	uint8_t bytes[256];

	(void)state;
	map_make(&map, "hotplug 1G..2G | hotplug 2G..3G | hotplug 3G..4G | "
		       "pmem 5G..6G | hotplug 8G..11G cxl");
	acpi_check_written(write_cedt, map.layout, &options, given,
			   sizeof(given));
	acpi_check_facts(gpamap_cedt_read, given, sizeof(given),
			 "device 0x10370400000-0x10370410000\n"
			 "device 0xfe000000-0xfe002000\n"
			 "device 0xfe010000-0xfe020000\n"
			 "hotplug 0x200000000-0x2c0000000 hotplug\n");
	acpi_check_hostile(gpamap_cedt_read, given, sizeof(given));
	/* By name, a window is behind the first bridge. */
	assert_int_equal(gpamap_cedt_write(map.layout, &first, bytes,
					   sizeof(bytes), NULL, NULL),
			 GPAMAP_OK);
	assert_int_equal(bytes[36 + 32 + 36], 7);
	/* An array without entries names no window. */
	first.windows = &window;
	acpi_check_facts(gpamap_cedt_read, bytes,
			 (gpamap_cedt_write(map.layout, &first, bytes,
					    sizeof(bytes), NULL, NULL),
			  36 + 32),
			 "device 0x10370400000-0x10370410000\n");
}

static void cedt_knows_all_ways(void **state)
{
	static const struct {
		size_t count;
		uint8_t code;
	} ways[] = { { 1, 0 },	{ 2, 1 }, { 4, 2 }, { 8, 3 },
		     { 16, 4 }, { 3, 8 }, { 6, 9 }, { 12, 10 } };
	const uint32_t targets[17] = { 0 };
	struct gpamap_cedt_window many = { .targets = targets };
	const struct gpamap_cedt_options options = { .windows = &many,
						     .window_count = 1 };
	struct gpamap_error error;
	struct map_made map;
	uint8_t bytes[256];

	(void)state;
	map_make(&map, "hotplug 0..12G");
	for (size_t i = 0; i < 18; i++) {
		size_t j = 0;

		while (j < 8 && ways[j].count != i)
			j++;
		many.target_count = i;
		if (j == 8) {
			error = acpi_check_unwritten(write_cedt, map.layout,
						     &options,
						     GPAMAP_ERR_ARGUMENT);
			assert_int_equal(error.asked, i);
			assert_int_equal(error.limit, 16);
			assert_int_equal(error.subject.list, GPAMAP_LIST_OTHER);
			continue;
		}
		assert_int_equal(gpamap_cedt_write(map.layout, &options, bytes,
						   sizeof(bytes), NULL, NULL),
				 GPAMAP_OK);
		assert_int_equal(bytes[36 + 24], ways[j].code);
		assert_int_equal(bytes[36 + 2], 36 + 4 * i);
	}
}

/* With one that is no bridge's, and no bridge that is left out has. */
static const uint32_t first_unknown[] = { 9, 7 };
static const uint32_t last_unknown[] = { 7, 9 };

static const struct {
	struct gpamap_cedt_window window;
	enum gpamap_status status;
	uint64_t asked;
	uint64_t limit;
} wrong_windows[] = {
	{ { .other = 0 },
	  GPAMAP_ERR_BAD_KIND,
	  GPAMAP_KIND_RESERVED,
	  GPAMAP_KIND_HOTPLUG },
	{ { .other = 2 }, GPAMAP_ERR_MISALIGNED, GB(8) + MB(128), MB(256) },
	{ { .other = 3 }, GPAMAP_ERR_MISALIGNED, MB(128), MB(256) },
	{ { .other = 1, .targets = uids, .target_count = 2 },
	  GPAMAP_ERR_MISALIGNED,
	  MB(768),
	  MB(512) },
	{ { .other = 1, .granularity = 1 }, GPAMAP_ERR_ARGUMENT, 1, 16384 },
	{ { .other = 1, .granularity = 128 }, GPAMAP_ERR_ARGUMENT, 128, 16384 },
	{ { .other = 1, .granularity = 300 }, GPAMAP_ERR_ARGUMENT, 300, 16384 },
	{ { .other = 1, .granularity = 32768 },
	  GPAMAP_ERR_ARGUMENT,
	  32768,
	  16384 },
	/* A target that is no bridge of these options. */
	{ { .other = 1, .targets = uids, .target_count = 3 },
	  GPAMAP_ERR_ARGUMENT,
	  5,
	  0 },
	{ { .other = 4, .targets = first_unknown, .target_count = 2 },
	  GPAMAP_ERR_ARGUMENT,
	  9,
	  0 },
	{ { .other = 4, .targets = last_unknown, .target_count = 2 },
	  GPAMAP_ERR_ARGUMENT,
	  9,
	  0 },
};

static void cedt_refuses_wrong_windows(void **state)
{
	struct gpamap_cedt_window wrong = { .other = 5 };
	const struct gpamap_cedt_options options = {
		.bridges = bridges,
		.bridge_count = 2,
		.windows = &wrong,
		.window_count = 1,
	};
	const struct gpamap_other_range *other;
	struct gpamap_error error;
	struct map_made map;
	size_t count;

	(void)state;
	map_make(&map, "reserved 4G..5G | hotplug 5G..5G+768M | "
		       "pmem 8G+128M..9G+128M | hotplug 16G..16G+128M | "
		       "hotplug 20G..21G");
	other = gpamap_layout_other(map.layout, &count);
	assert_int_equal(count, 5);
	error = acpi_check_unwritten(write_cedt, map.layout, &options,
				     GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NONE);
	assert_true(error.asked == 5 && error.limit == 5);
	for (size_t i = 0; i < sizeof(wrong_windows) / sizeof(wrong_windows[0]);
	     i++) {
		wrong = wrong_windows[i].window;
		error = acpi_check_unwritten(write_cedt, map.layout, &options,
					     wrong_windows[i].status);
		assert_true(error.asked == wrong_windows[i].asked);
		assert_true(error.limit == wrong_windows[i].limit);
		assert_int_equal(error.subject.list, GPAMAP_LIST_OTHER);
		assert_int_equal(error.subject.index, wrong.other);
		assert_memory_equal(&error.subject.range,
				    &other[wrong.other].range,
				    sizeof(struct gpamap_range));
	}
}

static void cedt_refuses_wrong_options(void **state)
{
	struct gpamap_cedt_bridge high = { .base = GPAMAP_ADDRESS_END -
						   0x10000 + 4096 };
	struct gpamap_cedt_options options = { .bridges = &high,
					       .bridge_count = 1 };
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | hotplug 4G..8G");
	error = acpi_check_unwritten(write_cedt, map.layout, NULL,
				     GPAMAP_ERR_EMPTY);
	assert_true(error.asked == 0 && error.limit == 0);
	error = acpi_check_unwritten(write_cedt, map.layout, &options,
				     GPAMAP_ERR_TOO_HIGH);
	assert_true(error.asked == high.base);
	assert_true(error.limit == GPAMAP_ADDRESS_END);
	high.cxl11 = true;
	assert_int_equal(gpamap_cedt_write(map.layout, &options, NULL, 0, NULL,
					   NULL),
			 GPAMAP_OK);
	high.base = GPAMAP_ADDRESS_END - 0x2000 + 1;
	acpi_check_unwritten(write_cedt, map.layout, &options,
			     GPAMAP_ERR_TOO_HIGH);
	high.base--;
	assert_int_equal(gpamap_cedt_write(map.layout, &options, NULL, 0, NULL,
					   NULL),
			 GPAMAP_OK);
	options = (struct gpamap_cedt_options){ .bridge_count = 1 };
	error = acpi_check_unwritten(write_cedt, map.layout, &options,
				     GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	options = (struct gpamap_cedt_options){ .window_count = 1 };
	error = acpi_check_unwritten(write_cedt, map.layout, &options,
				     GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
}

/* Three letters at the beginning of a name; no name has none of them. */
static void cedt_tells_windows_by_three_letters(void **state)
{
	static const struct {
		const char *name;
		bool is_window;
	} names[] = { { "cxl", true },	 { "cxl-0", true }, { "cx", false },
		      { "c", false },	 { "", false },	    { NULL, false },
		      { "cxm", false },	 { "cal", false },  { "axl", false },
		      { "acxl", false }, { "CXL", false } };
	struct gpamap_entry entry;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (int kind = 0; kind < GPAMAP_KIND_COUNT; kind++) {
			entry = (struct gpamap_entry){
				.kind = (enum gpamap_kind)kind,
				.name = names[i].name,
			};
			assert_int_equal(gpamap_cedt_is_window(&entry),
					 names[i].is_window &&
						 (kind == GPAMAP_KIND_HOTPLUG ||
						  kind == GPAMAP_KIND_PMEM));
		}
}

/* Where the window of given[] is. */
#define WINDOW (36 + 3 * 32)

static void cedt_reader_refuses(void **state)
{
	static const struct {
		size_t at;
		uint8_t byte;
		uint64_t asked;
	} cases[] = {
		{ 38, 31, 38 },
		{ 38, 3, 38 },
		{ 39, 1, 38 },
		{ 36 + 26, 0, 36 + 24 },
		{ WINDOW + 2, 44, WINDOW + 24 },
		{ WINDOW + 2, 35, WINDOW + 2 },
		{ WINDOW + 8, 1, WINDOW + 8 },
		{ WINDOW + 16, 1, WINDOW + 16 },
		{ WINDOW + 24, 5, WINDOW + 24 },
		{ WINDOW + 24, 11, WINDOW + 24 },
		{ WINDOW + 24, 2, WINDOW + 24 },
	};
	uint8_t bytes[sizeof(given)];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(bytes, given, sizeof(bytes));
		bytes[cases[i].at] = cases[i].byte;
		acpi_mend(bytes, sizeof(bytes));
		acpi_check_refused(gpamap_cedt_read, bytes, sizeof(bytes),
				   GPAMAP_ERR_CORRUPT, cases[i].asked);
	}
	memcpy(bytes, given, sizeof(bytes));
	memset(bytes + 36 + 24, 0xff, 8);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_cedt_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 36 + 24);
	memcpy(bytes, given, sizeof(bytes));
	memset(bytes + WINDOW + 16, 0, 8);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_cedt_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, WINDOW + 16);
	bytes[8] = 2;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_cedt_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_BAD_VERSION, 2);
}

/* Codes of interleave ways that no specification has, each with as many targets
 * as it would stand for if it went on, or with one. */
static void cedt_reader_refuses_unknown_ways(void **state)
{
	static const struct {
		uint8_t code;
		uint8_t targets;
	} cases[] = { { 5, 32 }, { 6, 1 }, { 7, 1 }, { 11, 24 }, { 12, 1 } };
	uint8_t bytes[36 + 36 + 4 * 32];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t size = 36 + 4 * (size_t)cases[i].targets;

		memset(bytes, 0, sizeof(bytes));
		memcpy(bytes, given, 36);
		memcpy(bytes + 36, given + WINDOW, 36);
		bytes[4] = (uint8_t)(36 + size);
		bytes[5] = 0;
		bytes[36 + 2] = (uint8_t)size;
		bytes[36 + 24] = cases[i].code;
		acpi_mend(bytes, 36 + size);
		acpi_check_refused(gpamap_cedt_read, bytes, 36 + size,
				   GPAMAP_ERR_CORRUPT, 36 + 24);
	}
}

/* Nothing at 0 would end where it begins: that does not wrap either. */
static void cedt_reader_refuses_nothing_at_0(void **state)
{
	uint8_t bytes[sizeof(given)];

	(void)state;
	memcpy(bytes, given, sizeof(bytes));
	memset(bytes + 36 + 16, 0, 16);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_cedt_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 36 + 24);
	memcpy(bytes, given, sizeof(bytes));
	memset(bytes + WINDOW + 8, 0, 16);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_cedt_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, WINDOW + 16);
}

static void cedt_reader_passes_over_unknown_structures(void **state)
{
	uint8_t bytes[sizeof(given)];

	(void)state;
	memcpy(bytes, given, sizeof(bytes));
	bytes[36] = 2;
	bytes[WINDOW + 32] = GPAMAP_CEDT_TYPE3 | GPAMAP_CEDT_PERSISTENT;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_cedt_read, bytes, sizeof(bytes),
			 "device 0xfe000000-0xfe002000\n"
			 "device 0xfe010000-0xfe020000\n"
			 "pmem 0x200000000-0x2c0000000 persistent\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cedt_knows_windows_by_name),
		cmocka_unit_test(cedt_knows_the_lowest_window),
		cmocka_unit_test(cedt_takes_bridges_and_windows),
		cmocka_unit_test(cedt_knows_all_ways),
		cmocka_unit_test(cedt_refuses_wrong_windows),
		cmocka_unit_test(cedt_refuses_wrong_options),
		cmocka_unit_test(cedt_tells_windows_by_three_letters),
		cmocka_unit_test(cedt_reader_refuses),
		cmocka_unit_test(cedt_reader_refuses_unknown_ways),
		cmocka_unit_test(cedt_reader_refuses_nothing_at_0),
		cmocka_unit_test(cedt_reader_passes_over_unknown_structures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
