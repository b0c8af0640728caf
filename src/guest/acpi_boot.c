/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_boot.h>

#include "acpi_table.h"
#include "bytes.h"

/* The way to the tables: RSDP, XSDT, FADT, DSDT. */

/*
 * RSDP. Source: ACPI 6.5, 5.2.5.3: 0 signature, 8 checksum of the first 20
 * bytes, 9 OEM id, 15 revision, 16 RSDT, 20 length, 24 XSDT, 32 checksum.
 */
enum {
	RSDP_OLD_SIZE = 20,
	RSDP_REVISION = 2,
	XSDT_REVISION = 1,
};

/* FADT. Source: ACPI 6.5, 5.2.9, table 5.9. */
enum {
	FADT_BOOT_ARCH_AT = 109,
	FADT_FLAGS_AT = 112,
	FADT_ARM_BOOT_ARCH_AT = 129,
	FADT_MINOR_AT = 131,
	FADT_DSDT_AT = 140,
	FADT_HYPERVISOR_AT = 268,
	FADT_SIZE = 276,
	FADT_REVISION = 6,
	FADT_MINOR = 5,
	FADT_HW_REDUCED = 1 << 20,
	/* From this revision on integers in it have 64 bits. */
	DSDT_REVISION = 2,
};

static const struct gpamap_acpi_oem default_oem;

enum gpamap_status gpamap_rsdp_write(uint64_t xsdt,
				     const struct gpamap_acpi_oem *oem,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	enum gpamap_status status;
	uint8_t *at;

	if (oem == NULL)
		oem = &default_oem;
	status = gpamap_acpi_check_room(oem, &room);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, GPAMAP_RSDP_SIZE, &at);
	if (status != GPAMAP_OK || at == NULL)
		return status;
	gpamap_acpi_put_text(at, "RSD PTR ", 8);
	gpamap_acpi_put_text(at + 9, oem->id != NULL ? oem->id : "GPAMAP", 6);
	at[15] = RSDP_REVISION;
	gpamap_put_le32(at + 20, GPAMAP_RSDP_SIZE);
	gpamap_put_le64(at + 24, xsdt);
	at[8] = gpamap_acpi_checksum(at, RSDP_OLD_SIZE);
	at[32] = gpamap_acpi_checksum(at, GPAMAP_RSDP_SIZE);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_xsdt_write(const uint64_t *tables, size_t count,
				     const struct gpamap_acpi_oem *oem,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	enum gpamap_status status;
	uint64_t length;
	uint8_t *table;

	if (oem == NULL)
		oem = &default_oem;
	if (tables == NULL && count > 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (count > GPAMAP_ACPI_LENGTH_MAX / 8)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TOO_MANY, count,
					  GPAMAP_ACPI_LENGTH_MAX / 8);
	length = GPAMAP_ACPI_HEADER_SIZE + 8 * (uint64_t)count;
	status = gpamap_acpi_check_room(oem, &room);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, length, &table);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	for (size_t i = 0; i < count; i++)
		gpamap_put_le64(table + GPAMAP_ACPI_HEADER_SIZE + 8 * i,
				tables[i]);
	gpamap_acpi_close(table, length, "XSDT", XSDT_REVISION, oem);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_fadt_write(const struct gpamap_fadt_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	enum gpamap_status status;
	uint8_t *table;

	if (options == NULL || options->dsdt == 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	status = gpamap_acpi_check_room(&options->oem, &room);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, FADT_SIZE, &table);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	gpamap_put_le16(table + FADT_BOOT_ARCH_AT, options->iapc_boot_arch);
	gpamap_put_le32(table + FADT_FLAGS_AT,
			options->flags | FADT_HW_REDUCED);
	gpamap_put_le16(table + FADT_ARM_BOOT_ARCH_AT, options->arm_boot_arch);
	table[FADT_MINOR_AT] = FADT_MINOR;
	/* The 32-bit field for it stays 0: one of the two is to be used. */
	gpamap_put_le64(table + FADT_DSDT_AT, options->dsdt);
	gpamap_put_le64(table + FADT_HYPERVISOR_AT, options->hypervisor);
	gpamap_acpi_close(table, FADT_SIZE, "FACP", FADT_REVISION,
			  &options->oem);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_dsdt_write(const struct gpamap_acpi_oem *oem,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	enum gpamap_status status;
	uint8_t *table;

	if (oem == NULL)
		oem = &default_oem;
	status = gpamap_acpi_check_room(oem, &room);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, GPAMAP_ACPI_HEADER_SIZE,
					  &table);
	if (status == GPAMAP_OK && table != NULL)
		gpamap_acpi_close(table, GPAMAP_ACPI_HEADER_SIZE, "DSDT",
				  DSDT_REVISION, oem);
	return status;
}
