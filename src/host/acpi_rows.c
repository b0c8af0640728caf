/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_cedt.h>
#include <gpamap/acpi_hmat.h>
#include <gpamap/acpi_mcfg.h>
#include <gpamap/acpi_slit.h>
#include <gpamap/acpi_srat.h>

#include "acpi_rows.h"
#include "written.h"

/* ACPI tables as formats: each by itself, and many in a row. */

/* Say whether @bytes begin with a table called @signature, of @told bytes.
 * Lengths are below 16 MiB, so that one byte of them is 0: no text has that. */
static bool begins(struct gpamap_span bytes, const char *signature,
		   size_t *told)
{
	const unsigned char *at = (const unsigned char *)bytes.at;

	if (bytes.length < 8 || !gpamap_span_begins(bytes, signature) ||
	    at[7] != 0)
		return false;
	*told = at[4] | (size_t)at[5] << 8 | (size_t)at[6] << 16;
	return *told >= GPAMAP_ACPI_HEADER_SIZE;
}

/* One table is recognised by its name, even if it is damaged or cut: then the
 * reader tells what is wrong. */
static bool is_only(struct gpamap_span bytes, const char *signature)
{
	size_t told;

	return begins(bytes, signature, &told) && told >= bytes.length;
}

/* Tables in a row may begin with any, which must be whole. */
bool gpamap_acpi_row_recognises(struct gpamap_span bytes)
{
	size_t told;

	return bytes.length > 0 &&
	       (begins(bytes, "SRAT", &told) || begins(bytes, "SLIT", &told) ||
		begins(bytes, "MCFG", &told) || begins(bytes, "HMAT", &told) ||
		begins(bytes, "CEDT", &told) ||
		gpamap_acpi_check(bytes.at, bytes.length, NULL, NULL) ==
			GPAMAP_OK);
}

bool gpamap_srat_row_recognises(struct gpamap_span bytes)
{
	return is_only(bytes, "SRAT");
}

static enum gpamap_status write_srat(const struct gpamap_layout *layout,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_srat_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_srat_row_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_srat, "", view, file);
}

bool gpamap_slit_row_recognises(struct gpamap_span bytes)
{
	return is_only(bytes, "SLIT");
}

static enum gpamap_status write_slit(const struct gpamap_layout *layout,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_slit_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_slit_row_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_slit, "this map has no nodes", view, file);
}

bool gpamap_mcfg_row_recognises(struct gpamap_span bytes)
{
	return is_only(bytes, "MCFG");
}

static enum gpamap_status write_mcfg(const struct gpamap_layout *layout,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_mcfg_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_mcfg_row_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_mcfg, "this map has no PCI ECAM range",
			      view, file);
}

bool gpamap_hmat_row_recognises(struct gpamap_span bytes)
{
	return is_only(bytes, "HMAT");
}

static enum gpamap_status write_hmat(const struct gpamap_layout *layout,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_hmat_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_hmat_row_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_hmat, "this map has no memory on a node",
			      view, file);
}

bool gpamap_cedt_row_recognises(struct gpamap_span bytes)
{
	return is_only(bytes, "CEDT");
}

static enum gpamap_status write_cedt(const struct gpamap_layout *layout,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_cedt_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_cedt_row_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_cedt,
			      "this map has no CXL window: no hotplug or pmem "
			      "range whose name begins with cxl",
			      view, file);
}
