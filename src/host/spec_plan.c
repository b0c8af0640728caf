/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "number.h"
#include "request.h"
#include "spec_item.h"
#include "utf8.h"

/* The "plan" of a spec: requests, and what the host gives. */

/* Say what is wrong with @text, and which of @words was likely meant. */
static void refuse_text(struct gpamap_spec *spec, struct gpamap_span text,
			const char *why, const char *const *words)
{
	const char *nearest = words != NULL ? gpamap_word_nearest(text, words)
					    : NULL;
	struct gpamap_place place = gpamap_events_place(&spec->events);

	if (nearest != NULL)
		gpamap_diag_syntax(spec->diags, place,
				   "\"%.*s\" is unknown: did you mean \"%s\"?",
				   GPAMAP_SPEC_SHOW(text), nearest);
	else
		gpamap_diag_syntax(spec->diags, place, "\"%.*s\" %s",
				   GPAMAP_SPEC_SHOW(text), why);
}

static void refuse_request(struct gpamap_spec *spec, struct gpamap_place place,
			   const char *subject, const char *why)
{
	gpamap_diag_syntax(spec->diags, place, "%s%s%s", subject,
			   subject[0] != '\0' ? " " : "", why);
}

/* Sizes of BARs, being read. */
struct bars {
	uint64_t *sizes;
	size_t count;
	size_t capacity;
};

static bool read_bar(struct gpamap_spec *spec, struct bars *bars)
{
	struct gpamap_span text;
	const char *why = "is too much: out of memory";
	bool fine;

	if (!gpamap_spec_scalar(spec, "the size of a BAR", &text))
		return false;
	fine = gpamap_array_reserve((void **)&bars->sizes, &bars->capacity,
				    bars->count, sizeof(uint64_t)) &&
	       gpamap_size_parse(text, &bars->sizes[bars->count], &why);
	if (fine)
		bars->count++;
	else
		refuse_text(spec, text, why, NULL);
	gpamap_events_next(&spec->events);
	return fine;
}

static bool read_bar_list(struct gpamap_spec *spec, struct bars *bars)
{
	struct gpamap_events *events = &spec->events;
	bool fine = true;

	if (!gpamap_events_at(events, YAML_SEQUENCE_START_EVENT))
		return read_bar(spec, bars);
	gpamap_events_next(events);
	while (!events->over &&
	       !gpamap_events_at(events, YAML_SEQUENCE_END_EVENT))
		fine = read_bar(spec, bars) && fine;
	gpamap_events_next(events);
	return fine;
}

static void read_bars(struct gpamap_spec *spec, struct gpamap_asked *asked,
		      enum gpamap_request_key phase)
{
	struct gpamap_place place = gpamap_events_place(&spec->events);
	struct bars bars = { NULL, 0, 0 };
	const char *why;

	if (read_bar_list(spec, &bars) &&
	    !gpamap_asked_take_bars(asked, phase, bars.sizes, bars.count, &why))
		refuse_request(spec, place, "\"bars\"", why);
	free(bars.sizes);
}

static void read_buses(struct gpamap_spec *spec, struct gpamap_asked *asked,
		       enum gpamap_request_key phase)
{
	struct gpamap_span text;
	const char *why;

	if (!gpamap_spec_scalar(spec, "a number of buses", &text))
		return;
	if (!gpamap_asked_take_buses(asked, phase, text, &why))
		refuse_text(spec, text, why, NULL);
	gpamap_events_next(&spec->events);
}

/* A window by what is to be in it: "bars" or "buses". */
static void read_window(struct gpamap_spec *spec, struct gpamap_asked *asked,
			enum gpamap_request_key phase)
{
	static const char *const keys[] = { "bars", "buses", NULL };
	struct gpamap_place place = gpamap_events_place(&spec->events);
	size_t errors = spec->diags->errors;
	uint32_t seen = 0;
	size_t key;

	asked->seen |= UINT32_C(1) << phase;
	gpamap_events_next(&spec->events);
	while (!spec->events.over &&
	       !gpamap_events_at(&spec->events, YAML_MAPPING_END_EVENT)) {
		if (!gpamap_spec_key(spec, keys, "a window", &seen, &key))
			continue;
		if (key == 0)
			read_bars(spec, asked, phase);
		else
			read_buses(spec, asked, phase);
	}
	gpamap_events_next(&spec->events);
	if ((seen == 0 || seen == 3) && spec->diags->errors == errors)
		refuse_request(spec, place, "a window",
			       "has \"bars\" or \"buses\", one of the two");
}

static void read_field(struct gpamap_spec *spec, struct gpamap_asked *asked,
		       enum gpamap_request_key key)
{
	struct gpamap_span text;
	const char *wanted = key <= (enum gpamap_request_key)GPAMAP_PHASE_FIXED
				     ? "a range"
				     : "a single value";
	const char *why;

	if (gpamap_request_takes_window(key) &&
	    gpamap_events_at(&spec->events, YAML_MAPPING_START_EVENT)) {
		read_window(spec, asked, key);
		return;
	}
	asked->seen |= UINT32_C(1) << key;
	if (!gpamap_spec_scalar(spec, wanted, &text))
		return;
	if (!gpamap_asked_take(asked, key, text, &why))
		refuse_text(spec, text, why, gpamap_request_words(key));
	gpamap_events_next(&spec->events);
}

static void add_request(struct gpamap_spec *spec, struct gpamap_asked *asked)
{
	struct gpamap_span tag = { NULL, 0 };

	if (asked->tag != NULL)
		tag = gpamap_span_of(asked->tag);
	spec->full = !gpamap_plan_draft_add(&spec->draft->plan, &asked->draft,
					    tag, spec->diags);
}

static void read_request(struct gpamap_spec *spec)
{
	struct gpamap_events *events = &spec->events;
	struct gpamap_asked asked = { .draft.place =
					      gpamap_events_place(events) };
	size_t errors = spec->diags->errors;
	const char *why;
	uint32_t seen = 0;
	size_t key;

	if (!gpamap_events_at(events, YAML_MAPPING_START_EVENT)) {
		gpamap_diag_syntax(spec->diags, asked.draft.place,
				   "a request is a mapping, not %s",
				   gpamap_events_what(events));
		gpamap_events_skip(events);
		return;
	}
	gpamap_events_next(events);
	while (!events->over &&
	       !gpamap_events_at(events, YAML_MAPPING_END_EVENT))
		if (gpamap_spec_key(spec, gpamap_request_keys, "a request",
				    &seen, &key))
			read_field(spec, &asked, (enum gpamap_request_key)key);
	gpamap_events_next(events);
	if (spec->diags->errors == errors) {
		if (gpamap_asked_settle(&asked, &why))
			add_request(spec, &asked);
		else
			refuse_request(spec, asked.draft.place, "", why);
	}
	free(asked.tag);
}

typedef void read_one(struct gpamap_spec *spec);

/* A list of what @read reads, or one that needs no brackets. */
static void read_each(struct gpamap_spec *spec, read_one *read)
{
	struct gpamap_events *events = &spec->events;

	if (!gpamap_events_at(events, YAML_SEQUENCE_START_EVENT)) {
		read(spec);
		return;
	}
	gpamap_events_next(events);
	while (!events->over && !spec->full &&
	       !gpamap_events_at(events, YAML_SEQUENCE_END_EVENT))
		read(spec);
	gpamap_events_next(events);
}

static bool read_range(struct gpamap_spec *spec, struct gpamap_range *range)
{
	struct gpamap_span text;
	const char *why;
	bool fine;

	if (!gpamap_spec_scalar(spec, "a range", &text))
		return false;
	fine = gpamap_avoid_parse(text, range, &why);
	if (!fine)
		refuse_text(spec, text, why, NULL);
	gpamap_events_next(&spec->events);
	return fine;
}

/* The members of {range: ..., tag: ...}. */
static bool read_avoid_fields(struct gpamap_spec *spec,
			      struct gpamap_avoid_draft *avoid, char **tag)
{
	static const char *const keys[] = { "range", "tag", NULL };
	struct gpamap_events *events = &spec->events;
	size_t errors = spec->diags->errors;
	uint32_t seen = 0;
	size_t key;

	gpamap_events_next(events);
	while (!events->over &&
	       !gpamap_events_at(events, YAML_MAPPING_END_EVENT)) {
		if (!gpamap_spec_key(spec, keys, "an avoided range", &seen,
				     &key))
			continue;
		if (key == 0)
			read_range(spec, &avoid->avoid.range);
		else
			*tag = gpamap_spec_name(spec);
	}
	gpamap_events_next(events);
	if ((seen & 1) == 0 && spec->diags->errors == errors)
		refuse_request(spec, avoid->place, "an avoided range",
			       "needs \"range\"");
	return spec->diags->errors == errors;
}

static void read_avoid(struct gpamap_spec *spec)
{
	struct gpamap_avoid_draft avoid = { .place = gpamap_events_place(
						    &spec->events) };
	struct gpamap_span name = { NULL, 0 };
	char *tag = NULL;
	bool fine;

	if (gpamap_events_at(&spec->events, YAML_MAPPING_START_EVENT))
		fine = read_avoid_fields(spec, &avoid, &tag);
	else
		fine = read_range(spec, &avoid.avoid.range);
	if (tag != NULL)
		name = gpamap_span_of(tag);
	if (fine)
		spec->full = !gpamap_host_draft_avoid(
			&spec->draft->plan.host, &avoid, name, spec->diags);
	free(tag);
}

typedef bool take_host(struct gpamap_host_draft *host, struct gpamap_span value,
		       const char **why);

static void read_host_value(struct gpamap_spec *spec, take_host *take,
			    const char *const *words)
{
	struct gpamap_span text;
	const char *why;

	if (!gpamap_spec_scalar(spec, "a single value", &text))
		return;
	if (!take(&spec->draft->plan.host, text, &why))
		refuse_text(spec, text, why, words);
	gpamap_events_next(&spec->events);
}

static void read_host_member(struct gpamap_spec *spec, size_t key)
{
	if (key == 0)
		read_host_value(spec, gpamap_host_take_bits, NULL);
	else if (key == 1)
		read_host_value(spec, gpamap_host_take_reach, NULL);
	else if (key == 2)
		read_host_value(spec, gpamap_host_take_hypertransport,
				gpamap_hypertransport_words);
	else
		read_each(spec, read_avoid);
}

typedef void read_member(struct gpamap_spec *spec, size_t key);

/* The members of the mapping that is current, each at most once. */
static void read_members(struct gpamap_spec *spec, const char *const *keys,
			 const char *within, read_member *read)
{
	struct gpamap_events *events = &spec->events;
	uint32_t seen = 0;
	size_t key;

	if (!gpamap_events_at(events, YAML_MAPPING_START_EVENT)) {
		gpamap_diag_syntax(spec->diags, gpamap_events_place(events),
				   "%s is a mapping, not %s", within,
				   gpamap_events_what(events));
		gpamap_events_skip(events);
		return;
	}
	gpamap_events_next(events);
	while (!events->over && !spec->full &&
	       !gpamap_events_at(events, YAML_MAPPING_END_EVENT))
		if (gpamap_spec_key(spec, keys, within, &seen, &key))
			read(spec, key);
	gpamap_events_next(events);
}

static void read_plan_member(struct gpamap_spec *spec, size_t key)
{
	static const char *const host[] = { "address_bits", "guest_reach",
					    "hypertransport", "avoid", NULL };

	if (key == 0)
		read_each(spec, read_request);
	else
		read_members(spec, host, "the host", read_host_member);
}

void gpamap_spec_plan(struct gpamap_spec *spec)
{
	static const char *const plan[] = { "requests", "host", NULL };

	spec->draft->plan.given = true;
	read_members(spec, plan, "the plan", read_plan_member);
}
