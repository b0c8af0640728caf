/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi.h>

#include "acpi_rows.h"

/* ACPI tables by their first bytes: each by itself, and many in a row. */

/* Say whether @bytes begin with a table called @signature, of @told bytes.
 * Lengths are below 16 MiB, so that one byte of them is 0: no text has that. */
static bool begins(struct gpamap_span bytes, const char *signature,
		   size_t *told)
{
	const unsigned char *at = (const unsigned char *)bytes.at;

	if (bytes.length < 8 || !gpamap_span_begins(bytes, signature) ||
	    at[7] != 0)
		return false;
	*told = at[4] | (size_t)at[5] << 8 | (size_t)at[6] << 16;
	return *told >= GPAMAP_ACPI_HEADER_SIZE;
}

/* One table is recognised by its name, even if it is damaged or cut: then the
 * reader tells what is wrong. */
bool gpamap_acpi_row_is(struct gpamap_span bytes, const char *signature)
{
	size_t told;

	return begins(bytes, signature, &told) && told >= bytes.length;
}

/* Tables in a row may begin with any, which must be whole. */
bool gpamap_acpi_row_recognises(struct gpamap_span bytes)
{
	static const char *const read[] = { "SRAT", "SLIT", "MCFG",
					    "HMAT", "CEDT", "APIC" };
	size_t told, i;

	if (gpamap_span_begins(bytes, "RSD PTR "))
		return true;
	for (i = 0; i < sizeof(read) / sizeof(read[0]); i++)
		if (begins(bytes, read[i], &told))
			return true;
	return bytes.length > 0 && gpamap_acpi_check(bytes.at, bytes.length,
						     NULL, NULL) == GPAMAP_OK;
}
