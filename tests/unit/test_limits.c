/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "map_check.h"

/* A little more than a layout holds, of what repeats: no gigabytes are taken. */

#define PART ((size_t)64 << 10)
#define COUNT 128
#define LENGTH ((size_t)16 << 20)

/* Give @parts times PART bytes of numbers that are all @number; munmap() them. */
static uint64_t *repeat(uint64_t number, size_t parts)
{
	char *room = mmap(NULL, parts * PART, PROT_NONE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	FILE *file = tmpfile();
	uint64_t numbers[PART / 8];
	size_t i;

	for (i = 0; i < PART / 8; i++)
		numbers[i] = number;
	assert_true(room != MAP_FAILED && file != NULL);
	assert_int_equal(write(fileno(file), numbers, PART), PART);
	for (i = 0; i < parts; i++)
		assert_true(mmap(room + i * PART, PART, PROT_READ,
				 MAP_SHARED | MAP_FIXED, fileno(file),
				 0) != MAP_FAILED);
	fclose(file);
	return (uint64_t *)(void *)room;
}

/* As many nodes as there may be, a page each, and a gap: a range too many. */
static void more_ranges_than_a_layout_holds(void **state)
{
	const size_t nodes = (size_t)GPAMAP_RANGES_MAX;
	const struct gpamap_range gap = { 0, 4096 };
	struct gpamap_fixed fixed = { .mmio = &gap, .mmio_count = 1 };
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct gpamap_error error;
	uint64_t *sizes = repeat(4096, nodes * 8 / PART);

	(void)state;
	assert_int_equal(gpamap_layout_new_with_numa(sizes, nodes, &fixed,
						     &storage, NULL, &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, GPAMAP_RANGES_MAX + 1);
	assert_int_equal(error.limit, GPAMAP_RANGES_MAX);
	assert_int_equal(gpamap_layout_new_with_numa(sizes, nodes, NULL,
						     &storage, NULL, &error),
			 GPAMAP_OK);
	assert_true(storage.need > 4 * GPAMAP_RANGES_MAX);
	assert_int_equal(munmap(sizes, nodes * 8), 0);
}

/* One name of 16 MiB with its end for 128 ranges, which is 2 GiB: the first byte
 * of all names stands for none, and an offset has 31 bits. */
static void more_bytes_of_names_than_a_layout_holds(void **state)
{
	static struct gpamap_range gaps[COUNT];
	static const char *names[COUNT];
	struct gpamap_names told = { .list = { NULL } };
	const struct gpamap_fixed fixed = { .mmio = gaps,
					    .mmio_count = COUNT,
					    .names = &told };
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct gpamap_error error;
	char *name = malloc(LENGTH);
	size_t i;

	(void)state;
	told.list[GPAMAP_LIST_MMIO] = names;
	assert_non_null(name);
	memset(name, 'a', LENGTH - 1);
	name[LENGTH - 1] = '\0';
	for (i = 0; i < COUNT; i++) {
		gaps[i] = (struct gpamap_range){ i * 8192, i * 8192 + 4096 };
		names[i] = name;
	}
	/* In all 0x7fffffff, then one more. */
	names[0] = name + 2;
	assert_int_equal(gpamap_layout_new(4096, &fixed, &storage, NULL, NULL),
			 GPAMAP_OK);
	names[0] = name + 1;
	assert_int_equal(gpamap_layout_new(4096, &fixed, &storage, NULL,
					   &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 0x7fffffff);
	assert_int_equal(error.limit, 0x7fffffff);
	free(name);
}

/* As many placeholders as there may be ranges, which are all zeros. */
static void as_many_placeholders_as_there_may_be_ranges(void **state)
{
	const size_t bytes =
		(size_t)GPAMAP_RANGES_MAX * sizeof(struct gpamap_range);
	struct gpamap_fixed fixed = { .mmio_count = GPAMAP_RANGES_MAX };
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_layout *layout = NULL;
	void *zeros = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS,
			   -1, 0);

	(void)state;
	if (zeros == MAP_FAILED)
		skip();
	fixed.mmio = zeros;
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 NULL, 0, &fixed, &storage, &layout, NULL),
			 GPAMAP_OK);
	assert_int_equal(storage.need, 16 + 2 * GPAMAP_RANGES_MAX);
	munmap(zeros, bytes);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(more_ranges_than_a_layout_holds),
		cmocka_unit_test(more_bytes_of_names_than_a_layout_holds),
		cmocka_unit_test(as_many_placeholders_as_there_may_be_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
