/* SPDX-License-Identifier: MIT */
#include "events.h"
#include "utf8.h"

/* The grammar needs four; more is somebody's attack or mistake. */
#define DEPTH_MAX 16

bool gpamap_events_open(struct gpamap_events *events, struct gpamap_span source,
			struct gpamap_diags *diags)
{
	*events = (struct gpamap_events){ .source = source, .diags = diags };
	if (yaml_parser_initialize(&events->parser) == 0)
		return false;
	yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&events->parser,
				     (const unsigned char *)source.at,
				     source.length);
	gpamap_events_next(events);
	return true;
}

void gpamap_events_close(struct gpamap_events *events)
{
	yaml_event_delete(&events->event);
	yaml_parser_delete(&events->parser);
}

static struct gpamap_place place_of(yaml_mark_t mark)
{
	return (struct gpamap_place){ (uint32_t)(mark.line + 1),
				      (uint32_t)(mark.column + 1) };
}

static void report_syntax(struct gpamap_events *events)
{
	const yaml_parser_t *parser = &events->parser;
	const char *problem = parser->problem != NULL ? parser->problem
						      : "cannot be parsed";
	struct gpamap_place place = place_of(parser->problem_mark);

	events->over = true;
	if (parser->error == YAML_MEMORY_ERROR) {
		gpamap_diag_no_memory(events->diags);
		return;
	}
	if (parser->error == YAML_READER_ERROR)
		place = gpamap_utf8_place(events->source,
					  parser->problem_offset);
	gpamap_diag_syntax(events->diags, place, "not valid YAML: %s", problem);
	if (parser->context != NULL && parser->context_mark.index != 0)
		gpamap_diag_relate(events->diags,
				   place_of(parser->context_mark),
				   "%s that begins here", parser->context);
}

static const yaml_char_t *anchor_of(const yaml_event_t *event)
{
	if (event->type == YAML_SCALAR_EVENT)
		return event->data.scalar.anchor;
	if (event->type == YAML_SEQUENCE_START_EVENT)
		return event->data.sequence_start.anchor;
	if (event->type == YAML_MAPPING_START_EVENT)
		return event->data.mapping_start.anchor;
	return NULL;
}

static const yaml_char_t *tag_of(const yaml_event_t *event)
{
	if (event->type == YAML_SCALAR_EVENT)
		return event->data.scalar.tag;
	if (event->type == YAML_SEQUENCE_START_EVENT)
		return event->data.sequence_start.tag;
	if (event->type == YAML_MAPPING_START_EVENT)
		return event->data.mapping_start.tag;
	return NULL;
}

static void refuse_extras(struct gpamap_events *events)
{
	struct gpamap_place place = gpamap_events_place(events);

	if (events->event.type == YAML_ALIAS_EVENT)
		gpamap_diag_syntax(events->diags, place,
				   "aliases (*name) are not part of the spec: "
				   "write the value out");
	if (anchor_of(&events->event) != NULL)
		gpamap_diag_syntax(events->diags, place,
				   "anchors (&name) are not part of the spec");
	if (tag_of(&events->event) != NULL)
		gpamap_diag_syntax(events->diags, place,
				   "tags (!name) are not part of the spec");
}

static void count_depth(struct gpamap_events *events)
{
	yaml_event_type_t type = events->event.type;

	if (type == YAML_MAPPING_START_EVENT ||
	    type == YAML_SEQUENCE_START_EVENT)
		events->depth++;
	if (type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT)
		events->depth--;
	if (events->depth <= DEPTH_MAX)
		return;
	gpamap_diag_syntax(events->diags, gpamap_events_place(events),
			   "nested deeper than %d levels", DEPTH_MAX);
	events->over = true;
}

void gpamap_events_next(struct gpamap_events *events)
{
	if (events->over)
		return;
	yaml_event_delete(&events->event);
	if (yaml_parser_parse(&events->parser, &events->event) == 0) {
		report_syntax(events);
		return;
	}
	refuse_extras(events);
	count_depth(events);
}

bool gpamap_events_at(const struct gpamap_events *events,
		      yaml_event_type_t type)
{
	return !events->over && events->event.type == type;
}

void gpamap_events_skip(struct gpamap_events *events)
{
	bool nested = gpamap_events_at(events, YAML_MAPPING_START_EVENT) ||
		      gpamap_events_at(events, YAML_SEQUENCE_START_EVENT);
	size_t outside = events->depth - (nested ? 1 : 0);

	while (nested && !events->over && events->depth > outside)
		gpamap_events_next(events);
	gpamap_events_next(events);
}

struct gpamap_place gpamap_events_place(const struct gpamap_events *events)
{
	return place_of(events->event.start_mark);
}

struct gpamap_span gpamap_events_text(const struct gpamap_events *events)
{
	return (struct gpamap_span){
		(const char *)events->event.data.scalar.value,
		events->event.data.scalar.length
	};
}

bool gpamap_events_null(const struct gpamap_events *events)
{
	struct gpamap_span text;

	if (!gpamap_events_at(events, YAML_SCALAR_EVENT) ||
	    events->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		return false;
	text = gpamap_events_text(events);
	return text.length == 0 || gpamap_span_is(text, "~") ||
	       gpamap_span_is(text, "null");
}

const char *gpamap_events_what(const struct gpamap_events *events)
{
	if (gpamap_events_null(events))
		return "nothing";
	if (gpamap_events_at(events, YAML_MAPPING_START_EVENT))
		return "a mapping";
	if (gpamap_events_at(events, YAML_SEQUENCE_START_EVENT))
		return "a list";
	return "a single value";
}
