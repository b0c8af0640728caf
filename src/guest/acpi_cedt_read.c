/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_cedt.h>

#include "acpi_cedt.h"
#include "acpi_table.h"
#include "bytes.h"

/* The reader of CEDT. Its shapes and their source are in acpi_cedt.h. */

static enum gpamap_status walk_bridge(struct gpamap_acpi_reading *reading,
				      size_t offset, size_t size)
{
	const uint8_t *at = reading->bytes + offset;
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_RANGE,
		.kind = GPAMAP_KIND_DEVICE,
		.vnode = GPAMAP_NO_VNODE,
	};
	uint64_t length;

	if (size != CEDT_SIZE_BRIDGE)
		return gpamap_acpi_corrupt(reading, offset + 2);
	fact.start = gpamap_get_le64(at + 16);
	length = gpamap_get_le64(at + 24);
	if (length == 0 || !gpamap_acpi_end(fact.start, length, &fact.end))
		return gpamap_acpi_corrupt(reading, offset + 24);
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}

static bool is_persistent(uint16_t restrictions)
{
	return (restrictions & GPAMAP_CEDT_PERSISTENT) != 0 &&
	       (restrictions & GPAMAP_CEDT_VOLATILE) == 0;
}

static enum gpamap_status walk_window(struct gpamap_acpi_reading *reading,
				      size_t offset, size_t size)
{
	const uint8_t *at = reading->bytes + offset;
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_RANGE,
		.kind = GPAMAP_KIND_HOTPLUG,
		.vnode = GPAMAP_NO_VNODE,
		.flags = GPAMAP_FACT_HOTPLUG,
	};
	uint64_t length;

	if (size < CEDT_SIZE_WINDOW)
		return gpamap_acpi_corrupt(reading, offset + 2);
	if (gpamap_cedt_ways(at[24]) == 0 ||
	    size != CEDT_SIZE_WINDOW + 4 * gpamap_cedt_ways(at[24]))
		return gpamap_acpi_corrupt(reading, offset + 24);
	fact.start = gpamap_get_le64(at + 8);
	length = gpamap_get_le64(at + 16);
	if (fact.start % GPAMAP_CEDT_WINDOW_ALIGN != 0)
		return gpamap_acpi_corrupt(reading, offset + 8);
	if (length == 0 || length % GPAMAP_CEDT_WINDOW_ALIGN != 0 ||
	    !gpamap_acpi_end(fact.start, length, &fact.end))
		return gpamap_acpi_corrupt(reading, offset + 16);
	if (is_persistent(gpamap_get_le16(at + 32))) {
		fact.kind = GPAMAP_KIND_PMEM;
		fact.flags = GPAMAP_FACT_PERSISTENT;
	}
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}

static enum gpamap_status walk_one(struct gpamap_acpi_reading *reading,
				   size_t offset, size_t size)
{
	switch (reading->bytes[offset]) {
	case CEDT_TYPE_BRIDGE:
		return walk_bridge(reading, offset, size);
	case CEDT_TYPE_WINDOW:
		return walk_window(reading, offset, size);
	default:
		return GPAMAP_OK;
	}
}

enum gpamap_status gpamap_acpi_walk_cedt(struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status =
		gpamap_acpi_expect(reading, CEDT_REVISION, CEDT_HEAD);

	if (status != GPAMAP_OK)
		return status;
	return gpamap_acpi_walk_structures(reading, CEDT_HEAD,
					   CEDT_STRUCTURE / 2, walk_one);
}

enum gpamap_status gpamap_cedt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "CEDT", gpamap_acpi_walk_cedt,
				    report, context, error);
}
