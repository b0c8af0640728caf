/* SPDX-License-Identifier: MIT */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H

#include "map_check.h"

#include <gpamap/plan.h>

/*
 * Plans in words, so that a test is a picture and a check of the whole state.
 *
 * What is asked for is a line of parts, parted by bars:
 *
 *   "host bits 40 | ram:1 low 2G align 1G | mmio32 pci 128M | fixed rom 64K
 *    at 4G-64K"
 *
 * A request is its phase, a vnode after a colon if it has one, a tag ("-" for
 * none), a size, and then any of
 *
 *   align N, prefer N, min N, max N, piece N   the members of that name
 *   at N                                       .address, and .exact where
 *                                              the phase is not one of given
 *                                              addresses
 *   up, down                                   .direction
 *   KIND                                       .kind, as maps write it
 *
 * What the host can do is "host" and any of: bits N, reach N, skip, relocate.
 * A range that it avoids is "avoid TAG START..END". Numbers are as in maps:
 * decimal or hex, with K, M, G and T, sums and differences, "end".
 */

#define PLAN_REQUESTS_MAX 24
#define PLAN_PROBLEMS_MAX 24
#define PLAN_WORDS_MAX 4096

/** A text taken apart. It points into itself: do not copy it. */
struct plan_text {
	struct gpamap_plan_request requests[PLAN_REQUESTS_MAX];
	size_t count;
	struct gpamap_avoid avoid[PLAN_REQUESTS_MAX];
	struct gpamap_host host;
	bool has_host; /* false: the input has none at all */
	char text[MAP_TEXT_MAX];
};

/** Take @text apart into @plan; a text that is wrong fails the test. */
void plan_parse(struct plan_text *plan, const char *text);

/** A plan made from a text, with the problems that were reported. */
struct plan_made {
	struct plan_text text;
	struct gpamap_plan_input input;
	struct gpamap_plan_problem problems[PLAN_PROBLEMS_MAX];
	size_t problem_count;
	uint64_t words[PLAN_WORDS_MAX];
	const struct gpamap_plan *plan;
	enum gpamap_status status;
};

/** Make the plan of @text, well or ill, with storage of every size. */
void plan_make(struct plan_made *made, const char *text);

/**
 * Make the plan of @text, which must succeed, and check its whole state: its
 * pieces are those of the picture @pieces, in which a piece's name is its tag;
 * top, address bits; the layout is the picture @layout, and each piece is found
 * in it.
 */
#define plan_expect_layout(text, pieces, layout)                               \
	plan_expect_at((text), (pieces), (layout), __FILE__, __LINE__)

/** The same, where pieces and layout are one picture. */
#define plan_expect(text, pieces)                                              \
	plan_expect_at((text), (pieces), (pieces), __FILE__, __LINE__)

void plan_expect_at(const char *text, const char *pieces, const char *layout,
		    const char *file, int line);

/**
 * Make the plan of @text, which must fail with exactly @problems, one a line:
 * the status and the whole sentence. Every member of a problem is checked. The
 * pieces that are left are those of the picture @pieces.
 */
#define plan_refuse(text, pieces, problems)                                    \
	plan_refuse_at((text), (pieces), (problems), __FILE__, __LINE__)

void plan_refuse_at(const char *text, const char *pieces, const char *problems,
		    const char *file, int line);

/** Where the test stands that asked for a check; for messages. */
extern const char *plan_caller_file;
extern int plan_caller_line;

/** Fail the test unless @got is @want; @what says of what. */
void plan_same(uint64_t got, uint64_t want, const char *what);

/** Fail the test unless the texts are equal, or both NULL. */
void plan_same_text(const char *got, const char *want, const char *what);

/** Check the problems of @made against @problems; see plan_refuse(). */
void plan_check_problems(const struct plan_made *made, const char *problems);

#endif /* PLAN_CHECK_H */
