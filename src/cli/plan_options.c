/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "../host/array.h"
#include "../host/number.h"
#include "../host/request.h"
#include "../host/utf8.h"
#include "map_options.h"
#include "plan_options.h"

#define REQUEST "--request"

/* Find the key of "KEY=VALUE"; @value is what follows. */
static bool take_key(const struct options *options, struct gpamap_span part,
		     enum gpamap_request_key *key, struct gpamap_span *value)
{
	const char *nearest;
	unsigned int i;

	*value = part;
	option_take_part(value, '=', &part);
	for (i = 0; i < GPAMAP_REQUEST_KEYS; i++) {
		if (!gpamap_span_is(part, gpamap_request_keys[i]))
			continue;
		*key = (enum gpamap_request_key)i;
		return value->at != NULL ||
		       option_refuse(options, REQUEST, part, "has no value");
	}
	nearest = gpamap_word_nearest(part, gpamap_request_keys);
	if (nearest == NULL)
		return option_refuse(options, REQUEST, part, "is no key");
	complain(options, REQUEST ": \"%.*s\" is no key: did you mean %s?",
		 (int)part.length, part.at, nearest);
	return false;
}

/* "bars:256M+16M+4K" */
static bool take_bars(const struct options *options, struct gpamap_asked *asked,
		      enum gpamap_request_key phase, struct gpamap_span list)
{
	uint64_t *sizes = NULL;
	size_t count = 0, capacity = 0;
	struct gpamap_span part;
	const char *why;
	bool fine = true;

	while (fine && option_take_part(&list, '+', &part)) {
		why = "is too much: out of memory";
		fine = gpamap_array_reserve((void **)&sizes, &capacity, count,
					    sizeof(*sizes)) &&
		       gpamap_size_parse(part, &sizes[count++], &why);
		if (!fine)
			option_refuse(options, REQUEST, part, why);
	}
	if (fine) {
		fine = gpamap_asked_take_bars(asked, phase, sizes, count, &why);
		if (!fine)
			option_refuse(options, REQUEST, gpamap_span_of("bars"),
				      why);
	}
	free(sizes);
	return fine;
}

static bool take_pair(const struct options *options, struct gpamap_asked *asked,
		      struct gpamap_span part)
{
	enum gpamap_request_key key = GPAMAP_REQUEST_KEYS;
	struct gpamap_span value;
	const char *why;

	if (!take_key(options, part, &key, &value))
		return false;
	if ((asked->seen >> key & 1) != 0)
		return option_refuse(options, REQUEST, part, "comes again");
	if (gpamap_request_takes_window(key) &&
	    gpamap_span_take(&value, "bars:"))
		return take_bars(options, asked, key, value);
	if (gpamap_request_takes_window(key) &&
	    gpamap_span_take(&value, "buses:"))
		return gpamap_asked_take_buses(asked, key, value, &why) ||
		       option_refuse(options, REQUEST, value, why);
	return gpamap_asked_take(asked, key, value, &why) ||
	       option_refuse(options, REQUEST, value, why);
}

static bool add(struct options *options, const struct gpamap_asked *asked)
{
	struct gpamap_span tag = { NULL, 0 };
	struct gpamap_diags diags = { 0 };
	bool added;

	if (asked->tag != NULL)
		tag = gpamap_span_of(asked->tag);
	added = gpamap_plan_draft_add(&options->map.plan, &asked->draft, tag,
				      &diags);
	if (!added)
		complain(options, "too many requests, or out of memory");
	gpamap_diags_clear(&diags);
	options->map_given = true;
	return added;
}

bool plan_option_request(struct options *options, const char *value)
{
	struct gpamap_span rest = gpamap_span_of(value);
	struct gpamap_asked asked = { .tag = NULL };
	struct gpamap_span part;
	const char *why;
	bool fine = true;

	while (fine && option_take_part(&rest, ',', &part))
		fine = take_pair(options, &asked, part);
	if (fine && !gpamap_asked_settle(&asked, &why)) {
		complain(options, REQUEST " %s: %s", value, why);
		fine = false;
	}
	fine = fine && add(options, &asked);
	free(asked.tag);
	return fine;
}

bool plan_option_bits(struct options *options, const char *value)
{
	struct gpamap_span text = gpamap_span_of(value);
	const char *why;

	return gpamap_host_take_bits(&options->host, text, &why) ||
	       option_refuse(options, "--address-bits", text, why);
}

bool plan_option_reach(struct options *options, const char *value)
{
	struct gpamap_span text = gpamap_span_of(value);
	const char *why;

	return gpamap_host_take_reach(&options->host, text, &why) ||
	       option_refuse(options, "--guest-reach", text, why);
}

bool plan_option_hypertransport(struct options *options, const char *value)
{
	struct gpamap_span text = gpamap_span_of(value);
	const char *why;

	return gpamap_host_take_hypertransport(&options->host, text, &why) ||
	       option_refuse(options, "--hypertransport", text, why);
}

/* "TAG=RANGE", or "RANGE" alone. */
static bool avoid_one(struct options *options, struct gpamap_span part)
{
	struct gpamap_avoid_draft avoid = { .place = { 0, 0 } };
	struct gpamap_span tag = { NULL, 0 };
	struct gpamap_diags diags = { 0 };
	const char *why;
	size_t sign;
	bool added;

	if (gpamap_span_find(part, "=", &sign)) {
		tag = (struct gpamap_span){ part.at, sign };
		part = gpamap_span_skip(part, sign + 1);
	}
	if (!gpamap_avoid_parse(part, &avoid.avoid.range, &why))
		return option_refuse(options, "--avoid", part, why);
	added = gpamap_host_draft_avoid(&options->host, &avoid, tag, &diags);
	if (!added)
		complain(options, "too many ranges, or out of memory");
	gpamap_diags_clear(&diags);
	return added;
}

bool plan_option_avoid(struct options *options, const char *value)
{
	struct gpamap_span rest = gpamap_span_of(value);
	struct gpamap_span part;

	while (option_take_part(&rest, ',', &part))
		if (!avoid_one(options, part))
			return false;
	return true;
}
