/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include <gpamap/alloc.h>

#include "../host/compare.h"
#include "../host/file.h"
#include "../host/lock.h"
#include "hold.h"
#include "report.h"

/* Rules by what happened, the gravest first. docs/lock.md explains them. */
static const struct {
	enum gpamap_change_word word;
	const char *rule;
} rules[] = {
	{ GPAMAP_CHANGE_REMOVED, "lock-removed" },
	{ GPAMAP_CHANGE_KIND, "lock-kind" },
	{ GPAMAP_CHANGE_NODE, "lock-node" },
	{ GPAMAP_CHANGE_MOVED, "lock-moved" },
	{ GPAMAP_CHANGE_SHRANK, "lock-shrank" },
	{ GPAMAP_CHANGE_GREW, "lock-grew" },
	{ GPAMAP_CHANGE_ADDED, "lock-added" },
	{ GPAMAP_CHANGE_RENAMED, "lock-renamed" },
};

static const char break_hint[] =
	"a guest that was hibernated, or comes from another host, is lost; "
	"where this is meant, write the lock again with gpamap lock";
static const char fine_hint[] =
	"nothing that was there has changed; write the lock again with "
	"gpamap lock";

bool hold_open(struct hold *hold, const struct options *options)
{
	struct gpamap_diags diags = { .limit = ERRORS_SHOWN };
	struct gpamap_style style = style_for(options, stderr);
	struct gpamap_span bytes;
	const char *fault;

	*hold = (struct hold){ .path = options->lock };
	if (hold->path == NULL)
		return true;
	fault = gpamap_file_read(hold->path, &bytes);
	if (fault != NULL) {
		complain(options, "cannot read %s: %s", hold->path, fault);
		return false;
	}
	gpamap_lock_read(bytes, &hold->draft, &diags);
	free((void *)(uintptr_t)bytes.at);
	if (diags.errors == 0)
		hold->layout = gpamap_draft_layout(&hold->draft, &diags);
	report_text(&diags, hold->path, &style, stderr);
	gpamap_diags_clear(&diags);
	return hold->layout != NULL;
}

static const char *rule_of(const struct gpamap_change *change)
{
	size_t i = 0;

	while ((change->words & rules[i].word) == 0)
		i++;
	return rules[i].rule;
}

static void add_finding(const struct hold *hold, struct input *input,
			const struct gpamap_change *change)
{
	const struct gpamap_entry *before = &change->before;
	const struct gpamap_entry *after = &change->after;
	const struct gpamap_entry *told = before;
	struct gpamap_place at, place = { 0, 0 };
	char text[GPAMAP_CHANGE_TEXT_MAX], to[64] = "", locked[64] = "";

	gpamap_change_text(change, true, text);
	if (after->kind != GPAMAP_KIND_HOLE)
		place = input_place(input, after);
	if (before->kind == GPAMAP_KIND_HOLE) {
		told = after;
	} else {
		at = gpamap_draft_place(&hold->draft, before->list,
					before->index);
		snprintf(locked, sizeof(locked), "; locked in line %" PRIu32,
			 at.line);
		if (after->kind != GPAMAP_KIND_HOLE)
			snprintf(to, sizeof(to),
				 ", now 0x%" PRIx64 "-0x%" PRIx64,
				 after->range.start, after->range.end);
	}
	gpamap_diag_add(&input->diags,
			change->breaks ? GPAMAP_DIAG_ERROR : GPAMAP_DIAG_NOTE,
			rule_of(change), place,
			change->breaks ? break_hint : fine_hint,
			"%s[%zu] 0x%" PRIx64 "-0x%" PRIx64 " %s%s%s%s%s",
			gpamap_list_name(told->list), told->index,
			told->range.start, told->range.end, text, to, locked,
			told->name != NULL ? ": " : "",
			told->name != NULL ? told->name : "");
}

void hold_against(const struct hold *hold, struct input *input,
		  const struct gpamap_layout *layout)
{
	struct gpamap_comparison comparison;
	struct gpamap_place nowhere = { 0, 0 };
	bool done;
	size_t i;

	if (hold->path == NULL)
		return;
	done = gpamap_compare(hold->layout, layout, &comparison);
	for (i = 0; i < comparison.count; i++)
		add_finding(hold, input, &comparison.changes[i]);
	if (done && comparison.count == 0 &&
	    gpamap_layout_digest(hold->layout) != gpamap_layout_digest(layout))
		gpamap_diag_add(&input->diags, GPAMAP_DIAG_NOTE,
				"lock-placeholders", nowhere, fine_hint,
				"the empty entries of mmio are not those of "
				"the lock");
	gpamap_comparison_clear(&comparison);
}

void hold_clear(struct hold *hold)
{
	gpamap_draft_clear(&hold->draft);
	gpamap_layout_free(hold->layout);
	*hold = (struct hold){ .path = NULL };
}
