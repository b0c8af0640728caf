/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "scan_value.h"
#include "utf8.h"

/* So many errors are enough: each takes more memory than what it is about. */
#define ERRORS_MAX 100u

/* Longer than any name or word that is known. */
#define WORD_MAX 64

__attribute__((format(printf, 3, 0))) static void
report(struct gpamap_scan *scan, struct gpamap_place place, const char *format,
       va_list arguments)
{
	char text[512];

	vsnprintf(text, sizeof(text), format, arguments);
	gpamap_diag_syntax(scan->diags, place, "%s", text);
	if (++scan->wrong < ERRORS_MAX)
		return;
	gpamap_diag_syntax(scan->diags, place,
			   "too much is wrong: what follows is not read");
	scan->over = true;
}

void gpamap_scan_wrong(struct gpamap_scan *scan, struct gpamap_place place,
		       const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(scan, place, format, arguments);
	va_end(arguments);
}

void gpamap_scan_no_memory(struct gpamap_scan *scan)
{
	gpamap_diag_no_memory(scan->diags);
	scan->over = true;
}

/* Say that something else belongs here, and pass over what does not. */
static bool refuse(struct gpamap_scan *scan, const char *wanted)
{
	const char *what = gpamap_scan_what(scan);
	const char *at = scan->at;

	gpamap_scan_skip(scan);
	if (!scan->over)
		gpamap_scan_wrong(scan, gpamap_scan_place(scan, at),
				  "%s belongs here, not %s", wanted, what);
	return false;
}

bool gpamap_scan_object(struct gpamap_scan *scan,
			struct gpamap_scan_members *members,
			const char *const *names, const char *within,
			uint32_t required)
{
	char words[WORD_MAX];

	*members = (struct gpamap_scan_members){
		.names = names,
		.within = within,
		.required = required,
		.first = true,
	};
	gpamap_scan_peek(scan);
	members->place = gpamap_scan_place(scan, scan->at);
	if (gpamap_scan_enter(scan, '{'))
		return true;
	snprintf(words, sizeof(words), "%s, an object,", within);
	return refuse(scan, words);
}

bool gpamap_scan_list(struct gpamap_scan *scan, const char *wanted)
{
	return gpamap_scan_enter(scan, '[') || refuse(scan, wanted);
}

static void report_missing(struct gpamap_scan *scan,
			   const struct gpamap_scan_members *members)
{
	uint32_t missing = members->required & ~members->seen;
	size_t i;

	for (i = 0; missing != 0; i++, missing /= 2)
		if (missing % 2 != 0)
			gpamap_scan_wrong(scan, members->place,
					  "%s lacks \"%s\"", members->within,
					  members->names[i]);
}

/* Take the key @name, if it comes next as it is. */
static bool take_key(struct gpamap_scan *scan, const char *name)
{
	const char *at = scan->at + 1;

	while (*name != '\0' && at < scan->end && *at == *name) {
		at++;
		name++;
	}
	if (*name != '\0' || at == scan->end || *at != '"')
		return false;
	scan->at = at + 1;
	return true;
}

/* What a short string means; one that is too long means nothing known. */
static struct gpamap_span meaning(struct gpamap_scan_string string,
				  char word[WORD_MAX])
{
	struct gpamap_span text = { word, 0 };

	if (!string.escaped)
		return string.text;
	if (string.text.length > WORD_MAX ||
	    !gpamap_scan_decode(string, word, &text.length))
		return string.text;
	return text;
}

static void report_unknown(struct gpamap_scan *scan, const char *at,
			   const struct gpamap_scan_members *members,
			   struct gpamap_span key)
{
	const char *nearest = gpamap_word_nearest(key, members->names);

	if (nearest != NULL)
		gpamap_scan_wrong(scan, gpamap_scan_place(scan, at),
				  "unknown member \"%.*s\" in %s: did you mean "
				  "\"%s\"?",
				  GPAMAP_SCAN_SHOW(key), members->within,
				  nearest);
	else
		gpamap_scan_wrong(scan, gpamap_scan_place(scan, at),
				  "unknown member \"%.*s\" in %s",
				  GPAMAP_SCAN_SHOW(key), members->within);
}

/* Take a key, whichever it is; false where it is no use, and its value gone. */
static bool find_key(struct gpamap_scan *scan,
		     struct gpamap_scan_members *members, size_t *name)
{
	const char *const *names = members->names;
	struct gpamap_scan_string string;
	const char *at = scan->at;
	struct gpamap_span key;
	char word[WORD_MAX];
	size_t i;

	if (!gpamap_scan_string(scan, &string) || !gpamap_scan_colon(scan))
		return false;
	key = meaning(string, word);
	for (i = 0; names[i] != NULL && !gpamap_span_is(key, names[i]); i++)
		;
	*name = i;
	if (names[i] == NULL)
		report_unknown(scan, at, members, key);
	else if ((members->seen >> i & 1) != 0)
		gpamap_scan_wrong(scan, gpamap_scan_place(scan, at),
				  "\"%s\" is given twice in %s", names[i],
				  members->within);
	else
		return true;
	gpamap_scan_skip(scan);
	return false;
}

bool gpamap_scan_next(struct gpamap_scan *scan,
		      struct gpamap_scan_members *members, size_t *name)
{
	const char *guess = members->names[members->expected];
	bool found = false;

	while (!found && gpamap_scan_key(scan, &members->first)) {
		*name = members->expected;
		if (guess != NULL &&
		    (members->seen >> members->expected & 1) == 0 &&
		    take_key(scan, guess))
			found = gpamap_scan_colon(scan);
		else
			found = find_key(scan, members, name);
	}
	if (!found) {
		if (!scan->over)
			report_missing(scan, members);
		return false;
	}
	members->seen |= UINT32_C(1) << *name;
	members->expected = *name + 1;
	return true;
}

/* Values of lower-case digits, plus one; 0: none. */
static const unsigned char digit_values[256] = {
	['0'] = 1,  ['1'] = 2,	['2'] = 3,  ['3'] = 4,	['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,	['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

/* Take "0x" and digits off the front of @text; give where they end. */
static const char *take_hex(struct gpamap_span text, size_t digits,
			    uint64_t *value)
{
	const char *end = text.at + (text.length < 18 ? text.length : 18);
	const char *at = text.at + 2;
	uint64_t number = 0;
	size_t count;

	if (text.length < 3 || text.at[0] != '0' || text.at[1] != 'x')
		return NULL;
	for (; at < end && digit_values[(unsigned char)*at] != 0; at++)
		number = number * 16 + digit_values[(unsigned char)*at] - 1;
	count = (size_t)(at - text.at) - 2;
	*value = number;
	if (count == 0 || (digits != 0 && count != digits) ||
	    (digits == 0 && count > 1 && text.at[2] == '0'))
		return NULL;
	return at;
}

bool gpamap_scan_hex(struct gpamap_scan *scan, const char *wanted,
		     size_t digits, uint64_t *value)
{
	struct gpamap_scan_string string;
	struct gpamap_span text;
	char word[WORD_MAX];
	const char *at, *behind;

	if (gpamap_scan_peek(scan) != '"')
		return refuse(scan, wanted);
	at = scan->at;
	text = (struct gpamap_span){ at + 1, (size_t)(scan->end - at) - 1 };
	behind = take_hex(text, digits, value);
	if (behind != NULL && behind < scan->end && *behind == '"') {
		scan->at = behind + 1;
		return true;
	}
	if (!gpamap_scan_string(scan, &string))
		return false;
	text = meaning(string, word);
	if (take_hex(text, digits, value) == text.at + text.length)
		return true;
	gpamap_scan_wrong(scan, gpamap_scan_place(scan, at),
			  "\"%.*s\" is not %s: \"0x\" and %s belong here",
			  GPAMAP_SCAN_SHOW(text), wanted,
			  digits != 0 ? "16 digits 0-9 and a-f"
				      : "up to 16 digits 0-9 and a-f without "
					"leading zeros");
	return false;
}

/* Take plain digits that make a number up to @max; false, nothing taken, where
 * something else stands. */
static bool take_count(struct gpamap_scan *scan, uint64_t max, uint64_t *value)
{
	const char *at = scan->at;
	uint64_t number = 0;

	/* Nothing follows a 0 that begins a number. */
	if (at < scan->end && *at == '0')
		at++;
	else
		while (at < scan->end && *at >= '0' && *at <= '9' &&
		       number <= max)
			number = number * 10 + (uint64_t)(*at++ - '0');
	if (at == scan->at || number > max ||
	    (at < scan->end && (*at == '.' || *at == 'e' || *at == 'E')))
		return false;
	scan->at = at;
	*value = number;
	return true;
}

bool gpamap_scan_count(struct gpamap_scan *scan, const char *wanted,
		       uint64_t max, uint64_t *value)
{
	char next = gpamap_scan_peek(scan);
	const char *at = scan->at;
	struct gpamap_span text;

	if (next != '-' && (next < '0' || next > '9'))
		return refuse(scan, wanted);
	if (take_count(scan, max, value))
		return true;
	if (!gpamap_scan_number(scan, &text))
		return false;
	gpamap_scan_wrong(scan, gpamap_scan_place(scan, at),
			  "%.*s is not %s: a whole number up to %" PRIu64
			  " belongs here",
			  GPAMAP_SCAN_SHOW(text), wanted, max);
	return false;
}

bool gpamap_scan_boolean(struct gpamap_scan *scan, const char *wanted,
			 bool *value)
{
	*value = gpamap_scan_word(scan, "true");
	return *value || gpamap_scan_word(scan, "false") ||
	       refuse(scan, wanted);
}

bool gpamap_scan_choice(struct gpamap_scan *scan, const char *wanted,
			const char *const *words, size_t *index)
{
	struct gpamap_scan_string string;
	struct gpamap_span text;
	char word[WORD_MAX];
	const char *at, *nearest;

	if (gpamap_scan_peek(scan) != '"')
		return refuse(scan, wanted);
	at = scan->at;
	for (*index = 0; words[*index] != NULL; ++*index)
		if (take_key(scan, words[*index]))
			return true;
	if (!gpamap_scan_string(scan, &string))
		return false;
	text = meaning(string, word);
	for (*index = 0; words[*index] != NULL; ++*index)
		if (gpamap_span_is(text, words[*index]))
			return true;
	nearest = gpamap_word_nearest(text, words);
	gpamap_scan_wrong(scan, gpamap_scan_place(scan, at),
			  "\"%.*s\" is not %s%s%s%s", GPAMAP_SCAN_SHOW(text),
			  wanted, nearest != NULL ? ": did you mean \"" : "",
			  nearest != NULL ? nearest : "",
			  nearest != NULL ? "\"?" : "");
	return false;
}

/* What the escapes of @string mean, as @text; heap, or NULL after an error. */
static char *decode(struct gpamap_scan *scan, struct gpamap_place place,
		    struct gpamap_scan_string string, struct gpamap_span *text)
{
	char *copy = gpamap_memory_take(1, string.text.length);

	if (copy == NULL)
		gpamap_scan_no_memory(scan);
	else if (!gpamap_scan_decode(string, copy, &text->length))
		gpamap_scan_wrong(scan, place,
				  "half of a surrogate pair is no character");
	else if (memchr(copy, '\0', text->length) != NULL)
		gpamap_scan_wrong(scan, place,
				  "a name cannot hold a NUL character");
	else
		return copy;
	free(copy);
	return NULL;
}

bool gpamap_scan_text(struct gpamap_scan *scan, const char *wanted,
		      struct gpamap_span *text, char **heap)
{
	struct gpamap_scan_string string;
	const char *at;

	*heap = NULL;
	if (gpamap_scan_peek(scan) != '"')
		return refuse(scan, wanted);
	at = scan->at;
	if (!gpamap_scan_string(scan, &string))
		return false;
	*text = string.text;
	if (!string.escaped)
		return true;
	*heap = decode(scan, gpamap_scan_place(scan, at), string, text);
	text->at = *heap;
	return *heap != NULL;
}
