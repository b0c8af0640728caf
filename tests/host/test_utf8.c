/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/host/utf8.h"
#include "support.h"

static void expect_wrapped(const char *text, bool ascii, size_t indent,
			   size_t width, const char *wanted)
{
	char said[256] = "";
	FILE *file = fmemopen(said, sizeof(said), "w");

	assert_non_null(file);
	gpamap_utf8_wrap(file, text, ascii, indent, width);
	fclose(file);
	assert_string_equal(said, wanted);
}

/* A line is full at its width, and not before; the next begins at the indent. */
static void wrap_at_blanks(void **state)
{
	(void)state;
	expect_wrapped("one two three", false, 0, 7, "one two\nthree\n");
	expect_wrapped("one two three", false, 0, 6, "one\ntwo\nthree\n");
	expect_wrapped("one two three", false, 2, 9, "one two\n  three\n");
	expect_wrapped("one two three", false, 2, 8, "one\n  two\n  three\n");
}

/* What has no blank stays whole, and without a width all does. */
static void wrap_keeps_words(void **state)
{
	(void)state;
	expect_wrapped("", false, 4, 8, "\n");
	expect_wrapped("word", false, 4, 5, "word\n");
	expect_wrapped("a longest b", false, 0, 4, "a\nlongest\nb\n");
	expect_wrapped("one  two three", false, 0, 0, "one  two three\n");
}

/* Columns count, not bytes, and no terminal obeys what it is shown. */
static void wrap_counts_columns(void **state)
{
	(void)state;
	expect_wrapped("\xc3\xa4\xc3\xa4 \xc3\xb6\xc3\xb6", false, 0, 5,
		       "\xc3\xa4\xc3\xa4 \xc3\xb6\xc3\xb6\n");
	expect_wrapped("\xc3\xa4 b", true, 0, 7, "\\u00e4\nb\n");
	expect_wrapped("a\tb c", false, 0, 8, "a\\u0009b\nc\n");
}

static void expect_nearest(const char *word, const char *wanted)
{
	static const char *const names[] = { "ram",	  "mmio", "pci-ecam",
					     "alignment", "VGA",  NULL };
	const char *nearest = gpamap_word_nearest(gpamap_span_of(word), names);

	assert_string_equal(nearest != NULL ? nearest : "none",
			    wanted != NULL ? wanted : "none");
}

/* A wrong, missing or needless letter, or two that changed places, is one
 * mistake; a word of three letters may have one, of four or more two. */
static void nearest_word_is_what_was_meant(void **state)
{
	(void)state;
	expect_nearest("ram", "ram");
	expect_nearest("rma", "ram");
	expect_nearest("arm", "ram");
	expect_nearest("rom", "ram");
	expect_nearest("rams", "ram");
	expect_nearest("mra", NULL);
	expect_nearest("mar", NULL);
	expect_nearest("mmoi", "mmio");
	expect_nearest("moim", "mmio");
	expect_nearest("omim", "mmio");
	expect_nearest("oimi", NULL);
	expect_nearest("aligment", "alignment");
	expect_nearest("lainmgent", NULL);
	expect_nearest("pci_ecam", "pci-ecam");
	expect_nearest("MMIO", "mmio");
	expect_nearest("RMA", "ram");
	expect_nearest("vag", "VGA");
	expect_nearest("ecam", "pci-ecam");
	expect_nearest("PCI", "pci-ecam");
	expect_nearest("lign", NULL);
	expect_nearest("ecams", NULL);
	expect_nearest("io", NULL);
	expect_nearest("", NULL);
	expect_nearest("m", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrap_at_blanks),
		cmocka_unit_test(wrap_keeps_words),
		cmocka_unit_test(wrap_counts_columns),
		cmocka_unit_test(nearest_word_is_what_was_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
