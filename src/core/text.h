/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TEXT_H
#define GPAMAP_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/types.h>

/*
 * Text into a caller's buffer without stdio. What does not fit is counted,
 * not written, so one and the same function measures and fills.
 */
struct gpamap_text {
	char *at; /* NULL while measuring */
	size_t used;
};

/* Say whether two strings are equal; NULL equals only NULL. */
bool gpamap_text_equal(const char *a, const char *b);

void gpamap_text_string(struct gpamap_text *text, const char *string);
void gpamap_text_decimal(struct gpamap_text *text, uint64_t value);
/* 0x and as few digits as it takes. */
void gpamap_text_hex(struct gpamap_text *text, uint64_t value);
/* start-end, both in hexadecimal. */
void gpamap_text_range(struct gpamap_text *text, struct gpamap_range range);

/* "node 1", "vtl2 0x0-0x1000", "mmio[0] 0x0-0x1000"; nothing for no list. */
void gpamap_text_subject(struct gpamap_text *text,
			 const struct gpamap_subject *subject);

/* A function that says the whole of what @what is. */
typedef void gpamap_text_teller(struct gpamap_text *text, const void *what);

/* Tell @what into @buffer the way all writers do: measure, compare, fill. */
enum gpamap_status gpamap_text_write(gpamap_text_teller *tell, const void *what,
				     char *buffer, size_t size, size_t *need);

#endif /* GPAMAP_CORE_TEXT_H */
