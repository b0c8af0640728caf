/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_FILE_H
#define GPAMAP_HOST_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "span.h"

/** The largest input that is read, in bytes. */
#define GPAMAP_FILE_MAX (UINT64_C(1) << 30)

/**
 * Read all of the file at @path, or of standard input for "-".
 *
 * @bytes: out; free() its at.
 * Returns NULL, or static words that say what went wrong.
 */
const char *gpamap_file_read(const char *path, struct gpamap_span *bytes);

/** A file written beside its final place, and moved there when complete. */
struct gpamap_file {
	FILE *stream;
	char *path; /**< final; NULL: standard output */
	char *beside;
};

/**
 * Begin to write the file at @path; NULL: standard output.
 *
 * Returns NULL, or static words that say what went wrong.
 */
const char *gpamap_file_create(struct gpamap_file *file, const char *path);

/**
 * Write what @stream still holds.
 *
 * Returns NULL if it took all that it was ever given, else words that say what
 * went wrong.
 */
const char *gpamap_file_flush(FILE *stream);

/**
 * End writing: all is on its way to the disk, and the file is in its place.
 * Standard output stays open, and is left to main() to flush.
 *
 * @keep: false gives up, and leaves what stood there before; so it goes where
 *        memory ran out, too.
 * Returns NULL, or static words that say what went wrong.
 */
const char *gpamap_file_close(struct gpamap_file *file, bool keep);

#endif /* GPAMAP_HOST_FILE_H */
