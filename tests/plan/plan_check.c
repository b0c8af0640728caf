/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* The whole state of a plan against a picture. */

#define FILL 0xc3
#define NEED_BEFORE ((size_t)0x5eed)

const char *plan_caller_file = "";
int plan_caller_line;

void plan_same(uint64_t got, uint64_t want, const char *what)
{
	if (got != want)
		fail_msg("%s:%d: %s is 0x%llx, not 0x%llx", plan_caller_file,
			 plan_caller_line, what, (unsigned long long)got,
			 (unsigned long long)want);
}

void plan_same_text(const char *got, const char *want, const char *what)
{
	if (got == NULL || want == NULL ? got != want : strcmp(got, want) != 0)
		fail_msg("%s:%d: %s is\n  %s\nnot\n  %s", plan_caller_file,
			 plan_caller_line, what, got == NULL ? "none" : got,
			 want == NULL ? "none" : want);
}

static bool note_problem(void *context,
			 const struct gpamap_plan_problem *problem)
{
	struct plan_made *made = context;

	assert_true(made->problem_count < PLAN_PROBLEMS_MAX);
	made->problems[made->problem_count++] = *problem;
	return true;
}

/* R8: a workspace that is too small, and the pointer, stay as they were. */
static void check_no_space(struct plan_made *made, size_t count, size_t need)
{
	struct gpamap_storage workspace = { made->words, count, NEED_BEFORE };
	const unsigned char *bytes = (const unsigned char *)made->words;

	memset(made->words, FILL, sizeof(made->words));
	plan_same((uint64_t)gpamap_plan_make(&made->input, &workspace,
					     &made->plan),
		  (uint64_t)GPAMAP_ERR_NO_SPACE, "status without room");
	plan_same(workspace.need, need, "need without room");
	assert_null(made->plan);
	plan_same(made->problem_count, 0, "problems without room");
	for (size_t i = 0; i < sizeof(made->words); i++)
		plan_same(bytes[i], FILL, "byte without room");
}

static void same_piece(const struct gpamap_plan_piece *got,
		       const struct gpamap_plan_piece *want)
{
	plan_same(got->request, want->request, "request of a twin's piece");
	plan_same(got->range.start, want->range.start, "start of a twin's");
	plan_same(got->range.end, want->range.end, "end of a twin's piece");
}

/* The same input gives the same plan wherever the buffers are and whatever was
 * in them. */
static void check_twin(const struct plan_made *made)
{
	static uint64_t words[PLAN_WORDS_MAX + 1];
	struct gpamap_plan_request requests[PLAN_REQUESTS_MAX];
	struct gpamap_storage workspace = { words + 1, PLAN_WORDS_MAX, 0 };
	struct gpamap_plan_input input = made->input;
	struct gpamap_plan_piece got, want;
	const struct gpamap_plan *twin = NULL;
	bool more;

	memcpy(requests, made->text.requests, sizeof(requests));
	memset(words, 0x5a, sizeof(words));
	input.requests = requests;
	input.report = NULL;
	plan_same((uint64_t)gpamap_plan_make(&input, &workspace, &twin),
		  (uint64_t)made->status, "status of a twin");
	plan_same(gpamap_plan_count(twin), gpamap_plan_count(made->plan),
		  "pieces of a twin");
	more = gpamap_plan_first(twin, &got);
	plan_same(more, gpamap_plan_first(made->plan, &want), "first of twin");
	while (more) {
		same_piece(&got, &want);
		more = gpamap_plan_next(twin, got.range.start, &got);
		plan_same(more,
			  gpamap_plan_next(made->plan, want.range.start, &want),
			  "next of a twin");
	}
}

void plan_make(struct plan_made *made, const char *text)
{
	struct gpamap_storage workspace = { NULL, 0, NEED_BEFORE };
	size_t need;

	plan_parse(&made->text, text);
	made->input = (struct gpamap_plan_input){
		.requests = made->text.requests,
		.count = made->text.count,
		.host = made->text.has_host ? &made->text.host : NULL,
		.report = note_problem,
		.context = made,
	};
	made->problem_count = 0;
	made->plan = NULL;
	plan_same((uint64_t)gpamap_plan_make(&made->input, &workspace, NULL),
		  GPAMAP_OK, "status of measuring");
	need = workspace.need;
	assert_in_range(need, 1, PLAN_WORDS_MAX - 1);
	check_no_space(made, need - 1, need);
	check_no_space(made, 1, need);
	workspace = (struct gpamap_storage){ made->words, need, NEED_BEFORE };
	made->status = gpamap_plan_make(&made->input, &workspace, &made->plan);
	plan_same(workspace.need, need, "need");
	assert_ptr_equal(made->plan, made->words);
	for (size_t i = need; i < PLAN_WORDS_MAX; i++)
		plan_same(made->words[i], UINT64_C(0xc3c3c3c3c3c3c3c3),
			  "word behind the workspace");
	check_twin(made);
}

static void check_piece(const struct plan_made *made,
			const struct gpamap_plan_piece *piece,
			const struct gpamap_entry *want)
{
	plan_same(piece->range.start, want->range.start, "start of a piece");
	plan_same(piece->range.end, want->range.end, "end of a piece");
	plan_same((uint64_t)piece->kind, (uint64_t)want->kind, "kind");
	plan_same(piece->vnode, want->vnode, "vnode of a piece");
	plan_same_text(piece->tag, want->name, "tag of a piece");
	plan_same_text(gpamap_plan_tag(&made->input, piece->request),
		       want->name, "tag of a piece's request");
	if (piece->request < made->input.count)
		assert_ptr_equal(piece->tag,
				 made->text.requests[piece->request].tag);
}

/* Every address leads to the next piece, from within, below and above. */
static void check_next(const struct plan_made *made, const struct map_text *map,
		       size_t i)
{
	struct gpamap_range range = map->order[i].range;
	const uint64_t places[] = { range.start, range.start + 1,
				    range.end - 1 };
	struct gpamap_plan_piece piece;
	bool more = i + 1 < map->order_count;

	for (size_t k = 0; k < 3; k++) {
		plan_same(gpamap_plan_next(made->plan, places[k], &piece), more,
			  "next of a piece");
		if (more)
			check_piece(made, &piece, &map->order[i + 1]);
	}
	if (range.start != 0) {
		plan_same(gpamap_plan_next(made->plan, range.start - 1, &piece),
			  true, "next below a piece");
		check_piece(made, &piece, &map->order[i]);
	}
}

static void check_pieces(const struct plan_made *made,
			 const struct map_text *map)
{
	struct gpamap_plan_piece piece;

	plan_same(gpamap_plan_count(made->plan), map->order_count, "pieces");
	plan_same(gpamap_plan_first(made->plan, &piece), map->order_count != 0,
		  "whether there is a first piece");
	if (map->order_count != 0)
		check_piece(made, &piece, &map->order[0]);
	for (size_t i = 0; i < map->order_count; i++)
		check_next(made, map, i);
	plan_same(gpamap_plan_next(made->plan, GPAMAP_ADDRESS_END, &piece),
		  false, "next at the end");
	plan_same(gpamap_plan_next(made->plan, UINT64_MAX, &piece), false,
		  "next at the last address");
}

/* The top is the end of all that is not only reserved. */
static void check_top(const struct plan_made *made)
{
	struct gpamap_plan_piece piece;
	unsigned int bits = 12;
	uint64_t top = 0;
	bool more;

	for (more = gpamap_plan_first(made->plan, &piece); more;
	     more = gpamap_plan_next(made->plan, piece.range.start, &piece))
		if (piece.request < made->input.count &&
		    made->text.requests[piece.request].phase !=
			    GPAMAP_PHASE_RESERVE)
			top = piece.range.end;
	plan_same(gpamap_plan_top(made->plan), top, "top");
	while (bits < 64 && (top - (top != 0)) >> bits != 0)
		bits++;
	plan_same(gpamap_plan_address_bits(made->plan), bits, "address bits");
}

/* Every piece is in the layout under its tag. */
static void check_found(const struct plan_made *made,
			const struct gpamap_layout *layout)
{
	struct gpamap_plan_piece piece;
	struct gpamap_found found;
	bool more;

	for (more = gpamap_plan_first(made->plan, &piece); more;
	     more = gpamap_plan_next(made->plan, piece.range.start, &piece)) {
		const uint64_t places[] = { piece.range.start,
					    piece.range.end - 1 };

		for (size_t k = 0; k < 2; k++) {
			plan_same((uint64_t)gpamap_layout_find(
					  layout, places[k], &found),
				  (uint64_t)piece.kind, "kind that is found");
			plan_same_text(found.entry.name, piece.tag,
				       "name that is found");
			plan_same(found.entry.vnode, piece.vnode,
				  "vnode that is found");
		}
	}
}

static void check_layout(const struct plan_made *made, const char *picture)
{
	static uint64_t scratch_words[MAP_WORDS], words[MAP_WORDS];
	struct gpamap_storage scratch = { NULL, 0, NEED_BEFORE };
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error;
	size_t need;

	plan_same((uint64_t)gpamap_plan_layout(made->plan, &scratch, &storage,
					       &layout, &error),
		  GPAMAP_OK, "status of measuring the layout");
	need = scratch.need;
	assert_in_range(need, 0, MAP_WORDS);
	scratch = (struct gpamap_storage){ scratch_words, need - 1, 0 };
	if (need != 0)
		plan_same((uint64_t)gpamap_plan_layout(made->plan, &scratch,
						       &storage, &layout,
						       &error),
			  (uint64_t)GPAMAP_ERR_NO_SPACE,
			  "status of a layout without room");
	assert_null(layout);
	scratch.count = need;
	plan_same((uint64_t)gpamap_plan_layout(made->plan, &scratch, &storage,
					       &layout, &error),
		  GPAMAP_OK, "status of the layout");
	map_check_at(layout, picture, plan_caller_file, plan_caller_line);
	check_found(made, layout);
}

void plan_expect_at(const char *text, const char *pieces, const char *layout,
		    const char *file, int line)
{
	static struct plan_made made;
	static struct map_text map;

	plan_caller_file = file;
	plan_caller_line = line;
	plan_make(&made, text);
	plan_check_problems(&made, "");
	plan_same((uint64_t)made.status, GPAMAP_OK, "status");
	map_parse(&map, pieces);
	check_pieces(&made, &map);
	check_top(&made);
	check_layout(&made, layout);
}

void plan_refuse_at(const char *text, const char *pieces, const char *problems,
		    const char *file, int line)
{
	static struct plan_made made;
	static struct map_text map;

	plan_caller_file = file;
	plan_caller_line = line;
	plan_make(&made, text);
	plan_check_problems(&made, problems);
	plan_same((uint64_t)made.status, (uint64_t)made.problems[0].status,
		  "status, that of the first problem,");
	map_parse(&map, pieces);
	check_pieces(&made, &map);
	check_top(&made);
}
