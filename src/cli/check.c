/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include <gpamap/alloc.h>
#include <gpamap/audit.h>

#include "command.h"
#include "hold.h"
#include "input.h"
#include "lines.h"
#include "report.h"

/* gpamap check: every problem and every warning at once. */

#define FINDING_TEXT_MAX 512

static bool collect(void *context, const struct gpamap_finding *finding)
{
	struct input *input = context;
	char text[FINDING_TEXT_MAX];
	struct gpamap_place place;

	if (gpamap_finding_format(finding, text, sizeof(text), NULL) !=
	    GPAMAP_OK)
		snprintf(text, sizeof(text), "%s", finding->rule->id);
	place = input_place(input, &finding->subject);
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

static void look_for_all(struct input *input, const struct options *options,
			 const struct hold *hold)
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
	hold_against(hold, input, layout);
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
		report_json(diags, input->source, 0, NULL, stdout);
		return;
	}
	report_text(diags, input->source, &style, stdout);
	printf("%s: ", input->source);
	write_count(diags->errors, "error", &comma);
	write_count(diags->warnings, "warning", &comma);
	write_count(diags->notes, "note", &comma);
	puts(comma[0] == '\0' ? "nothing to report" : "");
}

static bool has_findings(const struct input *input,
			 const struct options *options)
{
	return input->diags.errors > 0 || input->diags.warnings > 0 ||
	       (options->strict && input->diags.notes > 0);
}

static enum exit_status check_one(struct options *options,
				  const struct hold *hold, const char *path)
{
	struct input input;
	bool found;

	if (!input_read(&input, options, path, 0))
		return EXIT_TROUBLE;
	look_for_all(&input, options, hold);
	report(&input, options);
	found = has_findings(&input, options);
	input_clear(&input);
	return found ? EXIT_FINDINGS : EXIT_FINE;
}

static enum exit_status check_lines(struct options *options,
				    const struct hold *hold)
{
	struct lines lines = { .options = options };
	enum exit_status worst = EXIT_FINE;
	struct input input;
	bool failed;

	while (lines_next(&lines, &input, &failed)) {
		look_for_all(&input, options, hold);
		lines_place(&lines, &input);
		report_json(&input.diags, input.source, lines.number,
			    input.draft->name, stdout);
		if (has_findings(&input, options))
			worst = EXIT_FINDINGS;
		input_clear(&input);
	}
	lines_clear(&lines);
	return failed ? EXIT_TROUBLE : worst;
}

static bool is_sensible(const struct options *options, char **paths,
			size_t count)
{
	const char *form = options->to == NULL ? "" : options->to->name;

	if (!input_given(options, count > 0 ? paths[0] : NULL))
		return false;
	if (form[0] != '\0' && strcmp(form, "json") != 0 &&
	    strcmp(form, "table") != 0)
		complain(options, "-o %s: check writes table or json", form);
	else
		return input_once(options, paths, count);
	return false;
}

static enum exit_status check_all(struct options *options,
				  const struct hold *hold, char **paths,
				  size_t count)
{
	enum exit_status worst = EXIT_FINE;
	enum exit_status status;
	size_t i;

	if (options->jsonl)
		return check_lines(options, hold);
	if (options->map_given)
		return check_one(options, hold, NULL);
	for (i = 0; i < count; i++) {
		status = check_one(options, hold, paths[i]);
		if (status > worst)
			worst = status;
	}
	return worst;
}

enum exit_status command_check(struct options *options, char **operands,
			       size_t count)
{
	enum exit_status status = EXIT_TROUBLE;
	struct hold hold;

	if (options->jsonl ? !lines_sensible(options, operands, count)
			   : !is_sensible(options, operands, count))
		return EXIT_TROUBLE;
	options->host_for_all = true;
	if (hold_open(&hold, options))
		status = check_all(options, &hold, operands, count);
	hold_clear(&hold);
	return status;
}
