/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "array.h"
#include "key_value.h"
#include "memory.h"
#include "number.h"

/* The value of a key, by its form. */

#define NO_MEMORY "takes more memory than there is"

static bool refuse(struct gpamap_key_fault *fault, struct gpamap_span at,
		   const char *why)
{
	fault->at = at;
	snprintf(fault->why, sizeof(fault->why), "%s", why);
	return false;
}

static bool is_size(const struct gpamap_key *key)
{
	return key->form == GPAMAP_KEY_SIZE || key->form >= GPAMAP_KEY_NUMBERS;
}

/* Write "a, b or c" of the words there are. */
static void list_words(const char *const *words, char *text, size_t size)
{
	size_t used = 0, i;

	text[0] = '\0';
	for (i = 0; words[i] != NULL && used < size; i++)
		used += (size_t)snprintf(text + used, size - used, "%s%s",
					 i == 0			? ""
					 : words[i + 1] == NULL ? " or "
								: ", ",
					 words[i]);
}

static bool parse_word(const char *const *words, struct gpamap_span text,
		       uint64_t *place, struct gpamap_key_fault *fault)
{
	char known[160];

	for (*place = 0; words[*place] != NULL; ++*place)
		if (gpamap_span_is(text, words[*place]))
			return true;
	list_words(words, known, sizeof(known));
	fault->at = text;
	snprintf(fault->why, sizeof(fault->why), "is not %s", known);
	return false;
}

/* "7.2" is 702. */
static bool parse_version(struct gpamap_span text, uint64_t *value,
			  struct gpamap_key_fault *fault)
{
	struct gpamap_span major = text;
	const char *ignored;
	uint64_t minor = 0;
	size_t dot;

	refuse(fault, text, "is not a version such as 7.2");
	if (gpamap_span_find(text, ".", &dot)) {
		major.length = dot;
		if (!gpamap_number_parse(gpamap_span_skip(text, dot + 1),
					 &minor, &ignored) ||
		    minor >= 100)
			return false;
	}
	if (!gpamap_number_parse(major, value, &ignored) || *value > 1000)
		return false;
	*value = *value * 100 + minor;
	return true;
}

static bool check_bounds(const struct gpamap_key *key, struct gpamap_span text,
			 uint64_t value, struct gpamap_key_fault *fault)
{
	char low[GPAMAP_SIZE_TEXT_MAX], high[GPAMAP_SIZE_TEXT_MAX];

	if (value >= key->min && value <= key->max)
		return true;
	gpamap_key_format(key, key->min, low, sizeof(low));
	gpamap_key_format(key, key->max, high, sizeof(high));
	fault->at = text;
	snprintf(fault->why, sizeof(fault->why), "is not within %s to %s", low,
		 high);
	return false;
}

static bool parse_number(const struct gpamap_key *key, struct gpamap_span text,
			 uint64_t *value, struct gpamap_key_fault *fault)
{
	const char *why = "";
	bool fine = is_size(key) ? gpamap_size_parse(text, value, &why)
				 : gpamap_number_parse(text, value, &why);

	if (!fine)
		return refuse(fault, text, why);
	if (key->unit != 0 && *value % key->unit != 0) {
		fault->at = text;
		snprintf(fault->why, sizeof(fault->why),
			 "is not a multiple of %" PRIu64, key->unit);
		return false;
	}
	return check_bounds(key, text, *value, fault);
}

/* Take what stands before @separator off the front of @rest. */
static struct gpamap_span take_part(struct gpamap_span *rest,
				    const char *separator)
{
	struct gpamap_span part = *rest;
	size_t offset;

	if (gpamap_span_find(*rest, separator, &offset)) {
		part.length = offset;
		*rest = gpamap_span_skip(*rest, offset + 1);
	} else {
		*rest = gpamap_span_skip(*rest, rest->length);
	}
	return part;
}

/* Say whether another part follows: "a+" has an empty one at its end. */
static bool is_more(struct gpamap_span text, struct gpamap_span part)
{
	return part.at + part.length < text.at + text.length;
}

static bool parse_words(const struct gpamap_key *key, struct gpamap_span text,
			uint64_t *value, struct gpamap_key_fault *fault)
{
	struct gpamap_span rest = text, part;
	uint64_t place;

	*value = 0;
	do {
		part = take_part(&rest, "+");
		if (!parse_word(key->words, part, &place, fault))
			return false;
		*value |= UINT64_C(1) << place;
	} while (is_more(text, part));
	return true;
}

/* Make one comma of two. */
static void single_commas(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++) {
		*to++ = *text;
		if (text[0] == ',' && text[1] == ',')
			text++;
	}
	*to = '\0';
}

static bool copy_text(const struct gpamap_key *key, struct gpamap_span text,
		      struct gpamap_value *value,
		      struct gpamap_key_fault *fault)
{
	bool printable = key->form == GPAMAP_KEY_TEXT;
	size_t i;

	for (i = 0; printable && i < text.length; i++)
		if (text.at[i] < ' ' || text.at[i] > '~')
			return refuse(fault, text, "is not printable ASCII");
	if (text.length == 0)
		return refuse(fault, text, "is empty");
	value->text = gpamap_span_copy(text);
	if (value->text == NULL)
		return refuse(fault, text, NO_MEMORY);
	single_commas(value->text);
	if (!printable || strlen(value->text) <= key->max)
		return true;
	fault->at = text;
	snprintf(fault->why, sizeof(fault->why),
		 "is longer than %" PRIu64 " characters", key->max);
	return false;
}

/* Digits of each group of a GUID, and whether its bytes are turned round.
 * Source: UEFI 2.10, appendix A, GUID and Time Formats. */
static const struct {
	size_t digits;
	bool turned;
} guid_groups[] = {
	{ 8, true }, { 4, true }, { 4, true }, { 4, false }, { 12, false }
};

#define GUID_BYTES 16

static bool parse_guid(struct gpamap_span text, struct gpamap_value *value,
		       struct gpamap_key_fault *fault)
{
	struct gpamap_span rest = text, part;
	size_t at = 0, group, i, bytes;
	uint64_t number;

	value->items = gpamap_memory_take(GUID_BYTES, sizeof(*value->items));
	value->count = GUID_BYTES;
	refuse(fault, text,
	       "is not a GUID such as 7f5a4e60-0b6b-4c1b-9e47-3a1f2c1d0e5a");
	for (group = 0; value->items != NULL && group < 5; group++) {
		part = take_part(&rest, "-");
		bytes = guid_groups[group].digits / 2;
		if (part.length != 2 * bytes || part.at[1] == 'x' ||
		    part.at[1] == 'X' ||
		    !gpamap_span_take_hex(&part, &number) || part.length > 0)
			return false;
		for (i = 0; i < bytes; i++)
			value->items[at + (guid_groups[group].turned
						   ? i
						   : bytes - 1 - i)] =
				number >> (8 * i) & 0xff;
		at += bytes;
	}
	return value->items != NULL && rest.length == 0;
}

static size_t columns_of(const struct gpamap_key *key)
{
	return (size_t)(key->form - GPAMAP_KEY_NUMBERS) + 1;
}

/* Parse "A:B:C" to the end of the items. */
static bool parse_entry(const struct gpamap_key *key, struct gpamap_span text,
			struct gpamap_value *value,
			struct gpamap_key_fault *fault)
{
	const struct gpamap_key id = { .form = GPAMAP_KEY_NUMBER,
				       .max = UINT32_MAX };
	uint64_t *item = &value->items[value->count * columns_of(key)];
	struct gpamap_span rest = text, part;
	size_t left = columns_of(key);
	char wanted[64];

	do {
		part = take_part(&rest, ":");
		if (--left == 0 && is_more(text, part))
			break;
		if (left > 0 && !is_more(text, part))
			break;
		if (!parse_number(left == 0 ? key : &id, part, item++, fault))
			return false;
	} while (left > 0);
	if (left == 0 && !is_more(text, part))
		return true;
	gpamap_key_shape(key, wanted, sizeof(wanted));
	fault->at = text;
	snprintf(fault->why, sizeof(fault->why), "is not of the form %s",
		 wanted);
	return false;
}

static bool parse_list(const struct gpamap_key *key, struct gpamap_span text,
		       struct gpamap_value *value,
		       struct gpamap_key_fault *fault)
{
	size_t entry = columns_of(key) * sizeof(*value->items);
	struct gpamap_span rest = text, part;
	size_t capacity = 0;

	do {
		if (!gpamap_array_reserve((void **)&value->items, &capacity,
					  value->count, entry))
			return refuse(fault, text, NO_MEMORY);
		part = take_part(&rest, "+");
		if (!parse_entry(key, part, value, fault))
			return false;
		value->count++;
	} while (is_more(text, part));
	return true;
}

bool gpamap_key_parse(const struct gpamap_key *key, struct gpamap_span text,
		      struct gpamap_value *value,
		      struct gpamap_key_fault *fault)
{
	value->given = true;
	switch (key->form) {
	case GPAMAP_KEY_SWITCH:
		value->number = gpamap_span_is(text, "on");
		return value->number == 1 || gpamap_span_is(text, "off") ||
		       refuse(fault, text, "is not on or off");
	case GPAMAP_KEY_NUMBER:
	case GPAMAP_KEY_SIZE:
		return parse_number(key, text, &value->number, fault);
	case GPAMAP_KEY_VERSION:
		return parse_version(text, &value->number, fault) &&
		       check_bounds(key, text, value->number, fault);
	case GPAMAP_KEY_WORD:
		return parse_word(key->words, text, &value->number, fault);
	case GPAMAP_KEY_WORDS:
		return parse_words(key, text, &value->number, fault);
	case GPAMAP_KEY_TEXT:
	case GPAMAP_KEY_FILE:
		return copy_text(key, text, value, fault);
	case GPAMAP_KEY_GUID:
		return parse_guid(text, value, fault);
	default:
		return parse_list(key, text, value, fault);
	}
}

/* Write a size by its largest unit: "32G", "0". */
static void format_size(uint64_t value, char *text, size_t size)
{
	static const char units[] = "KMGT";
	char unit[2] = "";
	size_t i;

	for (i = 0; units[i] != '\0' && value != 0 && value % 1024 == 0; i++) {
		value /= 1024;
		unit[0] = units[i];
	}
	snprintf(text, size, "%" PRIu64 "%s", value, unit);
}

void gpamap_key_format(const struct gpamap_key *key, uint64_t number,
		       char *text, size_t size)
{
	if (key->form == GPAMAP_KEY_SWITCH)
		snprintf(text, size, "%s", number != 0 ? "on" : "off");
	else if (key->form == GPAMAP_KEY_WORD)
		snprintf(text, size, "%s", key->words[number]);
	else if (key->form == GPAMAP_KEY_VERSION)
		snprintf(text, size, "%" PRIu64 ".%" PRIu64, number / 100,
			 number % 100);
	else if (key->form == GPAMAP_KEY_SIZE)
		format_size(number, text, size);
	else
		snprintf(text, size, "%" PRIu64, number);
}

void gpamap_key_shape(const struct gpamap_key *key, char *text, size_t size)
{
	static const char *const shapes[] = {
		[GPAMAP_KEY_SWITCH] = "on|off",
		[GPAMAP_KEY_NUMBER] = "N",
		[GPAMAP_KEY_SIZE] = "SIZE",
		[GPAMAP_KEY_VERSION] = "X.Y",
		[GPAMAP_KEY_TEXT] = "TEXT",
		[GPAMAP_KEY_FILE] = "FILE",
		[GPAMAP_KEY_GUID] = "GUID",
		[GPAMAP_KEY_NUMBERS] = "N+N+...",
		[GPAMAP_KEY_PAIRS] = "N:N+...",
		[GPAMAP_KEY_TRIPLES] = "N:N:N+...",
	};
	size_t used = 0, i;

	if (key->words == NULL || key->shape != NULL) {
		snprintf(text, size, "%s",
			 key->shape != NULL ? key->shape : shapes[key->form]);
		return;
	}
	text[0] = '\0';
	for (i = 0; key->words[i] != NULL && used < size; i++)
		used += (size_t)snprintf(text + used, size - used, "%s%s",
					 i > 0 ? "|" : "", key->words[i]);
	if (key->form == GPAMAP_KEY_WORDS && used < size)
		snprintf(text + used, size - used, "+...");
}
