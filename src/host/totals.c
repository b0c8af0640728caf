/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "nodes.h"
#include "totals.h"

const char *gpamap_total_name(enum gpamap_total total)
{
	static const char *const names[GPAMAP_TOTAL_COUNT] = {
		[GPAMAP_TOTAL_RAM_SIZE] = "ram_size",
		[GPAMAP_TOTAL_RAM_BELOW_4GB] = "ram_below_4gb",
		[GPAMAP_TOTAL_RAM_ABOVE_4GB] = "ram_above_4gb",
		[GPAMAP_TOTAL_RAM_ABOVE_HIGH_MMIO] = "ram_above_high_mmio",
		[GPAMAP_TOTAL_MAX_RAM_BELOW_4GB] = "max_ram_below_4gb",
		[GPAMAP_TOTAL_END_OF_RAM] = "end_of_ram",
		[GPAMAP_TOTAL_END_OF_LAYOUT] = "end_of_layout",
		[GPAMAP_TOTAL_DIGEST] = "digest",
	};

	return names[total];
}

bool gpamap_total_of(const struct gpamap_layout *layout,
		     enum gpamap_total total, uint64_t *value)
{
	switch (total) {
	case GPAMAP_TOTAL_RAM_SIZE:
		*value = gpamap_layout_ram_size(layout);
		return true;
	case GPAMAP_TOTAL_RAM_BELOW_4GB:
		*value = gpamap_layout_ram_below_4gb(layout);
		return true;
	case GPAMAP_TOTAL_RAM_ABOVE_4GB:
		*value = gpamap_layout_ram_above_4gb(layout);
		return true;
	case GPAMAP_TOTAL_RAM_ABOVE_HIGH_MMIO:
		return gpamap_layout_ram_above_high_mmio(layout, value);
	case GPAMAP_TOTAL_MAX_RAM_BELOW_4GB:
		return gpamap_layout_max_ram_below_4gb(layout, value);
	case GPAMAP_TOTAL_END_OF_RAM:
		*value = gpamap_layout_end_of_ram(layout);
		return true;
	case GPAMAP_TOTAL_END_OF_LAYOUT:
		*value = gpamap_layout_end_of_layout(layout);
		return true;
	case GPAMAP_TOTAL_DIGEST:
		*value = gpamap_layout_digest(layout);
		return true;
	default:
		return false;
	}
}

/* Room for a number in quotes, or null. */
#define VALUE_TEXT_MAX 24

static void value_text(bool none, uint64_t value, int digits,
		       char text[VALUE_TEXT_MAX])
{
	if (none)
		snprintf(text, VALUE_TEXT_MAX, "null");
	else
		snprintf(text, VALUE_TEXT_MAX, "\"0x%0*" PRIx64 "\"", digits,
			 value);
}

static bool check_total(const struct gpamap_claim *claim,
			const struct gpamap_layout *layout,
			enum gpamap_total total, struct gpamap_diags *diags)
{
	int digits = total == GPAMAP_TOTAL_DIGEST ? 16 : 1;
	char said[VALUE_TEXT_MAX], is[VALUE_TEXT_MAX];
	uint64_t value = 0;
	bool none;

	if (!claim->made)
		return true;
	none = !gpamap_total_of(layout, total, &value);
	if (none == claim->none && (none || value == claim->value))
		return true;
	value_text(claim->none, claim->value, digits, said);
	value_text(none, value, digits, is);
	gpamap_diag_syntax(diags, claim->place,
			   "\"%s\" is %s, but %s by the ranges: this input was "
			   "edited",
			   gpamap_total_name(total), said, is);
	return false;
}

/* The first node that is not as the map has it; one more than there are tells
 * that some are missing. */
static bool check_nodes(const struct gpamap_claims *claims,
			const struct gpamap_layout *layout,
			struct gpamap_diags *diags)
{
	size_t told = (size_t)claims->node_count.value;
	struct gpamap_place place = claims->node_count.place;
	struct gpamap_node_sum *sums;
	size_t count, i;
	bool fine;

	if (!gpamap_nodes_sum(layout, &sums, &count))
		return gpamap_diag_no_memory(diags);
	for (i = 0;
	     i < told && i < count && claims->nodes[i].vnode == sums[i].vnode &&
	     claims->nodes[i].ram_size == sums[i].ram_size;
	     i++)
		;
	fine = i == told && i == count;
	if (i < told)
		place = claims->nodes[i].place;
	if (!fine && i < count)
		gpamap_diag_syntax(diags, place,
				   "nodes[%zu] is vnode %" PRIu64
				   " with \"0x%" PRIx64
				   "\" by the ranges: this input was edited",
				   i, sums[i].vnode, sums[i].ram_size);
	else if (!fine)
		gpamap_diag_syntax(diags, place,
				   "nodes[%zu] has no RAM by the ranges: this "
				   "input was edited",
				   i);
	free(sums);
	return fine;
}

bool gpamap_claims_check(const struct gpamap_claims *claims,
			 const struct gpamap_layout *layout,
			 struct gpamap_diags *diags)
{
	bool fine = true;
	unsigned int i;

	for (i = 0; i < GPAMAP_TOTAL_COUNT; i++)
		fine = check_total(&claims->totals[i], layout,
				   (enum gpamap_total)i, diags) &&
		       fine;
	if (claims->node_count.made)
		fine = check_nodes(claims, layout, diags) && fine;
	return fine;
}
