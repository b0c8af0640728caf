/* SPDX-License-Identifier: MIT */
#include <gpamap/audit.h>

#include "apart.h"
#include "fault.h"
#include "measure.h"

/*
 * Every problem of a constructor's input. Lists may be in any disorder here,
 * so the ranges that are sound by themselves are sorted in the caller's
 * scratch, and one sweep in address order finds what collides.
 */
struct audit {
	struct gpamap_request request;
	uint64_t *order; /* index * 8 + list of each sound range */
	size_t sound;
	gpamap_audit_report *report;
	void *context;
	size_t count; /* problems reported */
	bool stopped;
};

#define ORDER_LISTS 8u

static void report(struct audit *audit, const struct gpamap_error *problem)
{
	if (audit->stopped)
		return;
	audit->count++;
	audit->stopped = !audit->report(audit->context, problem);
}

static struct gpamap_subject subject_of(const struct audit *audit,
					uint64_t order)
{
	return gpamap_lists_subject(&audit->request.lists,
				    (enum gpamap_list)(order % ORDER_LISTS),
				    (size_t)(order / ORDER_LISTS));
}

/* Say whether @a comes before @b: by start, then list, then index. */
static bool is_before(const struct audit *audit, uint64_t a, uint64_t b)
{
	struct gpamap_subject left = subject_of(audit, a);
	struct gpamap_subject right = subject_of(audit, b);

	if (left.range.start != right.range.start)
		return left.range.start < right.range.start;
	if (left.list != right.list)
		return left.list < right.list;
	return left.index < right.index;
}

/* Move the item at @root down the heap order[0 .. count-1] to its place. */
static void sift_down(const struct audit *audit, size_t root, size_t count)
{
	uint64_t *order = audit->order;

	while (root < count / 2) {
		size_t child = 2 * root + 1;
		uint64_t swap = order[root];

		if (child + 1 < count &&
		    is_before(audit, order[child], order[child + 1]))
			child++;
		if (!is_before(audit, order[root], order[child]))
			return;
		order[root] = order[child];
		order[child] = swap;
		root = child;
	}
}

/* Heap sort: no recursion, no extra memory, no bad case. */
static void sort(const struct audit *audit)
{
	for (size_t root = audit->sound / 2; root > 0; root--)
		sift_down(audit, root - 1, audit->sound);
	for (size_t last = audit->sound; last > 1; last--) {
		uint64_t swap = audit->order[0];

		audit->order[0] = audit->order[last - 1];
		audit->order[last - 1] = swap;
		sift_down(audit, 0, last - 1);
	}
}

static void audit_nodes(struct audit *audit)
{
	struct gpamap_error problem;

	/* Sizes that are given and are none: RAM was to be placed. */
	if (audit->request.nodes.sizes != NULL &&
	    audit->request.nodes.count == 0) {
		gpamap_nodes_check(&audit->request.nodes, &problem);
		report(audit, &problem);
	}
	for (size_t i = 0; i < audit->request.nodes.count; i++) {
		if (gpamap_nodes_check_size(&audit->request.nodes, i,
					    &problem) != GPAMAP_OK)
			report(audit, &problem);
	}
}

/* Report entries that are wrong in themselves or in the wrong place; collect
 * the sound ones. */
GPAMAP_APART static void audit_list(struct audit *audit, enum gpamap_list list)
{
	const struct gpamap_lists *lists = &audit->request.lists;
	size_t before = SIZE_MAX;
	struct gpamap_error problem;

	for (size_t i = 0; i < lists->count[list]; i++) {
		const uint64_t *entry = gpamap_lists_entry(lists, list, i);

		if (gpamap_lists_check_entry(lists, list, i, &problem) !=
		    GPAMAP_OK) {
			report(audit, &problem);
			continue;
		}
		if (entry[0] == entry[1])
			continue;
		if (before != SIZE_MAX &&
		    gpamap_lists_check_order(lists, list, i, before,
					     &problem) == GPAMAP_ERR_UNSORTED)
			report(audit, &problem);
		before = i;
		audit->order[audit->sound++] = i * ORDER_LISTS + list;
	}
}

/* Report what begins before all that began earlier has ended. */
GPAMAP_APART static void audit_collisions(struct audit *audit)
{
	struct gpamap_subject reach; /* the one that reaches highest so far */

	sort(audit);
	for (size_t i = 0; i < audit->sound; i++) {
		struct gpamap_subject now = subject_of(audit, audit->order[i]);
		struct gpamap_error problem;

		if (i != 0 && now.range.start < reach.range.end) {
			gpamap_lists_collide(&audit->request.lists, now, reach,
					     &problem);
			report(audit, &problem);
		}
		if (i == 0 || now.range.end > reach.range.end)
			reach = now;
	}
}

/* Report each node that finds no room, and VTL2 below the end of RAM. Only
 * for lists without other problems: placing around nonsense says nothing. */
GPAMAP_APART static void audit_placement(struct audit *audit)
{
	const struct gpamap_nodes *nodes = &audit->request.nodes;
	struct gpamap_error problem;
	struct gpamap_shape shape;

	if (gpamap_measure(&audit->request, &shape, &problem) == GPAMAP_OK)
		return;
	report(audit, &problem);
	if (problem.status != GPAMAP_ERR_NO_FIT)
		return;
	/* Those behind it find nothing at all. */
	for (size_t i = problem.subject.index + 1; i < nodes->count; i++) {
		gpamap_nodes_no_fit(nodes, i, nodes->sizes[i], &problem);
		report(audit, &problem);
	}
}

size_t gpamap_audit_scratch(const struct gpamap_audit_input *input)
{
	struct gpamap_lists lists;
	size_t words = 0;

	if (gpamap_lists_init(&lists, input->ram, input->ram_count,
			      input->fixed, NULL) != GPAMAP_OK)
		return 0;
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		words += lists.count[i];
	return words;
}

/* Take up @input; false with *status where there is nothing to audit. */
GPAMAP_APART static bool begin(struct audit *audit,
			       const struct gpamap_audit_input *input,
			       enum gpamap_status *status)
{
	struct gpamap_error problem;

	*status = gpamap_lists_init(&audit->request.lists, input->ram,
				    input->ram_count, input->fixed, &problem);
	if (*status == GPAMAP_ERR_TOO_MANY) {
		report(audit, &problem);
		*status = GPAMAP_OK;
		return false;
	}
	if (*status == GPAMAP_OK &&
	    ((input->node_sizes == NULL && input->node_count != 0) ||
	     (input->scratch == NULL && gpamap_audit_scratch(input) != 0)))
		*status = GPAMAP_ERR_ARGUMENT;
	else if (*status == GPAMAP_OK &&
		 input->scratch_count < gpamap_audit_scratch(input))
		*status = GPAMAP_ERR_NO_SPACE;
	audit->request.lists.placeholders = input->node_sizes == NULL;
	audit->request.nodes.sizes = input->node_sizes;
	audit->request.nodes.count = input->node_count;
	audit->order = input->scratch;
	return *status == GPAMAP_OK;
}

enum gpamap_status gpamap_audit(const struct gpamap_audit_input *input,
				gpamap_audit_report *report_to, void *context,
				size_t *count)
{
	struct audit audit = { .report = report_to, .context = context };
	enum gpamap_status status;

	if (input == NULL || report_to == NULL)
		return GPAMAP_ERR_ARGUMENT;
	if (begin(&audit, input, &status)) {
		audit_nodes(&audit);
		for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
			audit_list(&audit, (enum gpamap_list)i);
		audit_collisions(&audit);
		if (audit.count == 0)
			audit_placement(&audit);
	}
	if (count != NULL)
		*count = audit.count;
	return status;
}
