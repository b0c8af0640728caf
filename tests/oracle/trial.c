/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "trial.h"

enum {
	WORDS = 512,
	FILL = 0xc3,
	RECORDS_MAX = 1000000,
	TALLIES_EVERY = 16,
};

struct trial_counts trial_counts;

/* Maps and their digests, to be compared in the end. */
struct record {
	struct model_key key;
	uint64_t digest;
};
static struct record *records;
static size_t record_count;

static uint64_t storage_words[WORDS];

static void record(const struct model *model, uint64_t digest)
{
	size_t i;

	/* The key does not see placeholders. */
	for (i = 0; i < model->count[GPAMAP_LIST_MMIO]; i++)
		if (model->plain[0][i].start == model->plain[0][i].end)
			return;
	if (records == NULL)
		records = calloc(RECORDS_MAX, sizeof(*records));
	if (records == NULL || record_count == RECORDS_MAX)
		return;
	model_key(model, &records[record_count].key);
	records[record_count++].digest = digest;
}

/* A failed call has left the storage and the pointer as they were. */
static void check_untouched(const struct model *model,
			    const struct gpamap_storage *storage,
			    const struct gpamap_layout *layout)
{
	static uint64_t pattern[WORDS];

	if (pattern[0] == 0)
		memset(pattern, FILL, sizeof(pattern));
	if (layout != NULL || storage->need != 0 ||
	    memcmp(storage_words, pattern, sizeof(pattern)) != 0)
		model_fail(model, "a call that failed has changed something");
	model_probes++;
}

static bool count_problem(void *context, const struct gpamap_error *problem)
{
	size_t *count = context;

	(void)problem;
	(*count)++;
	return true;
}

/* The audit sees something exactly where the constructor fails. */
static void check_audit(const struct model *model,
			const struct gpamap_fixed *fixed, bool placed,
			enum gpamap_status status)
{
	uint64_t scratch[6 * MODEL_PAGES_MAX];
	struct gpamap_audit_input input = {
		.fixed = fixed,
		.scratch = scratch,
		.scratch_count = sizeof(scratch) / sizeof(scratch[0]),
	};
	size_t seen = 0;
	size_t count = 0;

	if (placed) {
		input.node_sizes = model->nodes;
		input.node_count = model->node_count;
	} else {
		input.ram = model->ram;
		input.ram_count = model->count[GPAMAP_LIST_RAM];
	}
	model_same(model,
		   (uint64_t)gpamap_audit(&input, count_problem, &seen, &count),
		   GPAMAP_OK, "audit");
	model_same(model, count, seen, "problems counted");
	model_same(model, count == 0, status == GPAMAP_OK,
		   "silence of the audit");
}

/* The block of @layout word for word, however it came about. */
static void same_block(const struct model *model,
		       const struct gpamap_layout *got,
		       const struct gpamap_layout *want, const char *what)
{
	size_t words = gpamap_layout_words(want);

	model_same(model, gpamap_layout_words(got), words, what);
	if (memcmp(got, want, words * sizeof(uint64_t)) != 0)
		model_fail(model, "%s is another block", what);
}

static void check_saved(const struct model *model,
			const struct gpamap_layout *layout)
{
	static unsigned char bytes[WORDS * 8];
	static uint64_t words[WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *loaded = NULL;
	size_t need = 0;

	model_same(model,
		   (uint64_t)gpamap_layout_save(layout, bytes, sizeof(bytes),
						&need),
		   GPAMAP_OK, "save");
	model_same(model,
		   (uint64_t)gpamap_layout_load(bytes, need, &storage, &loaded,
						NULL),
		   GPAMAP_OK, "load");
	same_block(model, loaded, layout, "what was loaded");
}

static void check_copies(const struct model *model,
			 const struct gpamap_layout *layout)
{
	static uint64_t words[WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *copy = NULL;
	struct gpamap_fixed fixed;

	check_saved(model, layout);
	model_same(model,
		   (uint64_t)gpamap_layout_clone(layout, &storage, &copy),
		   GPAMAP_OK, "clone");
	same_block(model, copy, layout, "the clone");
	model_fixed(model, &fixed);
	model_same(model,
		   (uint64_t)gpamap_layout_new_from_resolved_ranges(
			   model->ram, model->count[GPAMAP_LIST_RAM], &fixed,
			   &storage, &copy, NULL),
		   GPAMAP_OK, "the map made anew");
	same_block(model, copy, layout, "the map made anew");
}

static void check_layout(const struct model *model,
			 const struct gpamap_layout *layout)
{
	model_check(model, layout);
	check_copies(model, layout);
	if (trial_counts.made % TALLIES_EVERY == 0)
		model_check_tallies(model, layout);
	record(model, gpamap_layout_digest(layout));
	trial_counts.made++;
}

static void finish(const struct model *model,
		   const struct model_verdict *verdict,
		   enum gpamap_status status, const struct gpamap_error *error,
		   const struct gpamap_storage *storage,
		   const struct gpamap_layout *layout)
{
	model_check_error(model, status, error, verdict);
	if (status == GPAMAP_OK) {
		check_layout(model, layout);
		return;
	}
	check_untouched(model, storage, layout);
	trial_counts.refused++;
}

void trial_place(struct model *model)
{
	struct gpamap_storage storage = GPAMAP_STORAGE(storage_words);
	const struct gpamap_layout *layout = NULL;
	struct model_verdict verdict;
	struct gpamap_error error;
	struct gpamap_fixed fixed;
	enum gpamap_status status;

	memset(storage_words, FILL, sizeof(storage_words));
	model_place(model, &verdict);
	model_fixed(model, &fixed);
	status = gpamap_layout_new_with_numa(model->nodes, model->node_count,
					     &fixed, &storage, &layout, &error);
	check_audit(model, &fixed, true, status);
	finish(model, &verdict, status, &error, &storage, layout);
}

void trial_resolved(struct model *model)
{
	struct gpamap_storage storage = GPAMAP_STORAGE(storage_words);
	const struct gpamap_layout *layout = NULL;
	struct model_verdict verdict;
	struct gpamap_error error;
	struct gpamap_fixed fixed;
	enum gpamap_status status;

	memset(storage_words, FILL, sizeof(storage_words));
	model_judge(model, true, &verdict);
	model_fixed(model, &fixed);
	status = gpamap_layout_new_from_resolved_ranges(
		model->ram, model->count[GPAMAP_LIST_RAM], &fixed, &storage,
		&layout, &error);
	check_audit(model, &fixed, false, status);
	finish(model, &verdict, status, &error, &storage, layout);
}

static int by_digest(const void *left, const void *right)
{
	const struct record *a = left;
	const struct record *b = right;

	if (a->digest != b->digest)
		return a->digest < b->digest ? -1 : 1;
	return memcmp(&a->key, &b->key, sizeof(a->key));
}

static int by_key(const void *left, const void *right)
{
	const struct record *a = left;
	const struct record *b = right;

	return memcmp(&a->key, &b->key, sizeof(a->key));
}

void trial_check_digests(void)
{
	struct model none;
	size_t i;

	model_init(&none, 0, 0);
	qsort(records, record_count, sizeof(*records), by_digest);
	for (i = 1; i < record_count; i++)
		if (records[i].digest == records[i - 1].digest)
			model_same(&none,
				   (uint64_t)by_key(&records[i],
						    &records[i - 1]),
				   0, "the difference of maps with one digest");
	qsort(records, record_count, sizeof(*records), by_key);
	for (i = 1; i < record_count; i++)
		if (by_key(&records[i], &records[i - 1]) == 0)
			model_same(&none, records[i].digest,
				   records[i - 1].digest,
				   "the digest of the same map");
	free(records);
	records = NULL;
	record_count = 0;
}
