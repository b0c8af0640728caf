/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../host/memory.h"
#include "lines.h"

bool lines_sensible(const struct options *options, char **operands,
		    size_t count)
{
	if (options->map_given)
		complain(options, "--jsonl: a map in options is no line");
	else if (count > 1 || (count == 1 && strcmp(operands[0], "-") != 0))
		complain(options, "--jsonl reads standard input, and no INPUT");
	else if (options->to != NULL && strcmp(options->to->name, "json") != 0)
		complain(options, "-o %s: --jsonl writes json",
			 options->to->name);
	else
		return true;
	return false;
}

/* Read to the end of the line; what does not fit is passed over. */
static int read_line(struct lines *lines, size_t *length)
{
	int byte;

	*length = 0;
	lines->number++;
	for (;;) {
		byte = getc_unlocked(stdin);
		if (byte == EOF || byte == '\n')
			return byte;
		if (*length < LINES_LENGTH_MAX)
			lines->buffer[*length] = (char)byte;
		(*length)++;
	}
}

static bool is_blank(const struct lines *lines, size_t length)
{
	size_t i;

	if (length > LINES_LENGTH_MAX)
		return false;
	for (i = 0; i < length; i++)
		if (lines->buffer[i] != ' ' && lines->buffer[i] != '\t' &&
		    lines->buffer[i] != '\r')
			return false;
	return true;
}

/* The spec is one line for its reader; here it is one of many. */
void lines_place(const struct lines *lines, struct input *input)
{
	struct gpamap_diags *diags = &input->diags;
	uint64_t number = lines->number;
	size_t i;

	for (i = 0; i < diags->count; i++)
		if (diags->items[i].place.line != 0)
			diags->items[i].place.line = number > UINT32_MAX
							     ? UINT32_MAX
							     : (uint32_t)number;
}

static void take_line(struct lines *lines, struct input *input, size_t length)
{
	struct gpamap_choice choice = lines->options->from;
	struct gpamap_span line = { lines->buffer, length };

	*input = (struct input){ .source = "standard input" };
	input->draft = &input->read;
	if (length > LINES_LENGTH_MAX) {
		gpamap_diag_syntax(&input->diags, (struct gpamap_place){ 1, 1 },
				   "a line of %zu bytes: at most %zu are read",
				   length, (size_t)LINES_LENGTH_MAX);
		return;
	}
	/* What show --jsonl wrote, and specs. */
	if (choice.format == NULL)
		choice.format = gpamap_format_named(
			gpamap_json_recognises(line) ? "json" : "spec");
	gpamap_choice_read(&choice, line, &input->read, &input->diags);
	if (gpamap_host_draft_given(&lines->options->host))
		gpamap_host_draft_merge(&input->draft->plan.host,
					&lines->options->host, &input->diags);
}

bool lines_next(struct lines *lines, struct input *input, bool *failed)
{
	size_t length;
	int end;

	*failed = false;
	if (lines->buffer == NULL)
		lines->buffer = gpamap_memory_take(1, LINES_LENGTH_MAX);
	if (lines->buffer == NULL) {
		*failed = true;
		return false;
	}
	do {
		end = read_line(lines, &length);
	} while (end != EOF && is_blank(lines, length));
	if (ferror(stdin)) {
		complain(lines->options, "cannot read standard input: %s",
			 strerror(errno));
		*failed = true;
		return false;
	}
	if (end == EOF && is_blank(lines, length))
		return false;
	take_line(lines, input, length);
	return true;
}

void lines_clear(struct lines *lines)
{
	free(lines->buffer);
	lines->buffer = NULL;
}
