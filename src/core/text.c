/* SPDX-License-Identifier: MIT */
#include "text.h"

bool gpamap_text_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

static void put(struct gpamap_text *text, char c)
{
	if (text->at != NULL)
		text->at[text->used] = c;
	text->used++;
}

void gpamap_text_string(struct gpamap_text *text, const char *string)
{
	while (*string != '\0')
		put(text, *string++);
}

/* Digit by digit from the highest, by subtraction: a division of 64 bits is a
 * call into the compiler's library where registers have 32. */
void gpamap_text_decimal(struct gpamap_text *text, uint64_t value)
{
	uint64_t units[20]; /* 2^64 has 20 decimal digits */
	size_t count = 1;

	units[0] = 1;
	while (count < 20 && units[count - 1] * 10 <= value) {
		units[count] = units[count - 1] * 10;
		count++;
	}
	while (count > 0) {
		char digit = '0';

		count--;
		while (value >= units[count]) {
			value -= units[count];
			digit++;
		}
		put(text, digit);
	}
}

void gpamap_text_hex(struct gpamap_text *text, uint64_t value)
{
	char digits[16];
	size_t count = 0;

	gpamap_text_string(text, "0x");
	do {
		digits[count++] = "0123456789abcdef"[value % 16];
		value /= 16;
	} while (value != 0);
	while (count > 0)
		put(text, digits[--count]);
}

void gpamap_text_range(struct gpamap_text *text, struct gpamap_range range)
{
	gpamap_text_hex(text, range.start);
	put(text, '-');
	gpamap_text_hex(text, range.end);
}

enum gpamap_status gpamap_text_write(gpamap_text_teller *tell, const void *what,
				     char *buffer, size_t size, size_t *need)
{
	struct gpamap_text text = { NULL, 0 };

	if (buffer == NULL && size != 0)
		return GPAMAP_ERR_ARGUMENT;
	tell(&text, what);
	put(&text, '\0');
	if (need != NULL)
		*need = text.used;
	if (buffer == NULL)
		return GPAMAP_OK;
	if (size < text.used)
		return GPAMAP_ERR_NO_SPACE;
	text.at = buffer;
	text.used = 0;
	tell(&text, what);
	put(&text, '\0');
	return GPAMAP_OK;
}
