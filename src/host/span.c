/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "span.h"

struct gpamap_span gpamap_span_of(const char *text)
{
	return (struct gpamap_span){ text, strlen(text) };
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

struct gpamap_span gpamap_span_trim(struct gpamap_span span)
{
	while (span.length > 0 && is_blank(span.at[0]))
		span = gpamap_span_skip(span, 1);
	while (span.length > 0 && is_blank(span.at[span.length - 1]))
		span.length--;
	return span;
}

struct gpamap_span gpamap_span_skip(struct gpamap_span span, size_t count)
{
	if (count > span.length)
		count = span.length;
	return (struct gpamap_span){ span.at + count, span.length - count };
}

bool gpamap_span_is(struct gpamap_span span, const char *text)
{
	return span.length == strlen(text) && gpamap_span_begins(span, text);
}

bool gpamap_span_begins(struct gpamap_span span, const char *text)
{
	size_t length = strlen(text);

	return span.length >= length && memcmp(span.at, text, length) == 0;
}

bool gpamap_span_find(struct gpamap_span span, const char *text, size_t *offset)
{
	size_t length = strlen(text);
	const char *from = span.at;
	const char *hit;

	while ((size_t)(span.at + span.length - from) >= length) {
		hit = memchr(from, text[0],
			     (size_t)(span.at + span.length - from) - length +
				     1);
		if (hit == NULL)
			return false;
		if (memcmp(hit, text, length) == 0) {
			if (offset != NULL)
				*offset = (size_t)(hit - span.at);
			return true;
		}
		from = hit + 1;
	}
	return false;
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

bool gpamap_span_take_hex(struct gpamap_span *span, uint64_t *value)
{
	struct gpamap_span rest = *span;
	uint64_t number = 0;
	size_t digits = 0;
	int digit;

	if (!gpamap_span_take(&rest, "0x"))
		gpamap_span_take(&rest, "0X");
	while (rest.length > 0 && (digit = hex_digit(rest.at[0])) >= 0) {
		if (number >> 60 != 0)
			return false;
		number = number * 16 + (uint64_t)digit;
		digits++;
		rest = gpamap_span_skip(rest, 1);
	}
	if (digits == 0)
		return false;
	*span = rest;
	*value = number;
	return true;
}

bool gpamap_span_take(struct gpamap_span *span, const char *text)
{
	if (!gpamap_span_begins(*span, text))
		return false;
	*span = gpamap_span_skip(*span, strlen(text));
	return true;
}

bool gpamap_span_take_line(struct gpamap_span *rest, struct gpamap_span *line)
{
	const char *end;
	size_t length;

	if (rest->length == 0)
		return false;
	end = memchr(rest->at, '\n', rest->length);
	length = end != NULL ? (size_t)(end - rest->at) : rest->length;
	*line = (struct gpamap_span){ rest->at, length };
	*rest = gpamap_span_skip(*rest, end != NULL ? length + 1 : length);
	if (line->length > 0 && line->at[line->length - 1] == '\r')
		line->length--;
	return true;
}

char *gpamap_span_copy(struct gpamap_span span)
{
	char *copy = malloc(span.length + 1);

	if (copy == NULL)
		return NULL;
	memcpy(copy, span.at, span.length);
	copy[span.length] = '\0';
	return copy;
}
