/* SPDX-License-Identifier: MIT */
#include "vm.h"

/* ACPI tables, in the range that the map has for them, the RSDP first. */

/* dsdt.asl, by iasl: the console and its interrupt. The last byte is 0. */
static const char dsdt[] =
	"DSDT\x56\0\0\0\2\x80GPAMAPGPAMAP\0\0\1\0\0\0INTL\x25\x09\x20\x20"
	"\x5b\x82\x30._SB_COM1\x08_HID\x0c\x41\xd0\x05\x01"
	"\x08_CRS\x11\x16\x0a\x13\x47\x01\xf8\x03\xf8\x03\x01\x08"
	"\x89\x06\0\x03\x01\x04\0\0\0\x79";

static struct gpamap_range find_room(const struct gpamap_layout *map)
{
	struct gpamap_entry entry;

	for (size_t i = 0; gpamap_layout_at(map, i, &entry); i++)
		if (entry.kind == GPAMAP_KIND_FIRMWARE_TABLES)
			return entry.range;
	errx(1, "the map has no firmware_tables to put ACPI into");
}

uint64_t acpi_write(const struct vm *vm)
{
	const uint32_t cpus = 1; /* on node 0 */
	const struct gpamap_madt_options madt = { .cpu_count = cpus };
	const struct gpamap_srat_options srat = { .node_cpus = &cpus,
						  .node_cpus_count = 1 };
	struct gpamap_range room = find_room(vm->map);
	struct gpamap_acpi_set set = { .at = room.start, .dsdt = dsdt };
	size_t size = (size_t)gpamap_range_len(room);
	struct gpamap_error e;

	set.dsdt_size = sizeof(dsdt);
	set.srat = &srat;
	set.madt = &madt;
	must(gpamap_acpi_write(vm->map, &set, vm_at(vm, set.at, size), size,
			       NULL, &e),
	     &e);
	return set.at;
}
