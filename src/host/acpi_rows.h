/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_ACPI_ROWS_H
#define GPAMAP_HOST_ACPI_ROWS_H

#include "formats.h"

/* The rows for ACPI tables: what can be said to them, and their functions; see
 * formats.h. */

extern const struct gpamap_key gpamap_srat_keys[];
extern const struct gpamap_key gpamap_slit_keys[];
extern const struct gpamap_key gpamap_mcfg_keys[];
extern const struct gpamap_key gpamap_hmat_keys[];
extern const struct gpamap_key gpamap_cedt_keys[];
extern const struct gpamap_key gpamap_madt_keys[];
extern const struct gpamap_key gpamap_acpi_keys[];

/** Say whether no memory of the map is where APICs are; else view->why has a
 * sentence. */
bool gpamap_madt_fits(const struct gpamap_view *view, uint32_t io_apic);

/** Say whether @bytes are one table called @signature, whole or not. */
bool gpamap_acpi_row_is(struct gpamap_span bytes, const char *signature);

bool gpamap_acpi_row_recognises(struct gpamap_span bytes);
bool gpamap_acpi_row_write(const struct gpamap_view *view, FILE *file);
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
bool gpamap_madt_row_recognises(struct gpamap_span bytes);
bool gpamap_madt_row_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_ACPI_ROWS_H */
