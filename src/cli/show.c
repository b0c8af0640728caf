/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include <gpamap/alloc.h>

#include "../host/file.h"
#include "command.h"
#include "input.h"
#include "lines.h"
#include "report.h"

/* gpamap show: the whole map, in any format. gpamap plan: the same, of what is
 * planned. gpamap lock: the same, to be committed. */

/* A plan was asked for, and there is one. */
static bool is_planned(const struct options *options, const struct input *input)
{
	if (!options->plan_wanted || input->draft->plan.given)
		return true;
	complain(options, "%s asks for no plan; gpamap show shows it",
		 input->source);
	return false;
}

static bool show_one(struct options *options, const char *path, FILE *file)
{
	struct gpamap_view view = { .style = style_for(options, file) };
	char why[GPAMAP_ERROR_TEXT_MAX] = "";
	struct gpamap_layout *layout;
	struct input input;
	bool shown = false;

	layout = input_layout(&input, options, path);
	if (layout == NULL)
		return false;
	view.layout = layout;
	view.plan = input.planned.trial.plan;
	view.name = options->map.name != NULL ? options->map.name
					      : input.draft->name;
	view.source = input.source;
	view.values = options->writing.values;
	view.why = why;
	if (is_planned(options, &input)) {
		shown = options->to->write(&view, file);
		if (!shown && why[0] != '\0')
			complain(options, "%s: -o %s: %s", input.source,
				 options->to->name, why);
	}
	gpamap_layout_free(layout);
	input_clear(&input);
	return shown;
}

/* A line that is no valid map has its errors for a result. */
static bool show_line(const struct lines *lines, struct input *input,
		      FILE *file)
{
	struct gpamap_view view = { .line = lines->number };
	struct gpamap_layout *layout = NULL;
	bool shown = false;

	if (input->diags.errors == 0)
		layout = input_make(input);
	if (layout == NULL) {
		lines_place(lines, input);
		report_json(&input->diags, input->source, lines->number,
			    input->draft->name, file);
		return false;
	}
	view.layout = layout;
	view.plan = input->planned.trial.plan;
	view.name = input->draft->name;
	shown = gpamap_json_write(&view, file);
	gpamap_layout_free(layout);
	return shown;
}

static bool show_lines(struct options *options, FILE *file)
{
	struct lines lines = { .options = options };
	uint64_t count = 0, wrong = 0;
	struct input input;
	bool failed;

	while (lines_next(&lines, &input, &failed)) {
		count++;
		if (!show_line(&lines, &input, file))
			wrong++;
		input_clear(&input);
	}
	lines_clear(&lines);
	if (wrong > 0)
		complain(options,
			 "%" PRIu64 " of %" PRIu64 " lines have no valid map",
			 wrong, count);
	return !failed && wrong == 0;
}

static bool show_all(struct options *options, char **paths, size_t count,
		     FILE *file)
{
	bool fine = true;
	size_t i;

	if (options->jsonl)
		return show_lines(options, file);
	if (options->map_given)
		return show_one(options, NULL, file);
	for (i = 0; i < count; i++) {
		if (i > 0 && options->to == gpamap_format_named("table"))
			putc('\n', file);
		fine = show_one(options, paths[i], file) && fine;
	}
	return fine;
}

/* Refuse what makes no sense together. */
static bool is_sensible(const struct options *options, char **paths,
			size_t count)
{
	if (!input_given(options, count > 0 ? paths[0] : NULL))
		return false;
	if (count > 1 && options->to->single) {
		/* gpamap lock has no -o. */
		if (options->writing.format == NULL)
			complain(options,
				 "one INPUT only, as a lock holds one map: "
				 "write a lock for each, with --output");
		else
			complain(options, "-o %s takes one INPUT only",
				 options->to->name);
		return false;
	}
	return input_once(options, paths, count);
}

enum exit_status command_show(struct options *options, char **operands,
			      size_t count)
{
	struct gpamap_file file;
	const char *fault;
	bool fine;

	if (options->to == NULL)
		options->to =
			gpamap_format_named(options->jsonl ? "json" : "table");
	if (options->jsonl ? !lines_sensible(options, operands, count)
			   : !is_sensible(options, operands, count))
		return EXIT_TROUBLE;
	fault = gpamap_file_create(&file, options->output);
	if (fault != NULL) {
		complain(options, "cannot write %s: %s", options->output,
			 fault);
		return EXIT_TROUBLE;
	}
	if (options->to->binary && style_for(options, file.stream).width > 0) {
		complain(options, "-o %s is binary: use --output or a pipe",
			 options->to->name);
		fine = false;
	} else {
		fine = show_all(options, operands, count, file.stream);
	}
	fault = gpamap_file_close(&file, fine);
	if (fault != NULL)
		complain(options, "cannot write %s: %s", options->output,
			 fault);
	return fine && fault == NULL ? EXIT_FINE : EXIT_TROUBLE;
}

enum exit_status command_plan(struct options *options, char **operands,
			      size_t count)
{
	options->plan_wanted = true;
	return command_show(options, operands, count);
}

enum exit_status command_lock(struct options *options, char **operands,
			      size_t count)
{
	options->to = gpamap_format_named("lock");
	return command_show(options, operands, count);
}
