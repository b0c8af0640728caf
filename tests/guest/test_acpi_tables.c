/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_mcfg.h>
#include <gpamap/acpi_slit.h>
#include <gpamap/acpi_srat.h>

#include "acpi_support.h"

/* Tables in general: the check of any table, and many tables in a row. */

/* SRAT, SLIT, an unknown table, FACS and MCFG of one map, in a row. */
struct row {
	uint8_t bytes[1024];
	size_t at[6];
};

#define UNKNOWN_SIZE 40
#define FACS_SIZE 64

static void sign(uint8_t *table, const char *signature)
{
	for (size_t i = 0; i < 4; i++)
		table[i] = (uint8_t)signature[i];
}

static void make_row(struct row *row)
{
	struct map_made map;
	uint8_t *at = row->bytes;
	size_t need;

	memset(row, 0, sizeof(*row));
	map_make(&map, "ram:0 0..1G | pci_ecam 1G..1G+16M | ram:1 4G..5G");
	assert_int_equal(gpamap_srat_write(map.layout, NULL, at, 512, &need,
					   NULL),
			 GPAMAP_OK);
	row->at[1] = need;
	assert_int_equal(gpamap_slit_write(map.layout, NULL, at + row->at[1],
					   128, &need, NULL),
			 GPAMAP_OK);
	row->at[2] = row->at[1] + need;
	sign(at + row->at[2], "BGRT");
	at[row->at[2] + 4] = UNKNOWN_SIZE;
	acpi_mend(at + row->at[2], UNKNOWN_SIZE);
	row->at[3] = row->at[2] + UNKNOWN_SIZE;
	sign(at + row->at[3], "FACS");
	at[row->at[3] + 4] = FACS_SIZE;
	at[row->at[3] + 60] = 1;
	row->at[4] = row->at[3] + FACS_SIZE;
	assert_int_equal(gpamap_mcfg_write(map.layout, NULL, at + row->at[4],
					   128, &need, NULL),
			 GPAMAP_OK);
	row->at[5] = row->at[4] + need;
}

static void acpi_reads_tables_in_a_row(void **state)
{
	struct row row;

	(void)state;
	make_row(&row);
	acpi_check_facts(gpamap_acpi_read, row.bytes, row.at[5],
			 "ram:0 0x0-0x40000000\n"
			 "ram:1 0x100000000-0x140000000\n"
			 "distance 0 0 10\ndistance 0 1 20\n"
			 "distance 1 0 20\ndistance 1 1 10\n"
			 "ecam 0 0-15 0x40000000-0x41000000\n");
}

static bool keep_last(void *context, const struct gpamap_fact *fact)
{
	*(struct gpamap_fact *)context = *fact;
	return true;
}

static void acpi_counts_offsets_from_the_first_table(void **state)
{
	struct gpamap_fact fact = { 0 };
	struct row row;

	(void)state;
	make_row(&row);
	assert_int_equal(gpamap_acpi_read(row.bytes, row.at[5], keep_last,
					  &fact, NULL),
			 GPAMAP_OK);
	assert_int_equal(fact.type, GPAMAP_FACT_ECAM);
	assert_int_equal(fact.offset, row.at[4] + 44);
	/* A wrong distance, told with its place; the SRAT before is mute. */
	row.bytes[row.at[1] + 45] = 3;
	acpi_mend(row.bytes + row.at[1], row.at[2] - row.at[1]);
	acpi_check_refused(gpamap_acpi_read, row.bytes, row.at[5],
			   GPAMAP_ERR_CORRUPT, row.at[1] + 45);
}

static void acpi_refuses_a_row_cut_or_changed_anywhere(void **state)
{
	struct row row;
	uint8_t right;

	(void)state;
	make_row(&row);
	for (size_t size = 0; size < row.at[5]; size++) {
		bool whole = size == row.at[1] || size == row.at[2] ||
			     size == row.at[3] || size == row.at[4];
		struct gpamap_fact fact;

		assert_int_equal(gpamap_acpi_read(row.bytes, size, keep_last,
						  &fact, NULL) == GPAMAP_OK,
				 whole);
	}
	for (size_t i = 0; i < row.at[5]; i++) {
		struct gpamap_fact fact;

		/* FACS has no checksum; what is in it says nothing. */
		if (i >= row.at[3] + 8 && i < row.at[4])
			continue;
		right = row.bytes[i];
		row.bytes[i] ^= 0x10;
		assert_int_not_equal(gpamap_acpi_read(row.bytes, row.at[5],
						      keep_last, &fact, NULL),
				     GPAMAP_OK);
		row.bytes[i] = right;
	}
}

static void acpi_check_tells_the_header(void **state)
{
	struct gpamap_acpi_table table;
	struct gpamap_error error;
	struct row row;

	(void)state;
	make_row(&row);
	assert_int_equal(gpamap_acpi_check(row.bytes, row.at[5], &table, NULL),
			 GPAMAP_OK);
	assert_string_equal(table.signature, "SRAT");
	assert_int_equal(table.revision, 3);
	assert_int_equal(table.length, row.at[1]);
	assert_int_equal(gpamap_acpi_check(NULL, 36, &table, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_acpi_check(row.bytes, 35, &table, &error),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.asked, 35);
	assert_int_equal(error.limit, 36);
	assert_int_equal(gpamap_acpi_check(row.bytes, 40, &table, &error),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.limit, row.at[1]);
	row.bytes[9]++;
	assert_int_equal(gpamap_acpi_check(row.bytes, row.at[5], NULL, &error),
			 GPAMAP_ERR_CORRUPT);
	assert_int_equal(error.asked, 9);
	memset(row.bytes + 4, 0, 4);
	row.bytes[4] = 35;
	assert_int_equal(gpamap_acpi_check(row.bytes, row.at[5], NULL, &error),
			 GPAMAP_ERR_CORRUPT);
	assert_int_equal(error.asked, 4);
	assert_int_equal(error.limit, 0);
	row.bytes[2] = '\n';
	assert_int_equal(gpamap_acpi_check(row.bytes, row.at[5], NULL, &error),
			 GPAMAP_ERR_BAD_MAGIC);
	assert_string_equal(table.signature, "SRAT");
}

static bool may_be_signed(size_t place, unsigned int value)
{
	if (place == 0 && value >= 'A')
		return value <= 'Z';
	if (place == 0)
		return value >= '0' && value <= '9';
	return value >= ' ' && value <= '~';
}

/* A capital letter or a digit, and three that can be printed; a table may be
 * nothing but its header. */
static void acpi_signatures(void **state)
{
	uint8_t table[GPAMAP_ACPI_HEADER_SIZE] = "BGRT";
	const size_t size = sizeof(table);

	(void)state;
	table[4] = GPAMAP_ACPI_HEADER_SIZE;
	for (size_t place = 0; place < 4; place++) {
		uint8_t right = table[place];

		for (unsigned int value = 0; value < 256; value++) {
			table[place] = (uint8_t)value;
			acpi_mend(table, size);
			if (may_be_signed(place, value))
				acpi_check_facts(gpamap_acpi_read, table, size,
						 "");
			else
				acpi_check_refused(gpamap_acpi_read, table,
						   size, GPAMAP_ERR_BAD_MAGIC,
						   0);
		}
		table[place] = right;
	}
}

/* How many bytes are missing is told, and none of them is looked at. */
static void acpi_wants_a_header(void **state)
{
	struct gpamap_error error;
	struct gpamap_fact fact;
	struct row row;

	(void)state;
	make_row(&row);
	acpi_check_short(gpamap_acpi_read, row.bytes, 0, 36);
	acpi_check_short(gpamap_acpi_read, row.bytes, row.at[1] + 10,
			 row.at[1] + 36);
	/* Half an RSDP, and behind the end the other half. */
	memcpy(row.bytes + row.at[5], "RSD PTR ", 8);
	assert_int_equal(gpamap_acpi_read(row.bytes, row.at[5] + 4, keep_last,
					  &fact, &error),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.limit, row.at[5] + 36);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(acpi_reads_tables_in_a_row),
		cmocka_unit_test(acpi_counts_offsets_from_the_first_table),
		cmocka_unit_test(acpi_refuses_a_row_cut_or_changed_anywhere),
		cmocka_unit_test(acpi_check_tells_the_header),
		cmocka_unit_test(acpi_signatures),
		cmocka_unit_test(acpi_wants_a_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
