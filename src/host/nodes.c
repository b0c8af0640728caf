/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "memory.h"
#include "nodes.h"

static int compare(const void *left, const void *right)
{
	const struct gpamap_node_sum *a = left;
	const struct gpamap_node_sum *b = right;

	return (a->vnode > b->vnode) - (a->vnode < b->vnode);
}

/* Make neighbours of one vnode into one; give how many are left. */
static size_t merge(struct gpamap_node_sum *sums, size_t count)
{
	size_t kept = 0;
	size_t i;

	for (i = 1; i < count; i++) {
		if (sums[i].vnode == sums[kept].vnode) {
			sums[kept].ram_size += sums[i].ram_size;
			sums[kept].ranges += sums[i].ranges;
		} else {
			sums[++kept] = sums[i];
		}
	}
	return kept + 1;
}

/* The RAM of neighbours in the list that are of one vnode, as one sum; give
 * how many there are. */
static size_t sum_runs(const struct gpamap_ram_range *ram, size_t ranges,
		       struct gpamap_node_sum *sums)
{
	struct gpamap_node_sum *sum = NULL;
	size_t count = 0;
	size_t i;

	for (i = 0; i < ranges; i++) {
		if (sum == NULL || sum->vnode != ram[i].vnode) {
			sum = &sums[count++];
			*sum = (struct gpamap_node_sum){ ram[i].vnode, 0, 0 };
		}
		sum->ram_size += ram[i].range.end - ram[i].range.start;
		sum->ranges++;
	}
	return count;
}

bool gpamap_nodes_sum(const struct gpamap_layout *layout,
		      struct gpamap_node_sum **sums, size_t *count)
{
	const struct gpamap_ram_range *ram;
	struct gpamap_node_sum *all;
	size_t ranges;

	*sums = NULL;
	*count = 0;
	ram = gpamap_layout_ram(layout, &ranges);
	if (ranges == 0)
		return true;
	all = gpamap_memory_take(ranges, sizeof(*all));
	if (all == NULL)
		return false;
	ranges = sum_runs(ram, ranges, all);
	qsort(all, ranges, sizeof(*all), compare);
	*count = merge(all, ranges);
	*sums = all;
	return true;
}
