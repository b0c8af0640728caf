/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_GUEST_ROWS_H
#define GPAMAP_HOST_GUEST_ROWS_H

#include "formats.h"

/* Rows of the format table that src/guest reads and writes. */

/* The facts in an EFI memory map with descriptors of 48 bytes. */
enum gpamap_status gpamap_efi_bin_facts(const void *bytes, size_t size,
					gpamap_fact_report *report,
					void *context,
					struct gpamap_error *error);

/* The rows' functions. */
bool gpamap_e820_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_pvh_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_efi_bin_write(const struct gpamap_view *view, FILE *file);
enum gpamap_status gpamap_efi_log_facts(const void *bytes, size_t size,
					gpamap_fact_report *report,
					void *context,
					struct gpamap_error *error);
bool gpamap_efi_log_recognises(struct gpamap_span bytes);
void gpamap_efi_log_read(struct gpamap_span bytes, struct gpamap_draft *draft,
			 struct gpamap_diags *diags);
bool gpamap_hob_bin_recognises(struct gpamap_span bytes);
bool gpamap_hob_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_kvm_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_mtrr_text_write(const struct gpamap_view *view, FILE *file);
bool gpamap_smbios_bin_write(const struct gpamap_view *view, FILE *file);
bool gpamap_memmap_text_write(const struct gpamap_view *view, FILE *file);
bool gpamap_cmos_text_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_GUEST_ROWS_H */
