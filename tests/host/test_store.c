/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/host/draft.h"

/* Strings stay as they are, and where they are, as others are added. */

#define STRINGS 20000

static struct gpamap_span numbered(char *text, size_t size, size_t index)
{
	snprintf(text, size, "%zu of many", index);
	return gpamap_span_of(text);
}

static void many(void **state)
{
	static const char *kept[STRINGS];
	struct gpamap_store store = { 0 };
	char text[32];
	size_t i;

	(void)state;
	for (i = 0; i < STRINGS; i++) {
		kept[i] = gpamap_store_add(&store,
					   numbered(text, sizeof(text), i));
		assert_non_null(kept[i]);
	}
	for (i = 0; i < STRINGS; i++) {
		numbered(text, sizeof(text), i);
		assert_string_equal(kept[i], text);
	}
	gpamap_store_clear(&store);
}

/* Empty, longer than a piece is at first, and longer than any piece. */
static void lengths(void **state)
{
	static const size_t sizes[] = { 0, 255, 256, 1, 100000, 3 };
	const char *kept[6];
	struct gpamap_store store = { 0 };
	char *text = malloc(100000);
	size_t i, k;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < 6; i++) {
		memset(text, 'a' + (int)i, 100000);
		kept[i] = gpamap_store_add(
			&store, (struct gpamap_span){ text, sizes[i] });
		assert_non_null(kept[i]);
	}
	for (i = 0; i < 6; i++) {
		assert_int_equal(strlen(kept[i]), sizes[i]);
		for (k = 0; k < sizes[i]; k++)
			assert_int_equal(kept[i][k], 'a' + (int)i);
	}
	free(text);
	gpamap_store_clear(&store);
	assert_null(store.last);
	assert_int_equal(store.used, 0);
}

/* Fill the next piece, which has @size characters, to the last of them. */
static void fill(struct gpamap_store *store, size_t size)
{
	size_t used;

	for (used = 2; used <= size; used += 2) {
		assert_string_equal(
			gpamap_store_add(store, gpamap_span_of("x")), "x");
		assert_int_equal(store->used, used);
	}
}

/* Each piece is twice as large as the one before, up to 64 KiB; what is longer
 * has one that fits. */
static void pieces(void **state)
{
	static char longest[100000];
	struct gpamap_store store = { 0 };
	size_t size;

	(void)state;
	memset(longest, 'x', sizeof(longest));
	for (size = 256; size <= 65536; size *= 2)
		fill(&store, size);
	fill(&store, 65536);
	fill(&store, 65536);
	gpamap_store_add(&store,
			 (struct gpamap_span){ longest, sizeof(longest) });
	assert_int_equal(store.used, sizeof(longest) + 1);
	fill(&store, 65536);
	gpamap_store_clear(&store);
	gpamap_store_add(&store, (struct gpamap_span){ longest, 999 });
	assert_int_equal(store.used, 1000);
	fill(&store, 2000);
	fill(&store, 4000);
	gpamap_store_clear(&store);
}

/* A name is kept once where the entries before it in the list bear it, too. */
static void names_in_a_row(void **state)
{
	static const char *const names[] = { "a", "a", "b", "a", NULL, "a" };
	struct gpamap_draft_entry entry = { .range = { 0, 0x1000 } };
	struct gpamap_draft draft = { 0 };
	struct gpamap_diags diags = { 0 };
	const struct gpamap_draft_entry *entries;
	struct gpamap_span none = { NULL, 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		assert_true(gpamap_draft_add(
			&draft, GPAMAP_LIST_MMIO, &entry,
			names[i] != NULL ? gpamap_span_of(names[i]) : none,
			&diags));
	entries = draft.lists[GPAMAP_LIST_MMIO].entries;
	for (i = 0; i < 6; i++) {
		if (names[i] == NULL)
			assert_null(entries[i].name);
		else
			assert_string_equal(entries[i].name, names[i]);
	}
	assert_ptr_equal(entries[0].name, entries[1].name);
	gpamap_draft_clear(&draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many),
		cmocka_unit_test(lengths),
		cmocka_unit_test(pieces),
		cmocka_unit_test(names_in_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
