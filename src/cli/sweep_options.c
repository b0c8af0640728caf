/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "../host/number.h"
#include "map_options.h"
#include "sweep_options.h"

static bool parse_size(const struct options *options, const char *option,
		       struct gpamap_span text, uint64_t *bytes)
{
	const char *why;

	if (!gpamap_size_parse(text, bytes, &why))
		return option_refuse(options, option, text, why);
	return *bytes % GPAMAP_PAGE_SIZE == 0 ||
	       option_refuse(options, option, text,
			     "is not in whole pages of 4096 bytes");
}

/* "FROM..TO" */
static bool parse_interval(struct options *options, struct gpamap_span text)
{
	struct sweep_options *sweep = &options->sweep;
	struct gpamap_span first = text;
	size_t dots;

	if (!gpamap_span_find(text, "..", &dots))
		return option_refuse(options, "--ram", text,
				     "is not FROM..TO, two sizes of RAM");
	first.length = dots;
	if (!parse_size(options, "--ram", first, &sweep->first) ||
	    !parse_size(options, "--ram", gpamap_span_skip(text, dots + 2),
			&sweep->last))
		return false;
	sweep->given = true;
	return sweep->first < sweep->last ||
	       option_refuse(options, "--ram", text, "does not grow");
}

/* Before the interval there may be the sizes of nodes that stay. */
bool sweep_option_ram(struct options *options, const char *value)
{
	const char *comma = strrchr(value, ',');
	struct gpamap_span nodes = gpamap_span_of(value);
	struct gpamap_span part;
	char text[64];

	if (comma != NULL)
		nodes.length = (size_t)(comma - value);
	while (comma != NULL && option_take_part(&nodes, ',', &part)) {
		if (part.length >= sizeof(text) || gpamap_range_looks(part))
			return option_refuse(options, "--ram", part,
					     "is not the size of a node");
		memcpy(text, part.at, part.length);
		text[part.length] = '\0';
		if (!map_option_ram(options, text))
			return false;
	}
	return parse_interval(options, gpamap_span_of(comma != NULL ? comma + 1
								    : value));
}

bool sweep_option_step(struct options *options, const char *value)
{
	struct gpamap_span text = gpamap_span_of(value);

	return parse_size(options, "--step", text, &options->sweep.step) &&
	       (options->sweep.step != 0 ||
		option_refuse(options, "--step", text, "does not grow"));
}

bool sweep_option_tag(struct options *options, const char *value)
{
	options->sweep.tag = value;
	return true;
}

bool sweep_option_format(struct options *options, const char *value)
{
	static const char *const forms[] = { "table", "json", "svg" };
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (strcmp(value, forms[i]) == 0) {
			options->sweep.form = forms[i];
			return true;
		}
	}
	complain(options, "-o %s: sweep writes table, json or svg", value);
	return false;
}
