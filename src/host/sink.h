/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SINK_H
#define GPAMAP_HOST_SINK_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/*
 * Text on its way to a file. Formats write many small pieces; here they are
 * gathered, and the file gets few large ones. Errors show in the file's own
 * indicator. Between begin and end nothing else may be written to the file.
 */

#define GPAMAP_SINK_SIZE 16384u

/** Bytes of any number that the functions below write. */
#define GPAMAP_SINK_NUMBER_MAX 20u

struct gpamap_sink {
	FILE *file;
	size_t used;
	char bytes[GPAMAP_SINK_SIZE];
};

static inline void gpamap_sink_begin(struct gpamap_sink *sink, FILE *file)
{
	sink->file = file;
	sink->used = 0;
}

/** Hand all that was gathered to the file. */
void gpamap_sink_end(struct gpamap_sink *sink);

/** Write @length bytes that do not fit any more. */
void gpamap_sink_spill(struct gpamap_sink *sink, const char *bytes,
		       size_t length);

/** Give room for @length bytes, at most GPAMAP_SINK_SIZE; add to used what is
 * written there. */
static inline char *gpamap_sink_room(struct gpamap_sink *sink, size_t length)
{
	if (length > GPAMAP_SINK_SIZE - sink->used)
		gpamap_sink_end(sink);
	return sink->bytes + sink->used;
}

static inline void gpamap_sink_put(struct gpamap_sink *sink, const char *bytes,
				   size_t length)
{
	if (length > GPAMAP_SINK_SIZE - sink->used) {
		gpamap_sink_spill(sink, bytes, length);
		return;
	}
	memcpy(sink->bytes + sink->used, bytes, length);
	sink->used += length;
}

static inline void gpamap_sink_char(struct gpamap_sink *sink, char byte)
{
	*gpamap_sink_room(sink, 1) = byte;
	sink->used++;
}

static inline void gpamap_sink_text(struct gpamap_sink *sink, const char *text)
{
	gpamap_sink_put(sink, text, strlen(text));
}

/** Write @value with "0x" and no more digits than it has. */
void gpamap_sink_hex(struct gpamap_sink *sink, uint64_t value);

/** Write @value in at least @digits hexadecimal digits, at most 16. */
void gpamap_sink_digits(struct gpamap_sink *sink, uint64_t value,
			unsigned int digits);

/** Write @value in decimal. */
void gpamap_sink_number(struct gpamap_sink *sink, uint64_t value);

/**
 * Write @text as a double-quoted string that both JSON and YAML read back;
 * a byte that is no UTF-8 becomes U+FFFD.
 */
void gpamap_sink_quote(struct gpamap_sink *sink, const char *text);

#endif /* GPAMAP_HOST_SINK_H */
