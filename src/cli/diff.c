/* SPDX-License-Identifier: MIT */

#include <gpamap/alloc.h>

#include "../host/compare.h"
#include "command.h"
#include "form.h"
#include "input.h"

/* gpamap diff: what became of each range of a map, in another one. */

static enum exit_status tell(struct options *options,
			     const struct gpamap_comparison_view *sides,
			     bool json)
{
	struct gpamap_comparison comparison;
	struct gpamap_comparison_view view = *sides;
	bool compared, differ;

	compared = gpamap_compare(view.before, view.after, &comparison);
	view.comparison = &comparison;
	view.style = style_for(options, stdout);
	if (compared && json)
		gpamap_comparison_json(&view, stdout);
	else if (compared)
		gpamap_comparison_table(&view, stdout);
	if (compared && !json && options->abi)
		gpamap_comparison_verdict(&view, stdout);
	differ = options->abi ? comparison.abi == GPAMAP_ABI_BROKEN
			      : comparison.count > 0;
	gpamap_comparison_clear(&comparison);
	if (!compared)
		return EXIT_TROUBLE;
	return differ ? EXIT_FINDINGS : EXIT_FINE;
}

static enum exit_status diff(struct options *options, char **paths, bool json)
{
	enum exit_status status = EXIT_TROUBLE;
	struct gpamap_layout *before, *after = NULL;
	struct gpamap_comparison_view view;
	struct input old, now;

	before = input_layout(&old, options, paths[0]);
	after = input_layout(&now, options, paths[1]);
	if (before != NULL && after != NULL) {
		view = (struct gpamap_comparison_view){
			.before = before,
			.after = after,
			.before_source = old.source,
			.after_source = now.source,
		};
		status = tell(options, &view, json);
	}
	if (before != NULL)
		input_clear(&old);
	if (after != NULL)
		input_clear(&now);
	gpamap_layout_free(before);
	gpamap_layout_free(after);
	return status;
}

enum exit_status command_diff(struct options *options, char **operands,
			      size_t count)
{
	bool json;

	if (!form_is_json(options, &json))
		return EXIT_TROUBLE;
	if (count != 2) {
		complain(options,
			 "two INPUTs are compared, not %zu; see --help", count);
		return EXIT_TROUBLE;
	}
	if (!input_once(options, operands, count))
		return EXIT_TROUBLE;
	return diff(options, operands, json);
}
