/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_WRITTEN_H
#define GPAMAP_HOST_WRITTEN_H

#include "formats.h"

/* Writers of the library, which fill a buffer, as writers of a format. */

/** A gpamap_<format>_write() with its default options. */
typedef enum gpamap_status
gpamap_default_writer(const struct gpamap_layout *layout, void *buffer,
		      size_t size, size_t *need, struct gpamap_error *error);

/**
 * Write what @write makes of @view to @file, as a format's writer does.
 *
 * @empty: why there is nothing to tell, for an error of status EMPTY.
 */
bool gpamap_written(gpamap_default_writer *write, const char *empty,
		    const struct gpamap_view *view, FILE *file);

/** The same of a text that ends with a NUL, which is not written. */
bool gpamap_written_text(gpamap_default_writer *write,
			 const struct gpamap_view *view, FILE *file);

/**
 * Tell @view why nothing is written: the words of @error.
 *
 * @empty: as for gpamap_written().
 * Returns false.
 */
bool gpamap_written_fault(const struct gpamap_error *error, const char *empty,
			  const struct gpamap_view *view);

#endif /* GPAMAP_HOST_WRITTEN_H */
