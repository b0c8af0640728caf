/* SPDX-License-Identifier: MIT */
#include "fault.h"

static const struct gpamap_subject nothing = { .list = GPAMAP_LIST_NONE };

enum gpamap_status gpamap_fault_pair(struct gpamap_error *error,
				     enum gpamap_status status,
				     struct gpamap_subject subject,
				     struct gpamap_subject other)
{
	if (error != NULL) {
		*error = (struct gpamap_error){ .status = status };
		error->subject = subject;
		error->other = other;
	}
	return status;
}

enum gpamap_status gpamap_fault_subject(struct gpamap_error *error,
					enum gpamap_status status,
					struct gpamap_subject subject,
					uint64_t limit)
{
	gpamap_fault_pair(error, status, subject, nothing);
	if (error != NULL)
		error->limit = limit;
	return status;
}

enum gpamap_status gpamap_fault_plain(struct gpamap_error *error,
				      enum gpamap_status status)
{
	return gpamap_fault_pair(error, status, nothing, nothing);
}

enum gpamap_status gpamap_fault_number(struct gpamap_error *error,
				       enum gpamap_status status,
				       uint64_t asked, uint64_t limit)
{
	gpamap_fault_subject(error, status, nothing, limit);
	if (error != NULL)
		error->asked = asked;
	return status;
}
