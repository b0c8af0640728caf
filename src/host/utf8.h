/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_UTF8_H
#define GPAMAP_HOST_UTF8_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "span.h"

/* UTF-8 from outside: checked, measured, and made safe to show. */

/** What stands for a byte that is no UTF-8. */
#define GPAMAP_UTF8_REPLACEMENT 0xfffdu

/**
 * Take one character off the front of @text, which is not empty.
 *
 * @code: out; GPAMAP_UTF8_REPLACEMENT for a byte that begins no character.
 * Returns false for such a byte; one byte is taken then.
 */
bool gpamap_utf8_take(struct gpamap_span *text, uint32_t *code);

/**
 * Write the character @code, below 0x110000 and no surrogate, to @out.
 *
 * Returns the bytes written: 1 to 4.
 */
size_t gpamap_utf8_put(uint32_t code, char *out);

/**
 * Find the first byte of @text that is no UTF-8.
 *
 * Returns false where all of it is UTF-8.
 */
bool gpamap_utf8_fault(struct gpamap_span text, size_t *offset);

/** Give the place of the byte at @offset of @text; columns are characters. */
struct gpamap_place gpamap_utf8_place(struct gpamap_span text, size_t offset);

/**
 * Write @text so that no terminal obeys it: control characters and stray
 * bytes as \xNN or \uNNNN, and all but ASCII too where @ascii is set.
 *
 * @file: NULL measures only.
 * @limit: columns to use at most, the last for an ellipsis; 0: no limit.
 * Returns the columns used.
 */
size_t gpamap_utf8_show(FILE *file, const char *text, bool ascii, size_t limit);

/**
 * Write @text as gpamap_utf8_show() does, behind @indent columns in use, and
 * end the line. Lines are broken at blanks, and go on at @indent.
 *
 * @width: columns of a line, at most, but for a single word; 0: no limit.
 */
void gpamap_utf8_wrap(FILE *file, const char *text, bool ascii, size_t indent,
		      size_t width);

/**
 * Give the one of @names nearest to @word, or NULL where none is near enough
 * to be meant: few letters differ, or @word is a part of it, as "ecam" is of
 * "pci-ecam".
 *
 * @names: ended by NULL.
 */
const char *gpamap_word_nearest(struct gpamap_span word,
				const char *const *names);

#endif /* GPAMAP_HOST_UTF8_H */
