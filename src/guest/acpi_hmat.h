/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_ACPI_HMAT_H
#define GPAMAP_GUEST_ACPI_HMAT_H

/*
 * The shapes of HMAT. Source: ACPI 6.5, 5.2.28 and 5.2.28.3 to 5.2.28.5;
 * revision 1: ACPI 6.2, 5.2.27.
 */

enum {
	HMAT_HEAD = 40, /* the header and 4 reserved bytes */
	HMAT_STRUCTURE = 8, /* type (2), reserved (2), length (4) */

	HMAT_TYPE_MEMORY = 0,
	HMAT_TYPE_MATRIX = 1,
	HMAT_TYPE_CACHE = 2,

	HMAT_SIZE_MEMORY = 40,
	HMAT_SIZE_MATRIX = 32, /* and its lists and entries */
	HMAT_SIZE_CACHE = 32, /* and its SMBIOS handles */

	HMAT_INITIATOR_VALID = 1,
	HMAT_MEMORY_VALID = 2, /* revision 1 */
	HMAT_HIERARCHY_BITS = 15,
	HMAT_HIERARCHY_MAX = 3,

	/* Where the fields of a cache's attributes begin; four bits each but
	 * for the line, which has the upper half. */
	HMAT_CACHE_LEVELS = 0,
	HMAT_CACHE_LEVEL = 4,
	HMAT_CACHE_ASSOCIATIVITY = 8,
	HMAT_CACHE_WRITE_POLICY = 12,
	HMAT_CACHE_LINE = 16,
	HMAT_CACHE_FIELD = 15,
};

#endif /* GPAMAP_GUEST_ACPI_HMAT_H */
