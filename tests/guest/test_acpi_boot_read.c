/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_boot.h>

#include "acpi_support.h"

/*
 * What RSDP, XSDT, RSDT, FADT and MADT tell of addresses. Tables of x86 are
 * those of the writers; those of Arm and of old revisions are put together
 * here, field by field, from ACPI 6.5, chapter 5.
 */

#define ROOM 512
#define FIELDS 16

/* A number in a table. */
struct field {
	size_t at;
	size_t bytes;
	uint64_t value;
};

/* A table, all zero but its header and fields, and what is read of it: facts,
 * and where they stand, or what is wrong. */
struct reading {
	acpi_reader *read;
	const char *signature;
	size_t size;
	struct field fields[FIELDS]; /* up to one without bytes */
	const char *facts; /* NULL: it is refused */
	const char *offsets; /* NULL: not looked at */
	enum gpamap_status status;
	uint64_t asked;
};

#define XSDT gpamap_xsdt_read, "XSDT"
#define RSDT gpamap_acpi_read, "RSDT"
#define FADT gpamap_fadt_read, "FACP"
#define MADT gpamap_madt_read, "APIC"
#define OF(reader, name, length, ...)                                          \
	.read = (reader), .signature = (name), .size = (length),               \
	.fields = { __VA_ARGS__ }
/* What a table of so many bytes and these fields tells, or why it does not. */
#define TOLD(table, length, what, where, ...)                                  \
	{                                                                      \
		.facts = (what), .offsets = (where),                           \
		OF(table, length, __VA_ARGS__)                                 \
	}
#define REFUSED(table, length, why, where, ...)                                \
	{                                                                      \
		.status = (why), .asked = (where),                             \
		OF(table, length, __VA_ARGS__)                                 \
	}

static void put(uint8_t *table, const struct field *field)
{
	for (size_t i = 0; i < field->bytes; i++)
		table[field->at + i] =
			(uint8_t)(field->value >> (8 * i) & 0xff);
}

static void make_table(const struct reading *reading, uint8_t *table)
{
	const struct field length = { 4, 4, reading->size };

	memset(table, 0, ROOM);
	memcpy(table, reading->signature, 4);
	put(table, &length);
	table[8] = 1;
	for (size_t i = 0; i < FIELDS && reading->fields[i].bytes > 0; i++)
		put(table, &reading->fields[i]);
	acpi_mend(table, reading->size);
}

static void check_reading(const struct reading *reading)
{
	uint8_t table[ROOM];
	size_t size = reading->size;

	make_table(reading, table);
	if (reading->facts == NULL) {
		acpi_check_refused(reading->read, table, size, reading->status,
				   reading->asked);
		return;
	}
	acpi_check_facts(reading->read, table, size, reading->facts);
	if (reading->offsets != NULL)
		acpi_check_offsets(reading->read, table, size,
				   reading->offsets);
	acpi_check_hostile(reading->read, table, size);
}

#define CHECK(readings)                                                        \
	for (size_t reading_at = 0;                                            \
	     reading_at < sizeof(readings) / sizeof((readings)[0]);            \
	     reading_at++)                                                     \
	check_reading(&(readings)[reading_at])

/* Type and length, with which each structure of a MADT begins. */
#define STRUCTURE(at, type, size)                                              \
	{                                                                      \
		(at), 2, (type) | (size) << 8                                  \
	}
#define LOCAL_APIC                                                             \
	{                                                                      \
		36, 4, 0xfee00000                                              \
	}

static void rsdp_tells_of_the_xsdt(void **state)
{
	uint8_t bytes[GPAMAP_RSDP_SIZE];

	(void)state;
	assert_int_equal(gpamap_rsdp_write(0xe0040, NULL, bytes, sizeof(bytes),
					   NULL, NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_rsdp_read, bytes, sizeof(bytes),
			 "table 0xe0040-0xe0064\n");
	acpi_check_offsets(gpamap_rsdp_read, bytes, sizeof(bytes), "24 ");
	acpi_check_hostile(gpamap_rsdp_read, bytes, sizeof(bytes));
	acpi_check_refused(gpamap_rsdp_read, bytes, 7, GPAMAP_ERR_BAD_MAGIC, 0);
	acpi_check_short(gpamap_rsdp_read, bytes, 8, 20);
	acpi_check_short(gpamap_rsdp_read, bytes, 20, GPAMAP_RSDP_SIZE);
	acpi_check_short(gpamap_rsdp_read, bytes, 35, GPAMAP_RSDP_SIZE);
	bytes[20]++;
	acpi_check_short(gpamap_rsdp_read, bytes, 35, GPAMAP_RSDP_SIZE);
	acpi_check_short(gpamap_rsdp_read, bytes, sizeof(bytes),
			 GPAMAP_RSDP_SIZE + 1);
	bytes[0] = 'X';
	acpi_check_refused(gpamap_rsdp_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_BAD_MAGIC, 0);
}

/* Put the right checksums into an RSDP of @size bytes. */
static void mend_rsdp(uint8_t *bytes, size_t size)
{
	uint8_t sum = 0, all = 0;

	bytes[8] = 0;
	for (size_t i = 0; i < 20; i++)
		sum = (uint8_t)(sum + bytes[i]);
	bytes[8] = (uint8_t)-sum;
	if (size <= 20)
		return;
	bytes[32] = 0;
	for (size_t i = 0; i < size; i++)
		all = (uint8_t)(all + bytes[i]);
	bytes[32] = (uint8_t)-all;
}

/* That of ACPI 1.0 ends before its length; a new one may lack the XSDT. */
static void rsdp_of_old_tells_of_the_rsdt(void **state)
{
	uint8_t bytes[GPAMAP_RSDP_SIZE] = "RSD PTR ";

	(void)state;
	bytes[17] = 0x10;
	mend_rsdp(bytes, 20);
	acpi_check_facts(gpamap_rsdp_read, bytes, 20, "table 0x1000-0x1024\n");
	acpi_check_offsets(gpamap_rsdp_read, bytes, 20, "16 ");
	acpi_check_short(gpamap_rsdp_read, bytes, 19, 20);
	bytes[15] = 1;
	mend_rsdp(bytes, 20);
	acpi_check_facts(gpamap_rsdp_read, bytes, 20, "table 0x1000-0x1024\n");
	bytes[15] = 2;
	bytes[20] = GPAMAP_RSDP_SIZE;
	mend_rsdp(bytes, sizeof(bytes));
	acpi_check_facts(gpamap_rsdp_read, bytes, sizeof(bytes),
			 "table 0x1000-0x1024\n");
	bytes[20] = GPAMAP_RSDP_SIZE - 1;
	mend_rsdp(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_rsdp_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 20);
	bytes[20] = GPAMAP_RSDP_SIZE;
	mend_rsdp(bytes, sizeof(bytes));
	bytes[32]++;
	acpi_check_refused(gpamap_rsdp_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 32);
	bytes[8]++;
	acpi_check_refused(gpamap_rsdp_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 8);
}

static void xsdt_tells_of_tables(void **state)
{
	const uint64_t tables[] = { 0xe0080, 0, 0x123456789000 };
	uint8_t bytes[36 + 24];

	(void)state;
	assert_int_equal(gpamap_xsdt_write(tables, 3, NULL, bytes,
					   sizeof(bytes), NULL, NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_xsdt_read, bytes, sizeof(bytes),
			 "table 0xe0080-0xe00a4\n"
			 "table 0x123456789000-0x123456789024\n");
	acpi_check_offsets(gpamap_xsdt_read, bytes, sizeof(bytes), "36 52 ");
	acpi_check_hostile(gpamap_xsdt_read, bytes, sizeof(bytes));
}

static const struct reading lists[] = {
	REFUSED(XSDT, 52, GPAMAP_ERR_BAD_VERSION, 0, { 8, 1, 0 },
		{ 36, 8, 0xe0080 }),
	/* A header that would pass the end of the space. */
	REFUSED(XSDT, 52, GPAMAP_ERR_CORRUPT, 44, { 36, 8, 0xe0080 },
		{ 44, 8, UINT64_MAX }),
	/* Half an entry. */
	REFUSED(XSDT, 48, GPAMAP_ERR_CORRUPT, 4, { 36, 8, 0xe0080 }),
	TOLD(RSDT, 44, "table 0x1000-0x1024\ntable 0x2000-0x2024\n", "36 40 ",
	     { 36, 4, 0x1000 }, { 40, 4, 0x2000 }),
	REFUSED(RSDT, 43, GPAMAP_ERR_CORRUPT, 4, { 36, 4, 0x1000 }),
};

static void lists_of_tables(void **state)
{
	(void)state;
	CHECK(lists);
}

static void fadt_tells_of_dsdt_and_facs(void **state)
{
	const struct gpamap_fadt_options options = { .dsdt = 0x1200000000 };
	uint8_t bytes[276];

	(void)state;
	assert_int_equal(gpamap_fadt_write(&options, bytes, sizeof(bytes), NULL,
					   NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_fadt_read, bytes, sizeof(bytes),
			 "table 0x1200000000-0x1200000024\n");
	acpi_check_hostile(gpamap_fadt_read, bytes, sizeof(bytes));
}

#define OLD_FACS                                                               \
	{                                                                      \
		36, 4, 0x7fe0000                                               \
	}
#define OLD_DSDT                                                               \
	{                                                                      \
		40, 4, 0x7fe0040                                               \
	}

static const struct reading old_fadts[] = {
	/* ACPI 1.0 has 32 bits, and ends before the others. */
	TOLD(FADT, 116,
	     "table 0x7fe0000-0x7fe0040\ntable 0x7fe0040-0x7fe0064\n", "36 40 ",
	     OLD_FACS, OLD_DSDT),
	REFUSED(FADT, 115, GPAMAP_ERR_CORRUPT, 4, OLD_FACS, OLD_DSDT),
	/* Of two addresses the one of 64 bits counts, unless it is 0. */
	TOLD(FADT, 148,
	     "table 0x7fe0000-0x7fe0040\ntable 0x8fe0040-0x8fe0064\n",
	     "36 140 ", OLD_FACS, OLD_DSDT, { 140, 8, 0x8fe0040 }),
	REFUSED(FADT, 148, GPAMAP_ERR_CORRUPT, 132, OLD_FACS, OLD_DSDT,
		{ 132, 8, UINT64_MAX - 8 }),
};

static void fadts_of_old(void **state)
{
	(void)state;
	CHECK(old_fadts);
}

static void madt_of_x86(void **state)
{
	const uint32_t ids[] = { 0, 255 };
	const struct gpamap_madt_options options = { .cpu_count = 2,
						     .apic_ids = ids };
	uint8_t bytes[ROOM];
	size_t size;

	(void)state;
	assert_int_equal(gpamap_madt_write(&options, bytes, ROOM, &size, NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_madt_read, bytes, size,
			 "device 0xfee00000-0xfee01000\n"
			 "cpu 0\n"
			 "cpu 255\n"
			 "device 0xfec00000-0xfec01000\n");
	acpi_check_offsets(gpamap_madt_read, bytes, size, "36 44 52 72 ");
	acpi_check_hostile(gpamap_madt_read, bytes, size);
}

/* A processor that is not enabled, and one whose APIC id is not its UID. */
#define TWO_CPUS                                                               \
	STRUCTURE(44, 0, 8), STRUCTURE(52, 9, 16), { 56, 4, 300 },             \
		{ 60, 4, 1 },                                                  \
	{                                                                      \
		64, 4, 255                                                     \
	}
#define IO_APIC                                                                \
	STRUCTURE(68, 1, 12),                                                  \
	{                                                                      \
		72, 4, 0xfec00000                                              \
	}

static const struct reading x86_madts[] = {
	/* The local APICs are elsewhere. */
	TOLD(MADT, 92,
	     "device 0x12345000-0x12346000\n"
	     "cpu 300\n"
	     "device 0xfec00000-0xfec01000\n",
	     "84 52 72 ", LOCAL_APIC, TWO_CPUS, IO_APIC, STRUCTURE(80, 5, 12),
	     { 84, 8, 0x12345000 }),
	REFUSED(MADT, 91, GPAMAP_ERR_CORRUPT, 81, LOCAL_APIC, TWO_CPUS, IO_APIC,
		STRUCTURE(80, 5, 11)),
	/* They are told of where a processor has one, of whichever kind. */
	TOLD(MADT, 44, "", NULL, LOCAL_APIC),
	TOLD(MADT, 52, "device 0xfee00000-0xfee01000\ncpu 9\n", NULL,
	     LOCAL_APIC, STRUCTURE(44, 0, 8), { 46, 1, 5 }, { 47, 1, 9 },
	     { 48, 4, 1 }),
	TOLD(MADT, 60, "device 0xfee00000-0xfee01000\ncpu 1000\n", NULL,
	     LOCAL_APIC, STRUCTURE(44, 9, 16), { 48, 4, 1000 }, { 52, 4, 1 }),
	/* A type of tomorrow has a type and a size as well. */
	TOLD(MADT, 46, "", NULL, STRUCTURE(44, 200, 2)),
	REFUSED(MADT, 47, GPAMAP_ERR_CORRUPT, 45, STRUCTURE(44, 200, 1)),
	REFUSED(MADT, 45, GPAMAP_ERR_CORRUPT, 44, { 44, 1, 200 }),
	REFUSED(MADT, 43, GPAMAP_ERR_CORRUPT, 4, { 0 }),
	REFUSED(MADT, 44, GPAMAP_ERR_BAD_VERSION, 0, { 8, 1, 0 }),
};

static void madts_of_x86(void **state)
{
	(void)state;
	CHECK(x86_madts);
}

/* All parts of a GIC; the address of the local APICs means nothing there. */
#define GICC                                                                   \
	STRUCTURE(44, 11, 80), { 52, 4, 7 }, { 56, 4, 1 },                     \
		{ 76, 8, 0x8010000 },                                          \
	{                                                                      \
		84, 8, 0x8040000                                               \
	}
#define GICD_AND_MSI                                                           \
	STRUCTURE(124, 12, 24), { 132, 8, 0x8000000 }, { 144, 1, 2 },          \
		STRUCTURE(148, 13, 24),                                        \
	{                                                                      \
		156, 8, 0x8020000                                              \
	}
/* GICC of the size before ACPI 6.0, with a redistributor of its own, GICv3,
 * redistributors, and ITS. */
#define GICC_3                                                                 \
	STRUCTURE(44, 11, 76), { 56, 4, 1 },                                   \
	{                                                                      \
		104, 8, 0x80a0000                                              \
	}
#define GICD_3                                                                 \
	STRUCTURE(120, 12, 24), { 128, 8, 0x8000000 },                         \
	{                                                                      \
		140, 1, 3                                                      \
	}
#define GICR_3(size)                                                           \
	STRUCTURE(144, 14, 16), { 148, 8, 0x80c0000 },                         \
	{                                                                      \
		156, 4, (size)                                                 \
	}
#define ITS_3                                                                  \
	STRUCTURE(160, 15, 20),                                                \
	{                                                                      \
		168, 8, 0x8080000                                              \
	}

static const struct reading arm_madts[] = {
	TOLD(MADT, 172,
	     "cpu 7\n"
	     "device 0x8010000-0x8012000\n"
	     "device 0x8040000-0x8042000\n"
	     "device 0x8030000-0x8031000\n"
	     "device 0x8000000-0x8001000\n"
	     "device 0x8020000-0x8021000\n",
	     "44 76 84 92 132 156 ", LOCAL_APIC, GICC, { 92, 8, 0x8030000 },
	     GICD_AND_MSI),
	REFUSED(MADT, 172, GPAMAP_ERR_CORRUPT, 92, LOCAL_APIC, GICC,
		{ 92, 8, UINT64_MAX - 0xffe }, GICD_AND_MSI),
	/* A type of tomorrow, and one that only x86 had. */
	TOLD(MADT, 192,
	     "cpu 0\n"
	     "device 0x80a0000-0x80c0000\n"
	     "device 0x8000000-0x8010000\n"
	     "device 0x80c0000-0x9000000\n"
	     "device 0x8080000-0x80a0000\n",
	     "44 104 128 148 168 ", GICC_3, GICD_3, GICR_3(0xf40000), ITS_3,
	     STRUCTURE(180, 200, 2), STRUCTURE(182, 2, 10)),
	/* The size of redistributors is told, down to a byte. */
	TOLD(MADT, 180,
	     "cpu 0\n"
	     "device 0x80a0000-0x80c0000\n"
	     "device 0x8000000-0x8010000\n"
	     "device 0x80c0000-0x80c0001\n"
	     "device 0x8080000-0x80a0000\n",
	     NULL, GICC_3, GICD_3, GICR_3(1), ITS_3),
	/* An ITS that is too short, and one that is cut. */
	REFUSED(MADT, 180, GPAMAP_ERR_CORRUPT, 161, GICC_3, GICD_3, GICR_3(1),
		STRUCTURE(160, 15, 19)),
	REFUSED(MADT, 161, GPAMAP_ERR_CORRUPT, 160, GICC_3, GICD_3, GICR_3(1),
		{ 160, 1, 15 }),
};

static void madts_of_arm(void **state)
{
	(void)state;
	CHECK(arm_madts);
}

/* What acpidump -b leaves in a folder, read in a row: an RSDP has no header. */
static void all_in_a_row(void **state)
{
	const struct gpamap_madt_options options = { .cpu_count = 1 };
	const struct reading rsdt = TOLD(RSDT, 44, NULL, NULL,
					 { 36, 4, 0x1000 }, { 40, 4, 0x2000 });
	uint8_t row[ROOM];
	size_t size = rsdt.size, need;

	(void)state;
	make_table(&rsdt, row);
	assert_int_equal(gpamap_rsdp_write(0x7000, NULL, row + size,
					   ROOM - size, &need, NULL),
			 GPAMAP_OK);
	size += need;
	assert_int_equal(gpamap_madt_write(&options, row + size, ROOM - size,
					   &need, NULL),
			 GPAMAP_OK);
	size += need;
	acpi_check_facts(gpamap_acpi_read, row, size,
			 "table 0x1000-0x1024\n"
			 "table 0x2000-0x2024\n"
			 "table 0x7000-0x7024\n"
			 "device 0xfee00000-0xfee01000\n"
			 "cpu 0\n"
			 "device 0xfec00000-0xfec01000\n");
	/* Offsets are those in the row. */
	row[rsdt.size + 10]++;
	acpi_check_refused(gpamap_acpi_read, row, size, GPAMAP_ERR_CORRUPT,
			   rsdt.size + 8);
	row[rsdt.size + 10]--;
	acpi_check_short(gpamap_acpi_read, row, rsdt.size + 19, rsdt.size + 20);
	acpi_check_short(gpamap_acpi_read, row, rsdt.size + 30,
			 rsdt.size + GPAMAP_RSDP_SIZE);
	row[rsdt.size + 21]++;
	acpi_check_short(gpamap_acpi_read, row, size,
			 rsdt.size + 256 + GPAMAP_RSDP_SIZE);
	row[rsdt.size + 21]--;
	row[rsdt.size + 20]--;
	acpi_check_refused(gpamap_acpi_read, row, size, GPAMAP_ERR_CORRUPT,
			   rsdt.size + 20);
	row[rsdt.size + 20]++;
	row[rsdt.size + GPAMAP_RSDP_SIZE + 60]++;
	acpi_check_refused(gpamap_acpi_read, row, size, GPAMAP_ERR_CORRUPT,
			   rsdt.size + GPAMAP_RSDP_SIZE + 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rsdp_tells_of_the_xsdt),
		cmocka_unit_test(rsdp_of_old_tells_of_the_rsdt),
		cmocka_unit_test(xsdt_tells_of_tables),
		cmocka_unit_test(lists_of_tables),
		cmocka_unit_test(fadt_tells_of_dsdt_and_facs),
		cmocka_unit_test(fadts_of_old),
		cmocka_unit_test(madt_of_x86),
		cmocka_unit_test(madts_of_x86),
		cmocka_unit_test(madts_of_arm),
		cmocka_unit_test(all_in_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
