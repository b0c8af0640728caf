/* SPDX-License-Identifier: MIT */
#include "machine_build.h"
#include "machine_plan.h"
#include "planned.h"

/*
 * From a machine and its RAM to a draft with a plan. Where something depends
 * on where RAM and the hot-plug window end, a plan without it is made first,
 * to see that end.
 */

/* Where RAM goes that was moved above HyperTransport (QEMU hw/i386/pc.c,
 * AMD_ABOVE_1TB_START). */
#define ABOVE_1TB UINT64_C(0x10000000000)

/* Find the end of RAM and the hot-plug window. */
static struct machine_end end_of(const struct gpamap_plan *plan)
{
	struct machine_end end = { 0, 0 };
	struct gpamap_plan_piece piece;
	bool more;

	if (gpamap_plan_relocated(plan))
		end.floor = ABOVE_1TB;
	for (more = gpamap_plan_first(plan, &piece); more;
	     more = gpamap_plan_next(plan, piece.range.start, &piece))
		if (piece.kind == GPAMAP_KIND_RAM ||
		    piece.kind == GPAMAP_KIND_HOTPLUG)
			end.address = piece.range.end;
	if (end.address < end.floor)
		end.address = end.floor;
	return end;
}

static bool fill(const struct machine_order *order,
		 const struct machine_end *end, struct gpamap_draft *draft,
		 struct gpamap_diags *diags)
{
	struct gpamap_host_draft *host = &draft->plan.host;

	host->address_bits = gpamap_machine_bits(order);
	if (gpamap_machine_has_hypertransport(order)) {
		host->hypertransport = GPAMAP_HT_RELOCATE;
		host->hypertransport_given = true;
	}
	return gpamap_machine_requests(order, end, &draft->plan, diags);
}

/* Look where RAM ends. A plan with problems says nothing: they are told when
 * the draft is planned. */
static bool look(const struct machine_order *order,
		 const struct gpamap_draft *draft, struct machine_end *end)
{
	struct gpamap_planned planned = { 0 };
	struct gpamap_diags ignored = { 0 };
	bool needed = false;

	if (gpamap_planned_make(&planned, draft, &ignored) &&
	    planned.trial.status == GPAMAP_OK) {
		*end = end_of(planned.trial.plan);
		needed = end->floor != 0 || gpamap_machine_has_late(order->row);
	}
	gpamap_planned_clear(&planned);
	gpamap_diags_clear(&ignored);
	return needed;
}

bool gpamap_machine_build(const struct machine_order *order,
			  struct gpamap_draft *draft,
			  struct gpamap_diags *diags)
{
	struct machine_end end;

	if (!gpamap_machine_ram_check(order, diags) ||
	    !fill(order, NULL, draft, diags))
		return false;
	if (!look(order, draft, &end))
		return true;
	gpamap_draft_clear(draft);
	return fill(order, &end, draft, diags);
}
