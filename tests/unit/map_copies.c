/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/*
 * A layout against its copies: whichever way a map comes about, it is the same
 * map, with the same lists and the same digest.
 */

static uint64_t digest_here(const char *bytes, size_t size)
{
	uint64_t words[MAP_WORDS];
	const struct gpamap_layout *layout = NULL;

	assert_true(size <= sizeof(words) && size % 8 == 0);
	memcpy(words, bytes, size);
	map_same((uint64_t)gpamap_layout_open(words, size / 8, &layout, NULL),
		 GPAMAP_OK, "open");
	return gpamap_layout_digest(layout);
}

static void check_saved(const struct gpamap_layout *layout,
			const struct map_text *map, uint64_t digest)
{
	static char bytes[MAP_WORDS * 8 + 1];
	static char again[MAP_WORDS * 8];
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *loaded = NULL;
	size_t need = 0;

	/* Saved at an odd address: no alignment is asked for. */
	map_same((uint64_t)gpamap_layout_save(layout, bytes + 1,
					      sizeof(bytes) - 1, &need),
		 GPAMAP_OK, "save");
	map_same((uint64_t)gpamap_layout_load(bytes + 1, need, &storage,
					      &loaded, NULL),
		 GPAMAP_OK, "load");
	map_check_lists(loaded, map);
	map_check_numbers(loaded, map);
	map_check_order(loaded, map);
	map_same(gpamap_layout_digest(loaded), digest, "digest once loaded");
	map_same(digest_here(bytes + 1, need), digest, "digest once opened");
	gpamap_layout_save(loaded, again, sizeof(again), &need);
	assert_memory_equal(bytes + 1, again, need);
}

static void check_clone(const struct gpamap_layout *layout,
			const struct map_text *map, uint64_t digest)
{
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *clone = NULL;

	map_same((uint64_t)gpamap_layout_clone(layout, &storage, &clone),
		 GPAMAP_OK, "clone");
	assert_ptr_equal(clone, words);
	map_same(storage.need, gpamap_layout_words(layout), "clone's need");
	assert_memory_equal(clone, layout, storage.need * 8);
	map_check_lists(clone, map);
	map_same(gpamap_layout_digest(clone), digest, "digest of the clone");
}

/* Make the map once more, from the ranges of the picture as they are. */
static void check_remade(const struct gpamap_layout *layout,
			 const struct map_text *map, uint64_t digest)
{
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *made = NULL;

	map_same((uint64_t)gpamap_layout_new_from_resolved_ranges(
			 map->ram, map->count[GPAMAP_LIST_RAM], &map->fixed,
			 &storage, &made, NULL),
		 GPAMAP_OK, "making it anew");
	map_same(storage.need, gpamap_layout_words(layout), "words made anew");
	assert_memory_equal(made, layout, storage.need * 8);
	map_same(gpamap_layout_digest(made), digest, "digest made anew");
}

void map_check_copies(const struct gpamap_layout *layout,
		      const struct map_text *map)
{
	uint64_t digest = gpamap_layout_digest(layout);

	check_saved(layout, map, digest);
	check_clone(layout, map, digest);
	check_remade(layout, map, digest);
}
