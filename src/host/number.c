/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "number.h"

#define TOO_LARGE "is larger than 64 bits can hold"
#define NOT_A_NUMBER "is not a number"

/* More digits than the largest unit has halvings are never exact. */
#define FRACTION_MAX 50

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool refuse(const char **why, const char *reason)
{
	*why = reason;
	return false;
}

/* Take decimal digits off the front of @text. */
static bool take_decimal(struct gpamap_span *text, uint64_t *value,
			 const char **why)
{
	uint64_t number = 0;
	uint64_t digit;

	if (text->length == 0 || !is_digit(text->at[0]))
		return refuse(why, NOT_A_NUMBER);
	if (text->length > 1 && text->at[0] == '0' && is_digit(text->at[1]))
		return refuse(why, "begins with 0: write 0x for hexadecimal");
	while (text->length > 0 && is_digit(text->at[0])) {
		digit = (uint64_t)(text->at[0] - '0');
		if (number > (UINT64_MAX - digit) / 10)
			return refuse(why, TOO_LARGE);
		number = number * 10 + digit;
		*text = gpamap_span_skip(*text, 1);
	}
	*value = number;
	return true;
}

static bool begins_hex(struct gpamap_span text)
{
	return gpamap_span_begins(text, "0x") || gpamap_span_begins(text, "0X");
}

static bool parse_hex(struct gpamap_span text, uint64_t *value,
		      const char **why)
{
	struct gpamap_span digits = gpamap_span_skip(text, 2);
	size_t i;

	if (gpamap_span_take_hex(&text, value) && text.length == 0)
		return true;
	for (i = 0; i < digits.length; i++)
		if (strchr("0123456789abcdefABCDEF", digits.at[i]) == NULL)
			return refuse(why, "is not a hexadecimal number");
	if (digits.length == 0)
		return refuse(why, "is not a hexadecimal number");
	return refuse(why, TOO_LARGE);
}

/* Tell apart "f8000000", which wants a prefix, from "abc xyz". */
static bool refuse_word(struct gpamap_span text, const char **why)
{
	struct gpamap_span rest = text;
	uint64_t ignored;

	if (gpamap_span_take_hex(&rest, &ignored) && rest.length == 0)
		return refuse(why, "needs 0x before a hexadecimal number");
	if (text.length == 0)
		return refuse(why, "is empty where a number belongs");
	return refuse(why, NOT_A_NUMBER);
}

bool gpamap_number_parse(struct gpamap_span text, uint64_t *value,
			 const char **why)
{
	struct gpamap_span rest;

	text = gpamap_span_trim(text);
	if (begins_hex(text))
		return parse_hex(text, value, why);
	rest = text;
	if (rest.length == 0 || !is_digit(rest.at[0]))
		return refuse_word(text, why);
	if (!take_decimal(&rest, value, why))
		return false;
	return rest.length == 0 || refuse_word(text, why);
}

/* Parse what follows the digits: "", "K", "KiB", "KB"; @shift: log2 of it. */
static bool parse_unit(struct gpamap_span text, unsigned int *shift,
		       const char **why)
{
	static const char letters[] = "KMGTP";
	const char *letter;
	char first;

	text = gpamap_span_trim(text);
	*shift = 0;
	if (text.length == 0 || gpamap_span_is(text, "B"))
		return true;
	first = text.at[0];
	if (first >= 'a' && first <= 'z')
		first = (char)(first - 'a' + 'A');
	letter = first == '\0' ? NULL : strchr(letters, first);
	text = gpamap_span_skip(text, 1);
	if (letter == NULL || (text.length > 0 && !gpamap_span_is(text, "B") &&
			       !gpamap_span_is(text, "iB")))
		return refuse(why, "has an unknown unit; K, M, G, T and P are "
				   "known");
	*shift = 10 * (unsigned int)(letter - letters + 1);
	return true;
}

/*
 * Turn the decimal fraction @digits of a unit of 2^@shift into bytes, by
 * doubling it digit by digit: exact where no digit is left at the end.
 */
static bool scale_fraction(struct gpamap_span digits, unsigned int shift,
			   uint64_t *bytes)
{
	unsigned char digit[FRACTION_MAX];
	unsigned int carry, i;
	size_t place;
	unsigned char left = 0;

	while (digits.length > 0 && digits.at[digits.length - 1] == '0')
		digits.length--;
	*bytes = 0;
	if (digits.length > FRACTION_MAX)
		return false;
	for (place = 0; place < digits.length; place++)
		digit[place] = (unsigned char)(digits.at[place] - '0');
	for (i = 0; i < shift; i++) {
		carry = 0;
		for (place = digits.length; place > 0; place--) {
			carry += 2u * digit[place - 1];
			digit[place - 1] = (unsigned char)(carry % 10);
			carry /= 10;
		}
		*bytes = *bytes * 2 + carry;
	}
	for (place = 0; place < digits.length; place++)
		left |= digit[place];
	return left == 0;
}

/* Take ".25" off the front of @text; @digits is empty where none is there. */
static bool take_fraction(struct gpamap_span *text, struct gpamap_span *digits,
			  const char **why)
{
	*digits = (struct gpamap_span){ text->at, 0 };
	if (!gpamap_span_take(text, "."))
		return true;
	digits->at = text->at;
	while (text->length > 0 && is_digit(text->at[0])) {
		*text = gpamap_span_skip(*text, 1);
		digits->length++;
	}
	return digits->length > 0 || refuse(why, NOT_A_NUMBER);
}

bool gpamap_size_parse(struct gpamap_span text, uint64_t *bytes,
		       const char **why)
{
	struct gpamap_span rest, digits;
	uint64_t whole, part;
	unsigned int shift;

	text = gpamap_span_trim(text);
	if (begins_hex(text))
		return parse_hex(text, bytes, why);
	rest = text;
	if (rest.length == 0 || !is_digit(rest.at[0]))
		return refuse_word(text, why);
	if (!take_decimal(&rest, &whole, why) ||
	    !take_fraction(&rest, &digits, why) ||
	    !parse_unit(rest, &shift, why))
		return false;
	if (!scale_fraction(digits, shift, &part))
		return refuse(why, "is not a whole number of bytes");
	if (whole > UINT64_MAX >> shift)
		return refuse(why, TOO_LARGE);
	*bytes = (whole << shift) + part;
	return true;
}

static size_t range_sign(struct gpamap_span text)
{
	size_t i;

	for (i = 1; i < text.length; i++)
		if (text.at[i] == '-' || text.at[i] == '+')
			return i;
	return 0;
}

bool gpamap_range_looks(struct gpamap_span text)
{
	return range_sign(gpamap_span_trim(text)) != 0;
}

bool gpamap_range_parse(struct gpamap_span text, struct gpamap_range *range,
			const char **why)
{
	struct gpamap_span high;
	uint64_t start, other;
	size_t sign;

	text = gpamap_span_trim(text);
	sign = range_sign(text);
	if (sign == 0)
		return refuse(why, "is not a range: write start-end or "
				   "start+size");
	high = gpamap_span_skip(text, sign + 1);
	if (!gpamap_size_parse((struct gpamap_span){ text.at, sign }, &start,
			       why) ||
	    !gpamap_size_parse(high, &other, why))
		return false;
	if (text.at[sign] == '-') {
		*range = (struct gpamap_range){ start, other };
		return true;
	}
	if (other > UINT64_MAX - start)
		return refuse(why, "ends past the 64-bit address space");
	*range = (struct gpamap_range){ start, start + other };
	return true;
}

static const char *const units[] = {
	"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB",
};

/* The index of the largest unit that @bytes reaches. */
static unsigned int largest_unit(uint64_t bytes)
{
	unsigned int unit = 0;

	while (unit < 6 && bytes >> (10 * (unit + 1)) != 0)
		unit++;
	return unit;
}

/* Write @bytes in @unit if at most two decimals do it: quarters always do. */
static bool format_quarters(uint64_t bytes, unsigned int unit, char *text)
{
	static const char *const quarters[] = { "", ".25", ".5", ".75" };
	unsigned int shift = 10 * unit;
	uint64_t rest = bytes - (bytes >> shift << shift);
	uint64_t quarter;

	if (unit == 0) {
		snprintf(text, GPAMAP_SIZE_TEXT_MAX, "%" PRIu64 " %s", bytes,
			 bytes == 1 ? "byte" : units[0]);
		return true;
	}
	quarter = rest >> (shift - 2);
	if (rest != quarter << (shift - 2))
		return false;
	snprintf(text, GPAMAP_SIZE_TEXT_MAX, "%" PRIu64 "%s %s", bytes >> shift,
		 quarters[quarter], units[unit]);
	return true;
}

/* In GiB, MiB and KiB, of which none is left over. */
static void format_three(uint64_t bytes, char *text)
{
	unsigned int shift;
	size_t used = 0;

	for (shift = 30; shift > 0; shift -= 10) {
		uint64_t count = bytes >> shift;

		bytes -= count << shift;
		if (count > 0)
			used += (size_t)snprintf(text + used,
						 GPAMAP_SIZE_TEXT_MAX - used,
						 "%s%" PRIu64 " %s",
						 used > 0 ? " + " : "", count,
						 units[shift / 10]);
	}
}

void gpamap_size_format(uint64_t bytes, char *text)
{
	unsigned int unit = largest_unit(bytes);
	uint64_t rest = bytes - (bytes >> (10 * unit) << (10 * unit));
	unsigned int small = unit;

	if (format_quarters(bytes, unit, text))
		return;
	while (small > 0 && rest != rest >> (10 * small) << (10 * small))
		small--;
	if (small > 0 && rest >> (10 * small) < 10000)
		snprintf(text, GPAMAP_SIZE_TEXT_MAX,
			 "%" PRIu64 " %s + %" PRIu64 " %s",
			 bytes >> (10 * unit), units[unit],
			 rest >> (10 * small), units[small]);
	else if (small > 0)
		format_three(bytes, text);
	else
		snprintf(text, GPAMAP_SIZE_TEXT_MAX, "%" PRIu64 " bytes",
			 bytes);
}

void gpamap_size_format_short(uint64_t bytes, char *text)
{
	unsigned int unit = largest_unit(bytes);
	uint64_t fraction, hundredths;

	if (format_quarters(bytes, unit, text))
		return;
	/* In 1/1024 of the unit, so that times 100 stays in 64 bits. */
	fraction = bytes >> (10 * (unit - 1));
	hundredths = (fraction * 100 + 512) / 1024;
	if (hundredths >= 102400 && unit < 6) {
		hundredths = 100;
		unit++;
	}
	if (hundredths % 100 == 0)
		snprintf(text, GPAMAP_SIZE_TEXT_MAX, "~%" PRIu64 " %s",
			 hundredths / 100, units[unit]);
	else if (hundredths % 10 == 0)
		snprintf(text, GPAMAP_SIZE_TEXT_MAX,
			 "~%" PRIu64 ".%" PRIu64 " %s", hundredths / 100,
			 hundredths % 100 / 10, units[unit]);
	else
		snprintf(text, GPAMAP_SIZE_TEXT_MAX,
			 "~%" PRIu64 ".%02" PRIu64 " %s", hundredths / 100,
			 hundredths % 100, units[unit]);
}
