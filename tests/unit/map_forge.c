/* SPDX-License-Identifier: MIT */
#include "map_forge.h"

void map_forge_layout(struct map_forged *forged,
		      const struct gpamap_layout *layout)
{
	static unsigned char bytes[MAP_WORDS * 8];
	size_t size, i;

	assert_int_equal(gpamap_layout_save(layout, bytes, sizeof(bytes),
					    &size),
			 GPAMAP_OK);
	forged->count = size / 8;
	memset(forged->word, 0, sizeof(forged->word));
	for (i = 0; i < size; i++)
		forged->word[i / 8] |= (uint64_t)bytes[i] << 8 * (i % 8);
}

void map_forge(struct map_forged *forged, const char *picture)
{
	struct map_made made;

	map_make(&made, picture);
	map_forge_layout(forged, made.layout);
}

void map_forge_bytes(const struct map_forged *forged, unsigned char *bytes)
{
	size_t i, byte;

	for (i = 0; i < forged->count; i++)
		for (byte = 0; byte < 8; byte++)
			bytes[i * 8 + byte] =
				(unsigned char)(forged->word[i] >> (8 * byte));
}

enum gpamap_status map_forge_load(const struct map_forged *forged,
				  uint64_t *asked)
{
	static unsigned char bytes[MAP_WORDS * 8 + 2];
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { .asked = 0 };
	enum gpamap_status status;

	/* Behind the block lies a string, should somebody look there. */
	memset(bytes, 'x', sizeof(bytes) - 1);
	map_forge_bytes(forged, bytes);
	status = gpamap_layout_load(bytes, forged->count * 8, &storage, &layout,
				    &error);
	*asked = error.asked;
	return status;
}

void map_forge_refuse(const struct map_forged *forged, size_t word)
{
	uint64_t asked;

	assert_int_equal(map_forge_load(forged, &asked), GPAMAP_ERR_CORRUPT);
	assert_int_equal(asked, word * 8);
}

void map_forge_accept(const struct map_forged *forged)
{
	uint64_t asked;

	assert_int_equal(map_forge_load(forged, &asked), GPAMAP_OK);
}

void map_forge_refuse_with(struct map_forged *forged, size_t at, uint64_t value,
			   size_t blamed)
{
	uint64_t kept = forged->word[at];

	forged->word[at] = value;
	map_forge_refuse(forged, blamed);
	forged->word[at] = kept;
}

void map_forge_pages(struct map_forged *forged, size_t count)
{
	struct gpamap_range mmio[200];
	struct gpamap_fixed fixed = { .mmio = mmio, .mmio_count = count };
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;
	size_t i;

	for (i = 0; i < count; i++)
		mmio[i] = (struct gpamap_range){ KB(8) * i, KB(8) * i + KB(4) };
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 NULL, 0, &fixed, &storage, &layout, NULL),
			 GPAMAP_OK);
	map_forge_layout(forged, layout);
	assert_int_equal(forged->word[WORD_KEY_COUNT], 2 * count);
}
