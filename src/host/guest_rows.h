/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_GUEST_ROWS_H
#define GPAMAP_HOST_GUEST_ROWS_H

#include <gpamap/e820.h>

#include "formats.h"

/* Rows of the format table that src/guest reads and writes, and what can be
 * said to them. */

extern const struct gpamap_key gpamap_e820_keys[];
extern const struct gpamap_key gpamap_e820_bin_keys[];
extern const struct gpamap_key gpamap_pvh_keys[];
extern const struct gpamap_key gpamap_memmap_keys[];
extern const struct gpamap_key gpamap_efi_keys[];
extern const struct gpamap_key gpamap_efi_log_keys[];
extern const struct gpamap_key gpamap_hob_keys[];
extern const struct gpamap_key gpamap_kvm_keys[];
extern const struct gpamap_key gpamap_mtrr_keys[];
extern const struct gpamap_key gpamap_smbios_keys[];

/** Keys that several formats have: a name, what holds else, and help. */
#define PC_HOLES_KEY                                                           \
	{                                                                      \
		.name = "pc-holes", .standard = "off",                         \
		.help = "RAM in 0x9fc00-0x100000 is reserved: EBDA, VGA, "     \
			"ROMs"                                                 \
	}
#define HIDE_ECAM_KEY                                                          \
	{                                                                      \
		.name = "hide-ecam", .standard = "off",                        \
		.help = "leave PCI ECAM out; else it is reserved"              \
	}
#define KEEP_APART_KEY                                                         \
	{                                                                      \
		.name = "keep-apart", .standard = "off",                       \
		.help = "tell touching ranges of one type one by one"          \
	}

/** Give what was said to any of the formats with the keys of E820. */
struct gpamap_e820_options gpamap_e820_said(const struct gpamap_view *view);

/* The facts in an EFI memory map, and in slots of KVM. */
gpamap_fact_reader gpamap_efi_bin_facts;
gpamap_keyed_reader gpamap_efi_bin_facts_by;
gpamap_fact_reader gpamap_kvm_bin_facts;
gpamap_keyed_reader gpamap_kvm_bin_facts_by;

/* The rows' functions. */
bool gpamap_e820_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_pvh_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_efi_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_efi_log_recognises(struct gpamap_span bytes);
void gpamap_efi_log_read(struct gpamap_span bytes, struct gpamap_draft *draft,
			 struct gpamap_diags *diags);
bool gpamap_efi_log_write(const struct gpamap_view *view, FILE *file);
bool gpamap_hob_bin_recognises(struct gpamap_span bytes);
bool gpamap_hob_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_kvm_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_kvm_table_write(const struct gpamap_view *view, FILE *file);
bool gpamap_mtrr_text_write(const struct gpamap_view *view, FILE *file);
bool gpamap_mtrr_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_smbios_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_memmap_text_write(const struct gpamap_view *view, FILE *file);
bool gpamap_cmos_text_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_GUEST_ROWS_H */
