/* SPDX-License-Identifier: MIT */
#include "sink.h"
#include "utf8.h"

void gpamap_sink_end(struct gpamap_sink *sink)
{
	if (sink->used > 0)
		fwrite(sink->bytes, 1, sink->used, sink->file);
	sink->used = 0;
}

void gpamap_sink_spill(struct gpamap_sink *sink, const char *bytes,
		       size_t length)
{
	gpamap_sink_end(sink);
	if (length > GPAMAP_SINK_SIZE) {
		fwrite(bytes, 1, length, sink->file);
		return;
	}
	memcpy(sink->bytes, bytes, length);
	sink->used = length;
}

/* How many hexadecimal digits @value has. */
static unsigned int hex_length(uint64_t value)
{
	return (67u - (unsigned int)__builtin_clzll(value | 1)) / 4;
}

static void write_hex(char *at, uint64_t value, unsigned int digits)
{
	while (digits-- > 0) {
		at[digits] = "0123456789abcdef"[value % 16];
		value /= 16;
	}
}

void gpamap_sink_hex(struct gpamap_sink *sink, uint64_t value)
{
	char *at = gpamap_sink_room(sink, GPAMAP_SINK_NUMBER_MAX);
	unsigned int digits = hex_length(value);

	at[0] = '0';
	at[1] = 'x';
	write_hex(at + 2, value, digits);
	sink->used += digits + 2;
}

void gpamap_sink_digits(struct gpamap_sink *sink, uint64_t value,
			unsigned int digits)
{
	char *at = gpamap_sink_room(sink, GPAMAP_SINK_NUMBER_MAX);
	unsigned int least = hex_length(value);

	if (digits < least)
		digits = least;
	write_hex(at, value, digits);
	sink->used += digits;
}

void gpamap_sink_number(struct gpamap_sink *sink, uint64_t value)
{
	char text[GPAMAP_SINK_NUMBER_MAX];
	char *end = text + sizeof(text);
	char *at = end;

	do {
		*--at = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	gpamap_sink_put(sink, at, (size_t)(end - at));
}

/* What YAML readers refuse or take for a line end when it stands bare. */
static bool needs_escape(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 ||
	       code == 0x2029 || code == 0xfeff || code == 0xfffe ||
	       code == 0xffff;
}

static void quote_one(struct gpamap_sink *sink, struct gpamap_span *rest)
{
	struct gpamap_span start = *rest;
	uint32_t code;

	if (!gpamap_utf8_take(rest, &code)) {
		gpamap_sink_text(sink, "\xef\xbf\xbd");
	} else if (code == '"' || code == '\\') {
		gpamap_sink_char(sink, '\\');
		gpamap_sink_char(sink, (char)code);
	} else if (needs_escape(code)) {
		gpamap_sink_text(sink, "\\u");
		gpamap_sink_digits(sink, code, 4);
	} else {
		gpamap_sink_put(sink, start.at, start.length - rest->length);
	}
}

/* ASCII that stands for itself. */
static bool is_plain(char byte)
{
	return byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\';
}

void gpamap_sink_quote(struct gpamap_sink *sink, const char *text)
{
	struct gpamap_span rest = gpamap_span_of(text);
	size_t plain;

	gpamap_sink_char(sink, '"');
	while (rest.length > 0) {
		for (plain = 0; plain < rest.length && is_plain(rest.at[plain]);
		     plain++)
			;
		gpamap_sink_put(sink, rest.at, plain);
		rest = gpamap_span_skip(rest, plain);
		if (rest.length > 0)
			quote_one(sink, &rest);
	}
	gpamap_sink_char(sink, '"');
}
