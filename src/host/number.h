/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_NUMBER_H
#define GPAMAP_HOST_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include <gpamap/types.h>

#include "span.h"

/*
 * Numbers as people write and read them. Each parser returns false with the
 * reason in *@why: a static phrase that follows the number in a sentence, as
 * in `"2X" has an unknown unit`.
 */

/** Bytes that hold any text the formatters below write, with its NUL. */
#define GPAMAP_SIZE_TEXT_MAX 40

/** Parse a whole number: decimal, or hexadecimal with 0x. */
bool gpamap_number_parse(struct gpamap_span text, uint64_t *value,
			 const char **why);

/**
 * Parse a size or an address in bytes: as gpamap_number_parse(), or decimal
 * with a unit K, M, G, T or P, which "iB" or "B" may follow; all units are
 * powers of 1024. A fraction is accepted where it is exact in bytes.
 */
bool gpamap_size_parse(struct gpamap_span text, uint64_t *bytes,
		       const char **why);

/**
 * Parse a range: "start-end" or "start+size", end not included. No rule for
 * ranges is applied here: the constructors have them.
 */
bool gpamap_range_parse(struct gpamap_span text, struct gpamap_range *range,
			const char **why);

/** Say whether @text looks like a range rather than a size. */
bool gpamap_range_looks(struct gpamap_span text);

/**
 * Write @bytes exactly: "3.5 GiB", "1 MiB + 4 KiB", "2 GiB + 1023 MiB
 * + 252 KiB", "1048577 bytes".
 *
 * @text: out; GPAMAP_SIZE_TEXT_MAX bytes.
 */
void gpamap_size_format(uint64_t bytes, char *text);

/** Write @bytes in at most 12 characters: exact, or rounded with a "~". */
void gpamap_size_format_short(uint64_t bytes, char *text);

#endif /* GPAMAP_HOST_NUMBER_H */
