/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_srat.h>

#include "acpi_srat.h"
#include "acpi_table.h"
#include "bytes.h"

/* The reader of SRAT. Its shapes and their source are in acpi_srat.h. */

static uint32_t narrow(const struct gpamap_acpi_reading *reading,
		       uint32_t vnode)
{
	return reading->bytes[8] > 1 ? vnode : vnode % SRAT_NODES_REVISION_1;
}

static enum gpamap_status walk_memory(struct gpamap_acpi_reading *reading,
				      size_t offset)
{
	const uint8_t *at = reading->bytes + offset;
	uint32_t flags = gpamap_get_le32(at + 28);
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_RANGE,
		.kind = GPAMAP_KIND_RAM,
		.start = gpamap_get_le64(at + 8),
		.vnode = narrow(reading, gpamap_get_le32(at + 2)),
	};
	uint64_t length = gpamap_get_le64(at + 16);

	/* Firmware leaves entries that it does not use, with anything in. */
	if ((flags & SRAT_MEMORY_ENABLED) == 0 || length == 0)
		return GPAMAP_OK;
	if (!gpamap_acpi_end(fact.start, length, &fact.end))
		return gpamap_acpi_corrupt(reading, offset + 16);
	if (flags & SRAT_MEMORY_HOTPLUG) {
		fact.kind = GPAMAP_KIND_HOTPLUG;
		fact.flags |= GPAMAP_FACT_HOTPLUG;
	}
	if (flags & SRAT_MEMORY_PERSISTENT) {
		fact.kind = GPAMAP_KIND_PMEM;
		fact.flags |= GPAMAP_FACT_PERSISTENT;
	}
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}

static void tell_cpu(struct gpamap_acpi_reading *reading, size_t offset,
		     uint32_t id, uint32_t vnode, uint32_t flags)
{
	struct gpamap_fact fact = { .type = GPAMAP_FACT_CPU, .cpu = id };

	fact.vnode = narrow(reading, vnode);
	if (flags & SRAT_CPU_ENABLED)
		gpamap_acpi_tell(reading, fact, offset);
}

static void walk_cpu(struct gpamap_acpi_reading *reading, size_t offset)
{
	const uint8_t *at = reading->bytes + offset;

	switch (at[0]) {
	case SRAT_TYPE_APIC:
		tell_cpu(reading, offset, at[3],
			 at[2] | (uint32_t)gpamap_get_le16(at + 9) << 8 |
				 (uint32_t)at[11] << 24,
			 gpamap_get_le32(at + 4));
		break;
	case SRAT_TYPE_X2APIC:
		tell_cpu(reading, offset, gpamap_get_le32(at + 8),
			 gpamap_get_le32(at + 4), gpamap_get_le32(at + 12));
		break;
	default:
		tell_cpu(reading, offset, gpamap_get_le32(at + 6),
			 gpamap_get_le32(at + 2), gpamap_get_le32(at + 10));
		break;
	}
}

/* The size of a structure of @type; 0: one that is not known here. */
static size_t size_of(uint8_t type)
{
	switch (type) {
	case SRAT_TYPE_APIC:
		return SRAT_SIZE_APIC;
	case SRAT_TYPE_MEMORY:
		return SRAT_SIZE_MEMORY;
	case SRAT_TYPE_X2APIC:
		return SRAT_SIZE_X2APIC;
	case SRAT_TYPE_GICC:
		return SRAT_SIZE_GICC;
	default:
		return 0;
	}
}

static enum gpamap_status walk_one(struct gpamap_acpi_reading *reading,
				   size_t offset, size_t size)
{
	uint8_t type = reading->bytes[offset];

	if (size_of(type) == 0)
		return GPAMAP_OK;
	if (size_of(type) != size)
		return gpamap_acpi_corrupt(reading, offset + 1);
	if (type == SRAT_TYPE_MEMORY)
		return walk_memory(reading, offset);
	walk_cpu(reading, offset);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_acpi_walk_srat(struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status =
		gpamap_acpi_expect(reading, GPAMAP_SRAT_REVISION, SRAT_HEAD);

	if (status != GPAMAP_OK)
		return status;
	return gpamap_acpi_walk_structures(reading, SRAT_HEAD, 1, walk_one);
}

enum gpamap_status gpamap_srat_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "SRAT", gpamap_acpi_walk_srat,
				    report, context, error);
}
