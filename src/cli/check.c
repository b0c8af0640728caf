/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include <gpamap/alloc.h>
#include <gpamap/audit.h>

#include "command.h"
#include "input.h"
#include "report.h"

/* gpamap check: every problem and every warning at once. */

#define FINDING_TEXT_MAX 512

/* RAM that was asked for by size stands where its node stands, and what was
 * planned where its request stands. */
static struct gpamap_place place_of(const struct input *input,
				    const struct gpamap_entry *entry)
{
	const struct gpamap_draft *draft = input->draft;

	if (entry->kind == GPAMAP_KIND_HOLE)
		return (struct gpamap_place){ 0, 0 };
	if (draft->plan.given)
		return gpamap_planned_place_at(&input->planned,
					       entry->range.start);
	if (entry->kind == GPAMAP_KIND_RAM &&
	    draft->lists[GPAMAP_LIST_NODES].count > 0)
		return gpamap_draft_place(draft, GPAMAP_LIST_NODES,
					  (size_t)entry->vnode);
	return gpamap_draft_place(draft, entry->list, entry->index);
}

static bool collect(void *context, const struct gpamap_finding *finding)
{
	struct input *input = context;
	char text[FINDING_TEXT_MAX];
	struct gpamap_place place;

	if (gpamap_finding_format(finding, text, sizeof(text), NULL) !=
	    GPAMAP_OK)
		strcpy(text, finding->rule->id);
	place = place_of(input, &finding->subject);
	gpamap_diag_add(&input->diags,
			finding->rule->severity == GPAMAP_WARNING
				? GPAMAP_DIAG_WARNING
				: GPAMAP_DIAG_NOTE,
			finding->rule->id, place, finding->rule->hint, "%s",
			text);
	return true;
}

static void advise(struct input *input, const struct options *options,
		   const struct gpamap_layout *layout)
{
	struct gpamap_advice_limits limits = { .phys_bits =
						       options->phys_bits };
	struct gpamap_host host;

	if (gpamap_host_draft_fill(&input->draft->plan.host, &host))
		limits.host = &host;
	gpamap_advise(layout, &limits, collect, input);
	gpamap_host_free(&host);
}

static void look_for_all(struct input *input, const struct options *options)
{
	struct gpamap_layout *layout;

	if (input->diags.errors > 0)
		return;
	if (!input->draft->plan.given)
		gpamap_draft_audit(input->draft, &input->diags);
	if (input->diags.errors > 0)
		return;
	layout = input_make(input);
	if (layout == NULL)
		return;
	advise(input, options, layout);
	gpamap_layout_free(layout);
}

static void write_count(size_t count, const char *word, const char **comma)
{
	if (count == 0)
		return;
	printf("%s%zu %s%s", *comma, count, word, count == 1 ? "" : "s");
	*comma = ", ";
}

static void report(const struct input *input, const struct options *options)
{
	const struct gpamap_diags *diags = &input->diags;
	struct gpamap_style style = style_for(options, stdout);
	const char *comma = "";

	if (options->to == gpamap_format_named("json")) {
		report_json(diags, input->source, stdout);
		return;
	}
	report_text(diags, input->source, &style, true, stdout);
	printf("%s: ", input->source);
	write_count(diags->errors, "error", &comma);
	write_count(diags->warnings, "warning", &comma);
	write_count(diags->notes, "note", &comma);
	puts(comma[0] == '\0' ? "nothing to report" : "");
}

static enum exit_status check_one(struct options *options, const char *path)
{
	struct input input;
	bool found;

	if (!input_read(&input, options, path, 0))
		return EXIT_TROUBLE;
	look_for_all(&input, options);
	report(&input, options);
	found = input.diags.errors > 0 || input.diags.warnings > 0 ||
		(options->strict && input.diags.notes > 0);
	input_clear(&input);
	return found ? EXIT_FINDINGS : EXIT_FINE;
}

static bool is_sensible(const struct options *options, size_t count)
{
	const char *form = options->to == NULL ? "" : options->to->name;

	if (options->map_given == (count > 0))
		complain(options, count > 0 ? "a map in options takes no INPUT"
					    : "no INPUT; see --help");
	else if (form[0] != '\0' && strcmp(form, "json") != 0 &&
		 strcmp(form, "table") != 0)
		complain(options, "-o %s: check writes table or json", form);
	else
		return true;
	return false;
}

enum exit_status command_check(struct options *options, char **operands,
			       size_t count)
{
	enum exit_status worst = EXIT_FINE;
	enum exit_status status;
	size_t i;

	if (!is_sensible(options, count))
		return EXIT_TROUBLE;
	options->host_for_all = true;
	if (options->map_given)
		return check_one(options, NULL);
	for (i = 0; i < count; i++) {
		status = check_one(options, operands[i]);
		if (status > worst)
			worst = status;
	}
	return worst;
}
