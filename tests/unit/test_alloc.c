/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* Layouts on malloc: made, copied, loaded and freed. */

static const char text[] = "node 1G | node 1G | mmio 512M..1G | vtl2 8G..9G";
static const char picture[] = "ram:0 0..512M | mmio 512M..1G | "
			      "ram:0 1G..1G+512M | ram:1 1G+512M..2G+512M | "
			      "vtl2 8G..9G";

static void alloc_create_and_duplicate(void **state)
{
	struct gpamap_layout *layout, *copy;
	struct map_text map;

	(void)state;
	map_parse(&map, text);
	layout = gpamap_layout_create(map.nodes, map.node_count, &map.fixed,
				      NULL);
	assert_non_null(layout);
	map_check(layout, picture);
	copy = gpamap_layout_duplicate(layout);
	assert_non_null(copy);
	assert_ptr_not_equal(copy, layout);
	gpamap_layout_free(layout);
	map_check(copy, picture);
	gpamap_layout_free(copy);
}

static void alloc_create_resolved(void **state)
{
	struct gpamap_layout *layout;
	struct map_text map;

	(void)state;
	map_parse(&map, picture);
	layout = gpamap_layout_create_resolved(
		map.ram, map.count[GPAMAP_LIST_RAM], &map.fixed, NULL);
	assert_non_null(layout);
	map_check(layout, picture);
	gpamap_layout_free(layout);
	layout = gpamap_layout_create_resolved(NULL, 0, NULL, NULL);
	assert_non_null(layout);
	map_check(layout, "");
	gpamap_layout_free(layout);
}

/* However large it is, a layout is that which stands in storage, and what was
 * tried first leaves nothing in an error. */
static void alloc_create_any_size(void **state)
{
	struct gpamap_ram_range ram[40];
	struct gpamap_error error, before;
	struct gpamap_layout *layout;
	const struct gpamap_layout *made;
	uint64_t words[1024];

	(void)state;
	memset(&before, 0x5a, sizeof(before));
	error = before;
	for (size_t i = 0; i < 40; i++) {
		struct gpamap_storage storage = { words, 1024, 0 };

		ram[i].range =
			(struct gpamap_range){ 8192 * i, 8192 * i + 4096 };
		ram[i].vnode = (uint32_t)i;
		assert_int_equal(gpamap_layout_new_from_resolved_ranges(
					 ram, i + 1, NULL, &storage, &made,
					 NULL),
				 GPAMAP_OK);
		layout =
			gpamap_layout_create_resolved(ram, i + 1, NULL, &error);
		assert_non_null(layout);
		assert_memory_equal(layout, words, storage.need * 8);
		gpamap_layout_free(layout);
	}
	assert_memory_equal(&error, &before, sizeof(error));
}

static void alloc_create_loaded(void **state)
{
	struct gpamap_layout *layout;
	struct gpamap_error error;
	struct map_made made;
	char bytes[MAP_WORDS * 8];
	size_t size;

	(void)state;
	map_make(&made, text);
	assert_int_equal(gpamap_layout_save(made.layout, bytes, sizeof(bytes),
					    &size),
			 GPAMAP_OK);
	layout = gpamap_layout_create_loaded(bytes, size, &error);
	assert_non_null(layout);
	map_check(layout, picture);
	gpamap_layout_free(layout);
	assert_null(gpamap_layout_create_loaded(bytes, size - 8, &error));
	assert_int_equal(error.status, GPAMAP_ERR_TRUNCATED);
	assert_null(gpamap_layout_create_loaded(NULL, 0, &error));
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
}

/* Failures give NULL and the constructor's error. */
static void alloc_failures(void **state)
{
	static const uint64_t sizes[] = { 4096, 0 };
	static const struct gpamap_ram_range ram = { { 4096, 4096 }, 0 };
	struct gpamap_error error;

	(void)state;
	assert_null(gpamap_layout_create(sizes, 2, NULL, &error));
	assert_int_equal(error.status, GPAMAP_ERR_EMPTY);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NODES);
	assert_int_equal(error.subject.index, 1);
	assert_null(gpamap_layout_create(NULL, 2, NULL, &error));
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
	assert_null(gpamap_layout_create_resolved(&ram, 1, NULL, &error));
	assert_int_equal(error.status, GPAMAP_ERR_EMPTY);
	assert_null(gpamap_layout_create(sizes, 2, NULL, NULL));
	assert_null(gpamap_layout_duplicate(NULL));
	gpamap_layout_free(NULL);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(alloc_create_and_duplicate),
		cmocka_unit_test(alloc_create_resolved),
		cmocka_unit_test(alloc_create_any_size),
		cmocka_unit_test(alloc_create_loaded),
		cmocka_unit_test(alloc_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
