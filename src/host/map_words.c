/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "map_svg.h"
#include "map_words.h"
#include "markup.h"
#include "number.h"

/* Lengths are in tenths of a pixel. No font is at hand to measure with. */

#define LINE 140
#define MARGIN 60 /* of a box, on both sides */

/* The words of a box: what it is, how large, and its name or NULL. */
struct words {
	char kind[48];
	char size[GPAMAP_SIZE_TEXT_MAX];
	const char *name;
};

static void choose_words(const struct gpamap_box *box, struct words *words)
{
	const struct gpamap_entry *entry = &box->entry;

	gpamap_size_format_short(box->range.end - box->range.start,
				 words->size);
	words->name = entry->name;
	words->kind[0] = '\0';
	if (box->ranges + box->holes > 1) {
		snprintf(words->kind, sizeof(words->kind), "%zu range%s",
			 box->ranges, box->ranges == 1 ? "" : "s");
		words->name = NULL;
	} else if (entry->vnode != GPAMAP_NO_VNODE) {
		snprintf(words->kind, sizeof(words->kind), "%s %" PRIu64,
			 gpamap_kind_name(entry->kind), entry->vnode);
	} else if (entry->kind != GPAMAP_KIND_HOLE) {
		snprintf(words->kind, sizeof(words->kind), "%s",
			 gpamap_kind_name(entry->kind));
	}
}

/* Characters of @name that have @length; those of East Asia are twice as wide
 * as others. */
static size_t letters(const char *name, long length)
{
	size_t count = length <= 0 ? 0 : (size_t)length / GPAMAP_WORDS_LETTER;
	const unsigned char *byte = (const unsigned char *)name;

	while (*byte != '\0' && *byte < 0xe1)
		byte++;
	return *byte == '\0' ? count : count / 2;
}

/* Lines of a box, each ended by NUL. */
#define LINES 6u
#define LINE_TEXT 600u

struct lines {
	char text[LINES][LINE_TEXT];
	size_t count;
};

static void add_line(struct lines *lines, const char *text, size_t length)
{
	if (length >= LINE_TEXT)
		length = LINE_TEXT - 1;
	memcpy(lines->text[lines->count], text, length);
	lines->text[lines->count++][length] = '\0';
}

/* Bytes of @text for one line: up to a blank or a hyphen, or all there is. */
static size_t line_length(const char *text, size_t limit)
{
	size_t length = strlen(text);
	size_t i;

	if (length <= limit)
		return length;
	for (i = limit; i > 0; i--)
		if (text[i] == ' ' || text[i - 1] == '-')
			return i;
	return length;
}

/* Break a name into as many lines as there are left. */
static void add_name(struct lines *lines, const char *name, size_t limit)
{
	size_t length;

	while (*name != '\0' && lines->count < LINES) {
		length = lines->count + 1 == LINES ? strlen(name)
						   : line_length(name, limit);
		add_line(lines, name, length);
		name += length;
		name += *name == ' ';
	}
}

/* Write lines around the middle of a box, turned or not. */
static void write_lines(const struct gpamap_svg_box *at, bool turned,
			const struct lines *lines, FILE *file)
{
	long across = (turned ? at->height : at->width) - MARGIN;
	long x = at->x + at->width / 2, y = at->y + at->height / 2;
	long shift = 40 - (long)(lines->count - 1) * LINE / 2;
	size_t i, limit;

	for (i = 0; i < lines->count; i++) {
		limit = letters(lines->text[i], across);
		if (turned)
			gpamap_svg_turned_begin(file, x + shift, y, "");
		else
			gpamap_svg_text_begin(file, x, y + shift, "");
		gpamap_markup_text(file, lines->text[i], limit < 2 ? 2 : limit);
		gpamap_svg_text_end(file);
		shift += LINE;
	}
}

/* Does each line of a name have room, upright? */
static bool breaks(const char *name, size_t limit)
{
	size_t length;

	while (*name != '\0') {
		length = line_length(name, limit);
		if (length > limit)
			return false;
		name += length;
		name += *name == ' ';
	}
	return true;
}

/* Does what the box is have room upright, and its name, unless that has too
 * little room turned as well? */
static bool is_upright(const struct words *words,
		       const struct gpamap_svg_box *at)
{
	size_t limit = letters("", at->width - MARGIN);

	return strlen(words->kind) <= limit && strlen(words->size) <= limit &&
	       (words->name == NULL ||
		letters(words->name, at->height - MARGIN) <
			strlen(words->name) ||
		breaks(words->name, limit));
}

/* Choose lines that have room: upright where what it is fits, else turned.
 * Returns whether they are turned. */
static bool choose_lines(const struct words *words,
			 const struct gpamap_svg_box *at, struct lines *lines)
{
	long width = at->width;
	bool upright = is_upright(words, at);
	bool named = words->name != NULL && words->name[0] != '\0';
	char both[LINE_TEXT];

	snprintf(both, sizeof(both), "%s%s%s", words->kind,
		 words->kind[0] == '\0' ? "" : ", ", words->size);
	if (letters(both, at->height - MARGIN) < strlen(both))
		snprintf(both, sizeof(both), "%s", words->kind);
	if (upright && words->kind[0] != '\0')
		add_line(lines, words->kind, strlen(words->kind));
	if (upright)
		add_line(lines, words->size, strlen(words->size));
	else if (!named || width >= 2 * LINE + 20)
		add_line(lines, both, strlen(both));
	if (upright && named)
		add_name(lines, words->name,
			 letters(words->name, width - MARGIN));
	else if (named)
		add_line(lines, words->name, strlen(words->name));
	return !upright;
}

void gpamap_words_write(const struct gpamap_box *box,
			const struct gpamap_svg_box *at, FILE *file)
{
	struct lines lines = { .count = 0 };
	struct words words;
	bool turned;

	if (at->width < LINE)
		return;
	choose_words(box, &words);
	turned = choose_lines(&words, at, &lines);
	fprintf(file, "<g text-anchor=\"middle\" %s>\n",
		box->entry.kind == GPAMAP_KIND_HOLE ? GPAMAP_MAP_DIM
						    : "fill=\"#000\"");
	write_lines(at, turned, &lines, file);
	fputs("</g>\n", file);
}
