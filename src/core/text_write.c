/* SPDX-License-Identifier: MIT */
#include "text.h"

enum gpamap_status gpamap_text_write(gpamap_text_teller *tell, const void *what,
				     char *buffer, size_t size, size_t *need)
{
	struct gpamap_text text = { buffer, 0, 0 };

	if (buffer == NULL && size != 0)
		return GPAMAP_ERR_ARGUMENT;
	tell(&text, what);
	gpamap_text_char(&text, '\0');
	if (need != NULL)
		*need = text.used;
	if (buffer == NULL)
		return GPAMAP_OK;
	if (size < text.used)
		return GPAMAP_ERR_NO_SPACE;
	text.size = size;
	text.used = 0;
	tell(&text, what);
	gpamap_text_char(&text, '\0');
	return GPAMAP_OK;
}
