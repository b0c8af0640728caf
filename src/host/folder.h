/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_FOLDER_H
#define GPAMAP_HOST_FOLDER_H

#include "span.h"

/**
 * Read the file at @path, as gpamap_file_read() does; or, where @path is a
 * folder such as /sys/firmware/acpi/tables, the files in it, one behind the
 * other in the order of their names. Folders in it are passed over.
 *
 * @bytes: out; free() its at.
 * Returns NULL, or static words that say what went wrong.
 */
const char *gpamap_path_read(const char *path, struct gpamap_span *bytes);

#endif /* GPAMAP_HOST_FOLDER_H */
