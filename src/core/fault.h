/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_FAULT_H
#define GPAMAP_CORE_FAULT_H

#include <gpamap/error.h>

/* Ways to fill in an error. @error may be NULL in all; each gives back the
 * status, so that a check can return it at once. */

/* An error that concerns no entry. */
enum gpamap_status gpamap_fault_plain(struct gpamap_error *error,
				      enum gpamap_status status);

/* An error of @subject; @limit is what it failed to keep. */
enum gpamap_status gpamap_fault_subject(struct gpamap_error *error,
					enum gpamap_status status,
					struct gpamap_subject subject,
					uint64_t limit);

/* An error of @subject because of @other. */
enum gpamap_status gpamap_fault_pair(struct gpamap_error *error,
				     enum gpamap_status status,
				     struct gpamap_subject subject,
				     struct gpamap_subject other);

/* A number @asked that is wrong, or above @limit. */
enum gpamap_status gpamap_fault_number(struct gpamap_error *error,
				       enum gpamap_status status,
				       uint64_t asked, uint64_t limit);

#endif /* GPAMAP_CORE_FAULT_H */
