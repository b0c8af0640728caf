/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/alloc.h>

#include "../src/host/agree.h"
#include "../src/host/formats.h"
#include "../src/host/planned.h"
#include "facts.h"
#include "fuzz.h"
#include "repair.h"
#include "sound.h"

/*
 * Every row of the table of formats that is read, and "detect", which reads as
 * the command does: by what the bytes look like.
 *
 *  - facts are in the input's bounds, and so are the places of errors;
 *  - a draft without errors is a map exactly where the audit is silent;
 *  - what a program makes of the facts, without a heap, is the same map, or
 *    none where there is none;
 *  - a map is sound, see sound.h;
 *  - what is written of it can be read, and agrees with it; a format that
 *    tells everything gives back the same digest;
 *  - reading takes no more memory than a small multiple of the input.
 */

/* YAML ends lines at carriage returns and at some characters beyond ASCII, too
 * (YAML 1.1, 4.2): where those are, lines are not counted here. */
static bool has_strange_lines(struct gpamap_span bytes)
{
	size_t i;

	for (i = 0; i < bytes.length; i++)
		if (bytes.at[i] == '\r' || bytes.at[i] < 0)
			return true;
	return false;
}

/* The end is a place, too: it may be behind the last line. */
static void sound_place(struct gpamap_span bytes, struct gpamap_place place)
{
	struct gpamap_span line = { bytes.at, 0 };
	uint32_t number;

	fuzz_demand(place.line <= bytes.length + 1 &&
			    place.column <= bytes.length + 1,
		    "a place within the input");
	if (place.line == 0 || has_strange_lines(bytes))
		return;
	for (number = 1; number < place.line; number++)
		if (!gpamap_span_take_line(&bytes, &line))
			break;
	if (number < place.line)
		fuzz_fail("an error in line %u of %u", place.line, number);
	if (!gpamap_span_take_line(&bytes, &line))
		line.length = 0;
	if (place.column > line.length + 1)
		fuzz_fail("an error at %u:%u, in a line of %zu bytes",
			  place.line, place.column, line.length);
}

static void sound_diags(struct gpamap_span bytes,
			const struct gpamap_diags *diags)
{
	size_t i;

	for (i = 0; i < diags->count; i++) {
		fuzz_demand(diags->items[i].text != NULL &&
				    diags->items[i].text[0] != '\0',
			    "an error that says something");
		sound_place(bytes, diags->items[i].place);
	}
}

/* As the command makes it; NULL, and a reason, where there is none. */
static struct gpamap_layout *make_layout(const struct gpamap_draft *draft,
					 struct gpamap_diags *diags)
{
	struct gpamap_planned planned = { 0 };
	struct gpamap_layout *layout = NULL;

	if (!draft->plan.given)
		return gpamap_draft_layout(draft, diags);
	if (gpamap_planned_make(&planned, draft, diags)) {
		if (planned.trial.status == GPAMAP_OK)
			layout = gpamap_planned_layout(&planned, diags);
		else
			gpamap_planned_report(&planned, diags);
	}
	gpamap_planned_clear(&planned);
	return layout;
}

static void sound_audit(const struct gpamap_draft *draft, bool made)
{
	struct gpamap_diags audit = { .limit = 0 };

	fuzz_demand(gpamap_draft_audit(draft, &audit), "memory for the audit");
	if ((audit.errors == 0) != made)
		fuzz_fail("a map that %s, and %zu problems",
			  made ? "is made" : "is not made", audit.errors);
	gpamap_diags_clear(&audit);
}

static bool no_error(void *context,
		     const struct gpamap_disagreement *disagreement)
{
	const char *format = context;

	if (disagreement->level == GPAMAP_DIAG_ERROR)
		fuzz_fail("what was written as %s does not agree: [%s] %s",
			  format, disagreement->rule, disagreement->text);
	return true;
}

static void sound_agreement(const struct gpamap_format *format,
			    const struct gpamap_layout *layout,
			    struct gpamap_span bytes)
{
	struct gpamap_agree agree = { .count = 0 };
	struct gpamap_diags diags = { .limit = 0 };
	const char *name = format->name;

	fuzz_demand(gpamap_agree_add_layout(&agree, "map",
					    gpamap_format_named("spec"),
					    layout) &&
			    gpamap_agree_read(&agree, "written", format, bytes,
					      &diags),
		    "memory to agree");
	if (diags.errors > 0)
		fuzz_fail("what was written as %s cannot be read: %s", name,
			  diags.items[0].text);
	gpamap_agree_judge(&agree, no_error, (void *)(uintptr_t)name);
	gpamap_diags_clear(&diags);
	gpamap_agree_clear(&agree);
}

static void sound_return(const struct gpamap_format *format,
			 const struct gpamap_layout *layout,
			 struct gpamap_span bytes)
{
	struct gpamap_draft draft = { .name = NULL };
	struct gpamap_diags diags = { .limit = 0 };
	struct gpamap_layout *again = NULL;

	gpamap_format_read(format, bytes, &draft, &diags);
	if (diags.errors == 0)
		again = make_layout(&draft, &diags);
	if (again == NULL)
		fuzz_fail("what was written as %s is no map: %s", format->name,
			  diags.count > 0 ? diags.items[0].text : "");
	fuzz_same(gpamap_layout_digest(again), gpamap_layout_digest(layout),
		  "the digest of what was written");
	gpamap_layout_free(again);
	gpamap_diags_clear(&diags);
	gpamap_draft_clear(&draft);
}

/* Write the map, and where the format is read too, read it. */
static void sound_writer(const struct gpamap_format *format,
			 const struct gpamap_layout *layout, const char *name)
{
	char why[GPAMAP_ERROR_TEXT_MAX] = "";
	struct gpamap_view view = { .layout = layout, .name = name };
	char *bytes = NULL;
	size_t length = 0;
	FILE *file = open_memstream(&bytes, &length);
	bool written;

	fuzz_demand(file != NULL, "memory to write");
	view.source = "input";
	view.why = why;
	written = format->write(&view, file);
	fclose(file);
	fuzz_demand(written || why[0] != '\0', "a reason why not");
	if (written && gpamap_format_reads(format)) {
		struct gpamap_span span = { bytes, length };

		if ((format->tells & GPAMAP_TELLS_ALL) != 0)
			sound_return(format, layout, span);
		/* A table may know no word for any range of a map without RAM,
		 * and one without entries is refused: it tells nothing. */
		if (gpamap_layout_ram_size(layout) > 0)
			sound_agreement(format, layout, span);
	}
	free(bytes);
}

static void sound_map(const struct gpamap_format *format,
		      const struct gpamap_layout *layout, const char *name)
{
	const struct gpamap_format *row;

	sound_layout(layout);
	for (row = gpamap_formats(); row->name != NULL; row++)
		if (row->write != NULL &&
		    (format == NULL || row == format ||
		     (row->tells & GPAMAP_TELLS_ALL) != 0))
			sound_writer(row, layout, name);
}

/* @all: write it in every format, not only in its own. */
static void try_read(const struct gpamap_format *format,
		     struct gpamap_span bytes, bool all)
{
	struct gpamap_draft draft = { .name = NULL };
	struct gpamap_diags diags = { .limit = 20 };
	struct gpamap_layout *layout = NULL;

	fuzz_memory_begin();
	gpamap_format_read(format, bytes, &draft, &diags);
	if (diags.errors == 0)
		layout = make_layout(&draft, &diags);
	fuzz_memory_end(bytes.length);
	sound_diags(bytes, &diags);
	fuzz_demand(layout != NULL || diags.errors > 0,
		    "a map, or a reason why not");
	if (diags.errors == 0 && !draft.plan.given)
		sound_audit(&draft, true);
	if (format->facts != NULL)
		sound_facts_layout(format->facts, bytes, layout);
	if (layout != NULL)
		sound_map(all ? NULL : format, layout, draft.name);
	gpamap_layout_free(layout);
	gpamap_diags_clear(&diags);
	gpamap_draft_clear(&draft);
}

static void run_format(const struct fuzz_target *target,
		       struct gpamap_span bytes)
{
	const struct gpamap_format *format = target->context;
	struct gpamap_span repaired;

	if (format->facts != NULL)
		sound_facts(format->facts, bytes);
	try_read(format, bytes, false);
	if (!repair_sums(bytes, &repaired))
		return;
	if (format->facts != NULL)
		sound_facts(format->facts, repaired);
	try_read(format, repaired, false);
	free((void *)(uintptr_t)repaired.at);
}

static void run_detect(const struct fuzz_target *target,
		       struct gpamap_span bytes)
{
	(void)target;
	try_read(gpamap_format_of(bytes), bytes, true);
}

struct fuzz_target fuzz_target_at(size_t index)
{
	const struct gpamap_format *row;

	if (index == 0)
		return (struct fuzz_target){ .name = "detect",
					     .run = run_detect };
	for (row = gpamap_formats(); row->name != NULL; row++)
		if (gpamap_format_reads(row) && --index == 0)
			return (struct fuzz_target){ row->name, run_format,
						     row };
	return (struct fuzz_target){ .name = NULL };
}
