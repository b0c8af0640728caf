/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/alloc.h>

#include "../src/host/formats.h"
#include "bench.h"
#include "peers/json.h"

/*
 * How fast is each format written and read? A thousand ranges fit into the
 * near caches, a million do not fit into any; of a million, formats but JSON
 * are raced only where a word asks for them. Writers write on memory that is
 * there; readers make the draft from which a map is made, and against other
 * libraries the map itself.
 */

/* More than any text of a thousand ranges. */
#define SMALL_ENOUGH ((size_t)1 << 24)

/* Memory that is written as a file is: by all lanes, over and over. */
struct paper {
	FILE *file;
	char *text;
	size_t size;
};

struct work {
	const struct gpamap_format *format;
	const struct gpamap_layout *layout;
	struct gpamap_span bytes; /* the layout in the format */
	struct paper *paper; /* to write on */
	const struct bench_json_peer *peer;
	void *tree; /* the peer's own */
};

/* A line of /proc/iomem for range @index: half of them have names. */
static uint64_t write_line(FILE *file, size_t index, uint64_t at)
{
	static const unsigned int pages[] = { 512, 16, 256, 1 };
	uint64_t end = at + pages[index % 4] * GPAMAP_PAGE_SIZE;

	fprintf(file, "%08llx-%08llx : ", (unsigned long long)at,
		(unsigned long long)end - 1);
	if (index % 4 == 0)
		fputs("System RAM\n", file);
	else if (index % 4 == 1)
		fputs("Reserved\n", file);
	else if (index % 4 == 2)
		fprintf(file, "PCI Bus 0000:%02zx\n", index / 4 % 256);
	else
		fprintf(file, "0000:00:%02zx.0\n", index % 32);
	return end + (index % 8 == 0 ? GPAMAP_PAGE_SIZE : 0);
}

/* A map of @count ranges of four kinds, by way of /proc/iomem. */
static struct gpamap_layout *make_map(size_t count)
{
	struct gpamap_draft draft = { .name = NULL };
	struct gpamap_diags diags = { .limit = 1 };
	struct gpamap_span bytes = { NULL, 0 };
	struct gpamap_layout *layout;
	uint64_t at = GPAMAP_4GB;
	char *text = NULL;
	FILE *file = open_memstream(&text, &bytes.length);
	size_t i;

	if (file == NULL)
		bench_die("no memory");
	for (i = 0; i < count; i++)
		at = write_line(file, i, at);
	fclose(file);
	bytes.at = text;
	gpamap_format_read(gpamap_format_named("iomem"), bytes, &draft, &diags);
	layout = gpamap_draft_layout(&draft, &diags);
	if (layout == NULL || gpamap_layout_count(layout) != count)
		bench_die("the map of %zu ranges is none", count);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
	free(text);
	return layout;
}

static void paper_make(struct paper *paper, size_t size)
{
	paper->size = size;
	paper->text = bench_memory(size);
	memset(paper->text, 0, size);
	paper->file = fmemopen(paper->text, size, "wb");
	if (paper->file == NULL)
		bench_die("no memory");
}

static void paper_free(struct paper *paper)
{
	fclose(paper->file);
	free(paper->text);
}

static bool write_map(const struct work *work, FILE *file)
{
	struct gpamap_view view = { .layout = work->layout, .source = "map" };
	char why[GPAMAP_ERROR_TEXT_MAX] = "";

	view.why = why;
	return work->format->write(&view, file);
}

/* Measure by writing; 0 where the format cannot tell the map. */
static size_t write_length(const struct work *work)
{
	FILE *file = tmpfile();
	long length;

	if (file == NULL)
		bench_die("no temporary file");
	if (!write_map(work, file) || fseek(file, 0, SEEK_END) != 0)
		length = 0;
	else
		length = ftell(file);
	fclose(file);
	return length > 0 ? (size_t)length : 0;
}

/* Write on fresh paper; false where the format cannot tell the map. */
static bool write_first(struct work *work, struct paper *paper)
{
	size_t length = write_length(work);

	if (length == 0)
		return false;
	/* Peers have blanks of their own. */
	paper_make(paper, 2 * length + 4096);
	work->paper = paper;
	write_map(work, paper->file);
	fflush(paper->file);
	work->bytes = (struct gpamap_span){ paper->text, length };
	return true;
}

static bool makes_draft(const struct work *work)
{
	struct gpamap_draft draft = { .name = NULL };
	struct gpamap_diags diags = { .limit = 1 };
	bool made;

	gpamap_format_read(work->format, work->bytes, &draft, &diags);
	made = diags.errors == 0;
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
	return made;
}

static void read_draft(const struct work *work, struct gpamap_draft *draft,
		       struct gpamap_diags *diags)
{
	*draft = (struct gpamap_draft){ .name = NULL };
	*diags = (struct gpamap_diags){ .limit = 1 };
	gpamap_format_read(work->format, work->bytes, draft, diags);
	if (diags->errors > 0)
		bench_die("%s: %s", work->format->name, diags->items[0].text);
}

static struct gpamap_layout *read_layout(const struct work *work)
{
	struct gpamap_layout *layout;
	struct gpamap_draft draft;
	struct gpamap_diags diags;

	read_draft(work, &draft, &diags);
	layout = gpamap_draft_layout(&draft, &diags);
	if (layout == NULL)
		bench_die("%s: no map comes back", work->format->name);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
	return layout;
}

static void run_write(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		rewind(work->paper->file);
		write_map(work, work->paper->file);
		fflush(work->paper->file);
	}
}

static void run_read(void *context, uint64_t times)
{
	struct gpamap_draft draft;
	struct gpamap_diags diags;

	while (times-- > 0) {
		read_draft(context, &draft, &diags);
		bench_keep(draft.total);
		gpamap_draft_clear(&draft);
		gpamap_diags_clear(&diags);
	}
}

static void run_read_map(void *context, uint64_t times)
{
	while (times-- > 0)
		gpamap_layout_free(read_layout(context));
}

/* From a map to text, and from the text to a map. */
static void run_both(void *context, uint64_t times)
{
	while (times-- > 0) {
		run_write(context, 1);
		run_read_map(context, 1);
	}
}

static void run_peer_write(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		rewind(work->paper->file);
		work->peer->write(work->tree, work->paper->file);
		fflush(work->paper->file);
	}
}

static void run_peer_read(void *context, uint64_t times)
{
	const struct work *work = context;
	void *tree;

	while (times-- > 0) {
		tree = work->peer->read(work->bytes.at, work->bytes.length);
		if (tree == NULL)
			bench_die("%s refuses our JSON", work->peer->name);
		work->peer->free(tree);
	}
}

static void run_peer_both(void *context, uint64_t times)
{
	while (times-- > 0) {
		run_peer_write(context, 1);
		run_peer_read(context, 1);
	}
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Megabytes a second beside the frame's nanoseconds a range: of the median,
 * for the bytes of our text. */
static void print_rates(const char *title, const struct bench_lane *lanes,
			size_t count, size_t bytes)
{
	double rounds[BENCH_ROUNDS];
	size_t i;

	for (i = 0; i < count; i++) {
		if (lanes[i].skipped != NULL)
			continue;
		memcpy(rounds, lanes[i].round, sizeof(rounds));
		qsort(rounds, BENCH_ROUNDS, sizeof(rounds[0]), compare);
		printf("%-34s  %-22s  %12.0f  MB/s\n", title, lanes[i].name,
		       (double)bytes * 1e3 /
			       (rounds[BENCH_ROUNDS / 2] *
				(double)lanes[i].items));
	}
}

/* What it is all about: gpamap's time for both ways in parts of each
 * library's, for the same bytes. */
static void tell_ratios(const char *title, const struct bench_lane *lanes,
			size_t count)
{
	char text[64];
	size_t i;

	for (i = 1; i < count; i++) {
		if (lanes[i].skipped != NULL)
			continue;
		snprintf(text, sizeof(text), "gpamap to %s", lanes[i].name);
		bench_tell(title, text, bench_ratio(&lanes[0], &lanes[i]));
	}
}

static void race(const char *title, struct bench_lane *lanes, size_t count,
		 size_t bytes)
{
	if (!bench_wants(title))
		return;
	bench_race(title, lanes, count);
	print_rates(title, lanes, count, bytes);
}

/* Formats with a limit are given the largest map that they take, by halves. */
static void race_format(const struct gpamap_format *format, size_t count)
{
	struct work work = { .format = format };
	struct gpamap_layout *layout = NULL;
	struct bench_lane lanes[2];
	struct paper paper;
	bool told = false;
	char title[64];

	snprintf(title, sizeof(title), "%s, %zu ranges", format->name, count);
	if (!bench_wants(title))
		return;
	for (; !told && count > 1; count /= 2) {
		gpamap_layout_free(layout);
		layout = make_map(count);
		work.layout = layout;
		told = write_first(&work, &paper);
		if (told)
			break;
	}
	snprintf(title, sizeof(title), "%s, %zu ranges", format->name, count);
	lanes[0] = (struct bench_lane){ .name = "write",
					.run = run_write,
					.context = &work,
					.items = count };
	lanes[1] = (struct bench_lane){ .name = "read",
					.run = run_read,
					.context = &work,
					.items = count };
	/* Some tell distances only, of which no draft is made. */
	if (told)
		race(title, lanes,
		     gpamap_format_reads(format) && makes_draft(&work) ? 2 : 1,
		     work.bytes.length);
	if (told)
		paper_free(&paper);
	gpamap_layout_free(layout);
}

static const struct bench_json_peer *const peers[] = {
	&bench_json_simdjson,
	&bench_json_rapidjson,
	&bench_json_yajl,
	&bench_json_jansson,
};

#define PEERS (sizeof(peers) / sizeof(peers[0]))

static const struct json_race {
	const char *title;
	void (*run)(void *context, uint64_t times);
	void (*run_peer)(void *context, uint64_t times);
	bool writes;
} json_races[] = {
	{ "JSON from a map", run_write, run_peer_write, true },
	{ "JSON to a map", run_read_map, run_peer_read, false },
	{ "JSON and back", run_both, run_peer_both, true },
};

#define JSON_RACES (sizeof(json_races) / sizeof(json_races[0]))

/* Race gpamap against each library. */
static void race_json(const char *title, const struct json_race *json_race,
		      struct work *works, size_t count)
{
	struct bench_lane lanes[PEERS + 1] = {
		{ .name = "gpamap",
		  .run = json_race->run,
		  .context = &works[0],
		  .items = count },
	};
	size_t i, lane = 1;

	for (i = 0; i < PEERS; i++) {
		if (json_race->writes && peers[i]->skipped == NULL &&
		    peers[i]->write == NULL)
			continue;
		lanes[lane++] =
			(struct bench_lane){ .name = peers[i]->name,
					     .run = json_race->run_peer,
					     .context = &works[i + 1],
					     .items = count,
					     .skipped = peers[i]->skipped };
	}
	race(title, lanes, lane, works[0].bytes.length);
	if (json_race->run == run_both)
		tell_ratios(title, lanes, lane);
}

static void make_works(struct work *works, struct paper papers[2], size_t count)
{
	struct work *ours = &works[0];
	size_t i;

	*ours = (struct work){ .format = gpamap_format_named("json"),
			       .layout = make_map(count) };
	if (!write_first(ours, &papers[0]))
		bench_die("JSON cannot tell the map");
	paper_make(&papers[1], papers[0].size);
	for (i = 0; i < PEERS; i++) {
		works[i + 1] = (struct work){ .peer = peers[i],
					      .bytes = ours->bytes,
					      .paper = &papers[1] };
		if (peers[i]->skipped == NULL)
			works[i + 1].tree = peers[i]->read(ours->bytes.at,
							   ours->bytes.length);
	}
}

static void free_works(struct work *works, struct paper papers[2])
{
	size_t i;

	for (i = 0; i < PEERS; i++)
		if (peers[i]->skipped == NULL)
			peers[i]->free(works[i + 1].tree);
	paper_free(&papers[0]);
	paper_free(&papers[1]);
	gpamap_layout_free((struct gpamap_layout *)(uintptr_t)works[0].layout);
}

static void race_libraries(size_t count)
{
	struct work works[PEERS + 1];
	struct paper papers[2];
	bool made = false;
	char title[64];
	size_t i;

	for (i = 0; i < JSON_RACES; i++) {
		snprintf(title, sizeof(title), "%s, %zu ranges",
			 json_races[i].title, count);
		if (!bench_wants(title))
			continue;
		if (!made)
			make_works(works, papers, count);
		made = true;
		race_json(title, &json_races[i], works, count);
	}
	if (made)
		free_works(works, papers);
}

int main(int argc, char **argv)
{
	static const size_t counts[] = { 1000, 1000000 };
	const struct gpamap_format *format;
	size_t sizes = sizeof(counts) / sizeof(counts[0]);
	size_t i;

	bench_begin(argc, argv);
	/* A block that was given back makes malloc keep as much from then on:
	 * no lane pays for pages that the one before it returned. */
	free(bench_memory(SMALL_ENOUGH));
	if (bench_is_quick())
		sizes = 1;
	for (i = 0; i < sizes; i++)
		race_libraries(counts[i]);
	for (format = gpamap_formats(); format->name != NULL; format++)
		for (i = 0; format->write != NULL && i < sizes; i++)
			if (i == 0 || bench_is_choosy())
				race_format(format, counts[i]);
	return 0;
}
