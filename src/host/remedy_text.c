/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "number.h"
#include "remedies.h"

/* Remedies in words, for people and for programs. */

const char *gpamap_remedy_name(enum gpamap_remedy_kind kind)
{
	static const char *const names[] = {
		[GPAMAP_REMEDY_SIZE] = "size",
		[GPAMAP_REMEDY_ALIGNMENT] = "alignment",
		[GPAMAP_REMEDY_MIN_PIECE] = "min_piece",
		[GPAMAP_REMEDY_MIN] = "min",
		[GPAMAP_REMEDY_MAX] = "max",
		[GPAMAP_REMEDY_ADDRESS] = "address",
		[GPAMAP_REMEDY_MMIO64] = "mmio64",
		[GPAMAP_REMEDY_OTHER_SIZE] = "other_size",
		[GPAMAP_REMEDY_OTHER_AWAY] = "other_away",
		[GPAMAP_REMEDY_BITS] = "address_bits",
		[GPAMAP_REMEDY_REACH] = "guest_reach",
	};

	return names[kind];
}

static void format_own(const struct gpamap_plan_problem *problem,
		       const struct gpamap_remedy *remedy, char *text)
{
	char size[GPAMAP_SIZE_TEXT_MAX], less[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format(remedy->value, size);
	switch (remedy->kind) {
	case GPAMAP_REMEDY_SIZE:
		gpamap_size_format(problem->asked - remedy->value, less);
		snprintf(text, GPAMAP_REMEDY_TEXT_MAX,
			 " if it were %s: %s less", size, less);
		break;
	case GPAMAP_REMEDY_ALIGNMENT:
		snprintf(text, GPAMAP_REMEDY_TEXT_MAX,
			 " if an alignment of %s would do", size);
		break;
	case GPAMAP_REMEDY_MIN_PIECE:
		snprintf(text, GPAMAP_REMEDY_TEXT_MAX,
			 " if it had no min_piece");
		break;
	case GPAMAP_REMEDY_MIN:
	case GPAMAP_REMEDY_MAX:
		snprintf(text, GPAMAP_REMEDY_TEXT_MAX,
			 " if its %s were 0x%" PRIx64,
			 gpamap_remedy_name(remedy->kind), remedy->value);
		break;
	case GPAMAP_REMEDY_MMIO64:
		snprintf(text, GPAMAP_REMEDY_TEXT_MAX, " as mmio64");
		break;
	default:
		break;
	}
}

static void format_other(const struct gpamap_planned *planned,
			 const struct gpamap_remedy *remedy, char *text)
{
	const char *name = gpamap_planned_label(planned, remedy->other);
	char less[GPAMAP_SIZE_TEXT_MAX];

	if (remedy->kind == GPAMAP_REMEDY_OTHER_AWAY) {
		snprintf(text, GPAMAP_REMEDY_TEXT_MAX, " without %.60s", name);
		return;
	}
	gpamap_size_format(
		planned->requests[remedy->other].size - remedy->value, less);
	snprintf(text, GPAMAP_REMEDY_TEXT_MAX, " if %.60s were %s smaller",
		 name, less);
}

void gpamap_remedy_format(const struct gpamap_planned *planned,
			  const struct gpamap_plan_problem *problem,
			  const struct gpamap_remedy *remedy, char *text)
{
	int used = snprintf(text, GPAMAP_REMEDY_TEXT_MAX, "at 0x%" PRIx64,
			    remedy->range.start);
	char *rest = text + used;
	char more[GPAMAP_REMEDY_TEXT_MAX] = "";

	if (remedy->kind == GPAMAP_REMEDY_OTHER_SIZE ||
	    remedy->kind == GPAMAP_REMEDY_OTHER_AWAY)
		format_other(planned, remedy, more);
	else if (remedy->kind == GPAMAP_REMEDY_BITS)
		snprintf(more, sizeof(more), " with %" PRIu64 " address bits",
			 remedy->value);
	else if (remedy->kind == GPAMAP_REMEDY_REACH)
		snprintf(more, sizeof(more),
			 " with a guest_reach of 0x%" PRIx64, remedy->value);
	else
		format_own(problem, remedy, more);
	snprintf(rest, GPAMAP_REMEDY_TEXT_MAX - (size_t)used, "%s", more);
}
