/* SPDX-License-Identifier: MIT */
#include <gpamap/cmos.h>

#include "guest_rows.h"
#include "written.h"

/* CMOS memory sizes, a byte a line: what goes to ports 0x70 and 0x71. */
bool gpamap_cmos_text_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_cmos_byte bytes[GPAMAP_CMOS_BYTES];
	struct gpamap_error error;
	size_t i;

	if (gpamap_cmos_fill(view->layout, bytes, &error) != GPAMAP_OK)
		return gpamap_written_fault(&error, NULL, view);
	for (i = 0; i < GPAMAP_CMOS_BYTES; i++)
		fprintf(file, "0x%02x 0x%02x\n", bytes[i].index,
			bytes[i].value);
	return true;
}
