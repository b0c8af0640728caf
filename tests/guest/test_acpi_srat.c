/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_srat.h>

#include "acpi_support.h"

/*
 * SRAT. The bytes wanted were put together by hand from ACPI 6.5, 5.2.16.
 */

static enum gpamap_status write_srat(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_srat_write(layout, options, buffer, size, need, error);
}

#define EVERYTHING                                                             \
	"ram:0 0..3G | mmio 3G..4G | ram:1 4G..5G | reserved:0 5G..6G | "      \
	"hotplug:1 6G..8G | pmem:74565 8G..9G | hotplug 9G..10G | "            \
	"pmem 10G..11G | vtl2 12G..13G"

static const uint8_t everything[] = {
	0x53, 0x52, 0x41, 0x54, /* signature */
	0x00, 0x01, 0x00, 0x00, /* length */
	0x03, /* revision */
	0x5a, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x01, 0x00, 0x00, 0x00, /* one */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x10, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* APIC 0, node 0 */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x10, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00, /* APIC 1, node 0 */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x10, 0x01, 0x02, 0x01, 0x00, 0x00, 0x00, /* APIC 2, node 1 */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x28, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* memory, node 0 */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x01, 0x28, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, /* memory, node 1 */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x01, 0x28, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, /* memory, node 1 */
	0x00, 0x00, 0x00, 0x80, 0x01, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x01, 0x28, 0x45, 0x23, 0x01, 0x00, 0x00, 0x00, /* memory, node 74565 */
	0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
};

#define EVERYTHING_FACTS                                                       \
	"cpu 0:0\ncpu 1:0\ncpu 2:1\n"                                          \
	"ram:0 0x0-0xc0000000\n"                                               \
	"ram:1 0x100000000-0x140000000\n"                                      \
	"hotplug:1 0x180000000-0x200000000 hotplug\n"                          \
	"pmem:74565 0x200000000-0x240000000 persistent\n"

static void srat_tells_memory_and_counted_processors(void **state)
{
	const uint32_t cpus[] = { 2, 1 };
	const struct gpamap_srat_options options = { .node_cpus = cpus,
						     .node_cpus_count = 2 };
	struct map_made map;

	(void)state;
	map_make(&map, EVERYTHING);
	acpi_check_written(write_srat, map.layout, &options, everything,
			   sizeof(everything));
	acpi_check_facts(gpamap_srat_read, everything, sizeof(everything),
			 EVERYTHING_FACTS);
	acpi_check_hostile(gpamap_srat_read, everything, sizeof(everything));
}

static const uint8_t listed[] = {
	0x53, 0x52, 0x41, 0x54, /* signature */
	0x80, 0x00, 0x00, 0x00, /* length */
	0x03, /* revision */
	0x62, /* checksum */
	0x41, 0x43, 0x4d, 0x45, 0x20, 0x20, /* OEM id */
	0x56, 0x49, 0x52, 0x54, 0x55, 0x41, 0x4c, 0x38, /* OEM table id */
	0x04, 0x03, 0x02, 0x01, /* OEM revision */
	0x4d, 0x59, 0x20, 0x20, /* creator */
	0x05, 0x00, 0x00, 0x00, /* creator revision */
	0x01, 0x00, 0x00, 0x00, /* one */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x10, 0x56, 0xfe, 0x01, 0x00, 0x00, 0x00, /* APIC 254, node 1193046 */
	0x00, 0x34, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
	0x18, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00, /* x2APIC 255, node 7 */
	0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x28,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* memory, node 0 */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
};

static void srat_takes_listed_processors_and_names(void **state)
{
	const struct gpamap_srat_cpu cpus[] = { { 254, 0x123456 }, { 255, 7 } };
	const struct gpamap_srat_options options = {
		.oem = { "ACME", "VIRTUAL8", 0x01020304, "MY", 5 },
		.cpus = cpus,
		.cpu_count = 2,
	};
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G");
	acpi_check_written(write_srat, map.layout, &options, listed,
			   sizeof(listed));
	acpi_check_facts(gpamap_srat_read, listed, sizeof(listed),
			 "cpu 254:1193046\ncpu 255:7\n"
			 "ram:0 0x0-0x40000000\n");
}

static const uint8_t arm[] = {
	0x53, 0x52, 0x41, 0x54, /* signature */
	0x7c, 0x00, 0x00, 0x00, /* length */
	0x03, /* revision */
	0x9c, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x01, 0x00, 0x00, 0x00, /* one */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x03, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* GICC 0, node 0 */
	0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x03, 0x12, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, /* GICC 1, node 0 */
	0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x28, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* memory, node 0 */
	0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
};

static void srat_tells_arm_processors(void **state)
{
	const uint32_t cpus[] = { 2 };
	const struct gpamap_srat_options options = { .cpu_type =
							     GPAMAP_SRAT_GICC,
						     .node_cpus = cpus,
						     .node_cpus_count = 1 };
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 1G..2G");
	acpi_check_written(write_srat, map.layout, &options, arm, sizeof(arm));
	acpi_check_facts(gpamap_srat_read, arm, sizeof(arm),
			 "cpu 0:0\ncpu 1:0\nram:0 0x40000000-0x80000000\n");
	acpi_check_hostile(gpamap_srat_read, arm, sizeof(arm));
}

/* A node's number has four bytes, whatever the processor is; an APIC's are in
 * two places. */
static void srat_tells_large_nodes_of_processors(void **state)
{
	const struct gpamap_srat_cpu cpu = { 7, 0x05030701 };
	struct gpamap_srat_options options = { .cpus = &cpu, .cpu_count = 1 };
	uint8_t bytes[256];
	struct map_made map;
	size_t need;

	(void)state;
	map_make(&map, "");
	for (int type = GPAMAP_SRAT_APIC; type <= GPAMAP_SRAT_GICC; type++) {
		options.cpu_type = (enum gpamap_srat_cpu_type)type;
		assert_int_equal(gpamap_srat_write(map.layout, &options, bytes,
						   sizeof(bytes), &need, NULL),
				 GPAMAP_OK);
		acpi_check_facts(gpamap_srat_read, bytes, need,
				 "cpu 7:84084481\n");
	}
	options.cpu_type = GPAMAP_SRAT_APIC;
	options.revision = 2;
	assert_int_equal(gpamap_srat_write(map.layout, &options, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_srat_read, bytes, need, "cpu 7:84084481\n");
}

static const uint8_t old[] = {
	0x53, 0x52, 0x41, 0x54, /* signature */
	0x68, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0x10, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x01, 0x00, 0x00, 0x00, /* one */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
	0x00, 0x10, 0xff, 0x00, 0x01, 0x00, 0x00, 0x00, /* APIC 0, node 255 */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x28, 0xff, 0x00, 0x00, 0x00, 0x00, 0x00, /* memory, node 255 */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* base */
	0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, /* length */
	0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* reserved */
};

static void srat_1_has_8_bit_nodes(void **state)
{
	const struct gpamap_srat_cpu cpu = { 0, 255 };
	const struct gpamap_srat_options options = { .revision = 1,
						     .cpus = &cpu,
						     .cpu_count = 1 };
	const struct gpamap_srat_cpu far = { 0, 256 };
	struct gpamap_srat_options wrong = options;
	uint8_t bytes[sizeof(old)];
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:255 0..1G");
	acpi_check_written(write_srat, map.layout, &options, old, sizeof(old));
	/* What would be the rest of the node is reserved, so not believed. */
	memcpy(bytes, old, sizeof(old));
	bytes[48 + 9] = 1;
	bytes[64 + 3] = 1;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_srat_read, bytes, sizeof(bytes),
			 "cpu 0:255\nram:255 0x0-0x40000000\n");
	wrong.cpus = &far;
	error = acpi_check_unwritten(write_srat, map.layout, &wrong,
				     GPAMAP_ERR_BAD_VNODE);
	assert_int_equal(error.asked, 256);
	assert_int_equal(error.limit, 255);
	map_make(&map, "ram:0 0..1G | ram:256 1G..2G");
	error = acpi_check_unwritten(write_srat, map.layout, &options,
				     GPAMAP_ERR_BAD_VNODE);
	assert_int_equal(error.asked, 256);
	assert_int_equal(error.limit, 255);
	assert_int_equal(error.subject.list, GPAMAP_LIST_RAM);
	assert_int_equal(error.subject.index, 1);
}

static void srat_moves_windows_to_the_default_node(void **state)
{
	const uint32_t vnode = 5;
	const struct gpamap_srat_options options = { .default_vnode = &vnode };
	uint8_t bytes[512];
	struct map_made map;
	size_t need;

	(void)state;
	map_make(&map, EVERYTHING);
	assert_int_equal(gpamap_srat_write(map.layout, &options, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_srat_read, bytes, need,
			 "ram:0 0x0-0xc0000000\n"
			 "ram:1 0x100000000-0x140000000\n"
			 "hotplug:1 0x180000000-0x200000000 hotplug\n"
			 "pmem:74565 0x200000000-0x240000000 persistent\n"
			 "hotplug:5 0x240000000-0x280000000 hotplug\n"
			 "pmem:5 0x280000000-0x2c0000000 persistent\n");
}

/* 300 processors: 255 local APICs, and x2APICs from there. */
static void srat_counts_past_local_apics(void **state)
{
	const uint32_t cpus[] = { 0, 300 };
	const uint32_t one_more[] = { 255, 1 };
	struct gpamap_srat_options options = { .node_cpus = cpus,
					       .node_cpus_count = 2 };
	struct gpamap_error error;
	struct map_made map;
	uint8_t bytes[8192];
	size_t need;

	(void)state;
	map_make(&map, "ram:0 0..1G");
	assert_int_equal(gpamap_srat_write(map.layout, &options, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	assert_int_equal(need, 48 + 255 * 16 + 45 * 24 + 40);
	assert_int_equal(bytes[48 + 254 * 16], 0);
	assert_int_equal(bytes[48 + 254 * 16 + 3], 254);
	assert_int_equal(bytes[48 + 255 * 16], 2);
	assert_int_equal(bytes[48 + 255 * 16 + 8], 255);
	options.revision = 2;
	error = acpi_check_unwritten(write_srat, map.layout, &options,
				     GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.asked, 299);
	assert_int_equal(error.limit, 255);
	options.node_cpus = one_more;
	error = acpi_check_unwritten(write_srat, map.layout, &options,
				     GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.asked, 255);
	assert_int_equal(error.limit, 255);
	options.node_cpus = cpus;
	options.revision = 3;
	options.cpu_type = GPAMAP_SRAT_X2APIC;
	assert_int_equal(gpamap_srat_write(map.layout, &options, NULL, 0, &need,
					   NULL),
			 GPAMAP_OK);
	assert_int_equal(need, 48 + 300 * 24 + 40);
}

static void srat_refuses_wrong_options(void **state)
{
	const uint32_t many[] = { UINT32_MAX, 1 };
	const struct gpamap_srat_cpu cpu = { 3, 0 };
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G");
#define REFUSED(status, ...)                                                   \
	acpi_check_unwritten(                                                  \
		write_srat, map.layout,                                        \
		&(const struct gpamap_srat_options){ __VA_ARGS__ }, (status))
#define REFUSED_WHOLE(...)                                                     \
	error = REFUSED(GPAMAP_ERR_ARGUMENT, __VA_ARGS__);                     \
	assert_true(error.asked == 0 && error.limit == 0)
#define REFUSED_CPU(...)                                                       \
	error = REFUSED(GPAMAP_ERR_ARGUMENT, __VA_ARGS__, .cpus = &cpu,        \
			.cpu_count = 1);                                       \
	assert_true(error.asked == 3 && error.limit == 0)
	error = REFUSED(GPAMAP_ERR_ARGUMENT, .revision = 4);
	assert_int_equal(error.asked, 4);
	assert_int_equal(error.limit, 3);
	error = REFUSED(GPAMAP_ERR_ARGUMENT,
			.cpu_type = (enum gpamap_srat_cpu_type)3);
	assert_true(error.asked == 3 && error.limit == GPAMAP_SRAT_GICC);
	REFUSED_WHOLE(.cpu_count = 1);
	REFUSED_WHOLE(.node_cpus_count = 1);
	REFUSED_WHOLE(.cpus = &cpu, .cpu_count = 1, .node_cpus = many,
		      .node_cpus_count = 1);
	/* Before revision 3 there is not one of these. */
	REFUSED_CPU(.revision = 2, .cpu_type = GPAMAP_SRAT_GICC);
	REFUSED_CPU(.revision = 2, .cpu_type = GPAMAP_SRAT_X2APIC);
	REFUSED(GPAMAP_ERR_ARGUMENT, .oem = { .id = "SEVENCH" });
	REFUSED(GPAMAP_ERR_ARGUMENT, .oem = { .table_id = "NINECHARS" });
	REFUSED(GPAMAP_ERR_ARGUMENT, .oem = { .creator_id = "FIVE5" });
	REFUSED(GPAMAP_ERR_ARGUMENT, .oem = { .id = "\xc3\xa4" });
	error = REFUSED(GPAMAP_ERR_TOO_MANY, .node_cpus = many,
			.node_cpus_count = 2);
	assert_int_equal(error.asked, UINT64_C(0x100000000));
	error = REFUSED(GPAMAP_ERR_TOO_MANY, .node_cpus = many,
			.node_cpus_count = 1);
	assert_int_equal(error.limit, UINT32_MAX);
#undef REFUSED_CPU
#undef REFUSED_WHOLE
#undef REFUSED
}

/* Where the second memory of everything[] has what. */
#define MEMORY (48 + 3 * 16 + 40)

static void srat_reader_refuses(void **state)
{
	static const struct {
		size_t at;
		uint8_t byte;
		enum gpamap_status status;
		uint64_t asked;
	} cases[] = {
		{ 0, 'X', GPAMAP_ERR_BAD_MAGIC, 0 },
		{ 8, 0, GPAMAP_ERR_BAD_VERSION, 0 },
		{ 8, 4, GPAMAP_ERR_BAD_VERSION, 4 },
		{ 49, 0, GPAMAP_ERR_CORRUPT, 49 },
		{ 49, 17, GPAMAP_ERR_CORRUPT, 49 },
		{ MEMORY + 1, 41, GPAMAP_ERR_CORRUPT, MEMORY + 1 },
	};
	uint8_t bytes[sizeof(everything)];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(bytes, everything, sizeof(bytes));
		bytes[cases[i].at] = cases[i].byte;
		acpi_mend(bytes, sizeof(bytes));
		acpi_check_refused(gpamap_srat_read, bytes, sizeof(bytes),
				   cases[i].status, cases[i].asked);
	}
	memcpy(bytes, everything, sizeof(bytes));
	memset(bytes + MEMORY + 16, 0xff, 8);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_srat_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, MEMORY + 16);
	memcpy(bytes, everything, sizeof(bytes));
	bytes[50] ^= 1;
	acpi_check_refused(gpamap_srat_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 9);
	acpi_check_refused(gpamap_srat_read, everything, 35,
			   GPAMAP_ERR_TRUNCATED, 35);
	acpi_check_refused(gpamap_srat_read, everything, 100,
			   GPAMAP_ERR_TRUNCATED, 100);
}

static void srat_reader_passes_over_what_is_off(void **state)
{
	uint8_t bytes[sizeof(everything)];

	(void)state;
	memcpy(bytes, everything, sizeof(bytes));
	bytes[48 + 4] = 0; /* a processor */
	bytes[64] = 200; /* of an unknown type */
	bytes[MEMORY + 28] = 2; /* memory, hot-pluggable but not enabled */
	memset(bytes + MEMORY + 40 + 16, 0, 8); /* of no length */
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_srat_read, bytes, sizeof(bytes),
			 "cpu 2:1\nram:0 0x0-0xc0000000\n"
			 "pmem:74565 0x200000000-0x240000000 persistent\n");
	/* Memory that ends with the 64-bit space. */
	memset(bytes + 96 + 8, 0, 16);
	bytes[96 + 15] = 0xff;
	bytes[96 + 22] = 0xff;
	memset(bytes + 96 + 16, 0, 8);
	bytes[96 + 23] = 0x01;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_facts(
		gpamap_srat_read, bytes, sizeof(bytes),
		"cpu 2:1\nram:0 0xff00000000000000-0xffffffffffffffff\n"
		"pmem:74565 0x200000000-0x240000000 persistent\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(srat_tells_memory_and_counted_processors),
		cmocka_unit_test(srat_takes_listed_processors_and_names),
		cmocka_unit_test(srat_tells_arm_processors),
		cmocka_unit_test(srat_tells_large_nodes_of_processors),
		cmocka_unit_test(srat_1_has_8_bit_nodes),
		cmocka_unit_test(srat_moves_windows_to_the_default_node),
		cmocka_unit_test(srat_counts_past_local_apics),
		cmocka_unit_test(srat_refuses_wrong_options),
		cmocka_unit_test(srat_reader_refuses),
		cmocka_unit_test(srat_reader_passes_over_what_is_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
