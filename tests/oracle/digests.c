/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world.h"

/*
 * Rule R10: one number over everything that must be the same wherever it runs.
 * Of the worlds of some seeds: each saved block and digest, each error with its
 * sentence. The build file of this test says which.
 */

static struct world world;
static uint64_t
	words[GPAMAP_LAYOUT_WORDS(WORLD_NODES_MAX, 2 * WORLD_RANGES_MAX)];
static unsigned char bytes[sizeof(words)];

/* FNV-1a, as the draft of Eastlake, Fowler, Noll and Vo has it. */
static uint64_t sum = UINT64_C(0xcbf29ce484222325);

static void add_byte(unsigned int byte)
{
	sum = (sum ^ byte) * UINT64_C(0x100000001b3);
}

static void add_number(uint64_t number)
{
	unsigned int i;

	for (i = 0; i < 8; i++)
		add_byte((unsigned int)(number >> 8 * i) & 0xff);
}

static int add_layout(const struct gpamap_layout *layout)
{
	size_t size, i;

	if (gpamap_layout_save(layout, bytes, sizeof(bytes), &size) !=
	    GPAMAP_OK)
		return 1;
	for (i = 0; i < size; i++)
		add_byte(bytes[i]);
	add_number(size);
	add_number(gpamap_layout_digest(layout));
	return 0;
}

static int add_error(const struct gpamap_error *error)
{
	char text[GPAMAP_ERROR_TEXT_MAX];
	const char *letter;

	if (gpamap_error_format(error, text, sizeof(text), NULL) != GPAMAP_OK)
		return 1;
	for (letter = text; *letter != '\0'; letter++)
		add_byte((unsigned char)*letter);
	add_number(error->missing);
	return 0;
}

static int add_world(uint64_t seed, uint64_t *made)
{
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error;
	struct gpamap_fixed fixed;
	enum gpamap_status status;

	world_make(&world, seed);
	world_fixed(&world, &fixed);
	if (world.placed)
		status = gpamap_layout_new_with_numa(world.nodes,
						     world.node_count, &fixed,
						     &storage, &layout, &error);
	else
		status = gpamap_layout_new_from_resolved_ranges(
			world.ram, world.count[GPAMAP_LIST_RAM], &fixed,
			&storage, &layout, &error);
	if (status == GPAMAP_ERR_NO_SPACE)
		return 1;
	if (status != GPAMAP_OK)
		return add_error(&error);
	++*made;
	return add_layout(layout);
}

/* Say whether the sum is @wanted, which is hexadecimal. */
static int compare(const char *wanted)
{
	if (strtoull(wanted, NULL, 16) == sum)
		return 0;
	fprintf(stderr, "digests: not %s\n", wanted);
	return 1;
}

int main(int argc, char **argv)
{
	const uint64_t count = 1000;
	uint64_t made = 0, seed;

	for (seed = 1; seed <= count; seed++) {
		if (add_world(seed, &made) != 0) {
			fprintf(stderr, "digests: seed %" PRIu64 "\n", seed);
			return 1;
		}
	}
	printf("%" PRIu64 " layouts, %" PRIu64 " errors: %016" PRIx64 "\n",
	       made, count - made, sum);
	if (made == 0 || made == count)
		return 1;
	return argc > 1 ? compare(argv[1]) : 0;
}
