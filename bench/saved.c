/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/saved.h>

#include "bench.h"
#include "map.h"

/* A saved layout comes back: every word of it is checked. Beside it, making
 * the same map anew, and copying its bytes without a look. */

struct work {
	struct bench_map map;
	void *bytes;
	size_t size;
	uint64_t *words;
};

static struct gpamap_storage storage_of(const struct work *work)
{
	return (struct gpamap_storage){ work->words, work->map.word_count, 0 };
}

static void run_load(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		struct gpamap_storage storage = storage_of(work);
		const struct gpamap_layout *layout = NULL;

		if (gpamap_layout_load(work->bytes, work->size, &storage,
				       &layout, NULL) != GPAMAP_OK)
			bench_die("the saved layout is refused");
		bench_keep((uint64_t)(uintptr_t)layout);
	}
}

static void run_open(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		const struct gpamap_layout *layout = NULL;

		if (gpamap_layout_open(work->map.words, work->map.word_count,
				       &layout, NULL) != GPAMAP_OK)
			bench_die("the layout is refused");
		bench_keep((uint64_t)(uintptr_t)layout);
	}
}

static void run_new(void *context, uint64_t times)
{
	const struct work *work = context;
	struct gpamap_fixed fixed = bench_map_fixed(&work->map);

	while (times-- > 0) {
		struct gpamap_storage storage = storage_of(work);
		const struct gpamap_layout *layout = NULL;

		if (gpamap_layout_new_from_resolved_ranges(
			    work->map.ram, work->map.ram_count, &fixed,
			    &storage, &layout, NULL) != GPAMAP_OK)
			bench_die("the map is refused");
		bench_keep((uint64_t)(uintptr_t)layout);
	}
}

static void run_memcpy(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		memcpy(work->words, work->bytes, work->size);
		bench_keep(work->words[0]);
	}
}

static void race(size_t count)
{
	struct work work;
	struct bench_lane lanes[] = {
		{ .name = "gpamap, load", .run = run_load },
		{ .name = "gpamap, open in place", .run = run_open },
		{ .name = "gpamap, made anew", .run = run_new },
		{ .name = "memcpy, unchecked", .run = run_memcpy },
	};
	char title[80];

	snprintf(title, sizeof(title), "load %zu ranges, a range", count);
	if (!bench_wants(title))
		return;
	bench_map_make(&work.map, count);
	gpamap_layout_save(work.map.layout, NULL, 0, &work.size);
	work.bytes = bench_memory(work.size);
	if (gpamap_layout_save(work.map.layout, work.bytes, work.size,
			       &work.size) != GPAMAP_OK)
		bench_die("the layout cannot be saved");
	work.words = bench_memory(work.size);
	for (size_t i = 0; i < 4; i++) {
		lanes[i].context = &work;
		lanes[i].items = count;
	}
	bench_race(title, lanes, 4);
	free(work.words);
	free(work.bytes);
	bench_map_free(&work.map);
}

int main(int argc, char **argv)
{
	static const size_t counts[] = { 6, 128, 2048, 32768, 1048576 };

	bench_begin(argc, argv);
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		if (!bench_is_quick() || counts[i] < 100000)
			race(counts[i]);
	}
	return 0;
}
