/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_boot.h>

#include "acpi_madt.h"
#include "acpi_table.h"
#include "bytes.h"

/* The reader of MADT. Its shapes and their source are in acpi_madt.h. */

/*
 * Bytes of registers, where the table gives their address only.
 * Source: Intel SDM volume 3, The Local APIC Block Diagram (4 KiB); Intel
 * 82093AA (I/O APIC: two registers in a page of their own); Arm GIC
 * Architecture Specification, GICv2 (IHI 0048B) and GICv3 and v4 (IHI 0069):
 * a distributor has a page, or frames of 64 KiB; a redistributor and an ITS
 * have two such frames at least.
 */
enum {
	REGISTERS_APIC = 0x1000,
	REGISTERS_GICD_2 = 0x1000,
	REGISTERS_GICD_3 = 0x10000,
	REGISTERS_GICC = 0x2000,
	REGISTERS_GICH = 0x1000,
	REGISTERS_GIC_MSI = 0x1000,
	REGISTERS_TWO_FRAMES = 0x20000,

	GIC_VERSION_3 = 3,
};

/* Tell of @size bytes of registers at @start, told at @offset. */
static enum gpamap_status tell_registers(struct gpamap_acpi_reading *reading,
					 size_t offset, uint64_t start,
					 uint64_t size)
{
	struct gpamap_fact fact = { .type = GPAMAP_FACT_RANGE,
				    .kind = GPAMAP_KIND_DEVICE };

	return gpamap_acpi_tell_at(reading, fact, offset, start, size);
}

static void tell_cpu(struct gpamap_acpi_reading *reading, size_t offset,
		     uint32_t id, uint32_t flags)
{
	const struct gpamap_fact fact = { .type = GPAMAP_FACT_CPU,
					  .cpu = id,
					  .vnode = GPAMAP_NO_VNODE };

	if (flags & MADT_CPU_ENABLED)
		gpamap_acpi_tell(reading, fact, offset);
}

static enum gpamap_status walk_gicc(struct gpamap_acpi_reading *reading,
				    size_t offset)
{
	static const struct {
		uint8_t at;
		uint32_t size;
	} parts[] = {
		{ 32, REGISTERS_GICC },
		{ 40, REGISTERS_GICC }, /* the virtual one */
		{ 48, REGISTERS_GICH },
		{ 60, REGISTERS_TWO_FRAMES }, /* the redistributor */
	};
	const uint8_t *at = reading->bytes + offset;
	enum gpamap_status status = GPAMAP_OK;

	tell_cpu(reading, offset, gpamap_get_le32(at + 8),
		 gpamap_get_le32(at + 12));
	for (size_t i = 0;
	     status == GPAMAP_OK && i < sizeof(parts) / sizeof(parts[0]); i++)
		status = tell_registers(reading, offset + parts[i].at,
					gpamap_get_le64(at + parts[i].at),
					parts[i].size);
	return status;
}

static enum gpamap_status walk_one(struct gpamap_acpi_reading *reading,
				   size_t offset, size_t size)
{
	const uint8_t *at = reading->bytes + offset;

	(void)size;
	switch (at[0]) {
	case MADT_TYPE_APIC:
		tell_cpu(reading, offset, at[3], gpamap_get_le32(at + 4));
		return GPAMAP_OK;
	case MADT_TYPE_X2APIC:
		tell_cpu(reading, offset, gpamap_get_le32(at + 4),
			 gpamap_get_le32(at + 8));
		return GPAMAP_OK;
	case MADT_TYPE_IO_APIC:
		return tell_registers(reading, offset + 4,
				      gpamap_get_le32(at + 4), REGISTERS_APIC);
	case MADT_TYPE_GICC:
		return walk_gicc(reading, offset);
	case MADT_TYPE_GICD:
		return tell_registers(reading, offset + 8,
				      gpamap_get_le64(at + 8),
				      at[20] >= GIC_VERSION_3
					      ? REGISTERS_GICD_3
					      : REGISTERS_GICD_2);
	case MADT_TYPE_GIC_MSI:
		return tell_registers(reading, offset + 8,
				      gpamap_get_le64(at + 8),
				      REGISTERS_GIC_MSI);
	case MADT_TYPE_GICR:
		return tell_registers(reading, offset + 4,
				      gpamap_get_le64(at + 4),
				      gpamap_get_le32(at + 12));
	case MADT_TYPE_GIC_ITS:
		return tell_registers(reading, offset + 8,
				      gpamap_get_le64(at + 8),
				      REGISTERS_TWO_FRAMES);
	default:
		return GPAMAP_OK;
	}
}

/* The least size of a structure of @type; 0: one that is not known here. */
static size_t least_size(uint8_t type)
{
	switch (type) {
	case MADT_TYPE_APIC:
		return MADT_SIZE_APIC;
	case MADT_TYPE_IO_APIC:
		return MADT_SIZE_IO_APIC;
	case MADT_TYPE_APIC_OVERRIDE:
		return MADT_SIZE_APIC_OVERRIDE;
	case MADT_TYPE_X2APIC:
		return MADT_SIZE_X2APIC;
	case MADT_TYPE_GICC:
		return MADT_SIZE_GICC;
	case MADT_TYPE_GICD:
		return MADT_SIZE_GICD;
	case MADT_TYPE_GIC_MSI:
		return MADT_SIZE_GIC_MSI;
	case MADT_TYPE_GICR:
		return MADT_SIZE_GICR;
	case MADT_TYPE_GIC_ITS:
		return MADT_SIZE_GIC_ITS;
	default:
		return 0;
	}
}

/* Check that a structure is whole. */
static enum gpamap_status check_one(struct gpamap_acpi_reading *reading,
				    size_t offset, size_t size)
{
	if (size < least_size(reading->bytes[offset]))
		return gpamap_acpi_corrupt(reading, offset + 1);
	return GPAMAP_OK;
}

/* Find where the local APICs are, which a machine without them does not have:
 * the last word is that of an override. */
static enum gpamap_status walk_local_apic(struct gpamap_acpi_reading *reading)
{
	uint64_t address = gpamap_get_le32(reading->bytes + MADT_LOCAL_APIC_AT);
	size_t told = MADT_LOCAL_APIC_AT, offset;
	bool used = false;

	for (offset = MADT_HEAD; offset < reading->length;
	     offset += reading->bytes[offset + 1]) {
		const uint8_t *at = reading->bytes + offset;

		used = used || at[0] == MADT_TYPE_APIC ||
		       at[0] == MADT_TYPE_X2APIC;
		if (at[0] != MADT_TYPE_APIC_OVERRIDE)
			continue;
		told = offset + 4;
		address = gpamap_get_le64(at + 4);
	}
	return used ? tell_registers(reading, told, address, REGISTERS_APIC)
		    : GPAMAP_OK;
}

enum gpamap_status gpamap_acpi_walk_madt(struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status;

	status = gpamap_acpi_expect(reading, UINT8_MAX, MADT_HEAD);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_walk_structures(reading, MADT_HEAD, 1,
						     check_one);
	if (status == GPAMAP_OK)
		status = walk_local_apic(reading);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_walk_structures(reading, MADT_HEAD, 1,
						     walk_one);
	return status;
}

enum gpamap_status gpamap_madt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "APIC", gpamap_acpi_walk_madt,
				    report, context, error);
}
