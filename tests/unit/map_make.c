/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* Layouts made from texts, and the ways in which that fails. */

#define FILL 0xc3
#define NEED_BEFORE ((size_t)0x5eed)

static enum gpamap_status construct(const struct map_text *map,
				    struct gpamap_storage *storage,
				    const struct gpamap_layout **layout,
				    struct gpamap_error *error)
{
	if (map->node_count != 0)
		return gpamap_layout_new_with_numa(map->nodes, map->node_count,
						   &map->fixed, storage, layout,
						   error);
	return gpamap_layout_new_from_resolved_ranges(
		map->ram, map->count[GPAMAP_LIST_RAM], &map->fixed, storage,
		layout, error);
}

static void fill(struct map_made *made, size_t count)
{
	memset(made->words, FILL, sizeof(made->words));
	made->storage.words = made->words;
	made->storage.count = count;
	made->storage.need = NEED_BEFORE;
	made->layout = (const struct gpamap_layout *)made;
}

/* R8: a call that fails has changed nothing. */
static void check_untouched(const struct map_made *made)
{
	const unsigned char *bytes = (const unsigned char *)made->words;
	size_t i;

	assert_ptr_equal(made->layout, made);
	for (i = 0; i < sizeof(made->words); i++)
		if (bytes[i] != FILL)
			fail_msg("storage byte %zu has changed", i);
}

static void check_no_space(struct map_made *made, size_t need)
{
	struct gpamap_error error;

	memset(&error, 0xa5, sizeof(error));
	fill(made, need - 1);
	assert_int_equal(construct(&made->input, &made->storage, &made->layout,
				   &error),
			 GPAMAP_ERR_NO_SPACE);
	check_untouched(made);
	assert_int_equal(made->storage.need, need);
	assert_int_equal(error.status, GPAMAP_ERR_NO_SPACE);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NONE);
	fill(made, need - 1);
	assert_int_equal(construct(&made->input, &made->storage, &made->layout,
				   NULL),
			 GPAMAP_ERR_NO_SPACE);
	check_untouched(made);
}

/* The shorter constructors give the very same block where they can say it. */
static void check_short_forms(const struct map_made *made)
{
	const struct map_text *map = &made->input;
	const struct gpamap_fixed *fixed = &map->fixed;
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;

	if (map->node_count == 1)
		assert_int_equal(gpamap_layout_new(map->nodes[0], fixed,
						   &storage, &layout, NULL),
				 GPAMAP_OK);
	else if (map->node_count == 0 && fixed->names == NULL &&
		 fixed->vtl2 == NULL && fixed->other_count == 0 &&
		 fixed->pci_ecam_count + fixed->pci_mmio_count == 0 &&
		 map->order_count ==
			 map->count[GPAMAP_LIST_RAM] + fixed->mmio_count)
		assert_int_equal(gpamap_layout_new_from_ranges(
					 map->ram, map->count[GPAMAP_LIST_RAM],
					 fixed->mmio, fixed->mmio_count,
					 &storage, &layout, NULL),
				 GPAMAP_OK);
	if (layout == NULL)
		return;
	assert_int_equal(storage.need, made->storage.need);
	assert_memory_equal(layout, made->layout, storage.need * 8);
}

/* The compile-time size is enough for what it promises. */
static void check_size_macro(const struct map_text *map, size_t need)
{
	size_t gaps = map->fixed.mmio_count + map->fixed.pci_ecam_count +
		      map->fixed.pci_mmio_count;

	if (map->node_count == 0 || map->fixed.names != NULL ||
	    map->fixed.other_count != 0)
		return;
	assert_in_range(need, GPAMAP_WORDS_HEADER,
			GPAMAP_LAYOUT_WORDS(map->node_count, gaps));
}

static void check_audit_silent(const char *text)
{
	map_audit(text, "");
}

void map_make(struct map_made *made, const char *text)
{
	struct gpamap_storage measure = { NULL, 0, 0 };
	struct gpamap_error error;
	size_t i;

	map_parse(&made->input, text);
	memset(&error, 0, sizeof(error));
	if (construct(&made->input, &measure, NULL, &error) != GPAMAP_OK) {
		char sentence[GPAMAP_ERROR_TEXT_MAX];

		gpamap_error_format(&error, sentence, sizeof(sentence), NULL);
		fail_msg("'%s' is refused: %s", text, sentence);
	}
	assert_in_range(measure.need, GPAMAP_WORDS_HEADER, MAP_WORDS);
	check_size_macro(&made->input, measure.need);
	check_no_space(made, measure.need);
	fill(made, measure.need);
	assert_int_equal(construct(&made->input, &made->storage, &made->layout,
				   &error),
			 GPAMAP_OK);
	assert_ptr_equal(made->layout, made->words);
	assert_int_equal(made->storage.need, measure.need);
	assert_int_equal(gpamap_layout_words(made->layout), measure.need);
	for (i = measure.need; i < MAP_WORDS; i++)
		assert_int_equal(made->words[i], UINT64_C(0xc3c3c3c3c3c3c3c3));
	check_short_forms(made);
	check_audit_silent(text);
}

/* Append "list[index]" to @text, checking nothing. */
static void put_subject(const struct gpamap_subject *subject, char *text,
			size_t size)
{
	static const char *const words[] = { "ram",	 "mmio", "pci_ecam",
					     "pci_mmio", "vtl2", "other",
					     "node" };
	size_t used = strlen(text);

	if (subject->list < GPAMAP_LIST_NONE)
		snprintf(text + used, size - used, " %s[%zu]",
			 words[subject->list], subject->index);
}

void map_problem(const struct gpamap_error *error, char *text, size_t size)
{
	size_t used;

	snprintf(text, size, "%s", gpamap_status_name(error->status));
	put_subject(&error->subject, text, size);
	put_subject(&error->other, text, size);
	used = strlen(text);
	if (error->status == GPAMAP_ERR_NO_FIT)
		snprintf(text + used, size - used, " %llu=%llu+%llu 0x%llx",
			 (unsigned long long)error->asked,
			 (unsigned long long)error->placed,
			 (unsigned long long)error->missing,
			 (unsigned long long)error->limit);
	if (error->status == GPAMAP_ERR_VTL2_LOW)
		snprintf(text + used, size - used, " 0x%llx",
			 (unsigned long long)error->limit);
}

/* R7: an error shows the range as it was given. */
static void check_subject(const struct map_text *map,
			  const struct gpamap_subject *subject)
{
	struct gpamap_range want;

	if (subject->list >= GPAMAP_LIST_COUNT)
		return;
	assert_true(subject->index < map->count[subject->list]);
	want = map->range[subject->list][subject->index];
	assert_int_equal(subject->range.start, want.start);
	assert_int_equal(subject->range.end, want.end);
}

/* Try to make @text in storage that is @count words; it must fail. */
static void refuse(struct map_made *made, const char *text, size_t count,
		   struct gpamap_error *error)
{
	enum gpamap_status status;

	map_parse(&made->input, text);
	memset(error, 0xa5, sizeof(*error));
	fill(made, count);
	status = construct(&made->input, &made->storage, &made->layout, error);
	if (status == GPAMAP_OK)
		fail_msg("'%s' is accepted", text);
	assert_int_equal(error->status, status);
	check_untouched(made);
	assert_int_equal(made->storage.need, NEED_BEFORE);
	assert_ptr_equal(made->storage.words, made->words);
	assert_int_equal(made->storage.count, count);
	check_subject(&made->input, &error->subject);
	check_subject(&made->input, &error->other);
}

static bool note_problem(void *context, const struct gpamap_error *problem)
{
	char *text = context;
	size_t used = strlen(text);

	if (used != 0)
		text[used++] = '\n';
	map_problem(problem, text + used, MAP_TEXT_MAX - used);
	return true;
}

/* Write the problems of @map into @problems, one a line, and count them. */
static size_t audit(const struct map_text *map, char *problems)
{
	struct gpamap_audit_input input = { .fixed = &map->fixed };
	uint64_t scratch[4 * MAP_LIST_MAX];
	size_t count = 77;

	if (map->node_count != 0) {
		input.node_sizes = map->nodes;
		input.node_count = map->node_count;
	} else {
		input.ram = map->ram;
		input.ram_count = map->count[GPAMAP_LIST_RAM];
	}
	input.scratch = scratch;
	input.scratch_count = gpamap_audit_scratch(&input);
	assert_in_range(input.scratch_count, 0, 4 * MAP_LIST_MAX);
	problems[0] = '\0';
	assert_int_equal(gpamap_audit(&input, note_problem, problems, &count),
			 GPAMAP_OK);
	return count;
}

void map_refuse(const char *text, const char *problem)
{
	struct map_made made;
	struct gpamap_error error;
	char said[MAP_TEXT_MAX];

	refuse(&made, text, MAP_WORDS, &error);
	map_problem(&error, said, sizeof(said));
	assert_string_equal(said, problem);
	/* The input's own fault is told before the lack of room. */
	refuse(&made, text, 1, &error);
	map_problem(&error, said, sizeof(said));
	assert_string_equal(said, problem);
	fill(&made, MAP_WORDS);
	assert_int_equal(construct(&made.input, &made.storage, &made.layout,
				   NULL),
			 error.status);
	check_untouched(&made);
	if (audit(&made.input, said) == 0)
		fail_msg("the audit of '%s' sees nothing", text);
	if (strstr(said, problem) == NULL)
		fail_msg("'%s' is not in the audit: %s", problem, said);
}

void map_audit(const char *text, const char *problems)
{
	struct map_text map;
	char said[MAP_TEXT_MAX];
	size_t lines = problems[0] == '\0' ? 0 : 1;
	const char *at;

	map_parse(&map, text);
	for (at = problems; *at != '\0'; at++)
		lines += *at == '\n';
	assert_int_equal(audit(&map, said), lines);
	assert_string_equal(said, problems);
}

void map_sentence(const char *text, char *sentence, size_t size)
{
	struct map_made made;
	struct gpamap_error error;

	refuse(&made, text, MAP_WORDS, &error);
	assert_int_equal(gpamap_error_format(&error, sentence, size, NULL),
			 GPAMAP_OK);
}
