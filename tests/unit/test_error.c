/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* The one sentence for each error, as people read it. */

static void check_sentence(const char *input, const char *expected)
{
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	map_sentence(input, sentence, sizeof(sentence));
	assert_string_equal(sentence, expected);
}

static void check_error(const struct gpamap_error *error, const char *expected)
{
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	assert_int_equal(gpamap_error_format(error, sentence, sizeof(sentence),
					     NULL),
			 GPAMAP_OK);
	assert_string_equal(sentence, expected);
}

/* The two examples that the library was ordered with, to the letter. */
static void error_examples(void **state)
{
	(void)state;
	check_sentence("node 4K | mmio 0x40000000..0x80000000 | "
		       "pci_ecam 0x40000000..0x40100000",
		       "pci_ecam[0] 0x40000000-0x40100000 overlaps mmio[0] "
		       "0x40000000-0x80000000");
	check_sentence("node 4K | node 1073741824 | mmio 8K..end",
		       "node 1: 1073741824 bytes of RAM do not fit: 4096 "
		       "placed, 1073737728 missing below 0xfffffffffffff000");
}

static void error_of_numbers(void **state)
{
	(void)state;
	check_sentence("mmio 1..4K",
		       "mmio[0] 0x1-0x1000 is not a multiple of 4096");
	check_sentence("node 4K | node 4095",
		       "node 1: 4095 is not a multiple of 4096");
	check_sentence("ram 8K..4K", "ram[0] 0x2000-0x1000 ends before it "
				     "starts");
	check_sentence("pci_mmio 0..end+1",
		       "pci_mmio[0] 0x0-0xfffffffffffff001 ends above "
		       "0xfffffffffffff000");
	check_sentence("node 4K | mmio 4K..8K | mmio 12K..12K",
		       "mmio[1] 0x3000-0x3000 is empty");
	check_sentence("node 0", "node 0 is empty or missing");
	check_sentence("node 4K | node 0", "node 1 is empty");
	check_sentence("vtl2 0..0", "vtl2 0x0-0x0 is empty");
	check_sentence("ram 0xfedcba9876543000..0x2000",
		       "ram[0] 0xfedcba9876543000-0x2000 ends before it "
		       "starts");
}

static void error_of_order(void **state)
{
	(void)state;
	check_sentence("ram 0..8K | ram 4K..12K",
		       "ram[1] 0x1000-0x3000 overlaps ram[0] 0x0-0x2000");
	check_sentence("node 4K | vtl2 4K..8K | reserved 4K..8K",
		       "other[0] 0x1000-0x2000 overlaps vtl2 0x1000-0x2000");
	check_sentence("node 8G | vtl2 6G..7G",
		       "vtl2 0x180000000-0x1c0000000 begins below the end of "
		       "RAM 0x200000000");
}

/* Which of the two comes first must be clear, whatever the words. */
static void error_of_unsorted(void **state)
{
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	(void)state;
	map_sentence("mmio 8K..12K | mmio 0..4K", sentence, sizeof(sentence));
	assert_memory_equal(sentence, "mmio[1] 0x0-0x1000 ", 19);
	assert_non_null(strstr(sentence, " mmio[0] 0x2000-0x3000"));
}

static void error_of_vnodes_and_kinds(void **state)
{
	static const struct gpamap_other_range other = { { 0, 4096 }, 3, 0 };
	struct gpamap_fixed fixed = { .other = &other, .other_count = 1 };
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct gpamap_error error;
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	(void)state;
	check_sentence("ram:0x100000000 0..4K",
		       "ram[0] 0x0-0x1000 has a vnode above 0xffffffff: "
		       "4294967296");
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 NULL, 0, &fixed, &storage, NULL, &error),
			 GPAMAP_ERR_BAD_KIND);
	assert_int_equal(gpamap_error_format(&error, sentence, sizeof(sentence),
					     NULL),
			 GPAMAP_OK);
	assert_string_equal(sentence, "other[0] 0x0-0x1000 is of no kind that "
				      "fits here: 3");
}

/* What a load says of bytes. */
static void error_of_bytes(void **state)
{
	static const unsigned char zero[128];
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct gpamap_error error;
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	(void)state;
	assert_int_equal(gpamap_layout_load(zero, 10, &storage, NULL, &error),
			 GPAMAP_ERR_TRUNCATED);
	gpamap_error_format(&error, sentence, sizeof(sentence), NULL);
	assert_string_equal(sentence, "10 bytes where 128 belong");
	assert_int_equal(gpamap_layout_load(zero, sizeof(zero), &storage, NULL,
					    &error),
			 GPAMAP_ERR_BAD_MAGIC);
	gpamap_error_format(&error, sentence, sizeof(sentence), NULL);
	assert_string_equal(sentence, "this is of another format");
	error = (struct gpamap_error){ .status = GPAMAP_ERR_CORRUPT,
				       .subject.list = GPAMAP_LIST_NONE,
				       .other.list = GPAMAP_LIST_NONE,
				       .asked = 24 };
	gpamap_error_format(&error, sentence, sizeof(sentence), NULL);
	assert_string_equal(sentence, "the input is damaged at byte 24");
}

/* What a call says of room that is too small: what it needs, and what it got.
 * Both are in the caller's own unit: words, bytes or entries. */
static void error_of_space(void **state)
{
	uint64_t words[4];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;
	struct gpamap_error error;
	char expected[GPAMAP_ERROR_TEXT_MAX];

	(void)state;
	assert_int_equal(gpamap_layout_new(4096, NULL, &storage, &layout,
					   &error),
			 GPAMAP_ERR_NO_SPACE);
	snprintf(expected, sizeof(expected),
		 "there is too little room: %zu needed, 4 given", storage.need);
	check_error(&error, expected);
}

/* Numbers that belong to no range of a list: what was asked comes first. */
static void error_of_plain_numbers(void **state)
{
	struct gpamap_error error = { .subject.list = GPAMAP_LIST_NONE,
				      .other.list = GPAMAP_LIST_NONE };

	(void)state;
	error.status = GPAMAP_ERR_MISALIGNED;
	error.asked = 0xe0008;
	error.limit = 16;
	check_error(&error, "0xe0008 is not a multiple of 16");
	error.limit = 0;
	check_error(&error, "0xe0008 is not a multiple of 4096");
	error.status = GPAMAP_ERR_TOO_HIGH;
	error.limit = 0x10000;
	check_error(&error, "what begins at 0xe0008 ends above 0x10000");
	error.status = GPAMAP_ERR_TOO_MANY;
	error.asked = 513;
	error.limit = 512;
	check_error(&error, "too many: 513, limit 512");
	error.status = GPAMAP_ERR_BAD_VNODE;
	check_error(&error, "vnode 513 cannot be told here");
	error.status = GPAMAP_ERR_EMPTY;
	check_error(&error, "there is nothing to write");
}

/* Limits of a format, which are not the core's: an MCFG's bus, an SRAT's node,
 * what a CMOS byte holds. */
static void error_of_formats(void **state)
{
	struct gpamap_error error = {
		.subject = { GPAMAP_LIST_PCI_ECAM, 2, { 0x1000, 0x3000 } },
		.other.list = GPAMAP_LIST_NONE,
		.asked = 257,
		.limit = 256,
	};

	(void)state;
	error.status = GPAMAP_ERR_TOO_MANY;
	check_error(&error,
		    "pci_ecam[2] 0x1000-0x3000: too many: 257, limit 256");
	error.status = GPAMAP_ERR_BAD_VNODE;
	error.limit = 255;
	check_error(&error,
		    "pci_ecam[2] 0x1000-0x3000 has a vnode above 0xff: 257");
	error.status = GPAMAP_ERR_ARGUMENT;
	check_error(&error, "pci_ecam[2] 0x1000-0x3000: wrong argument in the "
			    "call");
	error.status = GPAMAP_ERR_MISALIGNED;
	error.limit = 1048576;
	check_error(&error, "pci_ecam[2] 0x1000-0x3000 is not a multiple of "
			    "1048576");
	error.status = GPAMAP_ERR_EMPTY;
	check_error(&error, "pci_ecam[2] 0x1000-0x3000 is shorter than 1048576 "
			    "bytes");
	error.status = GPAMAP_ERR_NO_FIT;
	error.asked = 8192;
	error.placed = 4096;
	error.missing = 4096;
	error.limit = 0x2000;
	check_error(&error, "pci_ecam[2] 0x1000-0x3000: 8192 bytes of RAM do "
			    "not fit: 4096 placed, 4096 missing from 0x2000 "
			    "on");
}

/* No node at all has the error of a node 0 without bytes. */
static void error_of_no_node(void **state)
{
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct gpamap_error error;

	(void)state;
	assert_int_equal(gpamap_layout_new_with_numa(NULL, 0, NULL, &storage,
						     NULL, &error),
			 GPAMAP_ERR_EMPTY);
	check_error(&error, "node 0 is empty or missing");
}

/* The library that runs is of these headers. */
static void version_of_library(void **state)
{
	(void)state;
	assert_int_equal(gpamap_version(), GPAMAP_VERSION_NUMBER);
}

/* Every status has a name and a sentence of its own. */
static void error_of_each_status(void **state)
{
	static const struct {
		enum gpamap_status status;
		const char *name;
	} all[] = {
		{ GPAMAP_OK, "OK" },
		{ GPAMAP_ERR_ARGUMENT, "ARGUMENT" },
		{ GPAMAP_ERR_NO_SPACE, "NO_SPACE" },
		{ GPAMAP_ERR_MISALIGNED, "MISALIGNED" },
		{ GPAMAP_ERR_REVERSED, "REVERSED" },
		{ GPAMAP_ERR_TOO_HIGH, "TOO_HIGH" },
		{ GPAMAP_ERR_EMPTY, "EMPTY" },
		{ GPAMAP_ERR_UNSORTED, "UNSORTED" },
		{ GPAMAP_ERR_OVERLAP, "OVERLAP" },
		{ GPAMAP_ERR_NO_FIT, "NO_FIT" },
		{ GPAMAP_ERR_VTL2_LOW, "VTL2_LOW" },
		{ GPAMAP_ERR_BAD_KIND, "BAD_KIND" },
		{ GPAMAP_ERR_BAD_VNODE, "BAD_VNODE" },
		{ GPAMAP_ERR_TOO_MANY, "TOO_MANY" },
		{ GPAMAP_ERR_TOO_LOW, "TOO_LOW" },
		{ GPAMAP_ERR_TRUNCATED, "TRUNCATED" },
		{ GPAMAP_ERR_BAD_MAGIC, "BAD_MAGIC" },
		{ GPAMAP_ERR_BAD_VERSION, "BAD_VERSION" },
		{ GPAMAP_ERR_CORRUPT, "CORRUPT" },
		{ GPAMAP_ERR_SYNTAX, "SYNTAX" },
		{ GPAMAP_ERR_NO_MEMORY, "NO_MEMORY" },
		{ GPAMAP_ERR_IO, "IO" },
	};
	enum {
		COUNT = sizeof(all) / sizeof(all[0])
	};
	char said[COUNT][GPAMAP_ERROR_TEXT_MAX];
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		struct gpamap_error error = {
			.status = all[i].status,
			.subject.list = GPAMAP_LIST_NONE,
			.other.list = GPAMAP_LIST_NONE,
		};

		assert_string_equal(gpamap_status_name(all[i].status),
				    all[i].name);
		assert_int_equal(gpamap_error_format(&error, said[i],
						     sizeof(said[i]), NULL),
				 GPAMAP_OK);
		assert_in_range(strlen(said[i]), 5, 100);
		assert_int_not_equal(said[i][strlen(said[i]) - 1], '.');
		for (j = 0; j < i; j++)
			assert_string_not_equal(said[i], said[j]);
	}
	assert_string_equal(gpamap_status_name((enum gpamap_status) - 1000),
			    "UNKNOWN");
	assert_string_equal(gpamap_status_name((enum gpamap_status)5),
			    "UNKNOWN");
}

/* Measured, exact, too small (untouched), and the longest that there is. */
static void error_space(void **state)
{
	struct gpamap_error error = {
		.status = GPAMAP_ERR_OVERLAP,
		.subject = { GPAMAP_LIST_PCI_ECAM,
			     SIZE_MAX,
			     { 1, UINT64_MAX } },
		.other = { GPAMAP_LIST_PCI_MMIO,
			   SIZE_MAX,
			   { UINT64_MAX, UINT64_MAX } },
		.asked = UINT64_MAX,
		.placed = UINT64_MAX,
		.missing = UINT64_MAX,
		.limit = UINT64_MAX,
	};
	char text[GPAMAP_ERROR_TEXT_MAX];
	size_t need = 0;
	size_t size;
	int status;

	(void)state;
	for (status = 0; status > -60; status--) {
		error.status = (enum gpamap_status)status;
		assert_int_equal(gpamap_error_format(&error, NULL, 0, &need),
				 GPAMAP_OK);
		assert_in_range(need, 2, GPAMAP_ERROR_TEXT_MAX);
		for (size = 1; size < need; size++) {
			memset(text, 0x5a, sizeof(text));
			assert_int_equal(gpamap_error_format(&error, text, size,
							     NULL),
					 GPAMAP_ERR_NO_SPACE);
			assert_int_equal(text[0], 0x5a);
			assert_memory_equal(text, text + 1, sizeof(text) - 1);
		}
		assert_int_equal(gpamap_error_format(&error, text, need, &size),
				 GPAMAP_OK);
		assert_int_equal(size, need);
		assert_int_equal(strlen(text) + 1, need);
	}
	assert_int_equal(gpamap_error_format(NULL, text, sizeof(text), NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_error_format(&error, NULL, 5, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

/* A constructor that lacks room says how much, in its error and in need. */
static void error_no_space_of_a_layout(void **state)
{
	uint64_t words[4] = { 1, 2, 3, 4 };
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_error error;
	const struct gpamap_layout *layout = NULL;

	(void)state;
	assert_int_equal(gpamap_layout_new(4096, NULL, &storage, &layout,
					   &error),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(error.status, GPAMAP_ERR_NO_SPACE);
	assert_int_equal(error.asked, storage.need);
	assert_int_equal(error.limit, 4);
	assert_true(storage.need <= GPAMAP_LAYOUT_WORDS(1, 0));
	assert_int_equal(words[0], 1);
	assert_null(layout);
}

/* An error is written on failure only. */
static void error_untouched_on_success(void **state)
{
	uint64_t words[GPAMAP_LAYOUT_WORDS(1, 0)];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;
	struct gpamap_error error, before;

	(void)state;
	memset(&error, 0x77, sizeof(error));
	before = error;
	assert_int_equal(gpamap_layout_new(4096, NULL, &storage, &layout,
					   &error),
			 GPAMAP_OK);
	assert_memory_equal(&error, &before, sizeof(error));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(error_examples),
		cmocka_unit_test(error_of_numbers),
		cmocka_unit_test(error_of_order),
		cmocka_unit_test(error_of_unsorted),
		cmocka_unit_test(error_of_vnodes_and_kinds),
		cmocka_unit_test(error_of_bytes),
		cmocka_unit_test(error_of_space),
		cmocka_unit_test(error_of_plain_numbers),
		cmocka_unit_test(error_of_formats),
		cmocka_unit_test(error_of_no_node),
		cmocka_unit_test(version_of_library),
		cmocka_unit_test(error_of_each_status),
		cmocka_unit_test(error_space),
		cmocka_unit_test(error_no_space_of_a_layout),
		cmocka_unit_test(error_untouched_on_success),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
