/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "../src/host/agree.h"
#include "../src/host/formats.h"
#include "feed.h"
#include "fuzz.h"

/*
 * "agree": up to four sources, each with a byte for its format (0: as
 * recognised), two for its length, and its bytes. What they disagree on does
 * not depend on their order, and a source agrees with itself, unless it is at
 * odds with itself alone or tells distances of other nodes than it has.
 */

#define SOURCES_MAX 4u

struct source {
	const struct gpamap_format *format;
	struct gpamap_span bytes;
};

/* What was reported: between two sources, and by one alone. */
struct tally {
	uint64_t pairs;
	uint64_t alone;
};

static bool count(void *context, const struct gpamap_disagreement *disagreement)
{
	struct tally *tally = context;

	fuzz_demand(disagreement->text[0] != '\0', "a sentence");
	fuzz_demand(disagreement->range.start <= disagreement->range.end,
		    "a range");
	if (disagreement->level != GPAMAP_DIAG_ERROR)
		return true;
	if (strcmp(disagreement->rule, "distance-count") == 0)
		return true;
	if (disagreement->right != NULL)
		tally->pairs++;
	else
		tally->alone++;
	return true;
}

static const struct gpamap_format *format_at(size_t index,
					     struct gpamap_span bytes)
{
	const struct gpamap_format *row;

	for (row = gpamap_formats(); row->name != NULL; row++)
		if (gpamap_format_reads(row) && --index == 0)
			return row;
	return gpamap_format_of(bytes);
}

static bool take_source(struct feed *feed, struct source *source)
{
	size_t index = feed_below(feed, 256);
	size_t length = (size_t)feed_number(feed, 2);

	if (feed->rest.length == 0)
		return false;
	if (length > feed->rest.length)
		length = feed->rest.length;
	source->bytes = (struct gpamap_span){ feed->rest.at, length };
	source->format = format_at(index, source->bytes);
	feed->rest = gpamap_span_skip(feed->rest, length);
	return true;
}

/* A copy of its own: device trees want to be aligned. */
static void read_source(struct gpamap_agree *agree, const struct source *source)
{
	struct gpamap_diags diags = { .limit = 1 };
	char *copy = malloc(source->bytes.length + 1);
	struct gpamap_span bytes = { copy, source->bytes.length };

	fuzz_demand(copy != NULL, "memory for a source");
	if (bytes.length > 0)
		memcpy(copy, source->bytes.at, bytes.length);
	fuzz_demand(gpamap_agree_read(agree, "source", source->format, bytes,
				      &diags),
		    "memory to read a source");
	gpamap_diags_clear(&diags);
	free(copy);
}

static struct tally judge(const struct gpamap_agree *agree)
{
	struct tally tally = { 0 };

	fuzz_demand(gpamap_agree_judge(agree, count, &tally),
		    "memory to judge");
	return tally;
}

static void try_itself(const struct source *source)
{
	struct gpamap_agree agree = { .count = 0 };
	struct tally tally;

	read_source(&agree, source);
	read_source(&agree, source);
	tally = judge(&agree);
	if (tally.alone == 0)
		fuzz_same(tally.pairs, 0, "disagreements with itself");
	gpamap_agree_clear(&agree);
}

static void run_agree(const struct fuzz_target *target,
		      struct gpamap_span bytes)
{
	struct gpamap_agree forward = { .count = 0 };
	struct gpamap_agree backward = { .count = 0 };
	struct source sources[SOURCES_MAX];
	struct feed feed = { bytes };
	struct tally one, other;
	size_t number = 0;
	size_t i;

	(void)target;
	while (number < SOURCES_MAX && take_source(&feed, &sources[number]))
		number++;
	for (i = 0; i < number; i++) {
		try_itself(&sources[i]);
		read_source(&forward, &sources[i]);
		read_source(&backward, &sources[number - 1 - i]);
	}
	one = judge(&forward);
	other = judge(&backward);
	fuzz_same(other.pairs > 0, one.pairs > 0, "the other way round");
	fuzz_same(other.alone, one.alone, "by themselves, the other way round");
	gpamap_agree_clear(&forward);
	gpamap_agree_clear(&backward);
}

struct fuzz_target fuzz_target_at(size_t index)
{
	if (index == 0)
		return (struct fuzz_target){ .name = "agree",
					     .run = run_agree };
	return (struct fuzz_target){ .name = NULL };
}
