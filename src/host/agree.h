/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_AGREE_H
#define GPAMAP_HOST_AGREE_H

#include <stdbool.h>

#include <gpamap/fact.h>
#include <gpamap/layout.h>

#include "choice.h"
#include "cover.h"
#include "diag.h"
#include "formats.h"

/*
 * Agreement: several sources tell of one machine, each in its own words; do
 * they tell one story? docs/agree.md has the rules.
 */

/** Not a kind of a layout: a memory slot of KVM, whatever is in it. */
#define GPAMAP_AGREE_SLOT ((unsigned int)GPAMAP_KIND_COUNT)

/** Nor this: an ACPI table, whose memory may be told as anything. */
#define GPAMAP_AGREE_TABLE (GPAMAP_AGREE_SLOT + 1)

/** A range that a source tells of, on whole pages: RAM is cut inward, the
 * rest is widened outward. */
struct gpamap_agree_piece {
	struct gpamap_range range;
	unsigned int kind; /**< enum gpamap_kind, or GPAMAP_AGREE_... */
	uint32_t slot; /**< a slot's number */
	uint64_t vnode;
};

/** How far one node is from another. */
struct gpamap_agree_distance {
	uint64_t from;
	uint64_t to;
	uint32_t distance;
};

/** What else is told of two nodes, or one: how fast memory is, and its caches.
 * Those before NEAR are of enum gpamap_hmat_type. */
enum gpamap_agree_measure {
	GPAMAP_AGREE_NEAR = 6, /**< value: the node, or GPAMAP_NO_VNODE */
	GPAMAP_AGREE_CACHE_SIZE = 7, /**< value: bytes */
	GPAMAP_AGREE_CACHE = 8, /**< value: attributes */
};

/** One measure of the memory of a node. */
struct gpamap_agree_speed {
	uint16_t measure;
	uint16_t level;
	uint32_t from; /**< 0 where the measure is of one node */
	uint32_t to;
	uint64_t value;
};

/** Say which of two is told first: below 0, 0, above 0. Values do not count. */
int gpamap_agree_speed_order(const struct gpamap_agree_speed *a,
			     const struct gpamap_agree_speed *b);

/** One source and what it tells. */
struct gpamap_agree_source {
	char *name;
	const struct gpamap_format *format;
	unsigned int tells; /**< of the format, as far as this one does */
	struct gpamap_agree_piece *pieces; /**< by start */
	size_t count;
	size_t capacity;
	struct gpamap_agree_distance *distances; /**< by from, to */
	size_t distance_count;
	size_t distance_capacity;
	struct gpamap_agree_speed *speeds; /**< by all but value */
	size_t speed_count;
	size_t speed_capacity;
	uint64_t nodes; /**< one more than the largest vnode; 0: none */
	bool failed; /**< it could not be read */
};

/** What two sources, or one, do not agree on. */
struct gpamap_disagreement {
	const char *rule; /**< static */
	enum gpamap_diag_level level;
	const struct gpamap_agree_source *left;
	const struct gpamap_agree_source *right; /**< NULL: left alone */
	struct gpamap_range range; /**< empty: it is about no address */
	/** What each tells at the start of @range; NULL: nothing. */
	const struct gpamap_agree_piece *left_piece;
	const struct gpamap_agree_piece *right_piece;
	char text[512]; /**< one sentence */
};

/** Called for each disagreement; false ends the search. */
typedef bool
gpamap_disagreement_report(void *context,
			   const struct gpamap_disagreement *disagreement);

/** The sources. All zero: none. */
struct gpamap_agree {
	struct gpamap_agree_source *sources;
	size_t count;
	size_t capacity;
};

/**
 * Read @bytes, of @format, as one source more.
 *
 * @name: for people; copied.
 * What is wrong with them goes to @diags: then the source tells nothing.
 * Returns false for lack of memory.
 */
bool gpamap_agree_read(struct gpamap_agree *agree, const char *name,
		       const struct gpamap_format *format,
		       struct gpamap_span bytes, struct gpamap_diags *diags);

/** The same of a format with what was said for its keys. */
bool gpamap_agree_read_choice(struct gpamap_agree *agree, const char *name,
			      const struct gpamap_choice *choice,
			      struct gpamap_span bytes,
			      struct gpamap_diags *diags);

/** Add what @layout holds as one source more, as though of @format. */
bool gpamap_agree_add_layout(struct gpamap_agree *agree, const char *name,
			     const struct gpamap_format *format,
			     const struct gpamap_layout *layout);

/**
 * Hold every source against every other, and report what does not fit, by
 * rule.
 *
 * Returns false for lack of memory.
 * Cost: pairs of sources, times their ranges.
 */
bool gpamap_agree_judge(const struct gpamap_agree *agree,
			gpamap_disagreement_report *report, void *context);

void gpamap_agree_clear(struct gpamap_agree *agree);

/** Name a piece's kind, as gpamap_kind_name() does: also "slot", "table". */
const char *gpamap_agree_kind_name(unsigned int kind);

/** Give the rules' ids, one after the other, ended by NULL. */
const char *gpamap_agree_rule(size_t index);

#endif /* GPAMAP_HOST_AGREE_H */
