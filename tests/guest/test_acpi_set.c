/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_set.h>

#include "acpi_support.h"

/*
 * The set of all tables. Each table has a test of its own, byte by byte; here
 * they are held against what stands in the set, and the addresses in RSDP,
 * XSDT and FADT against where that is.
 */

#define AT UINT64_C(0xe0000)
#define MAP                                                                    \
	"ram:0 0..1G | ram:1 4G..5G | pci_ecam 0xb0000000..0xc0000000 | "      \
	"hotplug:1 16G..17G cxl0"

static const uint32_t cpus[] = { 1, 1 };
static const struct gpamap_srat_options srat = { .node_cpus = cpus,
						 .node_cpus_count = 2 };
static const struct gpamap_madt_options madt = { .cpu_count = 2 };
static const struct gpamap_hmat_options hmat = { .oem = { .id = "HM" } };

static enum gpamap_status write_set(const struct gpamap_layout *layout,
				    const void *options, void *buffer,
				    size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_acpi_write(layout, options, buffer, size, need, error);
}

/* A set put together by hand. */
struct wanted {
	uint8_t bytes[4096];
	size_t size;
	uint64_t tables[8];
	size_t count;
};

/* Note that the next table is in the XSDT. */
static void list(struct wanted *wanted)
{
	wanted->tables[wanted->count++] = AT + wanted->size;
}

#define PUT(wanted, write, ...)                                                \
	do {                                                                   \
		size_t put_need;                                               \
		assert_int_equal(                                              \
			write(__VA_ARGS__, (wanted)->bytes + (wanted)->size,   \
			      4096 - (wanted)->size, &put_need, NULL),         \
			GPAMAP_OK);                                            \
		(wanted)->size += put_need;                                    \
	} while (0)

/* RSDP, XSDT, DSDT and FADT, in front of @count tables. */
static void begin(struct wanted *wanted, size_t count,
		  const struct gpamap_acpi_oem *oem)
{
	struct gpamap_fadt_options fadt = { .oem = *oem };

	memset(wanted, 0, sizeof(*wanted));
	PUT(wanted, gpamap_rsdp_write, AT + GPAMAP_RSDP_SIZE, oem);
	wanted->size += GPAMAP_ACPI_HEADER_SIZE + 8 * (count + 1);
	fadt.dsdt = AT + wanted->size;
	PUT(wanted, gpamap_dsdt_write, oem);
	list(wanted);
	PUT(wanted, gpamap_fadt_write, &fadt);
}

/* Now that all addresses are known, the XSDT. */
static void finish(struct wanted *wanted, const struct gpamap_acpi_oem *oem)
{
	size_t size = wanted->size;

	wanted->size = GPAMAP_RSDP_SIZE;
	PUT(wanted, gpamap_xsdt_write, wanted->tables, wanted->count, oem);
	wanted->size = size;
}

static void a_set_is_what_the_map_has(void **state)
{
	const struct gpamap_acpi_oem oem = { .id = "ME", .creator_id = "MINE" };
	const struct gpamap_slit_options slit = { .oem = oem };
	const struct gpamap_mcfg_options mcfg = { .oem = oem };
	const struct gpamap_cedt_options cedt = { .oem = oem };
	struct gpamap_acpi_set set = { .at = AT, .oem = oem };
	struct wanted wanted;
	struct map_made map;

	(void)state;
	map_make(&map, MAP);
	set.srat = &srat;
	set.madt = &madt;
	begin(&wanted, 5, &oem);
	list(&wanted);
	PUT(&wanted, gpamap_srat_write, map.layout, &srat);
	list(&wanted);
	PUT(&wanted, gpamap_slit_write, map.layout, &slit);
	list(&wanted);
	PUT(&wanted, gpamap_mcfg_write, map.layout, &mcfg);
	list(&wanted);
	PUT(&wanted, gpamap_cedt_write, map.layout, &cedt);
	list(&wanted);
	PUT(&wanted, gpamap_madt_write, &madt);
	finish(&wanted, &oem);
	acpi_check_written(write_set, map.layout, &set, wanted.bytes,
			   wanted.size);
}

static void a_set_reads_back(void **state)
{
	const struct gpamap_acpi_set set = { .at = AT };
	struct map_made map;
	uint8_t bytes[2048];
	size_t need;

	(void)state;
	map_make(&map, "ram:0 0..1G");
	assert_int_equal(gpamap_acpi_write(map.layout, &set, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	/* XSDT behind 36 bytes; it has FADT and SRAT, so DSDT at 36 + 52,
	 * FADT at 88 + 36 and SRAT at 124 + 276. */
	acpi_check_facts(gpamap_acpi_read, bytes, need,
			 "table 0xe0024-0xe0048\n"
			 "table 0xe007c-0xe00a0\n"
			 "table 0xe0190-0xe01b4\n"
			 "table 0xe0058-0xe007c\n"
			 "ram:0 0x0-0x40000000\n");
	acpi_check_offsets(gpamap_acpi_read, bytes, need, "24 72 80 264 448 ");
}

/* What is asked for is there, and nothing else. */
static void a_set_is_what_is_asked_for(void **state)
{
	const struct gpamap_acpi_oem none = { .id = NULL };
	struct gpamap_acpi_set set = { .at = AT, .hmat = &hmat };
	struct wanted wanted;
	struct map_made map;

	(void)state;
	map_make(&map, MAP);
	set.parts = GPAMAP_ACPI_HMAT;
	begin(&wanted, 1, &none);
	list(&wanted);
	PUT(&wanted, gpamap_hmat_write, map.layout, &hmat);
	finish(&wanted, &none);
	acpi_check_written(write_set, map.layout, &set, wanted.bytes,
			   wanted.size);
	/* Nothing but gaps: only what leads to tables. */
	map_make(&map, "mmio 0..1G");
	set = (struct gpamap_acpi_set){ .at = AT };
	begin(&wanted, 0, &none);
	finish(&wanted, &none);
	acpi_check_written(write_set, map.layout, &set, wanted.bytes,
			   wanted.size);
	/* HMAT is there where its options are. */
	map_make(&map, "ram:0 0..1G");
	set.hmat = &hmat;
	begin(&wanted, 2, &none);
	list(&wanted);
	PUT(&wanted, gpamap_srat_write, map.layout, NULL);
	list(&wanted);
	PUT(&wanted, gpamap_hmat_write, map.layout, &hmat);
	finish(&wanted, &none);
	acpi_check_written(write_set, map.layout, &set, wanted.bytes,
			   wanted.size);
}

static void a_set_has_the_dsdt_given(void **state)
{
	struct gpamap_fadt_options fadt = { .arm_boot_arch = 3, .dsdt = 1 };
	uint8_t dsdt[GPAMAP_ACPI_HEADER_SIZE + 1] = { 0 };
	struct gpamap_acpi_set set = { .at = AT, .fadt = &fadt };
	struct gpamap_error error;
	struct map_made map;
	uint8_t bytes[1024];
	size_t need;

	(void)state;
	map_make(&map, "mmio 0..1G");
	memcpy(dsdt, "DSDT\x25\0\0\0\2", 9);
	dsdt[GPAMAP_ACPI_HEADER_SIZE] = 0xa3; /* Noop */
	acpi_mend(dsdt, sizeof(dsdt));
	set.dsdt = dsdt;
	set.dsdt_size = sizeof(dsdt);
	assert_int_equal(gpamap_acpi_write(map.layout, &set, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	assert_int_equal(need, 36 + 44 + 37 + 276);
	assert_memory_equal(bytes + 80, dsdt, sizeof(dsdt));
	assert_int_equal(bytes[117 + 129], 3);
	/* The FADT's own DSDT does not count. */
	assert_memory_equal(bytes + 117 + 140, "\x50\0\x0e\0\0\0\0\0", 8);

	set.dsdt_size--;
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_TRUNCATED);
	set.dsdt_size++;
	dsdt[9]++;
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_CORRUPT);
	dsdt[4]--;
	acpi_mend(dsdt, sizeof(dsdt) - 1);
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_TRUNCATED);
	dsdt[4]++;
	for (size_t i = 0; i < 4; i++) {
		dsdt[i] ^= 1;
		acpi_mend(dsdt, sizeof(dsdt));
		error = acpi_check_unwritten(write_set, map.layout, &set,
					     GPAMAP_ERR_BAD_MAGIC);
		assert_true(error.asked == 0 && error.limit == 0);
		dsdt[i] ^= 1;
	}
	set.dsdt = NULL;
	set.dsdt_size = 1;
	error = acpi_check_unwritten(write_set, map.layout, &set,
				     GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
}

/* A set may end with the address space, and lie where twice its address
 * wraps. */
static void a_set_may_be_anywhere(void **state)
{
	uint8_t dsdt[GPAMAP_ACPI_HEADER_SIZE + 8] = "DSDT\x2c";
	struct gpamap_acpi_set set = { .dsdt = dsdt,
				       .dsdt_size = sizeof(dsdt) };
	struct map_made map;
	uint8_t bytes[1024];
	size_t need;

	(void)state;
	map_make(&map, "mmio 0..1G");
	acpi_mend(dsdt, sizeof(dsdt));
	/* RSDP, XSDT, DSDT and FADT take 36 + 44 + 44 + 276. */
	set.at = GPAMAP_ADDRESS_END - 400;
	assert_int_equal(gpamap_acpi_write(map.layout, &set, bytes,
					   sizeof(bytes), &need, NULL),
			 GPAMAP_OK);
	assert_int_equal(need, 400);
	set.at = (UINT64_C(1) << 63) - 208;
	assert_int_equal(gpamap_acpi_write(map.layout, &set, bytes, 400, &need,
					   NULL),
			 GPAMAP_OK);
}

static void a_set_refuses(void **state)
{
	struct gpamap_acpi_set set = { .at = 0 };
	struct gpamap_error error;
	struct map_made map;

	(void)state;
	map_make(&map, "ram:0 0..1G");
	acpi_check_unwritten(write_set, map.layout, NULL, GPAMAP_ERR_ARGUMENT);
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_ARGUMENT);
	set.at = AT + 8;
	error = acpi_check_unwritten(write_set, map.layout, &set,
				     GPAMAP_ERR_MISALIGNED);
	assert_int_equal(error.asked, AT + 8);
	assert_int_equal(error.limit, 16);
	/* RSDP, XSDT, DSDT, FADT and SRAT take 36 + 52 + 36 + 276 + 88. */
	set.at = GPAMAP_ADDRESS_END - 480;
	error = acpi_check_unwritten(write_set, map.layout, &set,
				     GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(error.asked, set.at);
	set.at -= 16;
	assert_int_equal(gpamap_acpi_write(map.layout, &set, NULL, 0, NULL,
					   NULL),
			 GPAMAP_OK);
	set.at = UINT64_MAX - 15;
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_TOO_HIGH);
	set.at = AT;
	set.parts = 64;
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_ARGUMENT);
	set.parts = GPAMAP_ACPI_MADT;
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_ARGUMENT);
	set.parts = GPAMAP_ACPI_MCFG;
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_EMPTY);
	set.parts = GPAMAP_ACPI_CEDT;
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_EMPTY);
	set.parts = 0;
	set.oem.id = "TOO LONG";
	acpi_check_unwritten(write_set, map.layout, &set, GPAMAP_ERR_ARGUMENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_is_what_the_map_has),
		cmocka_unit_test(a_set_reads_back),
		cmocka_unit_test(a_set_is_what_is_asked_for),
		cmocka_unit_test(a_set_has_the_dsdt_given),
		cmocka_unit_test(a_set_may_be_anywhere),
		cmocka_unit_test(a_set_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
