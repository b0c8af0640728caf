/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "memory.h"
#include "sweep_bands.h"

/* A sample for each pixel, and two for each row of moves up to so many. */
#define COLUMNS 720u
#define ROWS_MAX 400u

/* Bits behind the point of a logarithm. */
#define LOG_BITS 12u

/* The base-2 logarithm of a number that is not 0, in 1/4096: each squaring of
 * the mantissa gives one bit. */
static uint64_t log_of(uint64_t value)
{
	uint64_t mantissa = value;
	uint64_t log = 0;
	unsigned int i;

	while (value >> log > 1)
		log++;
	/* From 1 << 31 up to, not including, 1 << 32. */
	mantissa = log > 31 ? value >> (log - 31) : value << (31 - log);
	for (i = 0; i < LOG_BITS; i++) {
		mantissa = mantissa * mantissa >> 31;
		log <<= 1;
		if (mantissa >> 32 != 0) {
			mantissa >>= 1;
			log |= 1;
		}
	}
	return log;
}

/* A part of @whole, as @done is of @all. */
static long part(uint64_t done, uint64_t all, long whole)
{
	while (all >> 40 != 0) {
		all >>= 1;
		done >>= 1;
	}
	if (all == 0)
		return 0;
	return (long)(done * (uint64_t)whole / all);
}

long gpamap_bands_x(const struct gpamap_bands *bands, uint64_t size)
{
	const struct gpamap_sweep *sweep = bands->view->sweep;
	uint64_t end = sweep->last + sweep->step;
	uint64_t base;

	if (size <= sweep->first)
		return GPAMAP_BANDS_LEFT;
	if (size > end)
		size = end;
	if (bands->linear)
		return GPAMAP_BANDS_LEFT + part(size - sweep->first,
						end - sweep->first,
						GPAMAP_BANDS_WIDTH);
	base = log_of(sweep->first);
	return GPAMAP_BANDS_LEFT + part(log_of(size) - base, log_of(end) - base,
					GPAMAP_BANDS_WIDTH);
}

long gpamap_bands_y(const struct gpamap_bands *bands, uint64_t address)
{
	uint64_t low = (uint64_t)bands->low << LOG_BITS;
	uint64_t high = (uint64_t)bands->high << LOG_BITS;
	uint64_t log = address == 0 ? 0 : log_of(address);

	if (log < low)
		log = low;
	if (log > high)
		log = high;
	return GPAMAP_BANDS_TOP + GPAMAP_BANDS_HEIGHT -
	       part(log - low, high - low, GPAMAP_BANDS_HEIGHT);
}

/* The number of the first size that is not left of @x. */
static uint64_t number_at(const struct gpamap_bands *bands, long x)
{
	const struct gpamap_sweep *sweep = bands->view->sweep;
	uint64_t low = 0;
	uint64_t high = (sweep->last - sweep->first) / sweep->step;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (gpamap_bands_x(bands, sweep->first + middle * sweep->step) <
		    x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int compare(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left;
	uint64_t b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* Choose the sizes to be drawn; give how many, in order. */
static size_t choose_sizes(const struct gpamap_bands *bands, uint64_t *sizes)
{
	const struct gpamap_sweep *sweep = bands->view->sweep;
	size_t rows = sweep->rows.count < ROWS_MAX ? sweep->rows.count
						   : ROWS_MAX;
	size_t count = 0, kept = 0, i;

	for (i = 0; i < COLUMNS; i++)
		sizes[count++] =
			sweep->first +
			sweep->step *
				number_at(bands,
					  GPAMAP_BANDS_LEFT +
						  (long)i *
							  (GPAMAP_BANDS_WIDTH /
							   (long)COLUMNS));
	for (i = 0; i < rows; i++) {
		uint64_t size = sweep->rows.items[i].first;

		sizes[count++] = size;
		if (size > sweep->first)
			sizes[count++] = size - sweep->step;
	}
	qsort(sizes, count, sizeof(*sizes), compare);
	for (i = 0; i < count; i++)
		if (i == 0 || sizes[i] != sizes[kept - 1])
			sizes[kept++] = sizes[i];
	return kept;
}

static bool take_all(struct gpamap_bands *bands, const uint64_t *sizes,
		     size_t count)
{
	const struct gpamap_sweep_source *source = bands->view->source;
	size_t i;

	for (i = 0; i < count; i++) {
		struct gpamap_bands_sample *sample = &bands->samples[i];

		sample->size = sizes[i];
		sample->x = gpamap_bands_x(bands, sizes[i]);
		bands->count++;
		if (!source->take(source->context, sizes[i], &sample->map))
			return false;
	}
	return true;
}

/* Below a quarter of the smallest guest nothing moves that is worth the room.
 */
static void choose_scale(struct gpamap_bands *bands)
{
	uint64_t top = UINT64_C(1) << 32;
	uint64_t small = bands->view->sweep->first / 4;
	size_t i, j;

	for (i = 0; i < bands->count; i++) {
		const struct gpamap_snapshot *map = &bands->samples[i].map;

		for (j = 0; j < map->count; j++) {
			if (map->pieces[j].range.end > top)
				top = map->pieces[j].range.end;
			if (map->pieces[j].thing >= bands->things)
				bands->things = map->pieces[j].thing + 1;
		}
	}
	bands->low = 20;
	while (bands->low < 30 && small >> bands->low > 1)
		bands->low++;
	bands->high = 32;
	while (bands->high < 64 && (top - 1) >> bands->high != 0)
		bands->high++;
}

bool gpamap_bands_make(struct gpamap_bands *bands,
		       const struct gpamap_sweep_view *view)
{
	size_t most = COLUMNS + 2 * ROWS_MAX;
	uint64_t *sizes = gpamap_memory_take(most, sizeof(*sizes));
	bool fine = false;

	*bands = (struct gpamap_bands){
		.view = view,
		.samples = gpamap_memory_take(most, sizeof(*bands->samples)),
		.linear = view->sweep->first == 0 ||
			  view->sweep->last / view->sweep->first < 8,
	};
	if (sizes != NULL && bands->samples != NULL)
		fine = take_all(bands, sizes, choose_sizes(bands, sizes));
	if (fine)
		choose_scale(bands);
	free(sizes);
	return fine;
}

void gpamap_bands_clear(struct gpamap_bands *bands)
{
	size_t i;

	for (i = 0; i < bands->count; i++)
		gpamap_snapshot_clear(&bands->samples[i].map);
	free(bands->samples);
	*bands = (struct gpamap_bands){ .view = NULL };
}
