/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_boot.h>

#include "acpi_madt.h"
#include "acpi_table.h"
#include "bytes.h"

/* The writer of MADT, for x86. Its shapes and their source are in acpi_madt.h.
 */

static uint32_t id_of(const struct gpamap_madt_options *options, uint32_t index)
{
	return options->apic_ids != NULL ? options->apic_ids[index] : index;
}

static uint64_t measure(const struct gpamap_madt_options *options)
{
	uint64_t length = MADT_HEAD + MADT_SIZE_IO_APIC;
	uint32_t i;

	for (i = 0; i < options->cpu_count; i++)
		length += id_of(options, i) < MADT_APIC_IDS ? MADT_SIZE_APIC
							    : MADT_SIZE_X2APIC;
	return length;
}

static uint8_t *put_cpu(uint8_t *at, uint32_t id)
{
	if (id < MADT_APIC_IDS) {
		at[0] = MADT_TYPE_APIC;
		at[1] = MADT_SIZE_APIC;
		at[2] = (uint8_t)id;
		at[3] = (uint8_t)id;
		gpamap_put_le32(at + 4, MADT_CPU_ENABLED);
		return at + MADT_SIZE_APIC;
	}
	at[0] = MADT_TYPE_X2APIC;
	at[1] = MADT_SIZE_X2APIC;
	gpamap_put_le32(at + 4, id);
	gpamap_put_le32(at + 8, MADT_CPU_ENABLED);
	gpamap_put_le32(at + 12, id);
	return at + MADT_SIZE_X2APIC;
}

static void put_io_apic(uint8_t *at, const struct gpamap_madt_options *options)
{
	at[0] = MADT_TYPE_IO_APIC;
	at[1] = MADT_SIZE_IO_APIC;
	at[2] = options->io_apic_id;
	gpamap_put_le32(at + 4, options->io_apic != 0 ? options->io_apic
						      : GPAMAP_MADT_IO_APIC);
}

enum gpamap_status gpamap_madt_write(const struct gpamap_madt_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	enum gpamap_status status;
	uint64_t length;
	uint8_t *table, *at;

	if (options == NULL)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (options->cpu_count == 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_EMPTY, 0, 0);
	length = measure(options);
	status = gpamap_acpi_check_room(&options->oem, &room);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, length, &table);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	gpamap_put_le32(table + MADT_LOCAL_APIC_AT, GPAMAP_MADT_LOCAL_APIC);
	gpamap_put_le32(table + MADT_FLAGS_AT,
			options->has_8259 ? MADT_PCAT_COMPAT : 0);
	at = table + MADT_HEAD;
	for (uint32_t i = 0; i < options->cpu_count; i++)
		at = put_cpu(at, id_of(options, i));
	put_io_apic(at, options);
	gpamap_acpi_close(table, length, "APIC", MADT_REVISION, &options->oem);
	return GPAMAP_OK;
}
