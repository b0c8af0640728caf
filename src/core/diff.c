/* SPDX-License-Identifier: MIT */
#include <gpamap/diff.h>

#include "minmax.h"

void gpamap_diff_init(struct gpamap_diff *diff,
		      const struct gpamap_layout *left,
		      const struct gpamap_layout *right)
{
	diff->left = left;
	diff->right = right;
	diff->position = 0;
}

bool gpamap_diff_next(struct gpamap_diff *diff,
		      struct gpamap_difference *difference)
{
	while (diff->position < GPAMAP_ADDRESS_END) {
		struct gpamap_found left, right;
		uint64_t start = diff->position;

		gpamap_layout_find(diff->left, start, &left);
		gpamap_layout_find(diff->right, start, &right);
		diff->position =
			gpamap_min(left.entry.range.end, right.entry.range.end);
		if (left.entry.kind == right.entry.kind &&
		    left.entry.vnode == right.entry.vnode)
			continue;
		difference->range.start = start;
		difference->range.end = diff->position;
		difference->left = left.entry;
		difference->right = right.entry;
		return true;
	}
	return false;
}
