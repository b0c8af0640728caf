/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_ACPI_CEDT_H
#define GPAMAP_GUEST_ACPI_CEDT_H

#include <stddef.h>
#include <stdint.h>

/* The shapes of CEDT. Source: CXL 3.0, 9.17.1; 9.17.1.2 for bridges, 9.17.1.3
 * for windows. */

enum {
	CEDT_HEAD = 36,
	CEDT_REVISION = 1,
	CEDT_STRUCTURE = 4, /* type (1), reserved (1), length (2) */

	CEDT_TYPE_BRIDGE = 0,
	CEDT_TYPE_WINDOW = 1,

	CEDT_SIZE_BRIDGE = 32,
	CEDT_SIZE_WINDOW = 36, /* and 4 bytes a target */

	CEDT_BRIDGE_CXL11 = 0,
	CEDT_BRIDGE_CXL20 = 1,

	CEDT_WAYS_CODES = 11,
	CEDT_GRANULARITY_CODES = 7, /* 256 bytes, doubled */
};

/* Bytes of a bridge's registers: RCRB, component registers. */
#define CEDT_REGISTERS_CXL11 UINT64_C(0x2000)
#define CEDT_REGISTERS_CXL20 UINT64_C(0x10000)

/* Give the targets that @code of the interleave ways stands for; 0: none. */
static inline size_t gpamap_cedt_ways(uint8_t code)
{
	if (code <= 4)
		return (size_t)1 << code;
	return code >= 8 && code <= 10 ? (size_t)3 << (code - 8) : 0;
}

#endif /* GPAMAP_GUEST_ACPI_CEDT_H */
