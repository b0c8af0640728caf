/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_ACPI_ROWS_H
#define GPAMAP_HOST_ACPI_ROWS_H

#include "formats.h"

/* The rows' functions for ACPI tables; see formats.h. */

bool gpamap_acpi_row_recognises(struct gpamap_span bytes);
bool gpamap_srat_row_recognises(struct gpamap_span bytes);
bool gpamap_srat_row_write(const struct gpamap_view *view, FILE *file);
bool gpamap_slit_row_recognises(struct gpamap_span bytes);
bool gpamap_slit_row_write(const struct gpamap_view *view, FILE *file);
bool gpamap_mcfg_row_recognises(struct gpamap_span bytes);
bool gpamap_mcfg_row_write(const struct gpamap_view *view, FILE *file);
bool gpamap_hmat_row_recognises(struct gpamap_span bytes);
bool gpamap_hmat_row_write(const struct gpamap_view *view, FILE *file);
bool gpamap_cedt_row_recognises(struct gpamap_span bytes);
bool gpamap_cedt_row_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_ACPI_ROWS_H */
