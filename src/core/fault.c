/* SPDX-License-Identifier: MIT */
#include "fault.h"

enum gpamap_status gpamap_fault_pair(struct gpamap_error *error,
				     enum gpamap_status status,
				     struct gpamap_subject subject,
				     struct gpamap_subject other)
{
	if (error != NULL)
		*error = (struct gpamap_error){
			.status = status,
			.subject = subject,
			.other = other,
		};
	return status;
}

enum gpamap_status gpamap_fault_subject(struct gpamap_error *error,
					enum gpamap_status status,
					struct gpamap_subject subject,
					uint64_t limit)
{
	if (error != NULL)
		*error = (struct gpamap_error){
			.status = status,
			.subject = subject,
			.other.list = GPAMAP_LIST_NONE,
			.limit = limit,
		};
	return status;
}

enum gpamap_status gpamap_fault_plain(struct gpamap_error *error,
				      enum gpamap_status status)
{
	return gpamap_fault_number(error, status, 0, 0);
}

enum gpamap_status gpamap_fault_number(struct gpamap_error *error,
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
