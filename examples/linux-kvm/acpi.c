/* SPDX-License-Identifier: MIT */
#include "vm.h"

/* ACPI tables, in the range that the map has for them: the RSDP first, the
 * others so far behind it. One that reaches the next is an error. */
#define XSDT 0x40u
#define DSDT 0x80u
#define MADT 0x100u
#define FADT 0x200u
#define SRAT 0x400u

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
	struct gpamap_range room = find_room(vm->map);
	uint64_t at = room.start, left = gpamap_range_len(room) - SRAT;
	uint64_t tables[] = { at + FADT, at + MADT, at + SRAT };
	const uint32_t cpus = 1; /* on node 0 */
	struct gpamap_fadt_options fadt = { .dsdt = at + DSDT };
	struct gpamap_madt_options madt = { .cpu_count = cpus };
	struct gpamap_srat_options srat = { .node_cpus = &cpus };
	unsigned char *to = vm_at(vm, at, SRAT + left);
	struct gpamap_error e;

	srat.node_cpus_count = 1;
	must(gpamap_rsdp_write(at + XSDT, NULL, to, XSDT, NULL, &e), &e);
	must(gpamap_xsdt_write(tables, 3, NULL, to + XSDT, DSDT - XSDT, NULL,
			       &e),
	     &e);
	memcpy(to + DSDT, dsdt, sizeof(dsdt));
	must(gpamap_madt_write(&madt, to + MADT, FADT - MADT, NULL, &e), &e);
	must(gpamap_fadt_write(&fadt, to + FADT, SRAT - FADT, NULL, &e), &e);
	must(gpamap_srat_write(vm->map, &srat, to + SRAT, left, NULL, &e), &e);
	return at;
}
