/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <string.h>
#include <wchar.h>

#include "utf8.h"

/* The length of the character that begins with @lead; 0: none does. */
static size_t sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead < 0xe0)
		return 2;
	if (lead >= 0xe0 && lead < 0xf0)
		return 3;
	if (lead >= 0xf0 && lead < 0xf5)
		return 4;
	return 0;
}

/* Overlong forms, surrogates and numbers past Unicode are no characters. */
static bool is_character(uint32_t code, size_t length)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	return code >= least[length] && code <= 0x10ffff &&
	       !(code >= 0xd800 && code <= 0xdfff);
}

bool gpamap_utf8_take(struct gpamap_span *text, uint32_t *code)
{
	unsigned char lead = (unsigned char)text->at[0];
	size_t length = sequence_length(lead);
	uint32_t value;
	size_t i;

	*code = GPAMAP_UTF8_REPLACEMENT;
	if (length == 0 || length > text->length)
		goto fault;
	value = length == 1 ? lead : lead & (0x7fu >> length);
	for (i = 1; i < length; i++) {
		if (((unsigned char)text->at[i] & 0xc0) != 0x80)
			goto fault;
		value = value << 6 | ((unsigned char)text->at[i] & 0x3fu);
	}
	if (!is_character(value, length))
		goto fault;
	*code = value;
	*text = gpamap_span_skip(*text, length);
	return true;
fault:
	*text = gpamap_span_skip(*text, 1);
	return false;
}

/* Bytes at the front of @text that are ASCII, in whole words. */
static size_t ascii_words(struct gpamap_span text)
{
	uint64_t word;
	size_t at;

	for (at = 0; text.length - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, text.at + at, sizeof(word));
		if ((word & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	return at;
}

bool gpamap_utf8_fault(struct gpamap_span text, size_t *offset)
{
	struct gpamap_span rest = text;
	struct gpamap_span before;
	uint32_t code;

	while (rest.length > 0) {
		rest = gpamap_span_skip(rest, ascii_words(rest));
		if (rest.length == 0)
			break;
		before = rest;
		if (!gpamap_utf8_take(&rest, &code)) {
			*offset = (size_t)(before.at - text.at);
			return true;
		}
	}
	return false;
}

struct gpamap_place gpamap_utf8_place(struct gpamap_span text, size_t offset)
{
	struct gpamap_place place = { 1, 1 };
	const char *stop =
		text.at + (offset < text.length ? offset : text.length);
	uint32_t code;

	while (text.at < stop) {
		gpamap_utf8_take(&text, &code);
		place.column++;
		if (code == '\n') {
			place.line++;
			place.column = 1;
		}
	}
	return place;
}

size_t gpamap_utf8_put(uint32_t code, char *out)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* Characters that move, colour or reorder rather than show. */
static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) ||
	       (code >= 0x200b && code <= 0x200f) ||
	       (code >= 0x2028 && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xfeff ||
	       (code & 0xfffe) == 0xfffe;
}

/* Write one character for the screen to @piece; give its columns. */
static size_t show_one(struct gpamap_span *text, bool ascii, char piece[16])
{
	struct gpamap_span start = *text;
	uint32_t code;
	size_t length;
	int width;

	if (!gpamap_utf8_take(text, &code))
		return (size_t)snprintf(piece, 16, "\\x%02x",
					(unsigned char)start.at[0]);
	if (is_control(code) || (ascii && code > 0x7e))
		return (size_t)snprintf(piece, 16,
					code > 0xffff ? "\\U%08x" : "\\u%04x",
					(unsigned int)code);
	length = start.length - text->length;
	memcpy(piece, start.at, length);
	piece[length] = '\0';
	width = wcwidth((wchar_t)code);
	return width < 0 ? 1 : (size_t)width;
}

static void put(FILE *file, const char *text)
{
	if (file != NULL)
		fputs(text, file);
}

size_t gpamap_utf8_show(FILE *file, const char *text, bool ascii, size_t limit)
{
	struct gpamap_span rest = gpamap_span_of(text);
	bool cut = limit != 0 && gpamap_utf8_show(NULL, text, ascii, 0) > limit;
	size_t room = cut ? limit - 1 : 0;
	size_t used = 0;
	char piece[16];
	size_t width;

	while (rest.length > 0) {
		width = show_one(&rest, ascii, piece);
		if (cut && used + width > room) {
			put(file, ascii ? "~" : "\xe2\x80\xa6");
			return used + 1;
		}
		put(file, piece);
		used += width;
	}
	return used;
}

/* Write all of @text; without a file, measure it. */
static size_t show_all(FILE *file, struct gpamap_span text, bool ascii)
{
	size_t used = 0;
	char piece[16];

	while (text.length > 0) {
		used += show_one(&text, ascii, piece);
		put(file, piece);
	}
	return used;
}

void gpamap_utf8_wrap(FILE *file, const char *text, bool ascii, size_t indent,
		      size_t width)
{
	struct gpamap_span rest = gpamap_span_of(text);
	size_t column = indent;
	bool first = true;

	while (rest.length > 0) {
		struct gpamap_span word = { rest.at, strcspn(rest.at, " ") };
		size_t columns = width == 0 ? 0 : show_all(NULL, word, ascii);

		if (!first && width != 0 && column + 1 + columns > width) {
			fprintf(file, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			putc(' ', file);
			column++;
		}
		column += columns;
		show_all(file, word, ascii);
		rest = gpamap_span_skip(rest, word.length + 1);
		first = false;
	}
	putc('\n', file);
}

#define WORD_MAX 24

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* ASCII's letters only: those of other languages are different ones. */
static int small(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

static bool same_letter(struct gpamap_span a, size_t i, struct gpamap_span b,
			size_t j)
{
	return small(a.at[i]) == small(b.at[j]);
}

/* Edits that turn @a into @b, in large letters or small: letters that are
 * wrong, missing, too many, or have changed places with a neighbour. Row by
 * row, the table of Levenshtein; a change of places looks two rows back. */
static size_t word_distance(struct gpamap_span a, struct gpamap_span b)
{
	size_t rows[3][WORD_MAX + 1];
	size_t i, j;

	for (j = 0; j <= b.length; j++)
		rows[0][j] = j;
	for (i = 1; i <= a.length; i++) {
		const size_t *above = rows[(i - 1) % 3];
		const size_t *before = rows[(i + 1) % 3];
		size_t *row = rows[i % 3];

		row[0] = i;
		for (j = 1; j <= b.length; j++) {
			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j],
				       above[j - 1] + !same_letter(a, i - 1, b,
								   j - 1));
			if (i > 1 && j > 1 && same_letter(a, i - 1, b, j - 2) &&
			    same_letter(a, i - 2, b, j - 1))
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return rows[a.length % 3][b.length];
}

static bool is_letter(char letter)
{
	return small(letter) >= 'a' && small(letter) <= 'z';
}

/* Say whether @word is one of the words that @name is made of. */
static bool is_part(struct gpamap_span word, struct gpamap_span name)
{
	size_t at, i;

	for (at = 0; at + word.length <= name.length; at++) {
		for (i = 0; i < word.length; i++)
			if (!same_letter(word, i, name, at + i))
				break;
		if (i == word.length &&
		    (at == 0 || !is_letter(name.at[at - 1])) &&
		    (at + i == name.length || !is_letter(name.at[at + i])))
			return true;
	}
	return false;
}

/* Mistakes in @word where @name was meant. Who says "ecam" for "pci-ecam" has
 * made one. */
static size_t mistakes(struct gpamap_span word, struct gpamap_span name)
{
	size_t distance = word_distance(word, name);

	return distance > 1 && word.length > 2 && is_part(word, name)
		       ? 1
		       : distance;
}

const char *gpamap_word_nearest(struct gpamap_span word,
				const char *const *names)
{
	const char *nearest = NULL;
	size_t best = word.length / 2 + 1;
	struct gpamap_span name;
	size_t distance;

	if (word.length > WORD_MAX)
		return NULL;
	if (best > 3)
		best = 3;
	for (; *names != NULL; names++) {
		name = gpamap_span_of(*names);
		if (name.length > WORD_MAX)
			continue;
		distance = mistakes(word, name);
		if (distance < best) {
			best = distance;
			nearest = *names;
		}
	}
	return nearest;
}
