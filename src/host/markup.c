/* SPDX-License-Identifier: MIT */
#include "markup.h"
#include "utf8.h"

/* XML has no place for most control characters, and HTML for none, not even
 * escaped. */
static bool is_character(uint32_t code)
{
	return code >= 0x20 && (code < 0x7f || code > 0x9f) && code != 0xfffe &&
	       code != 0xffff;
}

static void write_character(FILE *file, struct gpamap_span bytes, uint32_t code)
{
	if (code == '<')
		fputs("&lt;", file);
	else if (code == '>')
		fputs("&gt;", file);
	else if (code == '&')
		fputs("&amp;", file);
	else if (code == '"')
		fputs("&quot;", file);
	else if (code == GPAMAP_UTF8_REPLACEMENT || !is_character(code))
		fputs("\xef\xbf\xbd", file);
	else
		fwrite(bytes.at, 1, bytes.length, file);
}

void gpamap_markup_text(FILE *file, const char *text, size_t limit)
{
	struct gpamap_span rest = gpamap_span_of(text);
	size_t shown = 0;

	while (rest.length > 0) {
		struct gpamap_span bytes = rest;
		uint32_t code;

		if (!gpamap_utf8_take(&rest, &code))
			code = GPAMAP_UTF8_REPLACEMENT;
		if (limit != 0 && ++shown == limit && rest.length > 0) {
			fputs("\xe2\x80\xa6", file);
			return;
		}
		bytes.length -= rest.length;
		write_character(file, bytes, code);
	}
}
