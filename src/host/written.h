/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_WRITTEN_H
#define GPAMAP_HOST_WRITTEN_H

#include "formats.h"

/* Writers of the library, which fill a buffer, as writers of a format. */

/** A gpamap_<format>_write(); @options are those that it takes. */
typedef enum gpamap_status
gpamap_library_writer(const struct gpamap_layout *layout, const void *options,
		      void *buffer, size_t size, size_t *need,
		      struct gpamap_error *error);

/** What a format says of errors better than the core can. Each may be NULL:
 * there is none, or the core's words will do. */
struct gpamap_words {
	const char *empty; /**< EMPTY: why there is nothing to tell */
	const char *argument; /**< ARGUMENT: which options cannot be */
	const char *unsorted; /**< UNSORTED: between the two ranges */
	const char *unit; /**< TOO_MANY: what is counted, "bytes" */
	bool counts_nodes; /**< BAD_VNODE: the limit is how many there are */
};

/**
 * Write what @write makes of @view to @file, as a format's writer does.
 *
 * @words: NULL: the core's.
 */
bool gpamap_written(gpamap_library_writer *write, const void *options,
		    const struct gpamap_words *words,
		    const struct gpamap_view *view, FILE *file);

/** The same of a text that ends with a NUL, which is not written. */
bool gpamap_written_text(gpamap_library_writer *write, const void *options,
			 const struct gpamap_words *words,
			 const struct gpamap_view *view, FILE *file);

/**
 * Give what @write makes of @view, to be written in another form.
 *
 * @bytes: out; free() its at.
 * The rest as for gpamap_written().
 */
bool gpamap_written_bytes(gpamap_library_writer *write, const void *options,
			  const struct gpamap_words *words,
			  const struct gpamap_view *view,
			  struct gpamap_span *bytes);

/** Tell @view why nothing is written: what @error says. Returns false. */
bool gpamap_written_fault(const struct gpamap_error *error,
			  const struct gpamap_words *words,
			  const struct gpamap_view *view);

/** Tell @view why nothing is written, as printf does. Returns false. */
bool gpamap_written_refuse(const struct gpamap_view *view, const char *format,
			   ...) __attribute__((format(printf, 2, 3)));

#endif /* GPAMAP_HOST_WRITTEN_H */
