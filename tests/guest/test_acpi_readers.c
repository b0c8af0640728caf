/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi.h>
#include <gpamap/acpi_cedt.h>
#include <gpamap/acpi_hmat.h>
#include <gpamap/acpi_srat.h>

#include "acpi_support.h"

/* Tables that are put together by hand, for what no writer of ours gives:
 * structures of unknown types, sizes at their edges, bits where none should
 * be. */

struct made {
	uint8_t bytes[512];
	size_t size;
};

/* Begin a table of zeros, @head bytes before the first structure. */
static void begin(struct made *made, const char *signature, uint8_t revision,
		  size_t head)
{
	memset(made, 0, sizeof(*made));
	memcpy(made->bytes, signature, 4);
	made->bytes[8] = revision;
	made->size = head;
}

/* Add bytes, the rest of @size zeros; gives where they stand. */
static uint8_t *add(struct made *made, const uint8_t *bytes, size_t count,
		    size_t size)
{
	uint8_t *at = made->bytes + made->size;

	assert_true(made->size + size <= sizeof(made->bytes));
	memcpy(at, bytes, count);
	made->size += size;
	return at;
}

#define ADD(made, size, ...)                                                   \
	add((made), (const uint8_t[]){ __VA_ARGS__ },                          \
	    sizeof((const uint8_t[]){ __VA_ARGS__ }), (size))

static void finish(struct made *made)
{
	made->bytes[4] = (uint8_t)made->size;
	made->bytes[5] = (uint8_t)(made->size >> 8);
	acpi_mend(made->bytes, made->size);
}

static void tells(acpi_reader *read, struct made *made, const char *facts)
{
	finish(made);
	acpi_check_facts(read, made->bytes, made->size, facts);
	acpi_check_facts(gpamap_acpi_read, made->bytes, made->size, facts);
}

static void refused(acpi_reader *read, struct made *made, size_t asked)
{
	finish(made);
	acpi_check_refused(read, made->bytes, made->size, GPAMAP_ERR_CORRUPT,
			   asked);
}

/* From revision 2 on, nodes have 32 bits; before, 8. */
static void srat_2_has_32_bit_nodes(void **state)
{
	struct made made;
	uint8_t revision;

	(void)state;
	for (revision = 1; revision <= 3; revision++) {
		begin(&made, "SRAT", revision, 48);
		ADD(&made, 16, 0, 16, 1, 7, 1, 0, 0, 0, 0, 2, 3, 0x84);
		ADD(&made, 24, 2, 24, 0, 0, 1, 2, 3, 4, 9, 0, 0, 0, 1);
		tells(gpamap_srat_read, &made,
		      revision == 1 ? "cpu 7:1\ncpu 9:1\n"
				    : "cpu 7:2214789633\ncpu 9:67305985\n");
	}
}

/* A local APIC whose clock domain, and an x2APIC whose id, look like flags of
 * another structure. */
static void srat_structures_are_read_once(void **state)
{
	struct made made;

	(void)state;
	begin(&made, "SRAT", 3, 48);
	ADD(&made, 16, 0, 16, 2, 7, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1);
	ADD(&made, 24, 2, 24, 0, 0, 3, 0, 0, 0, 0, 0, 1, 0, 1);
	/* And one that is off, behind one that is on. */
	ADD(&made, 24, 2, 24, 0, 0, 3, 0, 0, 0, 8, 0, 0, 0, 0);
	tells(gpamap_srat_read, &made, "cpu 7:2\ncpu 65536:3\n");
}

/* A structure of a type that is not known says nothing, and may be as short as
 * its head, also at the end; but it may not lead out of the table. */
static void srat_unknown_structures(void **state)
{
	struct made made;

	(void)state;
	begin(&made, "SRAT", 3, 48);
	ADD(&made, 24, 9, 24, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
	ADD(&made, 2, 9, 2);
	tells(gpamap_srat_read, &made, "");
	ADD(&made, 2, 9, 1);
	refused(gpamap_srat_read, &made, made.size - 1);
	made.bytes[made.size - 1] = 3;
	refused(gpamap_srat_read, &made, made.size - 1);
	made.bytes[made.size - 1] = 2;
	tells(gpamap_srat_read, &made, "");
	ADD(&made, 1, 9);
	refused(gpamap_srat_read, &made, made.size - 1);
	/* Too short for its own head, with more behind it. */
	begin(&made, "SRAT", 3, 48);
	ADD(&made, 4, 9, 1, 9, 3);
	refused(gpamap_srat_read, &made, 49);
}

/* Latencies of one initiator and three targets, whose unit only just fits into
 * 64 bits, as do the products. */
static void hmat_values_at_the_end_of_64_bits(void **state)
{
	struct made made;
	uint8_t *at;

	(void)state;
	begin(&made, "HMAT", 2, 40);
	at = ADD(&made, 54, 1, 0, 0, 0, 54, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 3);
	at[31] = 0x10;
	at[40] = 1;
	at[44] = 2;
	at[48] = 15;
	at[50] = 16;
	at[52] = at[53] = 0xff;
	tells(gpamap_hmat_read, &made,
	      "speed 0 0 0>0 17293822569102704640\n"
	      "speed 0 0 0>1 18446744073709551615\n"
	      "speed 0 0 0>2 18446744073709551615\n");
}

/* Matrices of nothing, too short for their head, and of so many initiators and
 * targets that their product comes out right modulo 64 bits. */
static void hmat_matrices_of_wrong_sizes(void **state)
{
	struct made made;

	(void)state;
	begin(&made, "HMAT", 2, 40);
	ADD(&made, 36, 1, 0, 0, 0, 36, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
	made.bytes[40 + 24] = 1;
	refused(gpamap_hmat_read, &made, 40 + 12);
	made.bytes[40 + 12] = 1;
	made.bytes[40 + 16] = 0;
	refused(gpamap_hmat_read, &made, 40 + 12);
	begin(&made, "HMAT", 2, 40);
	ADD(&made, 32, 1, 0, 0, 0, 32);
	made.bytes[40 + 24] = 1;
	refused(gpamap_hmat_read, &made, 40 + 12);
	made.bytes[40 + 4] = 31;
	refused(gpamap_hmat_read, &made, 40 + 4);
	begin(&made, "HMAT", 2, 40);
	/* 4294705158 and 2147614722. */
	ADD(&made, 88, 1, 0, 0, 0, 88, 0, 0, 0, 0, 0, 0, 0, 0x06, 0x00, 0xfc,
	    0xff, 0x02, 0x00, 0x02, 0x80);
	made.bytes[40 + 24] = 1;
	refused(gpamap_hmat_read, &made, 40 + 12);
}

/* As in SRAT; the head of a structure has 8 bytes. */
static void hmat_unknown_structures(void **state)
{
	struct made made;

	(void)state;
	begin(&made, "HMAT", 2, 40);
	ADD(&made, 8, 9, 0, 0, 0, 8);
	tells(gpamap_hmat_read, &made, "");
	made.bytes[40 + 4] = 7;
	refused(gpamap_hmat_read, &made, 40 + 4);
	made.bytes[40 + 4] = 9;
	refused(gpamap_hmat_read, &made, 40 + 4);
	made.bytes[40 + 4] = 8;
	ADD(&made, 7, 9, 0, 0, 0, 8);
	refused(gpamap_hmat_read, &made, 48);
}

static const uint8_t window[] = {
	1, 0, 40, 0,	0, 0, 0, 0, /* type, length */
	0, 0, 0,  0,	1, 0, 0, 0, /* from 4 GiB */
	0, 0, 0,  0x10, 0, 0, 0, 0, /* 256 MiB */
	0, 0, 0,  0,	0, 0, 0, 0, /* one way */
	0, 0, /* restrictions */
};

/* A window is persistent memory only where it may be nothing else. */
static void cedt_window_restrictions(void **state)
{
	static const uint8_t both = GPAMAP_CEDT_PERSISTENT |
				    GPAMAP_CEDT_VOLATILE;
	struct made made;
	uint8_t *at;

	(void)state;
	begin(&made, "CEDT", 1, 36);
	at = add(&made, window, sizeof(window), 40);
	at[32] = 0;
	tells(gpamap_cedt_read, &made,
	      "hotplug 0x100000000-0x110000000 hotplug\n");
	at[32] = both;
	tells(gpamap_cedt_read, &made,
	      "hotplug 0x100000000-0x110000000 hotplug\n");
	at[32] = GPAMAP_CEDT_PERSISTENT;
	tells(gpamap_cedt_read, &made,
	      "pmem 0x100000000-0x110000000 persistent\n");
}

/* A window without targets, which no code for the ways stands for. */
static void cedt_windows_without_targets(void **state)
{
	struct made made;
	uint8_t *at;

	(void)state;
	begin(&made, "CEDT", 1, 36);
	at = add(&made, window, sizeof(window), 36);
	at[2] = 36;
	refused(gpamap_cedt_read, &made, 36 + 24);
	at[24] = 5;
	refused(gpamap_cedt_read, &made, 36 + 24);
	at[2] = 35;
	refused(gpamap_cedt_read, &made, 36 + 2);
}

/* As in SRAT; the head of a structure has 4 bytes. */
static void cedt_unknown_structures(void **state)
{
	struct made made;

	(void)state;
	begin(&made, "CEDT", 1, 36);
	ADD(&made, 4, 9, 0, 4);
	tells(gpamap_cedt_read, &made, "");
	made.bytes[36 + 2] = 3;
	refused(gpamap_cedt_read, &made, 36 + 2);
	made.bytes[36 + 2] = 5;
	refused(gpamap_cedt_read, &made, 36 + 2);
	made.bytes[36 + 2] = 4;
	ADD(&made, 3, 9, 0, 4);
	refused(gpamap_cedt_read, &made, 40);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(srat_2_has_32_bit_nodes),
		cmocka_unit_test(srat_structures_are_read_once),
		cmocka_unit_test(srat_unknown_structures),
		cmocka_unit_test(hmat_values_at_the_end_of_64_bits),
		cmocka_unit_test(hmat_matrices_of_wrong_sizes),
		cmocka_unit_test(hmat_unknown_structures),
		cmocka_unit_test(cedt_window_restrictions),
		cmocka_unit_test(cedt_windows_without_targets),
		cmocka_unit_test(cedt_unknown_structures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
