/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "../host/reasons.h"
#include "../host/utf8.h"
#include "command.h"
#include "explain.h"
#include "form.h"
#include "operand_options.h"

/* gpamap explain: why is each range where it is, and what would make a plan
 * fit? */

const char *explain_label(const struct explaining *explaining, size_t request)
{
	return gpamap_planned_label(&explaining->input->planned, request);
}

bool explain_wants(const struct explaining *explaining, size_t request)
{
	size_t i;

	for (i = 0; i < explaining->count; i++)
		if (strcmp(explaining->tags[i],
			   explain_label(explaining, request)) == 0)
			return true;
	return explaining->count == 0;
}

static void refuse_tag(const struct explaining *explaining, const char *tag)
{
	const struct gpamap_planned *planned = &explaining->input->planned;
	size_t count = planned->input.count + planned->host.avoid_count;
	const char *source = explaining->input->source;
	const char *nearest = NULL;
	size_t i;

	if (explaining->options->said.tag_count == 0 &&
	    !explaining->options->map_given && operand_is_input(tag)) {
		complain(explaining->options,
			 "\"%s\" is no tag in the plan of %s: to explain "
			 "several INPUTs, say --inputs",
			 tag, source);
		return;
	}
	for (i = 0; i < count; i++) {
		const char *label = explain_label(explaining, i);
		const char *pair[] = { nearest != NULL ? nearest : label, label,
				       NULL };

		nearest = gpamap_word_nearest(gpamap_span_of(tag), pair);
	}
	if (nearest != NULL)
		complain(explaining->options,
			 "there is no \"%s\" in the plan of %s: did you mean "
			 "\"%s\"?",
			 tag, source, nearest);
	else
		complain(explaining->options,
			 "there is no \"%s\" in the plan of %s", tag, source);
}

/* Every tag that is asked for is there: HyperTransport, too, where it is. */
static bool check_tags(const struct explaining *explaining)
{
	const struct gpamap_planned *planned = &explaining->input->planned;
	size_t count = planned->input.count + planned->host.avoid_count + 1;
	size_t i, request;

	for (i = 0; i < explaining->count; i++) {
		for (request = 0; request < count; request++)
			if (strcmp(explaining->tags[i],
				   explain_label(explaining, request)) == 0)
				break;
		if (request == count) {
			refuse_tag(explaining, explaining->tags[i]);
			return false;
		}
	}
	return true;
}

static int format_range(char text[48], struct gpamap_range range)
{
	return snprintf(text, 48, "0x%" PRIx64 "-0x%" PRIx64, range.start,
			range.end);
}

static void measure(struct explaining *explaining,
		    const struct gpamap_decisions *decisions)
{
	char range[48];
	size_t i, width;

	for (i = 0; i < decisions->count; i++) {
		const struct gpamap_plan_piece *piece =
			&decisions->items[i].piece;

		if (!explain_wants(explaining, piece->request))
			continue;
		width = gpamap_utf8_show(
			NULL, explain_label(explaining, piece->request),
			explaining->style.ascii, 0);
		if (width > explaining->tag_width)
			explaining->tag_width = width;
		width = (size_t)format_range(range, piece->range);
		if (width > explaining->range_width)
			explaining->range_width = width;
	}
}

static const char *phase_of(const struct gpamap_decision *decision)
{
	return decision->avoided ? "host"
				 : gpamap_phase_name(decision->request.phase);
}

/* A column narrower than this is no place for sentences. */
#define REASON_WIDTH 36
#define REASON_INDENT 4

/* Behind a range of @used columns, or where a terminal has no room there, below
 * it. */
static void write_reason(const struct explaining *explaining, size_t used,
			 const char *why)
{
	size_t indent = explaining->tag_width + explaining->range_width +
			strlen("  hotplug    ");
	size_t width = explaining->style.width;

	if (width != 0 && indent + REASON_WIDTH > width) {
		indent = REASON_INDENT;
		printf("\n%*s", REASON_INDENT, "");
	} else {
		printf("%*s  ", (int)(explaining->range_width - used), "");
	}
	gpamap_utf8_wrap(stdout, why, explaining->style.ascii, indent, width);
}

static void write_decision(const struct explaining *explaining,
			   const struct gpamap_decision *decision,
			   const char *why)
{
	const char *tag = explain_label(explaining, decision->piece.request);
	size_t width =
		gpamap_utf8_show(stdout, tag, explaining->style.ascii, 0);
	char range[48];
	int used = format_range(range, decision->piece.range);

	printf("%*s  %-7s  %s", (int)(explaining->tag_width - width), "",
	       phase_of(decision), range);
	write_reason(explaining, (size_t)used, why);
}

static void json_decision(struct explaining *explaining,
			  const struct gpamap_decision *decision,
			  const char *why)
{
	const struct gpamap_plan_piece *piece = &decision->piece;
	struct gpamap_json *json = &explaining->json;

	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "tag",
			 explain_label(explaining, piece->request));
	gpamap_json_text(json, "phase", phase_of(decision));
	gpamap_json_text(json, "kind", gpamap_kind_name(piece->kind));
	gpamap_json_hex(json, "start", piece->range.start);
	gpamap_json_hex(json, "end", piece->range.end);
	gpamap_json_hex(json, "size", piece->range.end - piece->range.start);
	if (piece->vnode == GPAMAP_NO_VNODE)
		gpamap_json_null(json, "vnode");
	else
		gpamap_json_number(json, "vnode", piece->vnode);
	gpamap_json_text(json, "why", why);
	gpamap_json_close(json);
}

/* A node without memory takes no place, and no decision. */
static void write_empty(const struct explaining *explaining)
{
	const struct gpamap_planned *planned = &explaining->input->planned;
	size_t i, width;

	for (i = 0; i < planned->input.count; i++) {
		if (planned->requests[i].phase != GPAMAP_PHASE_RAM ||
		    planned->requests[i].size != 0 ||
		    !explain_wants(explaining, i))
			continue;
		width = gpamap_utf8_show(stdout, explain_label(explaining, i),
					 explaining->style.ascii, 0);
		printf("%*s  ram      ",
		       width < explaining->tag_width
			       ? (int)(explaining->tag_width - width)
			       : 0,
		       "");
		write_reason(explaining, 0, "no memory: it takes no place");
	}
}

static void write_decisions(struct explaining *explaining,
			    const struct gpamap_decisions *decisions)
{
	const struct gpamap_decision *decision;
	struct gpamap_reasons reasons;
	char why[GPAMAP_REASON_MAX];

	if (explaining->as_json)
		gpamap_json_array(&explaining->json, "decisions");
	else
		measure(explaining, decisions);
	gpamap_reasons_begin(&reasons, decisions);
	while (gpamap_reasons_next(&reasons, &decision, why)) {
		if (!explain_wants(explaining, decision->piece.request))
			continue;
		if (explaining->as_json)
			json_decision(explaining, decision, why);
		else
			write_decision(explaining, decision, why);
	}
	if (explaining->as_json)
		gpamap_json_close(&explaining->json);
	else
		write_empty(explaining);
}

/* Of several plans, each stands below its name. */
static void write_heading(struct explaining *explaining)
{
	if (explaining->told)
		putchar('\n');
	gpamap_utf8_show(stdout, explaining->input->source,
			 explaining->style.ascii, 0);
	puts(":");
	explaining->told = true;
}

/* The whole of it as one object, or the decisions, then the problems. */
static bool explain(struct explaining *explaining)
{
	const struct gpamap_planned *planned = &explaining->input->planned;
	struct gpamap_decisions decisions;
	bool fine;

	if (!gpamap_decisions_make(&decisions, planned->trial.plan,
				   &planned->labelled))
		return false;
	if (explaining->as_json) {
		gpamap_json_begin(&explaining->json, stdout, 3);
		gpamap_json_object(&explaining->json, NULL);
		gpamap_json_number(&explaining->json, "gpamap", 1);
		gpamap_json_text(&explaining->json, "source",
				 explaining->input->source);
	} else if (explaining->many) {
		write_heading(explaining);
	}
	write_decisions(explaining, &decisions);
	gpamap_decisions_clear(&decisions);
	fine = explain_problems(explaining);
	if (explaining->as_json)
		gpamap_json_close(&explaining->json);
	return fine;
}

static enum exit_status explain_plan(struct explaining *explaining)
{
	struct input *input = explaining->input;

	if (!input->draft->plan.given) {
		complain(explaining->options,
			 "%s asks for no plan: there is nothing to explain",
			 input->source);
		return EXIT_TROUBLE;
	}
	if (!gpamap_planned_make(&input->planned, input->draft, &input->diags))
		return EXIT_TROUBLE;
	if (!check_tags(explaining))
		return EXIT_TROUBLE;
	if (!explain(explaining))
		return EXIT_TROUBLE;
	return input->planned.trial.count > 0 ? EXIT_FINDINGS : EXIT_FINE;
}

static enum exit_status explain_input(struct explaining *explaining,
				      const char *path)
{
	enum exit_status status = EXIT_TROUBLE;
	struct input input;

	if (!input_read(&input, explaining->options, path, ERRORS_SHOWN))
		return EXIT_TROUBLE;
	explaining->input = &input;
	explaining->tag_width = 0;
	explaining->range_width = 0;
	if (input.diags.errors == 0)
		status = explain_plan(explaining);
	input_report(&input, explaining->options);
	explaining->input = NULL;
	input_clear(&input);
	return status;
}

/* Of @count operands, so many are INPUTs; the rest are tags. */
static size_t count_inputs(const struct options *options, size_t count)
{
	if (options->said.inputs || options->said.tag_count > 0)
		return count;
	return !options->map_given && count > 0 ? 1 : 0;
}

static void take_tags(struct explaining *explaining, char **operands,
		      size_t count)
{
	const struct operand_options *said = &explaining->options->said;

	explaining->tags = (const char *const *)operands;
	explaining->count = count;
	if (said->tag_count == 0)
		return;
	explaining->tags = said->tags;
	explaining->count = said->tag_count;
}

enum exit_status command_explain(struct options *options, char **operands,
				 size_t count)
{
	struct explaining explaining = { .options = options };
	size_t inputs = count_inputs(options, count);
	enum exit_status worst = EXIT_FINE, status;
	size_t i;

	if (!input_given(options, inputs > 0 ? operands[0] : NULL) ||
	    !form_is_json(options, &explaining.as_json) ||
	    !input_once(options, operands, inputs))
		return EXIT_TROUBLE;
	take_tags(&explaining, operands + inputs, count - inputs);
	explaining.style = style_for(options, stdout);
	explaining.many = inputs > 1;
	if (inputs == 0)
		return explain_input(&explaining, NULL);
	for (i = 0; i < inputs; i++) {
		status = explain_input(&explaining, operands[i]);
		if (status > worst)
			worst = status;
	}
	return worst;
}
