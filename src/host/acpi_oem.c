/* SPDX-License-Identifier: MIT */
#include "acpi_oem.h"

struct gpamap_acpi_oem gpamap_oem_said(const struct gpamap_value *values,
				       size_t at)
{
	return (struct gpamap_acpi_oem){
		.id = gpamap_value_text(values, at + OEM_ID),
		.table_id = gpamap_value_text(values, at + OEM_TABLE_ID),
		.revision = (uint32_t)gpamap_value_number(values,
							  at + OEM_REVISION, 0),
		.creator_id = gpamap_value_text(values, at + CREATOR_ID),
		.creator_revision = (uint32_t)gpamap_value_number(
			values, at + CREATOR_REVISION, 0),
	};
}
