/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gpamap/alloc.h>

#include "../../src/host/agree.h"
#include "../../src/host/compare.h"
#include "oracle.h"
#include "world.h"

/*
 * property [--seed N] [--count M]: for random maps, and every format that is
 * both written and read,
 *
 *  - what the writer wrote, the reader reads, and agree finds nothing between
 *    it and the map;
 *  - what was read, written again, reads the same: nothing is lost on the way;
 *  - a format that tells everything gives back the same map, names included;
 *  - all formats of a map, one beside the other, agree with each other;
 *  - with one byte, one line or one range changed, the reader refuses it, or
 *    agree finds it, or it is one of the changes that docs/agree.md says
 *    cannot be seen, or it tells the very same.
 *
 * A new row of the table of formats takes part by itself.
 */

#define CHANGES 12u
#define FORMATS_MAX 64u

struct tally {
	uint64_t maps; /* written and read */
	uint64_t untold; /* maps that the format cannot tell */
	uint64_t refused; /* changed, and its reader says no */
	uint64_t found;
	uint64_t same; /* changed, but it tells the same */
	uint64_t unseen; /* docs/agree.md has the reasons */
};

struct trial {
	const struct gpamap_format *format;
	struct tally *tally;
	struct gpamap_layout *layout;
	struct dice dice;
	uint64_t seed;
};

static unsigned int failures;

static void fail(const struct trial *trial, const char *what, const char *more)
{
	if (++failures > 20)
		return;
	printf("FAILED: %s: %s%s%s; to see it again: property --seed %" PRIu64
	       " --count 1\n",
	       trial->format->name, what, more[0] != '\0' ? ": " : "", more,
	       trial->seed);
}

/* Bytes on the heap, of exactly their length. */
static bool write_bytes(const struct gpamap_format *format,
			const struct gpamap_layout *layout,
			struct gpamap_span *bytes)
{
	struct gpamap_view view = { .layout = layout, .source = "map" };
	char why[GPAMAP_ERROR_TEXT_MAX] = "";
	char *at = NULL;
	size_t length = 0;
	FILE *file;
	bool written;

	view.why = why;
	file = open_memstream(&at, &length);
	if (file == NULL)
		abort();
	written = format->write(&view, file);
	fclose(file);
	*bytes = (struct gpamap_span){ at, length };
	if (!written)
		free(at);
	return written;
}

static void free_bytes(struct gpamap_span bytes)
{
	free((void *)(uintptr_t)bytes.at);
}

struct found {
	uint64_t errors;
	char first[600];
};

static bool count_errors(void *context,
			 const struct gpamap_disagreement *disagreement)
{
	struct found *found = context;

	if (disagreement->level != GPAMAP_DIAG_ERROR)
		return true;
	if (found->errors++ == 0)
		snprintf(found->first, sizeof(found->first), "[%s] %s",
			 disagreement->rule, disagreement->text);
	return true;
}

/* The map, and what was read; false where the reader refuses. */
static bool read_both(const struct trial *trial, struct gpamap_span bytes,
		      struct gpamap_agree *agree, struct found *found)
{
	struct gpamap_diags diags = { .limit = 1 };
	bool fine;

	*agree = (struct gpamap_agree){ .count = 0 };
	*found = (struct found){ .errors = 0 };
	if (!gpamap_agree_add_layout(agree, "map", gpamap_format_named("spec"),
				     trial->layout) ||
	    !gpamap_agree_read(agree, "read", trial->format, bytes, &diags))
		abort();
	fine = diags.errors == 0;
	if (!fine && diags.count > 0)
		snprintf(found->first, sizeof(found->first), "%s",
			 diags.items[0].text);
	gpamap_diags_clear(&diags);
	if (fine && !gpamap_agree_judge(agree, count_errors, found))
		abort();
	return fine;
}

static struct gpamap_layout *read_layout(const struct trial *trial,
					 struct gpamap_span bytes)
{
	struct gpamap_draft draft = { .name = NULL };
	struct gpamap_diags diags = { .limit = 1 };
	struct gpamap_layout *layout = NULL;

	gpamap_format_read(trial->format, bytes, &draft, &diags);
	if (diags.errors == 0)
		layout = gpamap_draft_layout(&draft, &diags);
	gpamap_diags_clear(&diags);
	gpamap_draft_clear(&draft);
	return layout;
}

/* A format that tells all gives the map back, to the name. */
static void expect_whole(const struct trial *trial,
			 const struct gpamap_layout *again)
{
	struct gpamap_comparison comparison;
	char text[GPAMAP_CHANGE_TEXT_MAX] = "";

	if (!gpamap_compare(trial->layout, again, &comparison))
		abort();
	if (comparison.count > 0)
		gpamap_change_text(&comparison.changes[0], true, text);
	if (comparison.count > 0 ||
	    gpamap_layout_digest(trial->layout) != gpamap_layout_digest(again))
		fail(trial, "the map does not come back", text);
	gpamap_comparison_clear(&comparison);
}

static bool tell_nodes(const struct gpamap_agree *agree)
{
	return (agree->sources[1].tells & GPAMAP_TELLS_NODES) != 0;
}

/* What was read is written again, and tells the same ranges, on the same nodes
 * unless one of the two has no need to tell nodes: a device's node, which few
 * formats carry, makes the difference between one node and two. Distances are
 * not held against each other for the same reason. */
static void expect_stable(const struct trial *trial,
			  const struct gpamap_agree *agree,
			  struct gpamap_span bytes)
{
	struct gpamap_layout *again = read_layout(trial, bytes);
	struct gpamap_agree second;
	struct gpamap_span rewritten;
	struct found found;

	if (again == NULL)
		return;
	if ((trial->format->tells & GPAMAP_TELLS_ALL) != 0)
		expect_whole(trial, again);
	if (write_bytes(trial->format, again, &rewritten)) {
		if (!read_both(trial, rewritten, &second, &found))
			fail(trial, "what is written again cannot be read",
			     found.first);
		else if (!oracle_same_ranges(
				 &agree->sources[1], &second.sources[1],
				 tell_nodes(agree) && tell_nodes(&second)))
			fail(trial, "what is written again reads otherwise",
			     "");
		gpamap_agree_clear(&second);
		free_bytes(rewritten);
	}
	gpamap_layout_free(again);
}

static void judge_changed(struct trial *trial, const struct gpamap_agree *first,
			  struct gpamap_span bytes, const char *what)
{
	struct gpamap_agree agree;
	uint64_t address = 0;
	struct found found;
	char text[128];

	if (!read_both(trial, bytes, &agree, &found)) {
		trial->tally->refused++;
	} else if (oracle_same(&first->sources[1], &agree.sources[1])) {
		trial->tally->same++;
		if (found.errors > 0)
			fail(trial, "one and the same is judged in two ways",
			     found.first);
	} else if (found.errors > 0) {
		trial->tally->found++;
	} else {
		trial->tally->unseen++;
		if ((trial->format->tells & GPAMAP_TELLS_ALL) != 0 ||
		    oracle_must_find(&agree.sources[0], &agree.sources[1],
				     &address)) {
			snprintf(text, sizeof(text), "%s, at 0x%" PRIx64, what,
				 address);
			fail(trial, "not found", text);
		}
	}
	gpamap_agree_clear(&agree);
}

static void change_byte(struct trial *trial, const struct gpamap_agree *first,
			struct gpamap_span bytes)
{
	size_t at = dice_roll(&trial->dice, bytes.length);
	char *copy = malloc(bytes.length);
	char what[64];

	if (copy == NULL)
		abort();
	memcpy(copy, bytes.at, bytes.length);
	copy[at] = (char)(copy[at] ^ (char)(1 + dice_roll(&trial->dice, 255)));
	snprintf(what, sizeof(what), "byte %zu", at);
	judge_changed(trial, first, (struct gpamap_span){ copy, bytes.length },
		      what);
	free(copy);
}

/* One line told twice, or not at all; or an end cut off. */
static void change_line(struct trial *trial, const struct gpamap_agree *first,
			struct gpamap_span bytes)
{
	size_t at = dice_roll(&trial->dice, bytes.length), end = at;
	bool twice = dice_roll(&trial->dice, 2) == 0;
	char *copy = malloc(2 * bytes.length);
	size_t length;

	if (copy == NULL)
		abort();
	while (at > 0 && bytes.at[at - 1] != '\n')
		at--;
	while (end < bytes.length && bytes.at[end++] != '\n')
		;
	length = twice ? end : at;
	memcpy(copy, bytes.at, length);
	if (twice) {
		memcpy(copy + length, bytes.at + at, end - at);
		length += end - at;
	}
	if (!trial->format->binary) {
		memcpy(copy + length, bytes.at + end, bytes.length - end);
		length += bytes.length - end;
	}
	judge_changed(trial, first, (struct gpamap_span){ copy, length },
		      twice ? "a line told twice" : "a line left out");
	free(copy);
}

/* Another map, told as though it were this one. */
static void change_range(struct trial *trial, const struct gpamap_agree *first,
			 const struct world *world)
{
	struct world changed = *world;
	struct gpamap_layout *layout;
	struct gpamap_span bytes;

	world_change(&changed, &trial->dice);
	layout = world_layout(&changed);
	if (layout != NULL && write_bytes(trial->format, layout, &bytes)) {
		judge_changed(trial, first, bytes, "a range");
		free_bytes(bytes);
	}
	gpamap_layout_free(layout);
}

static void try_format(struct trial *trial, const struct world *world)
{
	struct gpamap_agree agree;
	struct gpamap_span bytes;
	struct found found;
	unsigned int i;

	if (!write_bytes(trial->format, trial->layout, &bytes)) {
		trial->tally->untold++;
		return;
	}
	trial->tally->maps++;
	if (!read_both(trial, bytes, &agree, &found)) {
		fail(trial, "what was written cannot be read", found.first);
	} else {
		if (found.errors > 0)
			fail(trial, "they do not agree", found.first);
		expect_stable(trial, &agree, bytes);
		for (i = 0; i < CHANGES && bytes.length > 0; i++) {
			change_byte(trial, &agree, bytes);
			change_range(trial, &agree, world);
			if (i % 4 == 0)
				change_line(trial, &agree, bytes);
		}
	}
	gpamap_agree_clear(&agree);
	free_bytes(bytes);
}

static bool takes_part(const struct gpamap_format *format)
{
	return gpamap_format_reads(format) && format->write != NULL;
}

/* Everything that tells this map, at once. */
static void try_together(struct trial *trial)
{
	const struct gpamap_format *formats = gpamap_formats();
	struct gpamap_diags diags = { .limit = 1 };
	struct gpamap_agree agree = { .count = 0 };
	struct found found = { .errors = 0 };
	struct gpamap_span bytes;
	size_t i;

	for (i = 0; formats[i].name != NULL; i++) {
		if (!takes_part(&formats[i]) ||
		    !write_bytes(&formats[i], trial->layout, &bytes))
			continue;
		if (!gpamap_agree_read(&agree, formats[i].name, &formats[i],
				       bytes, &diags))
			abort();
		free_bytes(bytes);
	}
	if (!gpamap_agree_judge(&agree, count_errors, &found))
		abort();
	trial->format = &formats[0];
	if (found.errors > 0)
		fail(trial, "all together do not agree", found.first);
	gpamap_diags_clear(&diags);
	gpamap_agree_clear(&agree);
}

static void try_seed(uint64_t seed, struct tally *tallies)
{
	const struct gpamap_format *formats = gpamap_formats();
	struct trial trial = { .seed = seed };
	struct dice dice = { seed };
	struct world world;
	size_t i;

	world_make(&world, &dice);
	trial.layout = world_layout(&world);
	if (trial.layout == NULL) {
		printf("seed %" PRIu64 " makes no map\n", seed);
		failures++;
		return;
	}
	for (i = 0; formats[i].name != NULL; i++) {
		trial.format = &formats[i];
		trial.tally = &tallies[i];
		/* A format's dice do not depend on those before it. */
		trial.dice.state = seed * FORMATS_MAX + i;
		if (takes_part(trial.format))
			try_format(&trial, &world);
	}
	try_together(&trial);
	gpamap_layout_free(trial.layout);
}

static void report(const struct tally *tallies)
{
	const struct gpamap_format *formats = gpamap_formats();
	size_t i;

	printf("%-10s %8s %8s %8s %8s %8s %8s\n", "format", "maps", "untold",
	       "refused", "found", "same", "unseen");
	for (i = 0; formats[i].name != NULL; i++) {
		if (!takes_part(&formats[i]))
			continue;
		printf("%-10s %8" PRIu64 " %8" PRIu64 " %8" PRIu64 " %8" PRIu64
		       " %8" PRIu64 " %8" PRIu64 "\n",
		       formats[i].name, tallies[i].maps, tallies[i].untold,
		       tallies[i].refused, tallies[i].found, tallies[i].same,
		       tallies[i].unseen);
		if (tallies[i].maps == 0 || formats[i].tells == 0) {
			printf("FAILED: %s: %s\n", formats[i].name,
			       tallies[i].maps == 0
				       ? "no map was tried"
				       : "its row does not say what it tells");
			failures++;
		}
	}
}

int main(int argc, char **argv)
{
	struct tally tallies[FORMATS_MAX] = { { 0 } };
	uint64_t seed = (uint64_t)time(NULL), count = 200, i;
	int argument;

	for (argument = 1; argument + 1 < argc; argument += 2) {
		uint64_t value = strtoull(argv[argument + 1], NULL, 0);

		if (strcmp(argv[argument], "--seed") == 0)
			seed = value;
		else if (strcmp(argv[argument], "--count") == 0)
			count = value;
	}
	printf("seeds %" PRIu64 " to %" PRIu64 "\n", seed, seed + count - 1);
	for (i = 0; i < count; i++)
		try_seed(seed + i, tallies);
	report(tallies);
	printf("%u failed\n", failures);
	return failures > 0;
}
