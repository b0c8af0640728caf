/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>

#include <gpamap/alloc.h>

#include "draft.h"
#include "memory.h"

/* From a draft to what the core takes, and from its errors to places. */

/* The arrays of a constructor; one block of heap each, NULL where empty. */
struct input {
	struct gpamap_ram_range *ram;
	uint64_t *node_sizes;
	struct gpamap_range *ranges[GPAMAP_LIST_OTHER]; /* by list */
	struct gpamap_other_range *other;
	const char **names[GPAMAP_LIST_COUNT];
	struct gpamap_names name_lists;
	struct gpamap_fixed fixed;
	bool failed; /* for lack of memory */
};

static void *make_array(struct input *input, size_t count, size_t size)
{
	void *array;

	if (count == 0)
		return NULL;
	array = gpamap_memory_take(count, size);
	if (array == NULL)
		input->failed = true;
	return array;
}

static void fill_ram(struct input *input, const struct gpamap_draft_list *list)
{
	size_t i;

	input->ram = make_array(input, list->count, sizeof(*input->ram));
	for (i = 0; input->ram != NULL && i < list->count; i++) {
		input->ram[i].range = list->entries[i].range;
		input->ram[i].vnode = list->entries[i].vnode;
	}
}

static void fill_nodes(struct input *input,
		       const struct gpamap_draft_list *list)
{
	size_t i;

	input->node_sizes = make_array(input, list->count, sizeof(uint64_t));
	for (i = 0; input->node_sizes != NULL && i < list->count; i++)
		input->node_sizes[i] = list->entries[i].range.end;
}

static void fill_ranges(struct input *input, enum gpamap_list which,
			const struct gpamap_draft_list *list)
{
	struct gpamap_range *ranges;
	size_t i;

	ranges = make_array(input, list->count, sizeof(*ranges));
	input->ranges[which] = ranges;
	for (i = 0; ranges != NULL && i < list->count; i++)
		ranges[i] = list->entries[i].range;
}

static void fill_other(struct input *input,
		       const struct gpamap_draft_list *list)
{
	size_t i;

	input->other = make_array(input, list->count, sizeof(*input->other));
	for (i = 0; input->other != NULL && i < list->count; i++) {
		input->other[i].range = list->entries[i].range;
		input->other[i].kind = list->entries[i].kind;
		input->other[i].vnode = list->entries[i].vnode;
	}
}

static bool has_names(const struct gpamap_draft_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->entries[i].name != NULL)
			return true;
	return false;
}

static void fill_names(struct input *input, enum gpamap_list which,
		       const struct gpamap_draft_list *list)
{
	size_t i;

	if (!has_names(list))
		return;
	input->names[which] = make_array(input, list->count, sizeof(char *));
	for (i = 0; input->names[which] != NULL && i < list->count; i++)
		input->names[which][i] = list->entries[i].name;
	input->name_lists.list[which] = input->names[which];
}

static void input_free(struct input *input)
{
	size_t list;

	free(input->ram);
	free(input->node_sizes);
	for (list = 0; list < GPAMAP_LIST_OTHER; list++)
		free(input->ranges[list]);
	free(input->other);
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		free(input->names[list]);
}

static void point_fixed(struct input *input, const struct gpamap_draft *draft)
{
	const struct gpamap_draft_list *lists = draft->lists;

	input->fixed = (struct gpamap_fixed){
		.mmio = input->ranges[GPAMAP_LIST_MMIO],
		.mmio_count = lists[GPAMAP_LIST_MMIO].count,
		.pci_ecam = input->ranges[GPAMAP_LIST_PCI_ECAM],
		.pci_ecam_count = lists[GPAMAP_LIST_PCI_ECAM].count,
		.pci_mmio = input->ranges[GPAMAP_LIST_PCI_MMIO],
		.pci_mmio_count = lists[GPAMAP_LIST_PCI_MMIO].count,
		.vtl2 = input->ranges[GPAMAP_LIST_VTL2],
		.other = input->other,
		.other_count = lists[GPAMAP_LIST_OTHER].count,
		.names = &input->name_lists,
	};
}

static bool input_make(struct input *input, const struct gpamap_draft *draft)
{
	const struct gpamap_draft_list *lists = draft->lists;
	size_t list;

	*input = (struct input){ .failed = false };
	fill_ram(input, &lists[GPAMAP_LIST_RAM]);
	fill_nodes(input, &lists[GPAMAP_LIST_NODES]);
	for (list = GPAMAP_LIST_MMIO; list < GPAMAP_LIST_OTHER; list++)
		fill_ranges(input, (enum gpamap_list)list, &lists[list]);
	fill_other(input, &lists[GPAMAP_LIST_OTHER]);
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		fill_names(input, (enum gpamap_list)list, &lists[list]);
	/* Constructors that place RAM take one name a node. */
	if (lists[GPAMAP_LIST_NODES].count > 0)
		fill_names(input, GPAMAP_LIST_RAM, &lists[GPAMAP_LIST_NODES]);
	point_fixed(input, draft);
	if (input->failed)
		input_free(input);
	return !input->failed;
}

struct gpamap_layout *gpamap_draft_layout(const struct gpamap_draft *draft,
					  struct gpamap_diags *diags)
{
	size_t nodes = draft->lists[GPAMAP_LIST_NODES].count;
	struct gpamap_layout *layout;
	struct gpamap_error error;
	struct input input;

	if (!input_make(&input, draft)) {
		gpamap_diag_no_memory(diags);
		return NULL;
	}
	if (nodes > 0)
		layout = gpamap_layout_create(input.node_sizes, nodes,
					      &input.fixed, &error);
	else
		layout = gpamap_layout_create_resolved(
			input.ram, draft->lists[GPAMAP_LIST_RAM].count,
			&input.fixed, &error);
	if (layout == NULL)
		gpamap_draft_explain(draft, &error, diags);
	input_free(&input);
	if (layout == NULL ||
	    gpamap_claims_check(&draft->claims, layout, diags))
		return layout;
	gpamap_layout_free(layout);
	return NULL;
}

struct audit {
	const struct gpamap_draft *draft;
	struct gpamap_diags *diags;
};

static bool collect(void *context, const struct gpamap_error *problem)
{
	struct audit *audit = context;

	gpamap_draft_explain(audit->draft, problem, audit->diags);
	return true;
}

bool gpamap_draft_audit(const struct gpamap_draft *draft,
			struct gpamap_diags *diags)
{
	struct audit audit = { draft, diags };
	struct gpamap_audit_input asked;
	struct input input;
	bool done = false;

	if (!input_make(&input, draft)) {
		gpamap_diag_no_memory(diags);
		return false;
	}
	asked = (struct gpamap_audit_input){
		.ram = input.ram,
		.ram_count = draft->lists[GPAMAP_LIST_RAM].count,
		.node_sizes = input.node_sizes,
		.node_count = draft->lists[GPAMAP_LIST_NODES].count,
		.fixed = &input.fixed,
	};
	asked.scratch_count = gpamap_audit_scratch(&asked);
	asked.scratch =
		gpamap_memory_take(asked.scratch_count + 1, sizeof(uint64_t));
	if (asked.scratch != NULL)
		done = gpamap_audit(&asked, collect, &audit, NULL) == GPAMAP_OK;
	if (!done)
		gpamap_diag_no_memory(diags);
	free(asked.scratch);
	input_free(&input);
	return done;
}

/* Statuses as rule ids: NO_FIT is "no-fit". */
static const struct {
	enum gpamap_status status;
	const char *rule;
	const char *hint;
} status_rules[] = {
	{ GPAMAP_ERR_MISALIGNED, "misaligned",
	  "every address and size is a multiple of 4096 (0x1000)" },
	{ GPAMAP_ERR_REVERSED, "reversed",
	  "write start-end, or start+size for a range by its size" },
	{ GPAMAP_ERR_TOO_HIGH, "too-high",
	  "the last page of the 64-bit space is never used" },
	{ GPAMAP_ERR_EMPTY, "empty",
	  "leave it out; empty mmio entries need RAM given as ranges" },
	{ GPAMAP_ERR_UNSORTED, "unsorted", "put the list in address order" },
	{ GPAMAP_ERR_OVERLAP, "overlap", "move or shrink one of the two" },
	{ GPAMAP_ERR_NO_FIT, "no-fit",
	  "ask for less RAM, or make the gaps smaller" },
	{ GPAMAP_ERR_VTL2_LOW, "vtl2-low",
	  "move the VTL2 range above the end of RAM" },
	{ GPAMAP_ERR_BAD_KIND, "bad-kind",
	  "kinds of other ranges are reserved to unusable" },
	{ GPAMAP_ERR_BAD_VNODE, "bad-vnode",
	  "ACPI proximity domains have 32 bits" },
	{ GPAMAP_ERR_TOO_MANY, "too-many", "merge ranges that touch" },
	{ GPAMAP_ERR_TOO_LOW, "too-low", "place it higher" },
	{ GPAMAP_ERR_TRUNCATED, "truncated", "save the map again" },
	{ GPAMAP_ERR_BAD_MAGIC, "bad-magic", "this is no saved map" },
	{ GPAMAP_ERR_BAD_VERSION, "bad-version",
	  "use the release of gpamap that saved it" },
	{ GPAMAP_ERR_CORRUPT, "corrupt", "save the map again" },
};

void gpamap_status_rule(enum gpamap_status status, const char **rule,
			const char **hint)
{
	size_t i;

	*rule = "error";
	*hint = NULL;
	for (i = 0; i < sizeof(status_rules) / sizeof(status_rules[0]); i++) {
		if (status_rules[i].status == status) {
			*rule = status_rules[i].rule;
			*hint = status_rules[i].hint;
		}
	}
}

/* A better hint than the status has, where more is known. */
static const char *hint_for(const struct gpamap_error *error, const char *hint)
{
	const struct gpamap_range *range = &error->subject.range;

	if (error->status == GPAMAP_ERR_EMPTY &&
	    error->subject.list == GPAMAP_LIST_NODES)
		return "leave it out; a node without memory takes a plan: "
		       "{ram: 0, vnode: 1}";
	/* As /proc/iomem and many data sheets write it. */
	if (error->status == GPAMAP_ERR_MISALIGNED &&
	    range->start % GPAMAP_PAGE_SIZE == 0 &&
	    range->end % GPAMAP_PAGE_SIZE == GPAMAP_PAGE_SIZE - 1)
		return "a range ends one past its last byte: ...000, not "
		       "...fff";
	return hint;
}

void gpamap_draft_explain(const struct gpamap_draft *draft,
			  const struct gpamap_error *error,
			  struct gpamap_diags *diags)
{
	const struct gpamap_subject *other = &error->other;
	char text[GPAMAP_ERROR_TEXT_MAX];
	struct gpamap_place place;
	const char *rule, *hint;

	if (error->status == GPAMAP_ERR_NO_MEMORY) {
		gpamap_diag_no_memory(diags);
		return;
	}
	gpamap_diag_sentence(error, text);
	gpamap_status_rule(error->status, &rule, &hint);
	place = gpamap_draft_place(draft, error->subject.list,
				   error->subject.index);
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, rule, place,
			hint_for(error, hint), "%s", text);
	place = gpamap_draft_place(draft, other->list, other->index);
	if (place.line != 0)
		gpamap_diag_relate(diags, place, "%s[%zu] is here",
				   gpamap_list_name(other->list), other->index);
}
