/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_hmat.h>

#include "acpi_support.h"

/*
 * HMAT. The bytes wanted were put together by hand from ACPI 6.5, 5.2.28.
 */

static enum gpamap_status write_hmat(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_hmat_write(layout, options, buffer, size, need, error);
}

static const uint8_t plain[] = {
	0x48, 0x4d, 0x41, 0x54, /* signature */
	0x78, 0x00, 0x00, 0x00, /* length */
	0x02, /* revision */
	0x31, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x28, 0x00, 0x00, 0x00, /* memory */
	0x01, 0x00, 0x00, 0x00, /* initiator valid */
	0x00, 0x00, 0x00, 0x00, /* initiator */
	0x00, 0x00, 0x00, 0x00, /* memory node */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x28, 0x00, 0x00, 0x00, /* memory */
	0x01, 0x00, 0x00, 0x00, /* initiator valid */
	0x03, 0x00, 0x00, 0x00, /* initiator */
	0x03, 0x00, 0x00, 0x00, /* memory node */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

static void hmat_tells_each_node_with_memory(void **state)
{
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:0 1G..2G | reserved:1 2G..3G | "
		       "pmem:3 4G..5G");
	acpi_check_written(write_hmat, map.layout, NULL, plain, sizeof(plain));
	acpi_check_facts(gpamap_hmat_read, plain, sizeof(plain), "");
	acpi_check_hostile(gpamap_hmat_read, plain, sizeof(plain));
}

/* Nodes far apart: they are looked for 4096 at a time. */
static void hmat_finds_nodes_far_apart(void **state)
{
	struct map_made map;
	uint8_t bytes[512];
	size_t need;

	(void)state;
	map_make(&map, "ram:4294967295 0..1G | ram:4095 1G..2G | "
		       "ram:4096 2G..3G | hotplug:9000 4G..5G");
	assert_int_equal(gpamap_hmat_write(map.layout, NULL, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	assert_int_equal(need, 40 + 4 * 40);
	assert_memory_equal(bytes + 40 + 16, "\xff\x0f\0\0", 4);
	assert_memory_equal(bytes + 80 + 16, "\0\x10\0\0", 4);
	assert_memory_equal(bytes + 120 + 16, "\x28\x23\0\0", 4);
	assert_memory_equal(bytes + 160 + 16, "\xff\xff\xff\xff", 4);
}

static const uint8_t full[] = {
	0x48, 0x4d, 0x41, 0x54, /* signature */
	0xaa, 0x00, 0x00, 0x00, /* length */
	0x02, /* revision */
	0xb2, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x28, 0x00, 0x00, 0x00, /* memory */
	0x01, 0x00, 0x00, 0x00, /* initiator valid */
	0x00, 0x00, 0x00, 0x00, /* initiator */
	0x01, 0x00, 0x00, 0x00, /* memory node */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x30, 0x00, 0x00, 0x00, /* matrix */
	0x00, 0x01, 0x00, 0x00, /* memory, read latency */
	0x01, 0x00, 0x00, 0x00, /* initiators */
	0x02, 0x00, 0x00, 0x00, /* targets */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0xe8, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* unit */
	0x00, 0x00, 0x00, 0x00, /* initiator */
	0x00, 0x00, 0x00, 0x00, /* target */
	0x01, 0x00, 0x00, 0x00, /* target */
	0x80, 0x00, 0xff, 0xff, /* entries */
	0x01, 0x00, 0x00, 0x00, 0x2a, 0x00, 0x00, 0x00, /* matrix */
	0x01, 0x03, 0x00, 0x00, /* 1st cache, bandwidth */
	0x01, 0x00, 0x00, 0x00, /* initiators */
	0x01, 0x00, 0x00, 0x00, /* targets */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x64, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* unit */
	0x00, 0x00, 0x00, 0x00, /* initiator */
	0x01, 0x00, 0x00, 0x00, /* target */
	0x34, 0x12, /* entry */
};

static const uint32_t node_0 = 0;
static const uint32_t node_1 = 1;
static const uint32_t nodes[] = { 0, 1 };
static const uint16_t latencies[] = { 0x80, GPAMAP_HMAT_UNREACHABLE };
static const uint16_t bandwidth = 0x1234;
static const struct gpamap_hmat_memory memory = { 1, 0 };
static const struct gpamap_hmat_matrix matrices[] = {
	{ .type = GPAMAP_HMAT_READ_LATENCY,
	  .unit = 1000,
	  .initiators = &node_0,
	  .initiator_count = 1,
	  .targets = nodes,
	  .target_count = 2,
	  .entries = latencies },
	{ .type = GPAMAP_HMAT_ACCESS_BANDWIDTH,
	  .hierarchy = 1,
	  .unit = 100,
	  .initiators = &node_0,
	  .initiator_count = 1,
	  .targets = &node_1,
	  .target_count = 1,
	  .entries = &bandwidth },
};
static const struct gpamap_hmat_options everything = {
	.memory = &memory,
	.memory_count = 1,
	.matrices = matrices,
	.matrix_count = 2,
};

static bool tell(void *context, const struct gpamap_hmat_value *value)
{
	char *text = context;
	size_t used = strlen(text);

	snprintf(text + used, 512 - used, "%d %u %u>%u %llu @%zu\n",
		 (int)value->type, value->hierarchy, value->initiator,
		 value->target, (unsigned long long)value->value,
		 value->offset);
	return value->value != 466000;
}

static enum gpamap_status read_values(const void *bytes, size_t size,
				      gpamap_fact_report *report, void *context,
				      struct gpamap_error *error)
{
	char text[512] = "";

	(void)context;
	return gpamap_hmat_read_values(
		bytes, size, report != NULL ? tell : NULL, text, error);
}

static void hmat_tells_matrices(void **state)
{
	char text[512] = "";
	struct map_made map;
	uint8_t bytes[sizeof(full)];

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	acpi_check_written(write_hmat, map.layout, &everything, full,
			   sizeof(full));
	acpi_check_facts(gpamap_hmat_read, full, sizeof(full), "");
	acpi_check_hostile(gpamap_hmat_read, full, sizeof(full));
	acpi_check_hostile(read_values, full, sizeof(full));
	assert_int_equal(gpamap_hmat_read_values(full, sizeof(full), tell, text,
						 NULL),
			 GPAMAP_OK);
	assert_string_equal(text, "1 0 0>0 128000 @124\n"
				  "1 0 0>1 18446744073709551615 @126\n"
				  "3 1 0>1 466000 @168\n");
	/* Numbers past the range are as good as unreachable. */
	memcpy(bytes, full, sizeof(bytes));
	bytes[80 + 31] = 0xff;
	acpi_mend(bytes, sizeof(bytes));
	text[0] = '\0';
	assert_int_equal(gpamap_hmat_read_values(bytes, sizeof(bytes), tell,
						 text, NULL),
			 GPAMAP_OK);
	assert_non_null(strstr(text, "0>0 18446744073709551615"));
	bytes[8] = 1;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(read_values, bytes, sizeof(bytes),
			   GPAMAP_ERR_BAD_VERSION, 1);
}

/* Revision 1 has a range for each memory. */
static void hmat_1_tells_ranges(void **state)
{
	uint8_t bytes[sizeof(plain)];

	(void)state;
	memcpy(bytes, plain, sizeof(bytes));
	bytes[8] = 1;
	bytes[40 + 8] = 3;
	bytes[40 + 16] = 9;
	bytes[40 + 27] = 0x40;
	bytes[40 + 35] = 0x20;
	bytes[80 + 33] = 0x10;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_hmat_read, bytes, sizeof(bytes),
			 "ram:9 0x40000000-0x60000000\nram 0x0-0x1000\n");
	acpi_check_hostile(gpamap_hmat_read, bytes, sizeof(bytes));
	memset(bytes + 40 + 24, 0xff, 8);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_hmat_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 40 + 32);
}

static void hmat_refuses_wrong_options(void **state)
{
	const struct gpamap_hmat_memory far_memory = { 2, 0 };
	const uint32_t far = 2;
	struct gpamap_hmat_options options = everything;
	struct gpamap_hmat_matrix matrix;
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	options.memory = &far_memory;
	error = acpi_check_unwritten(write_hmat, map.layout, &options,
				     GPAMAP_ERR_BAD_VNODE);
	assert_int_equal(error.asked, 2);
	assert_int_equal(error.limit, 2);
	options = (struct gpamap_hmat_options){ .matrices = &matrix,
						.matrix_count = 1 };
#define REFUSED(status, member, value)                                         \
	matrix = matrices[0];                                                  \
	matrix.member = (value);                                               \
	error = acpi_check_unwritten(write_hmat, map.layout, &options, (status))
	REFUSED(GPAMAP_ERR_ARGUMENT, unit, 0);
	REFUSED(GPAMAP_ERR_ARGUMENT, type, (enum gpamap_hmat_type)6);
	REFUSED(GPAMAP_ERR_ARGUMENT, hierarchy, 4);
	REFUSED(GPAMAP_ERR_ARGUMENT, initiator_count, 0);
	REFUSED(GPAMAP_ERR_ARGUMENT, initiators, NULL);
	REFUSED(GPAMAP_ERR_ARGUMENT, target_count, 0);
	REFUSED(GPAMAP_ERR_ARGUMENT, targets, NULL);
	REFUSED(GPAMAP_ERR_ARGUMENT, entries, NULL);
	REFUSED(GPAMAP_ERR_TOO_MANY, target_count, SIZE_MAX);
	REFUSED(GPAMAP_ERR_TOO_MANY, initiator_count, SIZE_MAX / 2);
	REFUSED(GPAMAP_ERR_TOO_MANY, initiator_count, 0x3fffffff);
	matrix = matrices[1];
	matrix.targets = &far;
	acpi_check_unwritten(write_hmat, map.layout, &options,
			     GPAMAP_ERR_BAD_VNODE);
#undef REFUSED
	options = (struct gpamap_hmat_options){ .memory_count = 1 };
	acpi_check_unwritten(write_hmat, map.layout, &options,
			     GPAMAP_ERR_ARGUMENT);
	options = (struct gpamap_hmat_options){ .matrix_count = 1 };
	acpi_check_unwritten(write_hmat, map.layout, &options,
			     GPAMAP_ERR_ARGUMENT);
	map_make(&map, "mmio 0..1G | reserved:4 2G..3G");
	acpi_check_unwritten(write_hmat, map.layout, NULL, GPAMAP_ERR_EMPTY);
}

static void hmat_reader_refuses(void **state)
{
	static const struct {
		size_t at;
		uint8_t byte;
		uint64_t asked;
	} cases[] = {
		{ 44, 41, 44 },	     { 44, 7, 44 },	    { 47, 0xff, 44 },
		{ 84, 0xff, 84 },    { 80 + 9, 6, 80 + 9 }, { 80 + 12, 0, 92 },
		{ 80 + 12, 2, 92 },  { 80 + 15, 0x80, 92 }, { 80 + 16, 0, 92 },
		{ 80 + 19, 64, 92 },
	};
	uint8_t bytes[sizeof(full)];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(bytes, full, sizeof(bytes));
		bytes[cases[i].at] = cases[i].byte;
		acpi_mend(bytes, sizeof(bytes));
		acpi_check_refused(gpamap_hmat_read, bytes, sizeof(bytes),
				   GPAMAP_ERR_CORRUPT, cases[i].asked);
	}
	memcpy(bytes, full, sizeof(bytes));
	memset(bytes + 80 + 24, 0, 8);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_hmat_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 80 + 24);
	bytes[8] = 3;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_hmat_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_BAD_VERSION, 3);
}

/* A memory side cache is checked and passed over; so is what is unknown. */
static void hmat_reader_passes_over_caches(void **state)
{
	uint8_t bytes[sizeof(plain)];

	(void)state;
	memcpy(bytes, plain, sizeof(bytes));
	bytes[40] = 2;
	bytes[40 + 30] = 4;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_hmat_read, bytes, sizeof(bytes), "");
	bytes[40 + 30] = 3;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_hmat_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 44);
	bytes[40] = 9;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_hmat_read, bytes, sizeof(bytes), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hmat_tells_each_node_with_memory),
		cmocka_unit_test(hmat_finds_nodes_far_apart),
		cmocka_unit_test(hmat_tells_matrices),
		cmocka_unit_test(hmat_1_tells_ranges),
		cmocka_unit_test(hmat_refuses_wrong_options),
		cmocka_unit_test(hmat_reader_refuses),
		cmocka_unit_test(hmat_reader_passes_over_caches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
