/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* The requests of a plan: those of the caller, and what the host avoids. */

/*@ requires \valid_read(host);
    assigns \nothing;
    ensures \result == has_ht(host);
 */
static bool has_hypertransport(const struct gpamap_host *host)
{
	return host->hypertransport != GPAMAP_HT_IGNORE;
}

size_t gpamap_plan_avoided(const struct gpamap_plan_input *input)
{
	if (input->host == NULL)
		return 0;
	return input->host->avoid_count + has_hypertransport(input->host);
}

struct gpamap_plan_request
gpamap_plan_request_at(const struct gpamap_plan_input *input, size_t index)
{
	struct gpamap_plan_request request = { .phase = GPAMAP_PHASE_RESERVE };
	const struct gpamap_avoid *avoid;

	if (index < input->count)
		return input->requests[index];
	index -= input->count;
	if (index == input->host->avoid_count) {
		request.tag = "HyperTransport";
		request.address = GPAMAP_HYPERTRANSPORT_START;
		request.size =
			GPAMAP_HYPERTRANSPORT_END - GPAMAP_HYPERTRANSPORT_START;
		return request;
	}
	avoid = &input->host->avoid[index];
	request.tag = avoid->tag;
	request.address = avoid->range.start;
	request.size = avoid->range.end - avoid->range.start;
	return request;
}

/*@ requires plan_readable(input);
    assigns \nothing;
 */
const char *gpamap_plan_tag(const struct gpamap_plan_input *input,
			    size_t request)
{
	if (request >= input->count + gpamap_plan_avoided(input))
		return NULL;
	return gpamap_plan_request_at(input, request).tag;
}

enum gpamap_kind gpamap_plan_kind(const struct gpamap_plan_request *request)
{
	if (request->kind != GPAMAP_KIND_HOLE)
		return request->kind;
	switch (request->phase) {
	case GPAMAP_PHASE_RAM:
		return GPAMAP_KIND_RAM;
	case GPAMAP_PHASE_RESERVE:
		return GPAMAP_KIND_RESERVED;
	case GPAMAP_PHASE_HOTPLUG:
		return GPAMAP_KIND_HOTPLUG;
	default:
		return GPAMAP_KIND_MMIO;
	}
}
