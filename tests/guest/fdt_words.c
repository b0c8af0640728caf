/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

#include "fdt_words.h"

#define ROOM 65536
#define CELLS_MAX 256

/* Put the numbers of "1000,2000" into @cells; give how many there are. */
static int read_cells(const char *at, fdt32_t cells[CELLS_MAX])
{
	int count = 0;
	char *end;

	while (*at != '\0') {
		assert_true(count < CELLS_MAX);
		cells[count++] = cpu_to_fdt32((uint32_t)strtoul(at, &end, 16));
		assert_true(end > at && (*end == ',' || *end == '\0'));
		at = *end == ',' ? end + 1 : end;
	}
	return count;
}

/* @name is the whole word, cut at @mark, and @value what is behind. */
static void put_property(void *room, const char *name, char mark,
			 const char *value)
{
	int size = (int)strlen(value);
	fdt32_t cells[CELLS_MAX];

	if (mark == '=') {
		size = 4 * read_cells(value, cells);
		assert_int_equal(fdt_property(room, name, cells, size), 0);
		return;
	}
	size += mark == ':';
	assert_int_equal(fdt_property(room, name, value, size), 0);
}

static void put_word(void *room, char *word)
{
	char *last = word + strlen(word) - 1;
	char *mark = strpbrk(word, "=:~");
	char what;

	if (strcmp(word, "}") == 0) {
		assert_int_equal(fdt_end_node(room), 0);
	} else if (*last == '{') {
		*last = '\0';
		assert_int_equal(fdt_begin_node(room, word), 0);
	} else {
		assert_non_null(mark);
		what = *mark;
		*mark = '\0';
		put_property(room, word, what, mark + 1);
	}
}

/* Put the reservations; give the first word behind them. */
static char *put_reservations(void *room, char *word)
{
	static const char mark[] = "reserve=";
	char *end;

	while (word != NULL && strncmp(word, mark, strlen(mark)) == 0) {
		uint64_t start = strtoull(word + strlen(mark), &end, 16);

		assert_int_equal(*end, ',');
		assert_int_equal(
			fdt_add_reservemap_entry(room, start,
						 strtoull(end + 1, NULL, 16)),
			0);
		word = strtok(NULL, " ");
	}
	assert_int_equal(fdt_finish_reservemap(room), 0);
	return word;
}

struct tree tree_of(const char *words)
{
	char *copy = malloc(strlen(words) + 1);
	void *room = malloc(ROOM);
	char *word;

	assert_non_null(copy);
	assert_non_null(room);
	memcpy(copy, words, strlen(words) + 1);
	assert_int_equal(fdt_create(room, ROOM), 0);
	word = put_reservations(room, strtok(copy, " "));
	assert_int_equal(fdt_begin_node(room, ""), 0);
	for (; word != NULL; word = strtok(NULL, " "))
		put_word(room, word);
	free(copy);
	return tree_finish(room);
}

void tree_check(const char *words, const char *facts)
{
	struct tree tree = tree_of(words);

	assert_string_equal(tree_tell(&tree), facts);
	tree_free(&tree);
}

static bool tell_offset(void *context, const struct gpamap_fact *fact)
{
	char *text = context;

	sprintf(text + strlen(text), "%s0x%zx", *text != '\0' ? " " : "",
		fact->offset);
	return true;
}

void tree_check_offsets(const char *words, const char *offsets)
{
	struct tree tree = tree_of(words);
	char text[256] = "";

	assert_int_equal(gpamap_fdt_read(tree.bytes, tree.size, tell_offset,
					 text, NULL),
			 GPAMAP_OK);
	assert_string_equal(text, offsets);
	tree_free(&tree);
}
