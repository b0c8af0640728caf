/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_COMPARE_H
#define GPAMAP_HOST_COMPARE_H

#include <stdbool.h>
#include <stdio.h>

#include <gpamap/layout.h>

#include "formats.h"

/*
 * Two maps, range by range: which range of one became which of the other, and
 * what happened to it. gpamap/diff.h tells where addresses differ; here are the
 * ranges that people name.
 *
 * docs/cli.md, gpamap diff, has the order in which ranges are matched.
 */

/** What happened to a range; bits. ADDED and REMOVED stand alone. */
enum gpamap_change_word {
	GPAMAP_CHANGE_MOVED = 1,
	GPAMAP_CHANGE_GREW = 2,
	GPAMAP_CHANGE_SHRANK = 4,
	GPAMAP_CHANGE_ADDED = 8,
	GPAMAP_CHANGE_REMOVED = 16,
	GPAMAP_CHANGE_NODE = 32,
	GPAMAP_CHANGE_KIND = 64,
	GPAMAP_CHANGE_RENAMED = 128,
};

#define GPAMAP_CHANGE_WORDS 8u

struct gpamap_change {
	unsigned int words;
	/** Some address of the old range is another thing in the new map, or
	 * the buses of an ECAM range begin elsewhere. */
	bool breaks;
	struct gpamap_entry before; /**< kind HOLE: there was none */
	struct gpamap_entry after; /**< kind HOLE: there is none */
};

/** What the changes mean for a guest that goes on: hibernated, migrated. */
enum gpamap_abi {
	GPAMAP_ABI_SAME = 0, /**< it cannot tell the maps apart */
	GPAMAP_ABI_GROWN = 1, /**< something is where nothing was */
	GPAMAP_ABI_BROKEN = 2,
};

/** The entries' names live in the layouts. */
struct gpamap_comparison {
	struct gpamap_change *changes; /**< by address, the old one first */
	size_t count;
	size_t counts[GPAMAP_CHANGE_WORDS]; /**< by the number of the bit */
	enum gpamap_abi abi;
};

/**
 * Compare @before with @after.
 *
 * @comparison: out; gpamap_comparison_clear() it, whatever is returned.
 * Returns false for lack of memory.
 * Cost: O(n log n) in the ranges of both.
 */
bool gpamap_compare(const struct gpamap_layout *before,
		    const struct gpamap_layout *after,
		    struct gpamap_comparison *comparison);

void gpamap_comparison_clear(struct gpamap_comparison *comparison);

/** Give the word for the bit with number @bit: "moved". Static. */
const char *gpamap_change_word(unsigned int bit);

/** Bytes that hold any text of gpamap_change_text(), with its NUL. */
#define GPAMAP_CHANGE_TEXT_MAX 256

/**
 * Write what happened in words: "moved by +1 GiB, grew by 512 MiB".
 *
 * @text: out; GPAMAP_CHANGE_TEXT_MAX bytes.
 * @amounts: with how far and how much.
 */
void gpamap_change_text(const struct gpamap_change *change, bool amounts,
			char *text);

/** What is told of a comparison. */
struct gpamap_comparison_view {
	const struct gpamap_comparison *comparison;
	const struct gpamap_layout *before;
	const struct gpamap_layout *after;
	const char *before_source;
	const char *after_source;
	struct gpamap_style style;
};

/** Write the changes as a table for people. */
void gpamap_comparison_table(const struct gpamap_comparison_view *view,
			     FILE *file);

/** Write one line that tells what the changes mean for a guest's ABI. */
void gpamap_comparison_verdict(const struct gpamap_comparison_view *view,
			       FILE *file);

/** Write the changes as one JSON object; docs/json.md tells its members. */
void gpamap_comparison_json(const struct gpamap_comparison_view *view,
			    FILE *file);

#endif /* GPAMAP_HOST_COMPARE_H */
