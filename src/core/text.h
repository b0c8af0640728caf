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
	char *at;
	size_t size; /* 0 while measuring */
	size_t used;
};

/*@ predicate text_sound{L}(struct gpamap_text *text) =
      \valid(text) && \valid(text->at + (0 .. text->size - 1)) &&
      \separated(text, text->at + (0 .. text->size - 1));

    // Where a string ends.
    axiomatic Length {
      logic integer length{L}(char *string) reads string[0 ..];
    }
    predicate is_string{L}(char *string) =
      0 <= length(string) && \valid_read(string + (0 .. length(string))) &&
      string[length(string)] == 0 &&
      \forall integer i; 0 <= i < length(string) ==> string[i] != 0;
 */

/* Say whether two strings are equal; NULL equals only NULL. */
/*@ requires a == \null || is_string(a);
    requires b == \null || is_string(b);
    assigns \nothing;
    ensures a == \null || b == \null ==> (\result <==> a == b);
    ensures a != \null && b != \null ==> (\result <==>
      length(a) == length(b) &&
        \forall integer i; 0 <= i < length(a) ==> a[i] == b[i]);
 */
bool gpamap_text_equal(const char *a, const char *b);

/*@ requires text_sound(text) && text->used < SIZE_MAX;
    assigns text->used, text->at[0 .. text->size - 1];
    ensures text->used == \old(text->used) + 1;
    ensures \old(text->used) < text->size ==>
      text->at[\old(text->used)] == c;
 */
void gpamap_text_char(struct gpamap_text *text, char c);
/*@ requires text_sound(text) && is_string(string);
    requires text->used + length(string) <= SIZE_MAX;
    requires \separated(text, string + (0 .. length(string)));
    requires \separated(text->at + (0 .. text->size - 1),
                        string + (0 .. length(string)));
    assigns text->used, text->at[0 .. text->size - 1];
    ensures text->used == \old(text->used + length(string));
 */
void gpamap_text_string(struct gpamap_text *text, const char *string);
/*@ requires text_sound(text) && text->used <= SIZE_MAX - 20;
    assigns text->used, text->at[0 .. text->size - 1];
    ensures \old(text->used) < text->used <= \old(text->used) + 20;
 */
void gpamap_text_decimal(struct gpamap_text *text, uint64_t value);
/* 0x and as few digits as it takes. */
/*@ requires text_sound(text) && text->used <= SIZE_MAX - 18;
    assigns text->used, text->at[0 .. text->size - 1];
    ensures \old(text->used) + 2 < text->used <= \old(text->used) + 18;
 */
void gpamap_text_hex(struct gpamap_text *text, uint64_t value);
/* start-end, both in hexadecimal. */
/*@ requires text_sound(text) && text->used <= SIZE_MAX - 37;
    assigns text->used, text->at[0 .. text->size - 1];
    ensures \old(text->used) < text->used <= \old(text->used) + 37;
 */
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
