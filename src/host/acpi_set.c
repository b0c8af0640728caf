/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/acpi_set.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "distances.h"
#include "file.h"
#include "value_array.h"
#include "written.h"

/* All ACPI tables of a map in one block, to be put at one address. */

enum {
	AT,
	TABLES,
	CPUS,
	DISTANCES,
	DSDT,
	PSCI,
	OEM,
};

/* By the bits of enum gpamap_acpi_part. */
static const char *const tables[] = { "srat", "slit", "mcfg", "hmat",
				      "cedt", "madt", NULL };

/* ARM_BOOT_ARCH by the word: none, PSCI compliant, and that with HVC. Source:
 * ACPI 6.5, 5.2.9.4, ARM Architecture Boot Flags. */
static const char *const conduits[] = { "none", "smc", "hvc", NULL };
static const uint16_t arm_boot_arch[] = { 0, 1, 3 };

const struct gpamap_key gpamap_acpi_keys[] = {
	[AT] = { .name = "at",
		 .form = GPAMAP_KEY_SIZE,
		 .min = GPAMAP_ACPI_SET_ALIGN,
		 .max = GPAMAP_ADDRESS_END,
		 .unit = GPAMAP_ACPI_SET_ALIGN,
		 .shape = "ADDRESS",
		 .standard = "the first firmware_tables",
		 .help = "where the guest finds the RSDP, and the others "
			 "behind it" },
	[TABLES] = { .name = "tables",
		     .form = GPAMAP_KEY_WORDS,
		     .words = tables,
		     .standard = "those that the map has something for, but "
				 "hmat; madt with cpus",
		     .help = "tables beside RSDP, XSDT, FADT and DSDT" },
	[CPUS] = { .name = "cpus",
		   .form = GPAMAP_KEY_NUMBERS,
		   .max = UINT32_MAX,
		   .standard = "none",
		   .help = "processors of node 0, 1, ..., for srat and, on "
			   "x86, madt" },
	[DISTANCES] = { .name = "distances", DISTANCES_KEY },
	[DSDT] = { .name = "dsdt",
		   .form = GPAMAP_KEY_FILE,
		   .standard = "one without devices",
		   .help = "the DSDT, as iasl compiles it" },
	[PSCI] = { .name = "psci",
		   .form = GPAMAP_KEY_WORD,
		   .words = conduits,
		   .standard = "none",
		   .help = "how a guest on Arm calls for its processors" },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = {
	.empty = "one of these tables has nothing to tell of this map",
	.argument = "madt has no processors: say cpus",
	.unit = "nodes or bytes",
};

/* A set, and what it points into. */
struct said {
	struct gpamap_acpi_set set;
	struct gpamap_fadt_options fadt;
	struct gpamap_srat_options srat;
	struct gpamap_slit_options slit;
	struct gpamap_madt_options madt;
	struct gpamap_span dsdt;
	void *cpus;
	uint8_t *distances;
};

/* Tables can be where there is memory of some kind that is the guest's. */
static bool holds_tables(enum gpamap_kind kind)
{
	return kind == GPAMAP_KIND_RAM || kind == GPAMAP_KIND_RESERVED ||
	       kind == GPAMAP_KIND_DEVICE || kind == GPAMAP_KIND_PMEM ||
	       kind == GPAMAP_KIND_FIRMWARE_TABLES ||
	       kind == GPAMAP_KIND_FIRMWARE_NVS;
}

static bool find_place(const struct gpamap_view *view,
		       struct gpamap_acpi_set *set)
{
	struct gpamap_entry entry;
	size_t i;

	set->at = gpamap_value_number(view->values, AT, 0);
	for (i = 0; set->at == 0 && gpamap_layout_at(view->layout, i, &entry);
	     i++)
		if (entry.kind == GPAMAP_KIND_FIRMWARE_TABLES)
			set->at = entry.range.start;
	return set->at != 0 ||
	       gpamap_written_refuse(view, "say where the tables go, "
					   "at=ADDRESS: this map has no "
					   "firmware_tables");
}

static bool check_place(const struct gpamap_view *view, uint64_t at,
			size_t length)
{
	struct gpamap_found found;
	enum gpamap_kind kind = gpamap_layout_find(view->layout, at, &found);
	const struct gpamap_entry *entry = &found.entry;

	if (!holds_tables(kind))
		return gpamap_written_refuse(
			view,
			"there is no memory for tables at 0x%" PRIx64
			", but %s",
			at, gpamap_kind_name(kind));
	if (entry->range.end - at >= length)
		return true;
	return gpamap_written_refuse(
		view,
		"the tables are 0x%" PRIx64 "-0x%" PRIx64
		", and %s[%zu] 0x%" PRIx64 "-0x%" PRIx64 " ends before",
		at, at + length, gpamap_list_name(entry->list), entry->index,
		entry->range.start, entry->range.end);
}

/* On Arm there are no APICs: the guest's GIC is the caller's. */
static bool hear_cpus(const struct gpamap_view *view, struct said *said)
{
	const struct gpamap_value *list = gpamap_value_list(view->values, CPUS);
	bool arm = said->fadt.arm_boot_arch != 0;
	uint64_t sum = 0;
	size_t i;

	if (list == NULL)
		return true;
	if (!gpamap_value_array(list, sizeof(uint32_t), &said->cpus,
				&said->srat.node_cpus_count))
		return false;
	for (i = 0; i < list->count; i++)
		sum += list->items[i];
	if (sum == 0 || sum > UINT32_MAX)
		return gpamap_written_refuse(view,
					     "cpus: there cannot be %" PRIu64
					     " processors",
					     sum);
	said->srat.node_cpus = said->cpus;
	said->srat.cpu_type = arm ? GPAMAP_SRAT_GICC : GPAMAP_SRAT_APIC;
	said->madt.cpu_count = (uint32_t)sum;
	said->set.madt = arm ? NULL : &said->madt;
	return arm || gpamap_madt_fits(view, GPAMAP_MADT_IO_APIC);
}

static bool hear_dsdt(const struct gpamap_view *view, struct said *said)
{
	const char *path = gpamap_value_text(view->values, DSDT);
	char why[GPAMAP_ERROR_TEXT_MAX] = "";
	struct gpamap_acpi_table table;
	struct gpamap_error error;
	const char *fault;

	if (path == NULL)
		return true;
	fault = gpamap_file_read(path, &said->dsdt);
	if (fault != NULL)
		return gpamap_written_refuse(view, "cannot read %.160s: %s",
					     path, fault);
	said->set.dsdt = said->dsdt.at;
	said->set.dsdt_size = said->dsdt.length;
	if (gpamap_acpi_check(said->dsdt.at, said->dsdt.length, &table,
			      &error) != GPAMAP_OK) {
		gpamap_error_format(&error, why, sizeof(why), NULL);
		return gpamap_written_refuse(view, "%.100s: %s", path, why);
	}
	if (strcmp(table.signature, "DSDT") != 0 ||
	    table.length != said->dsdt.length)
		return gpamap_written_refuse(
			view, "%.160s: it is not one DSDT and nothing else",
			path);
	return true;
}

/* Options of tables speak of their maker, too. */
static void hear_oem(const struct gpamap_value *values, struct said *said)
{
	const struct gpamap_acpi_oem oem = gpamap_oem_said(values, OEM);

	said->set.oem = oem;
	said->fadt.oem = oem;
	said->srat.oem = oem;
	said->slit.oem = oem;
	said->madt.oem = oem;
}

/* Where nothing is said of tables, there is a SLIT. */
static bool tells_distances(const struct gpamap_acpi_set *set)
{
	return set->parts == 0 || (set->parts & GPAMAP_ACPI_SLIT) != 0;
}

static bool hear(const struct gpamap_view *view, struct said *said)
{
	const struct gpamap_value *values = view->values;
	uint64_t nodes = gpamap_layout_node_count(view->layout);

	hear_oem(values, said);
	said->set.parts = (unsigned int)gpamap_value_number(values, TABLES, 0);
	said->fadt.arm_boot_arch =
		arm_boot_arch[gpamap_value_number(values, PSCI, 0)];
	said->set.fadt = &said->fadt;
	said->set.srat = &said->srat;
	said->set.slit = &said->slit;
	if (!find_place(view, &said->set) || !hear_cpus(view, said) ||
	    (tells_distances(&said->set) &&
	     !gpamap_distances_fit(nodes, view)) ||
	    !gpamap_distances_make(gpamap_value_list(values, DISTANCES), nodes,
				   view, &said->distances))
		return false;
	said->slit.distances = said->distances;
	if (said->distances != NULL)
		said->slit.node_count = (size_t)nodes;
	return hear_dsdt(view, said);
}

static enum gpamap_status write_set(const struct gpamap_layout *layout,
				    const void *options, void *buffer,
				    size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_acpi_write(layout, options, buffer, size, need, error);
}

bool gpamap_acpi_row_write(const struct gpamap_view *view, FILE *file)
{
	struct said said = { .cpus = NULL };
	struct gpamap_span bytes = { NULL, 0 };
	bool written = hear(view, &said) &&
		       gpamap_written_bytes(write_set, &said.set, &words, view,
					    &bytes) &&
		       check_place(view, said.set.at, bytes.length);

	if (written)
		fwrite(bytes.at, 1, bytes.length, file);
	free((void *)(uintptr_t)bytes.at);
	free((void *)(uintptr_t)said.dsdt.at);
	free(said.cpus);
	free(said.distances);
	return written;
}
