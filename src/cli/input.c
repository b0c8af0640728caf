/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../host/folder.h"
#include "../host/number.h"
#include "input.h"
#include "machine_option.h"
#include "report.h"

static bool read_file(struct input *input, const struct options *options,
		      const char *path)
{
	struct gpamap_choice choice = options->from;
	struct gpamap_span bytes;
	const char *fault;

	fault = gpamap_path_read(path, &bytes);
	if (fault != NULL) {
		complain(options, "cannot read %s: %s", input->source, fault);
		return false;
	}
	if (choice.format == NULL)
		choice.format = gpamap_format_of(bytes);
	input->draft = &input->read;
	gpamap_choice_read(&choice, bytes, &input->read, &input->diags);
	free((void *)(uintptr_t)bytes.at);
	return true;
}

static bool read_map(struct input *input, struct options *options,
		     const char *path)
{
	if (path == NULL) {
		input->source = "command line";
		if (options->machine != NULL)
			return machine_read(input, options);
		input->draft = &options->map;
		return true;
	}
	if (strcmp(path, "-") == 0)
		input->source = "standard input";
	return read_file(input, options, path);
}

bool input_read(struct input *input, struct options *options, const char *path,
		size_t limit)
{
	*input = (struct input){ .source = path, .diags.limit = limit };
	if (!read_map(input, options, path))
		return false;
	if (!gpamap_host_draft_given(&options->host))
		return true;
	if (input->draft->plan.given || options->host_for_all)
		return gpamap_host_draft_merge(&input->draft->plan.host,
					       &options->host, &input->diags);
	complain(options,
		 "%s has no plan: --address-bits, --guest-reach, "
		 "--hypertransport and --avoid are for plans",
		 input->source);
	input_clear(input);
	return false;
}

bool input_given(const struct options *options, const char *path)
{
	if (!options->map_given && path == NULL)
		complain(options, "no INPUT: a file, - or a map in options "
				  "belongs here; see --help");
	else if (options->map_given && path != NULL)
		complain(options,
			 "a map in options takes no INPUT, and \"%s\" is one",
			 path);
	else if (options->map_given && options->from.format != NULL)
		complain(options, "--from: a map in options takes no INPUT");
	else
		return true;
	return false;
}

bool input_once(const struct options *options, char **paths, size_t count)
{
	size_t times = 0, i;

	for (i = 0; i < count; i++)
		times += strcmp(paths[i], "-") == 0;
	if (times > 1)
		complain(options, "standard input can be one INPUT only");
	return times <= 1;
}

void input_clear(struct input *input)
{
	gpamap_draft_clear(&input->read);
	gpamap_planned_clear(&input->planned);
	gpamap_diags_clear(&input->diags);
}

/* One error ends a constructor: look for all of them instead. */
static void explain_all(struct input *input)
{
	struct gpamap_diags all = { .limit = input->diags.limit };

	if (gpamap_draft_audit(input->draft, &all) && all.errors > 0) {
		gpamap_diags_clear(&input->diags);
		input->diags = all;
	} else {
		gpamap_diags_clear(&all);
	}
}

/* A plan tells all of its problems at once. */
static struct gpamap_layout *make_planned(struct input *input)
{
	struct gpamap_planned *planned = &input->planned;

	input->diags.limit = 0;
	if (!gpamap_planned_make(planned, input->draft, &input->diags))
		return NULL;
	if (planned->trial.status == GPAMAP_OK)
		return gpamap_planned_layout(planned, &input->diags);
	gpamap_planned_report(planned, &input->diags);
	return NULL;
}

struct gpamap_layout *input_make(struct input *input)
{
	struct gpamap_layout *layout;

	if (input->draft->plan.given)
		return make_planned(input);
	layout = gpamap_draft_layout(input->draft, &input->diags);
	if (layout == NULL)
		explain_all(input);
	return layout;
}

/* RAM that was asked for by size stands where its node stands, and what was
 * planned where its request stands. */
struct gpamap_place input_place(const struct input *input,
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

void input_report(const struct input *input, const struct options *options)
{
	struct gpamap_style style = style_for(options, stderr);

	report_text(&input->diags, input->source, &style, stderr);
}

struct gpamap_layout *input_layout(struct input *input, struct options *options,
				   const char *path)
{
	struct gpamap_layout *layout = NULL;

	if (!input_read(input, options, path, ERRORS_SHOWN))
		return NULL;
	if (input->diags.errors == 0)
		layout = input_make(input);
	input_report(input, options);
	if (layout == NULL)
		input_clear(input);
	return layout;
}

static bool is_dumb(void)
{
	const char *terminal = getenv("TERM");

	return terminal == NULL || strcmp(terminal, "dumb") == 0;
}

static bool forbids_colour(void)
{
	const char *value = getenv("NO_COLOR");

	return value != NULL && value[0] != '\0';
}

static size_t terminal_width(int handle)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	const char *why;
	uint64_t width;

	if (ioctl(handle, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	if (columns != NULL &&
	    gpamap_number_parse(gpamap_span_of(columns), &width, &why) &&
	    width > 0 && width < 10000)
		return (size_t)width;
	return 80;
}

struct gpamap_style style_for(const struct options *options, FILE *file)
{
	bool terminal = isatty(fileno(file)) == 1;
	struct gpamap_style style = { .ascii = options->ascii };

	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		style.ascii = true;
	if (terminal)
		style.width = terminal_width(fileno(file));
	style.colour = options->colour == COLOUR_ALWAYS ||
		       (options->colour == COLOUR_AUTO && terminal &&
			!forbids_colour() && !is_dumb());
	return style;
}
