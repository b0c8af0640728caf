/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <gpamap/acpi_cedt.h>
#include <gpamap/acpi_hmat.h>
#include <gpamap/acpi_mcfg.h>
#include <gpamap/acpi_slit.h>
#include <gpamap/acpi_srat.h>

#include <gpamap/e820.h>
#include <gpamap/fdt.h>
#include <gpamap/hob.h>
#include <gpamap/kvm.h>
#include <gpamap/pvh.h>

#include "acpi_rows.h"
#include "facts.h"
#include "fdt_rows.h"
#include "formats.h"
#include "guest_rows.h"
#include "lock.h"

/* What the tables tell that a guest takes for all there is. */
#define TELLS_GUEST_MAP                                                        \
	(GPAMAP_TELLS_RAM | GPAMAP_TELLS_RESERVED | GPAMAP_TELLS_GUEST)

/* The same, after firmware took its share. */
#define TELLS_CARVED_MAP                                                       \
	(TELLS_GUEST_MAP | GPAMAP_TELLS_CARVED | GPAMAP_TELLS_KINDS)
/* What a map of this project tells. */
#define TELLS_EVERYTHING                                                       \
	(GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES | GPAMAP_TELLS_ECAM |           \
	 GPAMAP_TELLS_WINDOWS | GPAMAP_TELLS_RESERVED | GPAMAP_TELLS_KINDS |   \
	 GPAMAP_TELLS_ALL)

/* In the order in which inputs are tried; the spec takes what is left. */
static const struct gpamap_format formats[] = {
	{ .name = "table",
	  .description = "for people: a picture, the ranges, the sums",
	  .write = gpamap_table_write },
	{ .name = "json",
	  .description = "for programs; see docs/json.md",
	  .write = gpamap_json_write },
	{ .name = "saved",
	  .description = "the binary form of a layout (.gpamap)",
	  .recognises = gpamap_saved_recognises,
	  .read = gpamap_saved_read,
	  .write = gpamap_saved_write,
	  .binary = true,
	  .single = true,
	  .tells = TELLS_EVERYTHING },
	{ .name = "srat",
	  .description = "ACPI SRAT: which memory is on which node",
	  .recognises = gpamap_srat_row_recognises,
	  .write = gpamap_srat_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_srat_read,
	  .tells = GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES | GPAMAP_TELLS_GUEST },
	{ .name = "slit",
	  .description = "ACPI SLIT: how far nodes are from each other",
	  .recognises = gpamap_slit_row_recognises,
	  .write = gpamap_slit_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_slit_read,
	  .tells = GPAMAP_TELLS_GUEST },
	{ .name = "mcfg",
	  .description = "ACPI MCFG: the PCI ECAM windows",
	  .recognises = gpamap_mcfg_row_recognises,
	  .write = gpamap_mcfg_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_mcfg_read,
	  .tells = GPAMAP_TELLS_ECAM | GPAMAP_TELLS_GUEST },
	{ .name = "hmat",
	  .description = "ACPI HMAT: which processors are next to which memory",
	  .recognises = gpamap_hmat_row_recognises,
	  .write = gpamap_hmat_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_hmat_read,
	  .tells = GPAMAP_TELLS_GUEST },
	{ .name = "cedt",
	  .description = "ACPI CEDT: the windows for CXL memory",
	  .recognises = gpamap_cedt_row_recognises,
	  .write = gpamap_cedt_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_cedt_read,
	  .tells = GPAMAP_TELLS_GUEST },
	{ .name = "acpi",
	  .description = "ACPI tables, one or more in a row",
	  .recognises = gpamap_acpi_row_recognises,
	  .facts = gpamap_acpi_read,
	  .tells = GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES | GPAMAP_TELLS_ECAM |
		   GPAMAP_TELLS_GUEST | GPAMAP_TELLS_PARTS },
#ifdef GPAMAP_HAVE_FDT
	{ .name = "dtb",
	  .description = "a flattened device tree",
	  .recognises = gpamap_dtb_recognises,
	  .write = gpamap_dtb_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_fdt_read,
	  .tells = GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES |
		   GPAMAP_TELLS_WINDOWS | GPAMAP_TELLS_RESERVED |
		   GPAMAP_TELLS_GUEST | GPAMAP_TELLS_PARTS },
	{ .name = "dts",
	  .description = "the source of a device tree",
	  .write = gpamap_dts_write,
	  .single = true },
#endif
	{ .name = "mtree",
	  .description = "what QEMU's monitor says to info mtree -f",
	  .recognises = gpamap_mtree_recognises,
	  .read = gpamap_mtree_read,
	  .tells = GPAMAP_TELLS_RAM },
	{ .name = "iomem",
	  .description = "/proc/iomem of Linux",
	  .recognises = gpamap_iomem_recognises,
	  .read = gpamap_iomem_read,
	  .write = gpamap_iomem_write,
	  .single = true,
	  .tells = TELLS_CARVED_MAP },
	{ .name = "e820",
	  .description = "the E820 lines of a Linux kernel log",
	  .recognises = gpamap_e820_log_recognises,
	  .read = gpamap_e820_log_read,
	  .write = gpamap_e820_log_write,
	  .tells = TELLS_CARVED_MAP },
	{ .name = "e820-bin",
	  .description = "the E820 array of boot_params, 20 bytes an entry",
	  .write = gpamap_e820_bin_write,
	  .facts = gpamap_e820_read,
	  .tells = TELLS_CARVED_MAP,
	  .binary = true,
	  .single = true },
	{ .name = "pvh",
	  .description = "the memory map of Xen's PVH boot protocol",
	  .write = gpamap_pvh_bin_write,
	  .facts = gpamap_pvh_read,
	  .tells = TELLS_CARVED_MAP,
	  .binary = true,
	  .single = true },
	{ .name = "efi",
	  .description = "the UEFI memory map, 48 bytes a descriptor",
	  .write = gpamap_efi_bin_write,
	  .facts = gpamap_efi_bin_facts,
	  .tells = TELLS_CARVED_MAP,
	  .binary = true,
	  .single = true },
	{ .name = "efi-log",
	  .description = "the UEFI memory map in a Linux kernel log",
	  .recognises = gpamap_efi_log_recognises,
	  .read = gpamap_efi_log_read,
	  .tells = TELLS_CARVED_MAP },
	{ .name = "hob",
	  .description = "a PI HOB list of resource descriptors",
	  .recognises = gpamap_hob_bin_recognises,
	  .write = gpamap_hob_bin_write,
	  .facts = gpamap_hob_read,
	  .tells = TELLS_GUEST_MAP | GPAMAP_TELLS_CARVED,
	  .binary = true,
	  .single = true },
	{ .name = "kvm-slots",
	  .description = "KVM memory slots; host addresses are offsets in RAM",
	  .write = gpamap_kvm_bin_write,
	  .facts = gpamap_kvm_read,
	  .tells = GPAMAP_TELLS_SLOTS,
	  .binary = true,
	  .single = true },
	{ .name = "mtrr",
	  .description = "the fewest x86 MTRRs, as Linux prints them",
	  .write = gpamap_mtrr_text_write },
	{ .name = "smbios",
	  .description = "SMBIOS structures 16, 17 and 19 for the RAM",
	  .write = gpamap_smbios_bin_write,
	  .binary = true,
	  .single = true },
	{ .name = "memmap",
	  .description = "memmap= arguments of an x86 Linux kernel",
	  .write = gpamap_memmap_text_write },
	{ .name = "cmos",
	  .description = "the memory sizes in a PC's CMOS, a byte a line",
	  .write = gpamap_cmos_text_write },
	{ .name = "lock",
	  .description = "a map to hold others against; see docs/lock.md",
	  .recognises = gpamap_lock_recognises,
	  .read = gpamap_lock_read,
	  .write = gpamap_lock_write,
	  .single = true,
	  .tells = TELLS_EVERYTHING },
	{ .name = "spec",
	  .description = "YAML or JSON; see docs/spec.md",
	  .recognises = gpamap_spec_recognises,
	  .read = gpamap_spec_read,
	  .write = gpamap_spec_write,
	  .single = true,
	  .tells = TELLS_EVERYTHING },
	{ .name = "debug",
	  .description = "as OpenVMM's MemoryLayout prints itself",
	  .write = gpamap_debug_write },
	{ .name = "csv",
	  .description = "the ranges as comma-separated values",
	  .write = gpamap_csv_write,
	  .single = true },
	{ .name = "qemu",
	  .description = "QEMU's options for the same RAM and nodes",
	  .write = gpamap_qemu_write,
	  .single = true },
	{ .name = "c",
	  .description = "C source that makes the same layout",
	  .write = gpamap_c_write,
	  .single = true },
	{ .name = NULL },
};

const struct gpamap_format *gpamap_formats(void)
{
	return formats;
}

const struct gpamap_format *gpamap_format_named(const char *name)
{
	const struct gpamap_format *format;

	for (format = formats; format->name != NULL; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}

bool gpamap_format_reads(const struct gpamap_format *format)
{
	return format->read != NULL || format->facts != NULL;
}

void gpamap_format_read(const struct gpamap_format *format,
			struct gpamap_span bytes, struct gpamap_draft *draft,
			struct gpamap_diags *diags)
{
	if (format->read != NULL)
		format->read(bytes, draft, diags);
	else
		gpamap_facts_read(format->facts, bytes, draft, diags);
}

const struct gpamap_format *gpamap_format_of(struct gpamap_span bytes)
{
	const struct gpamap_format *format;

	for (format = formats; format->name != NULL; format++)
		if (format->recognises != NULL && format->recognises(bytes))
			return format;
	return gpamap_format_named("spec");
}
