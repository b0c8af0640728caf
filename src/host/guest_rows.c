/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <gpamap/e820.h>
#include <gpamap/efi.h>
#include <gpamap/hob.h>
#include <gpamap/kvm.h>
#include <gpamap/memmap.h>
#include <gpamap/pvh.h>
#include <gpamap/smbios.h>

#include "guest_rows.h"
#include "written.h"

/* Formats of src/guest whose options are all left at their defaults. */

static enum gpamap_status write_e820(const struct gpamap_layout *layout,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_e820_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_e820_bin_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_e820, "", view, file);
}

static enum gpamap_status write_pvh(const struct gpamap_layout *layout,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_pvh_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_pvh_bin_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_pvh, "", view, file);
}

static enum gpamap_status write_efi(const struct gpamap_layout *layout,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_efi_write(layout, NULL, buffer, size, need, error);
}

enum gpamap_status gpamap_efi_bin_facts(const void *bytes, size_t size,
					gpamap_fact_report *report,
					void *context,
					struct gpamap_error *error)
{
	return gpamap_efi_read(bytes, size, 0, report, context, error);
}

bool gpamap_efi_bin_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_efi, "", view, file);
}

static enum gpamap_status write_hob(const struct gpamap_layout *layout,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_hob_write(layout, NULL, buffer, size, need, error);
}

/* The header of a PHIT HOB or of a resource descriptor comes first. */
bool gpamap_hob_bin_recognises(struct gpamap_span bytes)
{
	return bytes.length >= 8 &&
	       (memcmp(bytes.at, "\1\0\x38\0\0\0\0\0", 8) == 0 ||
		memcmp(bytes.at, "\3\0\x30\0\0\0\0\0", 8) == 0);
}

bool gpamap_hob_bin_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_hob, "", view, file);
}

static enum gpamap_status write_kvm(const struct gpamap_layout *layout,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_kvm_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_kvm_bin_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_kvm, "", view, file);
}

static enum gpamap_status write_smbios(const struct gpamap_layout *layout,
				       void *buffer, size_t size, size_t *need,
				       struct gpamap_error *error)
{
	return gpamap_smbios_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_smbios_bin_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_smbios, "", view, file);
}

static enum gpamap_status print_memmap(const struct gpamap_layout *layout,
				       void *buffer, size_t size, size_t *need,
				       struct gpamap_error *error)
{
	return gpamap_memmap_print(layout, NULL, buffer, size, need, error);
}

bool gpamap_memmap_text_write(const struct gpamap_view *view, FILE *file)
{
	if (!gpamap_written_text(print_memmap, view, file))
		return false;
	putc('\n', file);
	return true;
}
