/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_slit.h>

#include "acpi_support.h"

/*
 * SLIT. The bytes wanted were put together by hand from ACPI 6.5, 5.2.17.
 */

static enum gpamap_status write_slit(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_slit_write(layout, options, buffer, size, need, error);
}

static const uint8_t defaulted[] = {
	0x53, 0x4c, 0x49, 0x54, /* signature */
	0x30, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0x82, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* nodes */
	0x0a, 0x14, /*  */
	0x14, 0x0a, /*  */
};

static void slit_defaults_to_10_and_20(void **state)
{
	struct map_made map;

	(void)state;
	map_make(&map, "ram:1 0..1G | ram:0 1G..2G");
	acpi_check_written(write_slit, map.layout, NULL, defaulted,
			   sizeof(defaulted));
	acpi_check_facts(gpamap_slit_read, defaulted, sizeof(defaulted),
			 "distance 0 0 10\ndistance 0 1 20\n"
			 "distance 1 0 20\ndistance 1 1 10\n");
	acpi_check_hostile(gpamap_slit_read, defaulted, sizeof(defaulted));
}

static const uint8_t given[] = {
	0x53, 0x4c, 0x49, 0x54, /* signature */
	0x35, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0x72, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* nodes */
	0x0a, 0x0b, 0xfe, /* from node 0 */
	0x0c, 0x0a, 0xff, /* from node 1 */
	0x15, 0xff, 0x0a, /* from node 2 */
};

/* Nodes that only have processors count as well. */
static void slit_takes_a_matrix(void **state)
{
	const uint8_t distances[] = { 10, 11, 254, 12, 10, 255, 21, 255, 10 };
	const struct gpamap_slit_options options = { .node_count = 3,
						     .distances = distances };
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	acpi_check_written(write_slit, map.layout, &options, given,
			   sizeof(given));
	acpi_check_facts(gpamap_slit_read, given, sizeof(given),
			 "distance 0 0 10\ndistance 0 1 11\n"
			 "distance 0 2 254\ndistance 1 0 12\n"
			 "distance 1 1 10\ndistance 1 2 255\n"
			 "distance 2 0 21\ndistance 2 1 255\n"
			 "distance 2 2 10\n");
	acpi_check_hostile(gpamap_slit_read, given, sizeof(given));
}

static void slit_refuses_distances_that_cannot_be(void **state)
{
	static const struct {
		size_t at;
		uint8_t distance;
	} cases[] = { { 0, 9 }, { 0, 11 }, { 3, 255 }, { 1, 10 },
		      { 2, 9 }, { 2, 0 },  { 0, 0 } };
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint8_t distances[] = { 10, 20, 20, 10 };
		const struct gpamap_slit_options options = {
			.node_count = 2, .distances = distances
		};
		struct gpamap_error error;

		distances[cases[i].at] = cases[i].distance;
		error = acpi_check_unwritten(write_slit, map.layout, &options,
					     GPAMAP_ERR_ARGUMENT);
		assert_int_equal(error.subject.list, GPAMAP_LIST_NODES);
		assert_int_equal(error.subject.index, cases[i].at / 2);
		assert_int_equal(error.other.index, cases[i].at % 2);
		assert_int_equal(error.asked, cases[i].distance);
	}
}

static void slit_refuses_wrong_node_counts(void **state)
{
	const uint8_t one = 10;
	struct gpamap_slit_options options = { .node_count = 1 };
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	error = acpi_check_unwritten(write_slit, map.layout, &options,
				     GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 2);
	assert_int_equal(error.limit, 1);
	options = (struct gpamap_slit_options){ .distances = &one };
	error = acpi_check_unwritten(write_slit, map.layout, &options,
				     GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 2);
	map_make(&map, "mmio 0..1G");
	error = acpi_check_unwritten(write_slit, map.layout, NULL,
				     GPAMAP_ERR_EMPTY);
	assert_true(error.asked == 0 && error.limit == 0);
	map_make(&map, "ram:65535 0..1G");
	error = acpi_check_unwritten(write_slit, map.layout, NULL,
				     GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 65536);
	assert_int_equal(error.limit, 65535);
	map_make(&map, "ram:65534 0..1G");
	if (sizeof(size_t) > 4) {
		size_t need;

		assert_int_equal(gpamap_slit_write(map.layout, NULL, NULL, 0,
						   &need, NULL),
				 GPAMAP_OK);
		assert_int_equal(need, UINT64_C(65535) * 65535 + 44);
	}
}

/* One node is enough, none is not. */
static void slit_reader_wants_nodes(void **state)
{
	uint8_t bytes[45] = "SLIT\x2d";

	(void)state;
	bytes[8] = 1;
	bytes[36] = 1;
	bytes[44] = 10;
	acpi_mend(bytes, 45);
	acpi_check_facts(gpamap_slit_read, bytes, 45, "distance 0 0 10\n");
	bytes[4] = 44;
	bytes[36] = 0;
	acpi_mend(bytes, 44);
	acpi_check_refused(gpamap_slit_read, bytes, 44, GPAMAP_ERR_CORRUPT, 36);
	acpi_check_offsets(gpamap_slit_read, given, sizeof(given),
			   "44 45 46 47 48 49 50 51 52 ");
}

static void slit_reader_refuses(void **state)
{
	static const struct {
		size_t at;
		uint8_t byte;
		enum gpamap_status status;
		uint64_t asked;
	} cases[] = {
		{ 0, 'X', GPAMAP_ERR_BAD_MAGIC, 0 },
		{ 8, 2, GPAMAP_ERR_BAD_VERSION, 2 },
		{ 36, 0, GPAMAP_ERR_CORRUPT, 36 },
		{ 36, 4, GPAMAP_ERR_CORRUPT, 36 },
		{ 43, 0x80, GPAMAP_ERR_CORRUPT, 36 },
		{ 44, 11, GPAMAP_ERR_CORRUPT, 44 },
		{ 45, 10, GPAMAP_ERR_CORRUPT, 45 },
		{ 52, 20, GPAMAP_ERR_CORRUPT, 52 },
	};
	uint8_t bytes[sizeof(given)];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(bytes, given, sizeof(bytes));
		bytes[cases[i].at] = cases[i].byte;
		acpi_mend(bytes, sizeof(bytes));
		acpi_check_refused(gpamap_slit_read, bytes, sizeof(bytes),
				   cases[i].status, cases[i].asked);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slit_defaults_to_10_and_20),
		cmocka_unit_test(slit_takes_a_matrix),
		cmocka_unit_test(slit_refuses_distances_that_cannot_be),
		cmocka_unit_test(slit_refuses_wrong_node_counts),
		cmocka_unit_test(slit_reader_wants_nodes),
		cmocka_unit_test(slit_reader_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
