/* SPDX-License-Identifier: MIT */
/* mmap, for memory that cannot be written. */
#define _DEFAULT_SOURCE

#include <sys/mman.h>

#include "map_forge.h"

/* What the calls around the saved form leave alone, and how large a number
 * they take. */

static const char text[] = "ram 0..1G low | mmio 1G..2G";

/* Any room that is too small, a byte or many: untouched. */
static void saved_room_too_small(void **state)
{
	static unsigned char bytes[MAP_WORDS * 8];
	struct map_made made;
	size_t need, size;

	(void)state;
	map_make(&made, text);
	assert_int_equal(gpamap_layout_save(made.layout, NULL, 0, &need),
			 GPAMAP_OK);
	for (size = 0; size < need; size++) {
		assert_int_equal(gpamap_layout_save(made.layout, bytes, size,
						    NULL),
				 GPAMAP_ERR_NO_SPACE);
		assert_int_equal(bytes[0], 0);
	}
	assert_int_equal(gpamap_layout_save(made.layout, bytes, need, NULL),
			 GPAMAP_OK);
	assert_int_equal(bytes[0], 'G');
}

/* To measure, storage has no words; the layout may be asked for all the same. */
static void saved_measured_by_load(void **state)
{
	struct map_made made;
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_layout *layout = NULL;
	static unsigned char bytes[MAP_WORDS * 8];
	size_t size;

	(void)state;
	map_make(&made, text);
	assert_int_equal(gpamap_layout_save(made.layout, bytes, sizeof(bytes),
					    &size),
			 GPAMAP_OK);
	assert_int_equal(gpamap_layout_load(bytes, size, &storage, &layout,
					    NULL),
			 GPAMAP_OK);
	assert_int_equal(storage.need, size / 8);
	assert_null(layout);
}

/* A block that lies in memory that cannot be written opens where the host's
 * words are those of the saved form. */
static void saved_opened_read_only(void **state)
{
	const union {
		uint64_t word;
		unsigned char byte[8];
	} one = { .word = 1 };
	const struct gpamap_layout *layout = NULL;
	struct map_made made;
	uint64_t *words;
	size_t size;

	(void)state;
	if (one.byte[0] != 1)
		skip();
	map_make(&made, text);
	words = mmap(NULL, MAP_WORDS * 8, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(words, MAP_FAILED);
	assert_int_equal(gpamap_layout_save(made.layout, words, MAP_WORDS * 8,
					    &size),
			 GPAMAP_OK);
	assert_int_equal(mprotect(words, MAP_WORDS * 8, PROT_READ), 0);
	assert_int_equal(gpamap_layout_open(words, size / 8, &layout, NULL),
			 GPAMAP_OK);
	map_check(layout, text);
	munmap(words, MAP_WORDS * 8);
}

/* More words than there can be bytes, and as many as there can be. */
static void saved_opened_too_large(void **state)
{
	const struct gpamap_layout *layout = NULL;
	struct map_forged forged;
	struct gpamap_error error;

	(void)state;
	map_forge(&forged, text);
	assert_int_equal(gpamap_layout_open(forged.word, SIZE_MAX / 8 + 1,
					    &layout, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_open(forged.word, forged.count, NULL,
					    &error),
			 GPAMAP_ERR_ARGUMENT);
	/* Only the header is read: it says that this is too much. */
	memset(&error, 0, sizeof(error));
	assert_int_not_equal(gpamap_layout_open(forged.word, SIZE_MAX / 8,
						&layout, &error),
			     GPAMAP_ERR_ARGUMENT);
	assert_null(layout);
}

/* The size by the header alone: what a load of all the bytes goes by. */
static void saved_size_by_header(void **state)
{
	static unsigned char bytes[MAP_WORDS * 8];
	struct gpamap_error error;
	struct map_forged forged;
	uint64_t need = 77;

	(void)state;
	map_forge(&forged, text);
	map_forge_bytes(&forged, bytes);
	assert_int_equal(gpamap_saved_size(bytes, GPAMAP_SAVED_HEADER, &need,
					   &error),
			 GPAMAP_OK);
	assert_int_equal(need, forged.count * 8);
	need = 77;
	assert_int_equal(gpamap_saved_size(bytes, GPAMAP_SAVED_HEADER - 1,
					   &need, &error),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.limit, GPAMAP_SAVED_HEADER);
	assert_int_equal(gpamap_saved_size(NULL, 0, &need, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_saved_size(bytes, 128, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
	forged.word[WORD_NAME_BYTES] = UINT64_MAX;
	map_forge_bytes(&forged, bytes);
	assert_int_equal(gpamap_saved_size(bytes, 128, &need, &error),
			 GPAMAP_ERR_CORRUPT);
	assert_int_equal(error.asked, 88);
	bytes[0]++;
	assert_int_equal(gpamap_saved_size(bytes, 128, &need, &error),
			 GPAMAP_ERR_BAD_MAGIC);
	assert_int_equal(need, 77);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(saved_room_too_small),
		cmocka_unit_test(saved_measured_by_load),
		cmocka_unit_test(saved_opened_read_only),
		cmocka_unit_test(saved_opened_too_large),
		cmocka_unit_test(saved_size_by_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
