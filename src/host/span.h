/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SPAN_H
#define GPAMAP_HOST_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A piece of text that is not ended by a NUL, and what can be taken from it. */

struct gpamap_span {
	const char *at;
	size_t length;
};

/** A place in a source: both count from 1; line 0 means no place. */
struct gpamap_place {
	uint32_t line;
	uint32_t column;
};

/** Give a span over the NUL-terminated @text. */
struct gpamap_span gpamap_span_of(const char *text);

/** Give @span without blanks at either end. */
struct gpamap_span gpamap_span_trim(struct gpamap_span span);

/** Give @span without its first @count bytes, at most all. */
static inline struct gpamap_span gpamap_span_skip(struct gpamap_span span,
						  size_t count)
{
	if (count > span.length)
		count = span.length;
	return (struct gpamap_span){ span.at + count, span.length - count };
}

/** Say whether @span begins with @text. */
static inline bool gpamap_span_begins(struct gpamap_span span, const char *text)
{
	size_t length;

	/* Most answers are no, and then the first byte tells it. */
	if (text[0] != '\0' && (span.length == 0 || span.at[0] != text[0]))
		return false;
	length = strlen(text);
	return span.length >= length && memcmp(span.at, text, length) == 0;
}

/** Say whether @span is exactly @text. */
static inline bool gpamap_span_is(struct gpamap_span span, const char *text)
{
	return gpamap_span_begins(span, text) && span.length == strlen(text);
}

/**
 * Find @text in @span.
 *
 * @offset: out, may be NULL: bytes before it.
 */
bool gpamap_span_find(struct gpamap_span span, const char *text,
		      size_t *offset);

/**
 * Take a hexadecimal number off the front of @span; "0x" may stand before it.
 *
 * Returns false, @span untouched, where no digit or too many are there.
 */
bool gpamap_span_take_hex(struct gpamap_span *span, uint64_t *value);

/** Take @text off the front of @span, if it is there. */
static inline bool gpamap_span_take(struct gpamap_span *span, const char *text)
{
	if (!gpamap_span_begins(*span, text))
		return false;
	*span = gpamap_span_skip(*span, strlen(text));
	return true;
}

/**
 * Take the next line off the front of @rest, without its line end.
 *
 * Returns false when @rest is used up.
 */
bool gpamap_span_take_line(struct gpamap_span *rest, struct gpamap_span *line);

/** Copy @span to the heap with a NUL. Returns NULL for lack of memory. */
char *gpamap_span_copy(struct gpamap_span span);

#endif /* GPAMAP_HOST_SPAN_H */
