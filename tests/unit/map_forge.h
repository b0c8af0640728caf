/* SPDX-License-Identifier: MIT */
#ifndef MAP_FORGE_H
#define MAP_FORGE_H

#include "map_check.h"

/*
 * Saved forms as words, for tests that contradict them in one place only, as
 * docs/format.md describes them.
 */

enum {
	WORD_SIZE = 2,
	WORD_RAM = 3,
	WORD_MMIO = 4,
	WORD_PCI_MMIO = 6,
	WORD_VTL2 = 7,
	WORD_ENTRIES = 9,
	WORD_KEY_COUNT = 10,
	WORD_NAME_BYTES = 11,
	WORD_LISTS = 12,
	WORD_KEYS = 16,
};

struct map_forged {
	uint64_t word[MAP_WORDS];
	size_t count;
};

/** Give the words of the saved form of @layout. */
void map_forge_layout(struct map_forged *forged,
		      const struct gpamap_layout *layout);

/** Give the words of the saved form of a picture. */
void map_forge(struct map_forged *forged, const char *picture);

/** Give the words of a map of @count MMIO ranges of a page each, with a page
 * between any two: two keys for each. At most 200. */
void map_forge_pages(struct map_forged *forged, size_t count);

/** Write the words as the bytes that they are when saved. */
void map_forge_bytes(const struct map_forged *forged, unsigned char *bytes);

/** Load the words, as bytes; @asked is what the error tells, or 0. */
enum gpamap_status map_forge_load(const struct map_forged *forged,
				  uint64_t *asked);

/** Want the words refused as CORRUPT, and @word to be blamed. */
void map_forge_refuse(const struct map_forged *forged, size_t word);

/** Want @blamed refused with @value in word @at, and put back what was there. */
void map_forge_refuse_with(struct map_forged *forged, size_t at, uint64_t value,
			   size_t blamed);

/** Want the words to load. */
void map_forge_accept(const struct map_forged *forged);

#endif
