/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_boot.h>

#include "acpi_support.h"

/*
 * What RSDP, XSDT, RSDT, FADT and MADT tell of addresses. Tables of x86 are
 * those of the writers; those of Arm and of old revisions are put together
 * here, field by field, from ACPI 6.5, chapter 5.
 */

#define ROOM 512

/* A table being put together. */
struct table {
	uint8_t bytes[ROOM];
	size_t size;
};

static void put(struct table *table, size_t at, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		table->bytes[at + i] = (uint8_t)(value >> (8 * i) & 0xff);
}

/* Begin a table of @size bytes, all zero behind the header. */
static void begin(struct table *table, const char *signature, size_t size)
{
	*table = (struct table){ .size = size };
	memcpy(table->bytes, signature, 4);
	put(table, 4, size, 4);
	table->bytes[8] = 1;
}

static void end(struct table *table)
{
	put(table, 4, table->size, 4);
	acpi_mend(table->bytes, table->size);
}

/* Append a structure of @type and @size; gives where it begins. */
static size_t append(struct table *table, uint8_t type, uint8_t size)
{
	size_t at = table->size;

	table->bytes[at] = type;
	table->bytes[at + 1] = size;
	table->size += size;
	return at;
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
	bytes[8] = 0;
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_xsdt_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_BAD_VERSION, 0);
	bytes[8] = 1;
	/* A header that would pass the end of the space. */
	memset(bytes + 52, 0xff, 8);
	acpi_mend(bytes, sizeof(bytes));
	acpi_check_refused(gpamap_xsdt_read, bytes, sizeof(bytes),
			   GPAMAP_ERR_CORRUPT, 52);
	/* Half an entry. */
	bytes[4] -= 4;
	acpi_mend(bytes, sizeof(bytes) - 4);
	acpi_check_refused(gpamap_xsdt_read, bytes, sizeof(bytes) - 4,
			   GPAMAP_ERR_CORRUPT, 4);
}

static void fadt_tells_of_dsdt_and_facs(void **state)
{
	const struct gpamap_fadt_options options = { .dsdt = 0x1200000000 };
	struct table old;
	uint8_t bytes[276];

	(void)state;
	assert_int_equal(gpamap_fadt_write(&options, bytes, sizeof(bytes), NULL,
					   NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_fadt_read, bytes, sizeof(bytes),
			 "table 0x1200000000-0x1200000024\n");
	acpi_check_hostile(gpamap_fadt_read, bytes, sizeof(bytes));
	/* ACPI 1.0 has 32 bits, and ends before the others. */
	begin(&old, "FACP", 116);
	put(&old, 36, 0x7fe0000, 4);
	put(&old, 40, 0x7fe0040, 4);
	end(&old);
	acpi_check_facts(gpamap_fadt_read, old.bytes, old.size,
			 "table 0x7fe0000-0x7fe0040\n"
			 "table 0x7fe0040-0x7fe0064\n");
	acpi_check_offsets(gpamap_fadt_read, old.bytes, old.size, "36 40 ");
	old.size = 115;
	end(&old);
	acpi_check_refused(gpamap_fadt_read, old.bytes, old.size,
			   GPAMAP_ERR_CORRUPT, 4);
	/* Of two addresses the one of 64 bits counts, unless it is 0. */
	begin(&old, "FACP", 148);
	put(&old, 36, 0x7fe0000, 4);
	put(&old, 40, 0x7fe0040, 4);
	put(&old, 140, 0x8fe0040, 8);
	end(&old);
	acpi_check_facts(gpamap_fadt_read, old.bytes, old.size,
			 "table 0x7fe0000-0x7fe0040\n"
			 "table 0x8fe0040-0x8fe0064\n");
	acpi_check_offsets(gpamap_fadt_read, old.bytes, old.size, "36 140 ");
	put(&old, 132, UINT64_MAX - 8, 8);
	end(&old);
	acpi_check_refused(gpamap_fadt_read, old.bytes, old.size,
			   GPAMAP_ERR_CORRUPT, 132);
}

static void madt_of_x86(void **state)
{
	const uint32_t ids[] = { 0, 255 };
	const struct gpamap_madt_options options = { .cpu_count = 2,
						     .apic_ids = ids };
	struct table moved;
	size_t at;

	(void)state;
	begin(&moved, "APIC", 44);
	assert_int_equal(gpamap_madt_write(&options, moved.bytes, ROOM,
					   &moved.size, NULL),
			 GPAMAP_OK);
	acpi_check_facts(gpamap_madt_read, moved.bytes, moved.size,
			 "device 0xfee00000-0xfee01000\n"
			 "cpu 0\n"
			 "cpu 255\n"
			 "device 0xfec00000-0xfec01000\n");
	acpi_check_offsets(gpamap_madt_read, moved.bytes, moved.size,
			   "36 44 52 72 ");
	acpi_check_hostile(gpamap_madt_read, moved.bytes, moved.size);
	/* The local APICs elsewhere, and a processor that is not enabled; what
	 * ACPI calls the other is not its APIC. */
	at = append(&moved, 5, 12);
	put(&moved, at + 4, 0x12345000, 8);
	put(&moved, 44 + 4, 0, 4);
	put(&moved, 44 + 8 + 4, 300, 4);
	end(&moved);
	acpi_check_facts(gpamap_madt_read, moved.bytes, moved.size,
			 "device 0x12345000-0x12346000\n"
			 "cpu 300\n"
			 "device 0xfec00000-0xfec01000\n");
	acpi_check_offsets(gpamap_madt_read, moved.bytes, moved.size,
			   "84 52 72 ");
	moved.bytes[at + 1] = 11;
	moved.size--;
	end(&moved);
	acpi_check_refused(gpamap_madt_read, moved.bytes, moved.size,
			   GPAMAP_ERR_CORRUPT, at + 1);
}

/* Local APICs are told of where a processor has one, of whichever kind. */
static void madt_of_either_apic(void **state)
{
	struct table table;
	size_t at;

	(void)state;
	begin(&table, "APIC", 44);
	put(&table, 36, 0xfee00000, 4);
	end(&table);
	acpi_check_facts(gpamap_madt_read, table.bytes, table.size, "");
	at = append(&table, 0, 8);
	table.bytes[at + 2] = 5; /* what ACPI calls it */
	table.bytes[at + 3] = 9;
	put(&table, at + 4, 1, 4);
	end(&table);
	acpi_check_facts(gpamap_madt_read, table.bytes, table.size,
			 "device 0xfee00000-0xfee01000\n"
			 "cpu 9\n");
	begin(&table, "APIC", 44);
	put(&table, 36, 0xfee00000, 4);
	at = append(&table, 9, 16);
	put(&table, at + 4, 1000, 4);
	put(&table, at + 8, 1, 4);
	end(&table);
	acpi_check_facts(gpamap_madt_read, table.bytes, table.size,
			 "device 0xfee00000-0xfee01000\n"
			 "cpu 1000\n");
}

static void madt_that_is_wrong(void **state)
{
	struct table table;

	(void)state;
	begin(&table, "APIC", 43);
	end(&table);
	acpi_check_refused(gpamap_madt_read, table.bytes, table.size,
			   GPAMAP_ERR_CORRUPT, 4);
	begin(&table, "APIC", 44);
	table.bytes[8] = 0;
	end(&table);
	acpi_check_refused(gpamap_madt_read, table.bytes, table.size,
			   GPAMAP_ERR_BAD_VERSION, 0);
	/* A type of tomorrow has a type and a size as well. */
	begin(&table, "APIC", 44);
	append(&table, 200, 2);
	end(&table);
	acpi_check_facts(gpamap_madt_read, table.bytes, table.size, "");
	append(&table, 0, 0);
	table.size++;
	table.bytes[45] = 1;
	end(&table);
	acpi_check_refused(gpamap_madt_read, table.bytes, table.size,
			   GPAMAP_ERR_CORRUPT, 45);
	table.size = 45;
	end(&table);
	acpi_check_refused(gpamap_madt_read, table.bytes, table.size,
			   GPAMAP_ERR_CORRUPT, 44);
}

/* All parts of a GIC; the address of the local APICs means nothing there. */
static void madt_of_arm(void **state)
{
	struct table table;
	size_t cpu, at;

	(void)state;
	begin(&table, "APIC", 44);
	put(&table, 36, 0xfee00000, 4);
	cpu = append(&table, 11, 80);
	put(&table, cpu + 8, 7, 4);
	put(&table, cpu + 12, 1, 4);
	put(&table, cpu + 32, 0x8010000, 8);
	put(&table, cpu + 40, 0x8040000, 8);
	put(&table, cpu + 48, 0x8030000, 8);
	at = append(&table, 12, 24);
	put(&table, at + 8, 0x8000000, 8);
	table.bytes[at + 20] = 2;
	at = append(&table, 13, 24);
	put(&table, at + 8, 0x8020000, 8);
	end(&table);
	acpi_check_facts(gpamap_madt_read, table.bytes, table.size,
			 "cpu 7\n"
			 "device 0x8010000-0x8012000\n"
			 "device 0x8040000-0x8042000\n"
			 "device 0x8030000-0x8031000\n"
			 "device 0x8000000-0x8001000\n"
			 "device 0x8020000-0x8021000\n");
	acpi_check_offsets(gpamap_madt_read, table.bytes, table.size,
			   "44 76 84 92 132 156 ");
	acpi_check_hostile(gpamap_madt_read, table.bytes, table.size);
	put(&table, cpu + 48, UINT64_MAX - 0xfff + 1, 8);
	end(&table);
	acpi_check_refused(gpamap_madt_read, table.bytes, table.size,
			   GPAMAP_ERR_CORRUPT, cpu + 48);
}

static void madt_of_arm_with_gicv3(void **state)
{
	struct table table;
	size_t at;

	(void)state;
	begin(&table, "APIC", 44);
	/* The size before ACPI 6.0, and a redistributor of its own. */
	at = append(&table, 11, 76);
	put(&table, at + 12, 1, 4);
	put(&table, at + 60, 0x80a0000, 8);
	at = append(&table, 12, 24);
	put(&table, at + 8, 0x8000000, 8);
	table.bytes[at + 20] = 3;
	at = append(&table, 14, 16);
	put(&table, at + 4, 0x80c0000, 8);
	put(&table, at + 12, 0xf40000, 4);
	at = append(&table, 15, 20);
	put(&table, at + 8, 0x8080000, 8);
	/* A type of tomorrow, and one that only x86 had. */
	append(&table, 200, 2);
	append(&table, 2, 10);
	end(&table);
	acpi_check_facts(gpamap_madt_read, table.bytes, table.size,
			 "cpu 0\n"
			 "device 0x80a0000-0x80c0000\n"
			 "device 0x8000000-0x8010000\n"
			 "device 0x80c0000-0x9000000\n"
			 "device 0x8080000-0x80a0000\n");
	acpi_check_offsets(gpamap_madt_read, table.bytes, table.size,
			   "44 104 128 148 168 ");
	/* The size of redistributors is told, down to a byte. */
	put(&table, 144 + 12, 1, 4);
	end(&table);
	acpi_check_facts(gpamap_madt_read, table.bytes, table.size,
			 "cpu 0\n"
			 "device 0x80a0000-0x80c0000\n"
			 "device 0x8000000-0x8010000\n"
			 "device 0x80c0000-0x80c0001\n"
			 "device 0x8080000-0x80a0000\n");
	table.bytes[at + 1] = 19;
	end(&table);
	acpi_check_refused(gpamap_madt_read, table.bytes, table.size,
			   GPAMAP_ERR_CORRUPT, at + 1);
	table.size = at + 1;
	end(&table);
	acpi_check_refused(gpamap_madt_read, table.bytes, table.size,
			   GPAMAP_ERR_CORRUPT, at);
}

/* What acpidump -b leaves in a folder, read in a row: an RSDP has no header. */
static void all_in_a_row(void **state)
{
	const struct gpamap_madt_options options = { .cpu_count = 1 };
	struct table row, rsdt;
	size_t size, need;

	(void)state;
	begin(&rsdt, "RSDT", 44);
	put(&rsdt, 36, 0x1000, 4);
	put(&rsdt, 40, 0x2000, 4);
	end(&rsdt);
	row = rsdt;
	size = row.size;
	assert_int_equal(gpamap_rsdp_write(0x7000, NULL, row.bytes + size,
					   ROOM - size, &need, NULL),
			 GPAMAP_OK);
	size += need;
	assert_int_equal(gpamap_madt_write(&options, row.bytes + size,
					   ROOM - size, &need, NULL),
			 GPAMAP_OK);
	size += need;
	acpi_check_facts(gpamap_acpi_read, row.bytes, size,
			 "table 0x1000-0x1024\n"
			 "table 0x2000-0x2024\n"
			 "table 0x7000-0x7024\n"
			 "device 0xfee00000-0xfee01000\n"
			 "cpu 0\n"
			 "device 0xfec00000-0xfec01000\n");
	/* Offsets are those in the row. */
	row.bytes[rsdt.size + 10]++;
	acpi_check_refused(gpamap_acpi_read, row.bytes, size,
			   GPAMAP_ERR_CORRUPT, rsdt.size + 8);
	row.bytes[rsdt.size + 10]--;
	acpi_check_short(gpamap_acpi_read, row.bytes, rsdt.size + 19,
			 rsdt.size + 20);
	acpi_check_short(gpamap_acpi_read, row.bytes, rsdt.size + 30,
			 rsdt.size + GPAMAP_RSDP_SIZE);
	row.bytes[rsdt.size + 21]++;
	acpi_check_short(gpamap_acpi_read, row.bytes, size,
			 rsdt.size + 256 + GPAMAP_RSDP_SIZE);
	row.bytes[rsdt.size + 21]--;
	row.bytes[rsdt.size + 20]--;
	acpi_check_refused(gpamap_acpi_read, row.bytes, size,
			   GPAMAP_ERR_CORRUPT, rsdt.size + 20);
	row.bytes[rsdt.size + 20]++;
	row.bytes[rsdt.size + GPAMAP_RSDP_SIZE + 60]++;
	acpi_check_refused(gpamap_acpi_read, row.bytes, size,
			   GPAMAP_ERR_CORRUPT,
			   rsdt.size + GPAMAP_RSDP_SIZE + 9);
	rsdt.size = 43;
	end(&rsdt);
	acpi_check_refused(gpamap_acpi_read, rsdt.bytes, rsdt.size,
			   GPAMAP_ERR_CORRUPT, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rsdp_tells_of_the_xsdt),
		cmocka_unit_test(rsdp_of_old_tells_of_the_rsdt),
		cmocka_unit_test(xsdt_tells_of_tables),
		cmocka_unit_test(fadt_tells_of_dsdt_and_facs),
		cmocka_unit_test(madt_of_x86),
		cmocka_unit_test(madt_of_either_apic),
		cmocka_unit_test(madt_that_is_wrong),
		cmocka_unit_test(madt_of_arm),
		cmocka_unit_test(madt_of_arm_with_gicv3),
		cmocka_unit_test(all_in_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
