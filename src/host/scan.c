/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "scan.h"
#include "utf8.h"

/* Our JSON needs three; more is somebody's attack or mistake. */
#define DEPTH_MAX 16

void gpamap_scan_begin(struct gpamap_scan *scan, struct gpamap_span source,
		       struct gpamap_diags *diags)
{
	*scan = (struct gpamap_scan){
		.at = source.at,
		.end = source.at + source.length,
		.diags = diags,
		.counted = source.at,
		.place = { 1, 1 },
	};
}

bool gpamap_scan_is_utf8(struct gpamap_scan *scan)
{
	struct gpamap_span rest = { scan->at, (size_t)(scan->end - scan->at) };
	size_t fault;

	if (!gpamap_utf8_fault(rest, &fault))
		return true;
	gpamap_diag_syntax(scan->diags,
			   gpamap_scan_place(scan, rest.at + fault),
			   "byte 0x%02x is not UTF-8",
			   (unsigned char)rest.at[fault]);
	scan->over = true;
	return false;
}

struct gpamap_place gpamap_scan_place(struct gpamap_scan *scan, const char *at)
{
	const char *from = scan->counted;
	const char *line;

	if (at < from)
		return scan->place;
	while ((line = memchr(from, '\n', (size_t)(at - from))) != NULL) {
		from = line + 1;
		scan->place.line++;
		scan->place.column = 1;
	}
	/* Columns are characters: bytes that begin one. */
	for (; from < at; from++)
		scan->place.column += ((unsigned char)*from & 0xc0) != 0x80;
	scan->counted = at;
	return scan->place;
}

void gpamap_scan_fault(struct gpamap_scan *scan, const char *at,
		       const char *wanted)
{
	if (scan->over)
		return;
	gpamap_diag_syntax(scan->diags, gpamap_scan_place(scan, at),
			   "not valid JSON: %s%s", wanted,
			   at == scan->end ? ", where it ends" : "");
	scan->over = true;
}

const char *gpamap_scan_what(struct gpamap_scan *scan)
{
	switch (gpamap_scan_peek(scan)) {
	case '{':
		return "an object";
	case '[':
		return "a list";
	case '"':
		return "a string";
	case 't':
	case 'f':
		return "true or false";
	case 'n':
		return "null";
	default:
		return "a number";
	}
}

bool gpamap_scan_enter(struct gpamap_scan *scan, char opener)
{
	if (gpamap_scan_peek(scan) != opener)
		return false;
	scan->at++;
	return true;
}

/* Go on to what is next before @closer, or past @closer. */
static bool go_on(struct gpamap_scan *scan, bool *first, char closer)
{
	char next = gpamap_scan_peek(scan);
	bool comma = next == ',' && !*first;

	if (comma) {
		scan->at++;
		next = gpamap_scan_peek(scan);
	}
	if (next == closer && !comma) {
		scan->at++;
		return false;
	}
	if (!*first && !comma) {
		gpamap_scan_fault(scan, scan->at,
				  closer == '}' ? "',' or '}' belongs here"
						: "',' or ']' belongs here");
		return false;
	}
	*first = false;
	return !scan->over;
}

bool gpamap_scan_item(struct gpamap_scan *scan, bool *first)
{
	return go_on(scan, first, ']');
}

bool gpamap_scan_key(struct gpamap_scan *scan, bool *first)
{
	if (!go_on(scan, first, '}'))
		return false;
	if (gpamap_scan_peek(scan) == '"')
		return true;
	gpamap_scan_fault(scan, scan->at, "a key in quotes belongs here");
	return false;
}

bool gpamap_scan_colon(struct gpamap_scan *scan)
{
	if (gpamap_scan_peek(scan) != ':') {
		gpamap_scan_fault(scan, scan->at, "':' belongs here");
		return false;
	}
	scan->at++;
	return true;
}

bool gpamap_scan_member(struct gpamap_scan *scan, bool *first,
			struct gpamap_scan_string *key)
{
	return gpamap_scan_key(scan, first) && gpamap_scan_string(scan, key) &&
	       gpamap_scan_colon(scan);
}

static unsigned int hex_digit(char byte)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *digit = byte != '\0' ? strchr(digits, byte) : NULL;
	size_t value;

	if (digit == NULL)
		return 16;
	value = (size_t)(digit - digits);
	return (unsigned int)(value < 16 ? value : value - 6);
}

/* Step to the byte that ends a string, or a run of its plain bytes. */
static const char *plain_end(const char *at, const char *end)
{
	while (at < end && *at != '"' && *at != '\\' &&
	       (unsigned char)*at >= 0x20)
		at++;
	return at;
}

static bool are_hex(const char *at, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (hex_digit(at[i]) > 15)
			return false;
	return true;
}

/* Step over the escape at @at; NULL where it is none. */
static const char *escape_end(const char *at, const char *end)
{
	if (end - at < 2 || at[1] == '\0' ||
	    strchr("\"\\/bfnrtu", at[1]) == NULL)
		return NULL;
	if (at[1] != 'u')
		return at + 2;
	return end - at >= 6 && are_hex(at + 2, 4) ? at + 6 : NULL;
}

bool gpamap_scan_string(struct gpamap_scan *scan,
			struct gpamap_scan_string *string)
{
	const char *begin = scan->at + 1;
	const char *at = plain_end(begin, scan->end);
	const char *escape;

	string->escaped = false;
	while (at < scan->end && *at == '\\') {
		escape = escape_end(at, scan->end);
		if (escape == NULL) {
			gpamap_scan_fault(scan, at, "an unknown escape");
			return false;
		}
		string->escaped = true;
		at = plain_end(escape, scan->end);
	}
	if (at == scan->end || *at != '"') {
		gpamap_scan_fault(scan, at,
				  at == scan->end
					  ? "a string is not closed"
					  : "a control character in a string");
		return false;
	}
	string->text = (struct gpamap_span){ begin, (size_t)(at - begin) };
	scan->at = at + 1;
	return true;
}

static uint32_t code_at(const char *at)
{
	uint32_t code = 0;
	size_t i;

	for (i = 0; i < 4; i++)
		code = code * 16 + hex_digit(at[i]);
	return code;
}

/* Take "uXXXX", and what belongs to it: characters above 0xffff are told as a
 * pair of surrogates. False where half of a pair is missing. */
static bool take_code(struct gpamap_span *rest, uint32_t *code)
{
	uint32_t low;

	*code = code_at(rest->at + 1);
	*rest = gpamap_span_skip(*rest, 5);
	if (*code < 0xd800 || *code >= 0xe000)
		return true;
	if (*code >= 0xdc00 || !gpamap_span_take(rest, "\\u"))
		return false;
	low = code_at(rest->at);
	*rest = gpamap_span_skip(*rest, 4);
	*code = 0x10000 + ((*code - 0xd800) << 10) + (low - 0xdc00);
	return low >= 0xdc00 && low < 0xe000;
}

static uint32_t short_escape(char byte)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *found = strchr(from, byte);

	return found == NULL ? (uint32_t)byte : (uint32_t)to[found - from];
}

bool gpamap_scan_decode(struct gpamap_scan_string string, char *out,
			size_t *length)
{
	struct gpamap_span rest = string.text;
	size_t used = 0;
	uint32_t code;

	while (rest.length > 0) {
		if (!gpamap_span_take(&rest, "\\")) {
			out[used++] = rest.at[0];
			rest = gpamap_span_skip(rest, 1);
			continue;
		}
		if (rest.at[0] != 'u') {
			code = short_escape(rest.at[0]);
			rest = gpamap_span_skip(rest, 1);
		} else if (!take_code(&rest, &code)) {
			return false;
		}
		used += gpamap_utf8_put(code, out + used);
	}
	*length = used;
	return true;
}

static bool take_digits(struct gpamap_scan *scan)
{
	const char *begin = scan->at;

	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9')
		scan->at++;
	if (scan->at > begin)
		return true;
	gpamap_scan_fault(scan, scan->at, "a digit belongs here");
	return false;
}

static bool take_one_of(struct gpamap_scan *scan, const char *bytes)
{
	if (scan->at == scan->end || *scan->at == '\0' ||
	    strchr(bytes, *scan->at) == NULL)
		return false;
	scan->at++;
	return true;
}

bool gpamap_scan_number(struct gpamap_scan *scan, struct gpamap_span *text)
{
	const char *begin = scan->at;

	take_one_of(scan, "-");
	if (!take_one_of(scan, "0") && !take_digits(scan))
		return false;
	if (take_one_of(scan, ".") && !take_digits(scan))
		return false;
	if (take_one_of(scan, "eE")) {
		take_one_of(scan, "+-");
		if (!take_digits(scan))
			return false;
	}
	*text = (struct gpamap_span){ begin, (size_t)(scan->at - begin) };
	return true;
}

bool gpamap_scan_word(struct gpamap_scan *scan, const char *word)
{
	size_t length = strlen(word);

	if (gpamap_scan_peek(scan) != word[0] ||
	    (size_t)(scan->end - scan->at) < length ||
	    memcmp(scan->at, word, length) != 0)
		return false;
	scan->at += length;
	return true;
}

static void skip_scalar(struct gpamap_scan *scan)
{
	struct gpamap_scan_string string;
	struct gpamap_span text;
	char next = gpamap_scan_peek(scan);

	if (next == '"')
		gpamap_scan_string(scan, &string);
	else if (next == '-' || (next >= '0' && next <= '9'))
		gpamap_scan_number(scan, &text);
	else if (!gpamap_scan_word(scan, "null") &&
		 !gpamap_scan_word(scan, "true") &&
		 !gpamap_scan_word(scan, "false"))
		gpamap_scan_fault(scan, scan->at, "a value belongs here");
}

void gpamap_scan_skip(struct gpamap_scan *scan)
{
	struct gpamap_scan_string key;
	char closers[DEPTH_MAX];
	bool first[DEPTH_MAX];
	size_t depth = 0;
	char next;

	do {
		next = gpamap_scan_peek(scan);
		if (next != '{' && next != '[') {
			skip_scalar(scan);
		} else if (depth == DEPTH_MAX) {
			gpamap_scan_fault(scan, scan->at, "nested too deep");
		} else {
			scan->at++;
			closers[depth] = next == '{' ? '}' : ']';
			first[depth++] = true;
		}
		while (depth > 0 && !scan->over &&
		       !(closers[depth - 1] == '}'
				 ? gpamap_scan_member(scan, &first[depth - 1],
						      &key)
				 : gpamap_scan_item(scan, &first[depth - 1])))
			depth--;
	} while (depth > 0 && !scan->over);
}
