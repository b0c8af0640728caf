/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
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

/* Values of hexadecimal digits, plus one; 0: none. */
static const unsigned char digit_values[256] = {
	['0'] = 1,  ['1'] = 2,	['2'] = 3,  ['3'] = 4,	['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,	['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
	['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

bool gpamap_span_take_hex(struct gpamap_span *span, uint64_t *value)
{
	const char *end = span->at + span->length;
	struct gpamap_span rest = *span;
	unsigned int digit;
	uint64_t number = 0;
	const char *at;

	if (!gpamap_span_take(&rest, "0x"))
		gpamap_span_take(&rest, "0X");
	for (at = rest.at; at < end; at++) {
		digit = digit_values[(unsigned char)*at];
		if (digit == 0)
			break;
		if (number >> 60 != 0)
			return false;
		number = number * 16 + digit - 1;
	}
	if (at == rest.at)
		return false;
	*span = (struct gpamap_span){ at, (size_t)(end - at) };
	*value = number;
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
	char *copy = gpamap_memory_take(1, span.length + 1);

	if (copy == NULL)
		return NULL;
	memcpy(copy, span.at, span.length);
	copy[span.length] = '\0';
	return copy;
}
