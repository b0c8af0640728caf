/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

#include "array.h"
#include "memory.h"
#include "plan_draft.h"

/* As many as gpamap_plan_make() takes. */
#define REQUESTS_MAX (GPAMAP_RANGES_MAX / 8)

static bool refuse(struct gpamap_diags *diags, struct gpamap_place place,
		   bool full)
{
	if (!full)
		return gpamap_diag_no_memory(diags);
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "too-many", place, NULL,
			"a plan has at most %" PRIu64 " requests",
			REQUESTS_MAX);
	return false;
}

bool gpamap_plan_draft_add(struct gpamap_plan_draft *draft,
			   const struct gpamap_request_draft *request,
			   struct gpamap_span tag, struct gpamap_diags *diags)
{
	struct gpamap_request_draft added = *request;
	char *name = tag.at != NULL ? gpamap_span_copy(tag) : NULL;

	draft->given = true;
	if (draft->count == REQUESTS_MAX || (tag.at != NULL && name == NULL) ||
	    !gpamap_array_reserve((void **)&draft->requests, &draft->capacity,
				  draft->count, sizeof(added))) {
		free(name);
		return refuse(diags, request->place,
			      draft->count == REQUESTS_MAX);
	}
	added.request.tag = name;
	draft->requests[draft->count++] = added;
	return true;
}

bool gpamap_host_draft_avoid(struct gpamap_host_draft *host,
			     const struct gpamap_avoid_draft *avoid,
			     struct gpamap_span tag, struct gpamap_diags *diags)
{
	struct gpamap_avoid_draft added = *avoid;
	char *name = tag.at != NULL ? gpamap_span_copy(tag) : NULL;

	if (host->count == REQUESTS_MAX || (tag.at != NULL && name == NULL) ||
	    !gpamap_array_reserve((void **)&host->avoid, &host->capacity,
				  host->count, sizeof(added))) {
		free(name);
		return refuse(diags, avoid->place, host->count == REQUESTS_MAX);
	}
	added.avoid.tag = name;
	host->avoid[host->count++] = added;
	return true;
}

bool gpamap_host_draft_given(const struct gpamap_host_draft *host)
{
	return host->address_bits != 0 || host->guest_reach != 0 ||
	       host->hypertransport_given || host->count > 0;
}

bool gpamap_host_draft_merge(struct gpamap_host_draft *host,
			     const struct gpamap_host_draft *over,
			     struct gpamap_diags *diags)
{
	size_t i;

	if (over->address_bits != 0)
		host->address_bits = over->address_bits;
	if (over->guest_reach != 0)
		host->guest_reach = over->guest_reach;
	if (over->hypertransport_given) {
		host->hypertransport = over->hypertransport;
		host->hypertransport_given = true;
	}
	for (i = 0; i < over->count; i++) {
		const char *tag = over->avoid[i].avoid.tag;
		struct gpamap_span name = { NULL, 0 };

		if (tag != NULL)
			name = gpamap_span_of(tag);
		if (!gpamap_host_draft_avoid(host, &over->avoid[i], name,
					     diags))
			return false;
	}
	return true;
}

bool gpamap_host_draft_fill(const struct gpamap_host_draft *draft,
			    struct gpamap_host *host)
{
	struct gpamap_avoid *avoid =
		gpamap_memory_take(draft->count + 1, sizeof(*avoid));
	size_t i;

	*host = (struct gpamap_host){
		.address_bits = draft->address_bits,
		.guest_reach = draft->guest_reach,
		.hypertransport = draft->hypertransport,
		.avoid = avoid,
		.avoid_count = avoid != NULL ? draft->count : 0,
	};
	for (i = 0; avoid != NULL && i < draft->count; i++)
		avoid[i] = draft->avoid[i].avoid;
	return avoid != NULL;
}

void gpamap_host_free(struct gpamap_host *host)
{
	free((void *)(uintptr_t)host->avoid);
	*host = (struct gpamap_host){ 0 };
}

/* Tags are const for the core only: here they are on the heap. */
static void free_tag(const char *tag)
{
	free((void *)(uintptr_t)tag);
}

void gpamap_host_draft_clear(struct gpamap_host_draft *host)
{
	size_t i;

	for (i = 0; i < host->count; i++)
		free_tag(host->avoid[i].avoid.tag);
	free(host->avoid);
	*host = (struct gpamap_host_draft){ 0 };
}

void gpamap_plan_draft_clear(struct gpamap_plan_draft *draft)
{
	size_t i;

	for (i = 0; i < draft->count; i++)
		free_tag(draft->requests[i].request.tag);
	free(draft->requests);
	gpamap_host_draft_clear(&draft->host);
	*draft = (struct gpamap_plan_draft){ 0 };
}
