/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "repair.h"

/* The header of a table. Source: ACPI 6.5, 5.2.6. */
#define HEADER 36u
#define LENGTH_AT 4u
#define SUM_AT 9u

/* Put one table right; gives its bytes. */
static size_t repair_table(unsigned char *table, size_t left)
{
	size_t length = 0;
	unsigned char sum = 0;
	size_t i;

	for (i = 4; i-- > 0;)
		length = length << 8 | table[LENGTH_AT + i];
	if (length < HEADER || length > left) {
		length = left;
		for (i = 0; i < 4; i++)
			table[LENGTH_AT + i] = (unsigned char)(left >> 8 * i);
	}
	table[SUM_AT] = 0;
	for (i = 0; i < length; i++)
		sum = (unsigned char)(sum + table[i]);
	table[SUM_AT] = (unsigned char)(0x100 - sum);
	return length;
}

bool repair_sums(struct gpamap_span bytes, struct gpamap_span *repaired)
{
	unsigned char *copy;
	size_t at = 0;

	if (bytes.length < HEADER || bytes.at[0] < 'A' || bytes.at[0] > 'Z')
		return false;
	copy = malloc(bytes.length);
	fuzz_demand(copy != NULL, "memory for a repaired copy");
	memcpy(copy, bytes.at, bytes.length);
	while (bytes.length - at >= HEADER)
		at += repair_table(copy + at, bytes.length - at);
	if (memcmp(copy, bytes.at, bytes.length) == 0) {
		free(copy);
		return false;
	}
	*repaired = (struct gpamap_span){ (const char *)copy, bytes.length };
	return true;
}
