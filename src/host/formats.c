/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <gpamap/acpi_boot.h>
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
#include "choice.h"
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
	  .write = gpamap_table_write,
	  .carries = "everything",
	  .source = "this project" },
	{ .name = "json",
	  .description = "for programs; json.md of the docs tells it",
	  .recognises = gpamap_json_recognises,
	  .read = gpamap_json_read,
	  .write = gpamap_json_write,
	  .tells = TELLS_EVERYTHING,
	  .carries = "everything",
	  .source = "docs/json.md; RFC 8259" },
	{ .name = "saved",
	  .description = "the binary form of a layout (.gpamap)",
	  .recognises = gpamap_saved_recognises,
	  .read = gpamap_saved_read,
	  .write = gpamap_saved_write,
	  .binary = true,
	  .single = true,
	  .tells = TELLS_EVERYTHING,
	  .carries = "everything",
	  .source = "docs/format.md" },
	{ .name = "srat",
	  .description = "ACPI SRAT: which memory is on which node",
	  .recognises = gpamap_srat_row_recognises,
	  .write = gpamap_srat_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_srat_read,
	  .tells = GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES | GPAMAP_TELLS_GUEST,
	  .carries = "RAM with its node; hotplug and pmem ranges with a node; "
		     "processors where they are said",
	  .source = "ACPI 6.5, System Resource Affinity Table (SRAT)",
	  .keys = gpamap_srat_keys },
	{ .name = "slit",
	  .description = "ACPI SLIT: how far nodes are from each other",
	  .recognises = gpamap_slit_row_recognises,
	  .write = gpamap_slit_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_slit_read,
	  .tells = GPAMAP_TELLS_GUEST,
	  .carries = "the distances between nodes",
	  .source = "ACPI 6.5, System Locality Information Table (SLIT)",
	  .keys = gpamap_slit_keys },
	{ .name = "mcfg",
	  .description = "ACPI MCFG: the PCI ECAM windows",
	  .recognises = gpamap_mcfg_row_recognises,
	  .write = gpamap_mcfg_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_mcfg_read,
	  .tells = GPAMAP_TELLS_ECAM | GPAMAP_TELLS_GUEST,
	  .carries = "the PCI ECAM windows with segment and buses",
	  .source = "PCI Firmware Specification 3.3, MCFG",
	  .keys = gpamap_mcfg_keys },
	{ .name = "hmat",
	  .description = "ACPI HMAT: which processors are next to which memory",
	  .recognises = gpamap_hmat_row_recognises,
	  .write = gpamap_hmat_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_hmat_read,
	  .tells = GPAMAP_TELLS_GUEST,
	  .carries = "which nodes have memory and whose processors are next to "
		     "it; latencies, bandwidths and caches where they are said",
	  .source = "ACPI 6.5, Heterogeneous Memory Attribute Table (HMAT)",
	  .keys = gpamap_hmat_keys },
	{ .name = "cedt",
	  .description = "ACPI CEDT: the windows for CXL memory",
	  .recognises = gpamap_cedt_row_recognises,
	  .write = gpamap_cedt_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_cedt_read,
	  .tells = GPAMAP_TELLS_GUEST,
	  .carries = "hotplug and pmem ranges whose name begins with cxl; "
		     "bridges where they are said",
	  .source = "CXL 3.0, CXL Early Discovery Table (CEDT)",
	  .keys = gpamap_cedt_keys },
	{ .name = "madt",
	  .description = "ACPI MADT: processors and interrupt controllers",
	  .recognises = gpamap_madt_row_recognises,
	  .write = gpamap_madt_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_madt_read,
	  .tells = GPAMAP_TELLS_GUEST,
	  .carries = "nothing of the map when it is written, for x86; when it "
		     "is read, the registers of APICs and GICs as devices",
	  .source = "ACPI 6.5, Multiple APIC Description Table (MADT)",
	  .keys = gpamap_madt_keys },
	{ .name = "acpi",
	  .description = "ACPI tables, one or more in a row; all of a guest's",
	  .recognises = gpamap_acpi_row_recognises,
	  .write = gpamap_acpi_row_write,
	  .binary = true,
	  .single = true,
	  .facts = gpamap_acpi_read,
	  .tells = GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES | GPAMAP_TELLS_ECAM |
		   GPAMAP_TELLS_GUEST | GPAMAP_TELLS_PARTS,
	  .carries =
		  "what the tables in it tell: SRAT, SLIT, MCFG, HMAT, CEDT, "
		  "MADT, and where tables are by RSDP, XSDT, RSDT, FADT; "
		  "others are checked and passed over; written are RSDP, XSDT, "
		  "FADT, DSDT and what the map has something for",
	  .source = "ACPI 6.5, system description tables",
	  .keys = gpamap_acpi_keys },
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
		   GPAMAP_TELLS_GUEST | GPAMAP_TELLS_PARTS,
	  .carries = "RAM with its node, distances, PCI host bridges with "
		     "their windows, what is reserved, pmem",
	  .source = "Devicetree Specification v0.4; bindings of Linux 6.1",
	  .keys = gpamap_dtb_keys },
	{ .name = "dts",
	  .description = "the source of a device tree",
	  .write = gpamap_dts_write,
	  .single = true,
	  .carries = "what dtb does",
	  .source = "Devicetree Specification v0.4, DTS format",
	  .keys = gpamap_dts_keys },
#endif
	{ .name = "mtree",
	  .description = "what QEMU's monitor says to info mtree -f",
	  .recognises = gpamap_mtree_recognises,
	  .read = gpamap_mtree_read,
	  .tells = GPAMAP_TELLS_RAM,
	  .carries = "RAM, pmem, devices, PCI windows and ECAM, with names; no "
		     "nodes",
	  .source = "softmmu/memory.c, QEMU 7.2",
	  .write = gpamap_mtree_write },
	{ .name = "iomem",
	  .description = "/proc/iomem of Linux",
	  .recognises = gpamap_iomem_recognises,
	  .read = gpamap_iomem_read,
	  .write = gpamap_iomem_write,
	  .single = true,
	  .tells = TELLS_CARVED_MAP,
	  .carries = "RAM and what is reserved, devices, windows and ECAM, "
		     "with names as labels; no nodes",
	  .source = "kernel/resource.c, Linux 6.1" },
	{ .name = "e820",
	  .description = "the E820 lines of a Linux kernel log",
	  .recognises = gpamap_e820_log_recognises,
	  .read = gpamap_e820_log_read,
	  .write = gpamap_e820_log_write,
	  .tells = TELLS_CARVED_MAP,
	  .carries = "RAM, and what is reserved, ACPI, NVS, unusable or "
		     "persistent; no nodes, no names",
	  .source = "ACPI 6.5, INT 15H, E820H; arch/x86/kernel/e820.c, Linux "
		    "6.1",
	  .keys = gpamap_e820_keys },
	{ .name = "e820-bin",
	  .description = "the E820 array of boot_params, 20 bytes an entry",
	  .write = gpamap_e820_bin_write,
	  .facts = gpamap_e820_read,
	  .tells = TELLS_CARVED_MAP,
	  .binary = true,
	  .single = true,
	  .carries = "what e820 does, in 128 entries at most",
	  .source = "ACPI 6.5, INT 15H, E820H; boot_params of Linux 6.1",
	  .keys = gpamap_e820_bin_keys },
	{ .name = "pvh",
	  .description = "the memory map of Xen's PVH boot protocol",
	  .write = gpamap_pvh_bin_write,
	  .facts = gpamap_pvh_read,
	  .tells = TELLS_CARVED_MAP,
	  .binary = true,
	  .single = true,
	  .carries = "what e820 does",
	  .source = "hvm_start_info version 1, Xen 4.17",
	  .keys = gpamap_pvh_keys },
	{ .name = "efi",
	  .description = "the UEFI memory map, an array of descriptors",
	  .write = gpamap_efi_bin_write,
	  .facts = gpamap_efi_bin_facts,
	  .tells = TELLS_CARVED_MAP,
	  .binary = true,
	  .single = true,
	  .carries = "what e820 does, and devices as memory-mapped I/O",
	  .source = "UEFI 2.10, GetMemoryMap()",
	  .keys = gpamap_efi_keys,
	  .facts_by = gpamap_efi_bin_facts_by },
	{ .name = "efi-log",
	  .description = "the UEFI memory map in a Linux kernel log",
	  .recognises = gpamap_efi_log_recognises,
	  .read = gpamap_efi_log_read,
	  .tells = TELLS_CARVED_MAP,
	  .carries = "what efi does",
	  .source = "UEFI 2.10; arch/x86/platform/efi and "
		    "drivers/firmware/efi, Linux 6.1",
	  .keys = gpamap_efi_log_keys,
	  .write = gpamap_efi_log_write },
	{ .name = "hob",
	  .description = "a PI HOB list of resource descriptors",
	  .recognises = gpamap_hob_bin_recognises,
	  .write = gpamap_hob_bin_write,
	  .facts = gpamap_hob_read,
	  .tells = TELLS_GUEST_MAP | GPAMAP_TELLS_CARVED,
	  .binary = true,
	  .single = true,
	  .carries = "RAM, memory-mapped I/O and what is reserved",
	  .source = "PI 1.8, volume 3, Resource Descriptor HOB",
	  .keys = gpamap_hob_keys },
	{ .name = "kvm-slots",
	  .description = "KVM memory slots, for KVM_SET_USER_MEMORY_REGION",
	  .write = gpamap_kvm_bin_write,
	  .facts = gpamap_kvm_bin_facts,
	  .tells = GPAMAP_TELLS_SLOTS,
	  .binary = true,
	  .single = true,
	  .carries = "RAM and where it is in the monitor; by option VTL2, pmem "
		     "and firmware memory",
	  .source = "KVM_SET_USER_MEMORY_REGION, Linux 6.1",
	  .keys = gpamap_kvm_keys,
	  .facts_by = gpamap_kvm_bin_facts_by },
	{ .name = "kvm-table",
	  .description = "KVM memory slots, and host pages that can back them",
	  .write = gpamap_kvm_table_write,
	  .carries = "what kvm-slots does, and the huge pages of each slot",
	  .source = "kvm_alloc_memslot_metadata() of Linux 6.1",
	  .keys = gpamap_kvm_keys },
	{ .name = "mtrr",
	  .description = "the fewest x86 MTRRs, as Linux prints them",
	  .write = gpamap_mtrr_text_write,
	  .carries = "which memory is write-back and what is uncached",
	  .source = "Intel SDM volume 3, MTRRs; print_mtrr_state() of Linux "
		    "6.1",
	  .keys = gpamap_mtrr_keys },
	{ .name = "mtrr-bin",
	  .description = "the fewest x86 MTRRs, as struct kvm_msr_entry",
	  .write = gpamap_mtrr_bin_write,
	  .binary = true,
	  .single = true,
	  .carries = "what mtrr does",
	  .source = "Intel SDM volume 3, MTRRs; KVM_SET_MSRS of Linux 6.1",
	  .keys = gpamap_mtrr_keys },
	{ .name = "smbios",
	  .description = "SMBIOS structures 16, 17 and 19 for the RAM",
	  .write = gpamap_smbios_bin_write,
	  .binary = true,
	  .single = true,
	  .carries = "how much RAM there is on each node, and where RAM is",
	  .source = "SMBIOS 3.6.0 (DSP0134)",
	  .keys = gpamap_smbios_keys },
	{ .name = "memmap",
	  .description = "memmap= arguments of an x86 Linux kernel",
	  .write = gpamap_memmap_text_write,
	  .carries = "what e820 does",
	  .source = "Documentation/admin-guide/kernel-parameters.txt, Linux "
		    "6.1",
	  .keys = gpamap_memmap_keys },
	{ .name = "cmos",
	  .description = "the memory sizes in a PC's CMOS, a byte a line",
	  .write = gpamap_cmos_text_write,
	  .carries = "how much RAM there is below 16 MiB, below 4 GiB and "
		     "above",
	  .source = "Ralf Brown's Interrupt List; QEMU 7.2; SeaBIOS 1.16" },
	{ .name = "lock",
	  .description = "a map to hold others against; see gpamap-lock(1)",
	  .recognises = gpamap_lock_recognises,
	  .read = gpamap_lock_read,
	  .write = gpamap_lock_write,
	  .single = true,
	  .tells = TELLS_EVERYTHING,
	  .carries = "everything",
	  .source = "docs/lock.md" },
	{ .name = "spec",
	  .description = "YAML or JSON; see gpamap-spec(5)",
	  .recognises = gpamap_spec_recognises,
	  .read = gpamap_spec_read,
	  .write = gpamap_spec_write,
	  .single = true,
	  .tells = TELLS_EVERYTHING,
	  .carries = "everything",
	  .source = "docs/spec.md; YAML 1.1; RFC 8259" },
	{ .name = "debug",
	  .description = "as OpenVMM's MemoryLayout prints itself",
	  .write = gpamap_debug_write,
	  .carries = "RAM with its node, MMIO, ECAM, PCI windows and VTL2",
	  .source = "MemoryLayout of OpenVMM" },
	{ .name = "csv",
	  .description = "the ranges as comma-separated values",
	  .write = gpamap_csv_write,
	  .single = true,
	  .carries = "everything but the name of the map",
	  .source = "RFC 4180" },
	{ .name = "svg",
	  .description = "a picture of the map",
	  .write = gpamap_svg_write,
	  .single = true,
	  .carries = "everything; of more than 96 ranges and holes, neighbours "
		     "together",
	  .source = "SVG 1.1" },
	{ .name = "html",
	  .description = "a page: the picture, the ranges, the totals",
	  .write = gpamap_html_write,
	  .single = true,
	  .carries = "everything",
	  .source = "HTML Living Standard; SVG 1.1" },
	{ .name = "qemu",
	  .description = "QEMU's options for the same RAM and nodes",
	  .write = gpamap_qemu_write,
	  .single = true,
	  .carries = "RAM, nodes and the machine",
	  .source = "QEMU 7.2" },
	{ .name = "c",
	  .description = "C source that makes the same layout",
	  .write = gpamap_c_write,
	  .single = true,
	  .carries = "everything but names",
	  .source = "this project" },
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
	const struct gpamap_choice choice = { .format = format };

	gpamap_choice_read(&choice, bytes, draft, diags);
}

const struct gpamap_format *gpamap_format_of(struct gpamap_span bytes)
{
	const struct gpamap_format *format;

	for (format = formats; format->name != NULL; format++)
		if (format->recognises != NULL && format->recognises(bytes))
			return format;
	return gpamap_format_named("spec");
}
