/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_FAULT_H
#define GPAMAP_GUEST_FDT_FAULT_H

#include <gpamap/error.h>

/* Ways to fill in an error, which may be NULL. Each gives back the status. */

/* A number @asked that is wrong, or above @limit; for bytes: the offset. */
static inline enum gpamap_status gpamap_fdt_fail(struct gpamap_error *error,
						 enum gpamap_status status,
						 uint64_t asked, uint64_t limit)
{
	if (error != NULL)
		*error = (struct gpamap_error){
			.status = status,
			.subject.list = GPAMAP_LIST_NONE,
			.other.list = GPAMAP_LIST_NONE,
			.asked = asked,
			.limit = limit,
		};
	return status;
}

/* What is wrong with one range. */
static inline enum gpamap_status
gpamap_fdt_blame(struct gpamap_error *error, enum gpamap_status status,
		 const struct gpamap_subject *subject, uint64_t asked,
		 uint64_t limit)
{
	gpamap_fdt_fail(error, status, asked, limit);
	if (error != NULL)
		error->subject = *subject;
	return status;
}

#endif /* GPAMAP_GUEST_FDT_FAULT_H */
