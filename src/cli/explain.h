/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_EXPLAIN_H
#define GPAMAP_CLI_EXPLAIN_H

#include "../host/json.h"
#include "input.h"

/* What the parts of gpamap explain share. */

struct explaining {
	struct options *options;
	struct input *input;
	const char *const *tags; /**< what is asked for; none: everything */
	size_t count;
	struct gpamap_style style;
	struct gpamap_json json;
	bool as_json;
	bool many; /**< plans: each has a heading */
	bool told; /**< one of them has been */
	size_t tag_width;
	size_t range_width;
};

/** Give the tag of a request, or what stands for it. */
const char *explain_label(const struct explaining *explaining, size_t request);

/** Say whether @request is asked for. */
bool explain_wants(const struct explaining *explaining, size_t request);

/** Write the problems of the plan and what would make it fit. False for lack
 * of memory. */
bool explain_problems(struct explaining *explaining);

#endif /* GPAMAP_CLI_EXPLAIN_H */
