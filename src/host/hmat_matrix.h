/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_HMAT_MATRIX_H
#define GPAMAP_HOST_HMAT_MATRIX_H

#include <gpamap/acpi_hmat.h>

#include "formats.h"

/** Matrices of a HMAT that can be said: one of each type. */
#define GPAMAP_HMAT_MATRICES 6u

/**
 * Make a matrix of @said, "FROM:TO:VALUE+...": nanoseconds or MB/s from
 * processors to memory. Pairs of nodes that are not said are not known.
 *
 * @key: its name, for words.
 * @matrix: out; gpamap_hmat_matrix_clear() it, once this succeeded.
 * Returns false for lack of memory, and for what cannot be: view->why has a
 * sentence then.
 */
bool gpamap_hmat_matrix_make(const struct gpamap_value *said,
			     enum gpamap_hmat_type type, const char *key,
			     const struct gpamap_view *view,
			     struct gpamap_hmat_matrix *matrix);

void gpamap_hmat_matrix_clear(struct gpamap_hmat_matrix *matrix);

#endif /* GPAMAP_HOST_HMAT_MATRIX_H */
