/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../host/file.h"
#include "../host/memory.h"
#include "../host/number.h"
#include "../host/sweep_machine.h"
#include "../host/sweep_plan.h"
#include "../host/sweep_write.h"
#include "../host/utf8.h"
#include "command.h"
#include "input.h"

/* gpamap sweep: what moves as the guest's RAM grows? */

#define STEP UINT64_C(0x200000)

/* Steps that are looked at where none is asked for: some seconds' worth. A
 * machine takes longer than a plan, and its sizes have no short cut. */
#define PLAN_STEPS (UINT64_C(1) << 22)
#define MACHINE_STEPS (UINT64_C(1) << 17)

static bool is_form(const struct options *options, const char *name)
{
	const char *form = options->sweep.form;

	return strcmp(form == NULL ? "table" : form, name) == 0;
}

struct progress {
	const struct options *options;
	bool shown;
	time_t begun;
	time_t last;
};

/* Say how far it is, once a second, to those who wait at a terminal. */
static void show_progress(void *context, uint64_t done, uint64_t all)
{
	struct progress *progress = context;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec - progress->begun < 2 || now.tv_sec == progress->last)
		return;
	progress->last = now.tv_sec;
	progress->shown = true;
	fprintf(stderr, "\rgpamap sweep: %u %%",
		(unsigned int)(all >= 100 ? done / (all / 100) : 0));
	fflush(stderr);
}

static void begin_progress(struct progress *progress,
			   const struct options *options,
			   struct gpamap_sweep *sweep)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	*progress =
		(struct progress){ .options = options, .begun = now.tv_sec };
	if (isatty(fileno(stderr)) != 1)
		return;
	sweep->progress = show_progress;
	sweep->context = progress;
}

static void end_progress(const struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
}

/* Where it is written: opened when there is something to write, since what
 * comes before may take minutes. */
struct output {
	struct gpamap_file file;
	bool open;
	bool failed; /* to open: what comes after has no place either */
};

static bool open_output(const struct options *options, struct output *output)
{
	const char *fault;

	if (output->open) {
		if (is_form(options, "table"))
			putc('\n', output->file.stream);
		return true;
	}
	fault = gpamap_file_create(&output->file, options->output);
	output->open = fault == NULL;
	output->failed = !output->open;
	if (fault != NULL)
		complain(options, "cannot write %s: %s", options->output,
			 fault);
	return output->open;
}

/* Close the output; @keep: all of it is there. */
static bool close_output(const struct options *options, struct output *output,
			 bool keep)
{
	const char *fault = NULL;

	if (output->open)
		fault = gpamap_file_close(&output->file, keep);
	if (fault != NULL)
		complain(options, "cannot write %s: %s", options->output,
			 fault);
	return fault == NULL;
}

static bool write_sweep(const struct options *options,
			struct gpamap_sweep_view *view, struct output *output)
{
	FILE *file;

	if (!open_output(options, output))
		return false;
	file = output->file.stream;
	view->style = style_for(options, file);
	if (is_form(options, "json"))
		return gpamap_sweep_write_json(view, file);
	if (is_form(options, "svg"))
		return gpamap_sweep_write_svg(view, file);
	return gpamap_sweep_write_table(view, file);
}

/* Choose a step that comes to at most @steps sizes. */
static uint64_t choose_step(const struct options *options, uint64_t steps)
{
	uint64_t length = options->sweep.last - options->sweep.first;
	uint64_t step = STEP;

	if (options->sweep.step != 0)
		return options->sweep.step;
	while (length / step > steps)
		step *= 2;
	return step;
}

static enum exit_status run(const struct options *options,
			    const struct gpamap_sweep_source *source,
			    const char *name, bool total, uint64_t step,
			    struct output *output)
{
	struct gpamap_sweep sweep = { .first = options->sweep.first,
				      .step = step };
	struct gpamap_sweep_view view = {
		.sweep = &sweep, .source = source, .input = name, .total = total
	};
	enum exit_status status = EXIT_TROUBLE;
	struct progress progress;
	bool fine;

	sweep.last = options->sweep.last -
		     (options->sweep.last - sweep.first) % sweep.step;
	begin_progress(&progress, options, &sweep);
	fine = gpamap_sweep_run(&sweep, source);
	end_progress(&progress);
	if (fine && write_sweep(options, &view, output))
		status = sweep.rows.count > 0 ? EXIT_FINDINGS : EXIT_FINE;
	gpamap_sweep_clear(&sweep);
	return status;
}

static enum exit_status sweep_machine(const struct options *options,
				      struct output *output)
{
	const struct gpamap_draft_list *nodes =
		&options->map.lists[GPAMAP_LIST_NODES];
	uint64_t *sizes = gpamap_memory_take(nodes->count + 1, sizeof(*sizes));
	struct gpamap_sweep_machine machine = { .sizes = NULL };
	enum exit_status status = EXIT_TROUBLE;
	struct gpamap_sweep_source source;
	size_t i;

	for (i = 0; sizes != NULL && i < nodes->count; i++)
		sizes[i] = nodes->entries[i].range.end;
	if (sizes != NULL && gpamap_sweep_machine_make(
				     &machine, gpamap_span_of(options->machine),
				     sizes, nodes->count, &source))
		status = run(options, &source, options->machine, false,
			     choose_step(options, MACHINE_STEPS), output);
	gpamap_sweep_machine_clear(&machine);
	free(sizes);
	return status;
}

static bool is_growing(const struct gpamap_plan_request *request)
{
	return request->phase == GPAMAP_PHASE_RAM && !request->exact;
}

/* There is no RAM with the tag: tell the one that may have been meant. */
static void refuse_tag(const struct options *options, const char *source,
		       const struct gpamap_planned *planned)
{
	struct gpamap_span tag = gpamap_span_of(options->sweep.tag);
	const char *nearest = NULL;
	size_t i;

	for (i = 0; i < planned->input.count; i++) {
		const char *label = gpamap_planned_label(planned, i);
		const char *pair[] = { nearest != NULL ? nearest : label, label,
				       NULL };

		if (is_growing(&planned->requests[i]))
			nearest = gpamap_word_nearest(tag, pair);
	}
	if (nearest != NULL)
		complain(options,
			 "%s: there is no RAM \"%s\" that is placed: did you "
			 "mean \"%s\"?",
			 source, tag.at, nearest);
	else
		complain(options,
			 "%s: there is no RAM \"%s\" that is placed; without "
			 "--tag the last grows",
			 source, tag.at);
}

/* Find what grows: the RAM with the tag, or the RAM that is placed last. */
static bool find_growing(const struct options *options, const char *source,
			 const struct gpamap_planned *planned, size_t *growing)
{
	const char *tag = options->sweep.tag;
	bool found = false;
	size_t i;

	for (i = 0; i < planned->input.count; i++) {
		const struct gpamap_plan_request *request =
			&planned->requests[i];

		if (!is_growing(request) ||
		    (tag != NULL &&
		     strcmp(gpamap_planned_label(planned, i), tag) != 0))
			continue;
		if (!found ||
		    request->vnode >= planned->requests[*growing].vnode)
			*growing = i;
		found = true;
	}
	if (!found && tag != NULL)
		refuse_tag(options, source, planned);
	else if (!found)
		complain(options, "%s: the plan places no RAM that could grow",
			 source);
	return found;
}

static enum exit_status sweep_plan(const struct options *options,
				   struct input *input, struct output *output)
{
	const struct gpamap_planned *planned = &input->planned;
	struct gpamap_sweep_plan plan = { .planned = NULL };
	bool total = options->sweep.tag == NULL;
	enum exit_status status = EXIT_TROUBLE;
	struct gpamap_sweep_source source;
	char text[GPAMAP_SIZE_TEXT_MAX];
	size_t growing = 0;

	if (!find_growing(options, input->source, planned, &growing))
		return EXIT_TROUBLE;
	if (gpamap_sweep_plan_make(&plan, planned, growing, total, &source)) {
		if (options->sweep.first >= plan.base) {
			status = run(options, &source, input->source, total,
				     choose_step(options, PLAN_STEPS), output);
		} else {
			gpamap_size_format(plan.base, text);
			complain(options,
				 "--ram: the RAM of %s that does not grow is "
				 "%s already: begin from more, or say with "
				 "--tag what grows",
				 input->source, text);
		}
	}
	gpamap_sweep_plan_clear(&plan);
	return status;
}

static enum exit_status sweep_input(struct options *options, const char *path,
				    struct output *output)
{
	enum exit_status status = EXIT_TROUBLE;
	struct input input;

	if (!input_read(&input, options, path, ERRORS_SHOWN))
		return EXIT_TROUBLE;
	if (input.diags.errors == 0 && !input.draft->plan.given)
		complain(options, "%s asks for no plan: nothing in it can move",
			 input.source);
	else if (input.diags.errors == 0 &&
		 gpamap_planned_make(&input.planned, input.draft, &input.diags))
		status = sweep_plan(options, &input, output);
	input_report(&input, options);
	input_clear(&input);
	return status;
}

static bool is_sensible(const struct options *options, char **paths,
			size_t count)
{
	bool nodes = options->map.lists[GPAMAP_LIST_NODES].count > 0;

	if (!options->sweep.given)
		complain(options, "no --ram FROM..TO; see --help");
	else if (options->machine == NULL && nodes)
		complain(options, "--ram: nodes before are for --machine only");
	else if (!input_given(options, count > 0 ? paths[0] : NULL))
		return false;
	else if (count > 1 && is_form(options, "svg"))
		complain(options, "-o svg takes one INPUT only");
	else if (options->machine != NULL && options->sweep.tag != NULL)
		complain(options, "--tag: the last node of a machine grows");
	else if (options->machine != NULL &&
		 (options->map.plan.given ||
		  gpamap_host_draft_given(&options->host)))
		complain(options, "--machine takes no part of a plan");
	else
		return input_once(options, paths, count);
	return false;
}

static enum exit_status sweep_all(struct options *options, char **paths,
				  size_t count, struct output *output)
{
	enum exit_status worst = EXIT_FINE, status;
	size_t i;

	if (options->machine != NULL)
		return sweep_machine(options, output);
	if (count == 0)
		return sweep_input(options, NULL, output);
	for (i = 0; i < count && !output->failed; i++) {
		status = sweep_input(options, paths[i], output);
		if (status > worst)
			worst = status;
	}
	return worst;
}

enum exit_status command_sweep(struct options *options, char **operands,
			       size_t count)
{
	struct output output = { .open = false };
	enum exit_status status;

	if (!is_sensible(options, operands, count))
		return EXIT_TROUBLE;
	status = sweep_all(options, operands, count, &output);
	if (!close_output(options, &output, status != EXIT_TROUBLE))
		return EXIT_TROUBLE;
	return status;
}
