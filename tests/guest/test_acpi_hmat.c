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
	acpi_check_facts(gpamap_hmat_read, plain, sizeof(plain),
			 "near 0>0\nnear 3>3\n");
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
	0xea, 0x00, 0x00, 0x00, /* length */
	0x02, /* revision */
	0x73, /* checksum */
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
	0x02, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00, /* cache */
	0x01, 0x00, 0x00, 0x00, /* memory node */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* size */
	0x12, 0x11, 0x40, 0x00, /* 1 of 2, direct, write back, line of 64 */
	0x00, 0x00, 0x00, 0x00, /* reserved, SMBIOS handles */
	0x02, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00, /* cache */
	0x01, 0x00, 0x00, 0x00, /* memory node */
	0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* size */
	0x22, 0x22, 0x00, 0x01, /* 2 of 2, complex, write through, 256 */
	0x00, 0x00, 0x00, 0x00, /* reserved, SMBIOS handles */
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
static const struct gpamap_hmat_cache caches[] = {
	{ .memory = 1,
	  .level = 1,
	  .levels = 2,
	  .size = UINT64_C(1) << 32,
	  .associativity = GPAMAP_HMAT_DIRECT_MAPPED,
	  .write_policy = GPAMAP_HMAT_WRITE_BACK,
	  .line = 64 },
	{ .memory = 1,
	  .level = 2,
	  .levels = 2,
	  .size = 4096,
	  .associativity = GPAMAP_HMAT_COMPLEX,
	  .write_policy = GPAMAP_HMAT_WRITE_THROUGH,
	  .line = 256 },
};
static const struct gpamap_hmat_options everything = {
	.memory = &memory,
	.memory_count = 1,
	.matrices = matrices,
	.matrix_count = 2,
	.caches = caches,
	.cache_count = 2,
};

static void hmat_tells_matrices_and_caches(void **state)
{
	struct map_made map;
	uint8_t bytes[sizeof(full)];

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	acpi_check_written(write_hmat, map.layout, &everything, full,
			   sizeof(full));
	acpi_check_facts(gpamap_hmat_read, full, sizeof(full),
			 "near 0>1\n"
			 "speed 1 0 0>0 128000\n"
			 "speed 1 0 0>1 18446744073709551615\n"
			 "speed 3 1 0>1 466000\n"
			 "cache 1 1 4294967296 0x401112\n"
			 "cache 1 2 4096 0x1002222\n");
	acpi_check_hostile(gpamap_hmat_read, full, sizeof(full));
	/* Numbers past the range are as good as unreachable. */
	memcpy(bytes, full, sizeof(bytes));
	bytes[80 + 31] = 0xff;
	bytes[40 + 8] = 0;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_hmat_read, bytes, sizeof(bytes),
			 "near >1\n"
			 "speed 1 0 0>0 18446744073709551615\n"
			 "speed 1 0 0>1 18446744073709551615\n"
			 "speed 3 1 0>1 466000\n"
			 "cache 1 1 4294967296 0x401112\n"
			 "cache 1 2 4096 0x1002222\n");
	/* Revision 1 has other units. */
	bytes[8] = 1;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_hmat_read, bytes, sizeof(bytes),
			 "cache 1 1 4294967296 0x401112\n"
			 "cache 1 2 4096 0x1002222\n");
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

/* Check that @options are refused, with these numbers. */
static void check_refused(const struct map_made *map,
			  const struct gpamap_hmat_options *options,
			  enum gpamap_status status, uint64_t asked,
			  uint64_t limit)
{
	struct gpamap_error error =
		acpi_check_unwritten(write_hmat, map->layout, options, status);

	assert_true(error.asked == asked);
	assert_true(error.limit == limit);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NONE);
}

static void hmat_refuses_wrong_options(void **state)
{
	const struct gpamap_hmat_memory far_memory[] = { { 1, 7 },
							 { 2, 0 },
							 { 1, 7 } };
	struct gpamap_hmat_options options = everything;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	options.memory = far_memory;
	options.memory_count = 2;
	check_refused(&map, &options, GPAMAP_ERR_BAD_VNODE, 2, 2);
	options.memory++;
	check_refused(&map, &options, GPAMAP_ERR_BAD_VNODE, 2, 2);
	options = (struct gpamap_hmat_options){ .memory_count = 1 };
	check_refused(&map, &options, GPAMAP_ERR_ARGUMENT, 0, 0);
	options = (struct gpamap_hmat_options){ .matrix_count = 1 };
	check_refused(&map, &options, GPAMAP_ERR_ARGUMENT, 0, 0);
	options = (struct gpamap_hmat_options){ .cache_count = 1 };
	check_refused(&map, &options, GPAMAP_ERR_ARGUMENT, 0, 0);
	/* A list that is there, and empty, is no memory. */
	options = (struct gpamap_hmat_options){ .memory = far_memory };
	check_refused(&map, &options, GPAMAP_ERR_EMPTY, 0, 0);
	map_make(&map, "mmio 0..1G | reserved:4 2G..3G");
	check_refused(&map, NULL, GPAMAP_ERR_EMPTY, 0, 0);
}

/* The second of two matrices is the one that is wrong. */
static void hmat_refuses_wrong_matrices(void **state)
{
	struct gpamap_hmat_matrix two[2] = { matrices[0] };
	const struct gpamap_hmat_options options = { .matrices = two,
						     .matrix_count = 2 };
	const uint32_t far[] = { 1, 2, 3 };
	const uint32_t far_first[] = { 9, 0, 1 };
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
#define REFUSED(member, value)                                                 \
	two[1] = matrices[0];                                                  \
	two[1].member = (value);                                               \
	check_refused(&map, &options, GPAMAP_ERR_ARGUMENT, 1, 0)
	REFUSED(unit, 0);
	REFUSED(type, (enum gpamap_hmat_type)6);
	REFUSED(hierarchy, 4);
	REFUSED(initiator_count, 0);
	REFUSED(initiators, NULL);
	REFUSED(target_count, 0);
	REFUSED(targets, NULL);
	REFUSED(entries, NULL);
#undef REFUSED
	two[1] = matrices[0];
	two[1].targets = far;
	check_refused(&map, &options, GPAMAP_ERR_BAD_VNODE, 2, 2);
	two[1].target_count = 3;
	check_refused(&map, &options, GPAMAP_ERR_BAD_VNODE, 2, 2);
	two[1].targets = far_first;
	check_refused(&map, &options, GPAMAP_ERR_BAD_VNODE, 9, 2);
}

/*
 * A list has as many nodes as take 4 GiB at the most, and the table as many
 * bytes. Nothing of a list is read before it is known to be short enough.
 */
static void hmat_refuses_matrices_past_4g(void **state)
{
	/* The header, two memories, and a matrix with one target. */
	const uint64_t before = 40 + 2 * 40 + 32 + 4;
	const uint64_t list = UINT32_MAX / 4;
	struct gpamap_hmat_matrix matrix = matrices[1];
	const struct gpamap_hmat_options options = { .matrices = &matrix,
						     .matrix_count = 1 };
	struct map_made map;
	uint64_t most;
	size_t need;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
#define REFUSED(member, value, asked, limit)                                   \
	matrix = matrices[1];                                                  \
	matrix.member = (size_t)(value);                                       \
	check_refused(&map, &options, GPAMAP_ERR_TOO_MANY, asked, limit)
	REFUSED(target_count, SIZE_MAX, SIZE_MAX, list);
	REFUSED(initiator_count, SIZE_MAX, SIZE_MAX, list);
	REFUSED(target_count, list + 1, list + 1, list);
	REFUSED(initiator_count, list + 1, list + 1, list);
	REFUSED(target_count, list, before + list * 6, UINT32_MAX);
	REFUSED(initiator_count, list, before + list * 6, UINT32_MAX);
	/* An initiator has its number and an entry for the one target. */
	most = (UINT32_MAX - before) / 6;
	REFUSED(initiator_count, most + 1, before + (most + 1) * 6, UINT32_MAX);
#undef REFUSED
	matrix.initiator_count = (size_t)most;
	assert_int_equal(gpamap_hmat_write(map.layout, &options, NULL, 0, &need,
					   NULL),
			 GPAMAP_OK);
	assert_true(need == before + most * 6);
}

/* The second of two caches is the one that is wrong. */
static void hmat_refuses_wrong_caches(void **state)
{
	struct gpamap_hmat_cache two[2] = { caches[0] };
	const struct gpamap_hmat_options options = { .caches = two,
						     .cache_count = 2 };
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
#define REFUSED(member, value)                                                 \
	two[1] = caches[1];                                                    \
	two[1].member = (value);                                               \
	check_refused(&map, &options, GPAMAP_ERR_ARGUMENT, 1, 0)
	REFUSED(level, 0);
	REFUSED(level, 3);
	REFUSED(levels, 4);
	REFUSED(associativity, (enum gpamap_hmat_associativity)3);
	REFUSED(write_policy, (enum gpamap_hmat_write_policy)3);
#undef REFUSED
	two[1] = caches[1];
	two[1].memory = 2;
	check_refused(&map, &options, GPAMAP_ERR_BAD_VNODE, 2, 2);
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

/* The handles behind a cache are checked and passed over; so is what is
 * unknown. */
static void hmat_reader_passes_over_handles(void **state)
{
	uint8_t bytes[sizeof(plain)];

	(void)state;
	memcpy(bytes, plain, sizeof(bytes));
	bytes[40] = 2;
	bytes[40 + 30] = 4;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_hmat_read, bytes, sizeof(bytes),
			 "cache 1 0 0 0x0\nnear 3>3\n");
	bytes[40 + 30] = 3;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_hmat_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 44);
	bytes[40] = 9;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_hmat_read, bytes, sizeof(bytes), "near 3>3\n");
}

/* What is left to be told of random options: each fact is the next one. */
struct wanted {
	const struct gpamap_hmat_options *options;
	size_t memory, matrix, entry, cache;
};

static uint64_t state_of_dice;

static uint64_t roll(uint64_t below)
{
	state_of_dice = state_of_dice * UINT64_C(6364136223846793005) +
			UINT64_C(1442695040888963407);
	return (state_of_dice >> 33) % below;
}

static size_t roll_count(size_t below)
{
	return (size_t)roll(below);
}

static void expect_speed(struct wanted *wanted, const struct gpamap_fact *fact)
{
	const struct gpamap_hmat_matrix *matrix =
		&wanted->options->matrices[wanted->matrix];
	size_t row = wanted->entry / matrix->target_count;
	size_t column = wanted->entry % matrix->target_count;
	uint16_t entry = matrix->entries[wanted->entry];

	assert_true(wanted->matrix < wanted->options->matrix_count);
	assert_int_equal(fact->measure, matrix->type);
	assert_int_equal(fact->level, matrix->hierarchy);
	assert_int_equal(fact->from, matrix->initiators[row]);
	assert_int_equal(fact->to, matrix->targets[column]);
	assert_true(fact->value == (entry == GPAMAP_HMAT_UNREACHABLE
					    ? UINT64_MAX
					    : entry * matrix->unit));
	if (++wanted->entry == matrix->initiator_count * matrix->target_count) {
		wanted->entry = 0;
		wanted->matrix++;
	}
}

static void expect_cache(struct wanted *wanted, const struct gpamap_fact *fact)
{
	const struct gpamap_hmat_cache *cache =
		&wanted->options->caches[wanted->cache++];
	struct gpamap_hmat_cache told;

	assert_true(wanted->cache <= wanted->options->cache_count);
	gpamap_hmat_cache_of(fact, &told);
	assert_int_equal(told.memory, cache->memory);
	assert_int_equal(told.level, cache->level);
	assert_int_equal(told.levels, cache->levels);
	assert_true(told.size == cache->size);
	assert_int_equal(told.associativity, cache->associativity);
	assert_int_equal(told.write_policy, cache->write_policy);
	assert_int_equal(told.line, cache->line);
}

static bool expect(void *context, const struct gpamap_fact *fact)
{
	struct wanted *wanted = context;
	size_t next = wanted->memory;

	if (fact->type == GPAMAP_FACT_SPEED) {
		expect_speed(wanted, fact);
		return true;
	}
	if (fact->type == GPAMAP_FACT_CACHE) {
		expect_cache(wanted, fact);
		return true;
	}
	assert_int_equal(fact->type, GPAMAP_FACT_NEAR);
	assert_true(next < wanted->options->memory_count);
	assert_int_equal(fact->to, wanted->options->memory[next].memory);
	assert_int_equal(fact->from, wanted->options->memory[next].initiator);
	wanted->memory++;
	return true;
}

#define NODES 4u
#define SIDE 12u /* a matrix of as many by as many has more than 256 bytes */
#define PARTS 5u

/* Options of every shape, and what they point into. */
struct random_options {
	struct gpamap_hmat_options options;
	struct gpamap_hmat_memory memory[PARTS];
	struct gpamap_hmat_matrix matrices[PARTS];
	struct gpamap_hmat_cache caches[PARTS];
	uint32_t lists[2][SIDE];
	uint16_t entries[SIDE * SIDE];
};

static void roll_matrix(struct random_options *made,
			struct gpamap_hmat_matrix *matrix)
{
	*matrix = (struct gpamap_hmat_matrix){
		.type = (enum gpamap_hmat_type)roll(6),
		.hierarchy = (unsigned int)roll(4),
		.unit = 1 + roll(UINT64_C(1) << (1 + roll(30))),
		.initiators = made->lists[0],
		.initiator_count = 1 + roll_count(SIDE),
		.targets = made->lists[1],
		.target_count = 1 + roll_count(SIDE),
		.entries = made->entries,
	};
}

static void roll_cache(struct gpamap_hmat_cache *cache)
{
	unsigned int levels = 1 + (unsigned int)roll(3);

	*cache = (struct gpamap_hmat_cache){
		.memory = (uint32_t)roll(NODES),
		.level = 1 + (unsigned int)roll(levels),
		.levels = levels,
		.size = roll(1000) << roll(50),
		.associativity = (enum gpamap_hmat_associativity)roll(3),
		.write_policy = (enum gpamap_hmat_write_policy)roll(3),
		.line = (uint16_t)roll(0x10000),
	};
}

static void roll_options(struct random_options *made)
{
	size_t i;

	made->options = (struct gpamap_hmat_options){
		.memory = made->memory,
		.memory_count = 1 + roll_count(PARTS),
		.matrices = made->matrices,
		.matrix_count = roll_count(PARTS + 1),
		.caches = made->caches,
		.cache_count = roll_count(PARTS + 1),
	};
	for (i = 0; i < SIDE; i++) {
		made->lists[0][i] = (uint32_t)roll(UINT64_C(1) << 31);
		made->lists[1][i] = (uint32_t)roll(NODES);
	}
	for (i = 0; i < SIDE * SIDE; i++)
		made->entries[i] = roll(4) == 0 ? GPAMAP_HMAT_UNREACHABLE
						: (uint16_t)roll(0x10000);
	for (i = 0; i < PARTS; i++) {
		made->memory[i] =
			(struct gpamap_hmat_memory){ (uint32_t)roll(NODES),
						     (uint32_t)roll(100) };
		roll_matrix(made, &made->matrices[i]);
		roll_cache(&made->caches[i]);
	}
}

/* Whatever is written comes back, in order and nothing else; and with one byte
 * changed behind the header's back, the checksum tells. */
static void hmat_written_comes_back(void **state)
{
	struct random_options made;
	struct wanted wanted;
	struct map_made map;
	uint8_t bytes[4096];
	size_t need, at, i;

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G | ram:3 2G..3G");
	for (i = 0; i < 2000; i++) {
		roll_options(&made);
		assert_int_equal(gpamap_hmat_write(map.layout, &made.options,
						   bytes, sizeof(bytes), &need,
						   NULL),
				 GPAMAP_OK);
		wanted = (struct wanted){ .options = &made.options };
		assert_int_equal(gpamap_hmat_read(bytes, need, expect, &wanted,
						  NULL),
				 GPAMAP_OK);
		assert_int_equal(wanted.memory, made.options.memory_count);
		assert_int_equal(wanted.matrix, made.options.matrix_count);
		assert_int_equal(wanted.cache, made.options.cache_count);
		at = roll_count(need);
		bytes[at] ^= (uint8_t)(1 + roll(255));
		assert_int_not_equal(gpamap_hmat_read(bytes, need, expect,
						      &wanted, NULL),
				     GPAMAP_OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hmat_tells_each_node_with_memory),
		cmocka_unit_test(hmat_finds_nodes_far_apart),
		cmocka_unit_test(hmat_tells_matrices_and_caches),
		cmocka_unit_test(hmat_1_tells_ranges),
		cmocka_unit_test(hmat_refuses_wrong_options),
		cmocka_unit_test(hmat_refuses_wrong_matrices),
		cmocka_unit_test(hmat_refuses_matrices_past_4g),
		cmocka_unit_test(hmat_refuses_wrong_caches),
		cmocka_unit_test(hmat_reader_refuses),
		cmocka_unit_test(hmat_reader_passes_over_handles),
		cmocka_unit_test(hmat_written_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
