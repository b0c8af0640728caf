/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_set.h>

#include "../core/mem.h"
#include "acpi_table.h"

/* All tables of a map in one block: measured, given their places, written. */

/* In the order in which they stand. Those from SRAT on are parts, by bits. */
enum {
	RSDP,
	XSDT,
	DSDT,
	FADT,
	SRAT,
	SLIT,
	MCFG,
	HMAT,
	CEDT,
	MADT,
	TABLES,
	PARTS = TABLES - SRAT,
};

struct making {
	const struct gpamap_layout *layout;
	const struct gpamap_acpi_set *set;
	struct gpamap_error *error;
	bool wanted[TABLES];
	uint64_t at[TABLES]; /* guest physical addresses */
};

/* Where a table goes; NULL and 0 to measure. */
struct place {
	void *buffer;
	size_t size;
	size_t *need;
};

static enum gpamap_status write_xsdt(const struct making *making,
				     struct place place)
{
	uint64_t tables[TABLES];
	size_t count = 0, i;

	for (i = FADT; i < TABLES; i++)
		if (making->wanted[i])
			tables[count++] = making->at[i];
	return gpamap_xsdt_write(tables, count, &making->set->oem, place.buffer,
				 place.size, place.need, making->error);
}

static enum gpamap_status write_fadt(const struct making *making,
				     struct place place)
{
	struct gpamap_fadt_options options = { .oem = making->set->oem };

	if (making->set->fadt != NULL)
		options = *making->set->fadt;
	options.dsdt = making->at[DSDT];
	return gpamap_fadt_write(&options, place.buffer, place.size, place.need,
				 making->error);
}

static enum gpamap_status check_dsdt(const struct making *making)
{
	const struct gpamap_acpi_set *set = making->set;
	struct gpamap_acpi_table table;
	enum gpamap_status status;

	status = gpamap_acpi_check(set->dsdt, set->dsdt_size, &table,
				   making->error);
	if (status != GPAMAP_OK)
		return status;
	if (table.signature[0] != 'D' || table.signature[1] != 'S' ||
	    table.signature[2] != 'D' || table.signature[3] != 'T')
		return gpamap_acpi_refuse(making->error, GPAMAP_ERR_BAD_MAGIC,
					  0, 0);
	if (table.length != set->dsdt_size)
		return gpamap_acpi_refuse(making->error, GPAMAP_ERR_TRUNCATED,
					  set->dsdt_size, table.length);
	return GPAMAP_OK;
}

static enum gpamap_status write_dsdt(const struct making *making,
				     struct place place)
{
	const struct gpamap_acpi_set *set = making->set;
	enum gpamap_status status;

	if (set->dsdt == NULL)
		return gpamap_dsdt_write(&set->oem, place.buffer, place.size,
					 place.need, making->error);
	status = check_dsdt(making);
	if (status != GPAMAP_OK)
		return status;
	*place.need = set->dsdt_size;
	if (place.buffer != NULL)
		memcpy(place.buffer, set->dsdt, set->dsdt_size);
	return GPAMAP_OK;
}

/* Those of the map: with the options given, or the set's maker alone. */
#define WRITE(name)                                                            \
	static enum gpamap_status write_##name(const struct making *making,    \
					       struct place place)             \
	{                                                                      \
		const struct gpamap_##name##_options plain = {                 \
			.oem = making->set->oem                                \
		};                                                             \
                                                                               \
		return gpamap_##name##_write(making->layout,                   \
					     making->set->name != NULL         \
						     ? making->set->name       \
						     : &plain,                 \
					     place.buffer, place.size,         \
					     place.need, making->error);       \
	}

WRITE(srat)
WRITE(slit)
WRITE(mcfg)
WRITE(hmat)
WRITE(cedt)

static enum gpamap_status write_table(const struct making *making,
				      unsigned int table, struct place place)
{
	switch (table) {
	case RSDP:
		return gpamap_rsdp_write(making->at[XSDT], &making->set->oem,
					 place.buffer, place.size, place.need,
					 making->error);
	case XSDT:
		return write_xsdt(making, place);
	case DSDT:
		return write_dsdt(making, place);
	case FADT:
		return write_fadt(making, place);
	case SRAT:
		return write_srat(making, place);
	case SLIT:
		return write_slit(making, place);
	case MCFG:
		return write_mcfg(making, place);
	case HMAT:
		return write_hmat(making, place);
	case CEDT:
		return write_cedt(making, place);
	default:
		return gpamap_madt_write(making->set->madt, place.buffer,
					 place.size, place.need, making->error);
	}
}

/* Say whether the map has CXL windows, or the options bridges. */
static bool has_cedt(const struct making *making)
{
	size_t need;
	enum gpamap_status status = gpamap_cedt_write(
		making->layout, making->set->cedt, NULL, 0, &need, NULL);

	return status != GPAMAP_ERR_EMPTY;
}

static void choose(struct making *making)
{
	const struct gpamap_acpi_set *set = making->set;
	uint64_t nodes = gpamap_layout_node_count(making->layout);
	size_t ecam, i;

	for (i = 0; i < TABLES; i++)
		making->wanted[i] = i < SRAT || set->parts >> (i - SRAT) & 1;
	if (set->parts != 0)
		return;
	gpamap_layout_pci_ecam(making->layout, &ecam);
	making->wanted[SRAT] = nodes > 0;
	making->wanted[SLIT] = nodes > 1;
	making->wanted[MCFG] = ecam > 0;
	making->wanted[HMAT] = set->hmat != NULL;
	making->wanted[CEDT] = has_cedt(making);
	making->wanted[MADT] = set->madt != NULL;
}

/* Give each table its address, and the bytes of all. */
static enum gpamap_status measure(struct making *making, uint64_t *total)
{
	const struct gpamap_acpi_set *set = making->set;
	enum gpamap_status status = GPAMAP_OK;
	size_t need = 0, i;

	*total = 0;
	for (i = 0; status == GPAMAP_OK && i < TABLES; i++) {
		if (!making->wanted[i])
			continue;
		making->at[i] = set->at + *total;
		status = write_table(making, (unsigned int)i,
				     (struct place){ .need = &need });
		*total += need;
	}
	if (status == GPAMAP_OK && *total > GPAMAP_ADDRESS_END - set->at)
		return gpamap_acpi_refuse(making->error, GPAMAP_ERR_TOO_HIGH,
					  set->at, GPAMAP_ADDRESS_END);
	return status;
}

static enum gpamap_status check_set(const struct gpamap_acpi_set *set,
				    struct gpamap_error *error)
{
	if (set == NULL || set->at == 0 || set->parts >> PARTS != 0 ||
	    (set->dsdt == NULL && set->dsdt_size > 0))
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (set->at % GPAMAP_ACPI_SET_ALIGN != 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_MISALIGNED, set->at,
					  GPAMAP_ACPI_SET_ALIGN);
	if (set->at > GPAMAP_ADDRESS_END)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TOO_HIGH, set->at,
					  GPAMAP_ADDRESS_END);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_acpi_write(const struct gpamap_layout *layout,
				     const struct gpamap_acpi_set *set,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	struct making making = { layout, set, error, { false }, { 0 } };
	enum gpamap_status status = check_set(set, error);
	uint8_t *block, *table;
	uint64_t total;
	size_t length, i;

	if (status == GPAMAP_OK)
		status = gpamap_acpi_check_call(layout, &set->oem, &room);
	if (status != GPAMAP_OK)
		return status;
	choose(&making);
	status = measure(&making, &total);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, total, &block);
	/* All was measured, so nothing of this can fail. */
	for (i = 0; status == GPAMAP_OK && block != NULL && i < TABLES; i++) {
		if (!making.wanted[i])
			continue;
		table = block + (making.at[i] - set->at);
		length = (size_t)(set->at + total - making.at[i]);
		status = write_table(&making, (unsigned int)i,
				     (struct place){ table, length, &length });
	}
	return status;
}
