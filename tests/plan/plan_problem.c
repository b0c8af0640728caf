/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/*
 * Problems against the sentences that are wanted. The sentence is written
 * twice: by the library, and here from the members of the problem; both must
 * be the one that is wanted, so that all members that it tells are checked too.
 */

#define SENTENCE_MAX 512

struct sentence {
	char text[SENTENCE_MAX];
};

static void add(struct sentence *sentence, const char *text)
{
	size_t used = strlen(sentence->text);

	assert_true(used + strlen(text) < SENTENCE_MAX);
	memcpy(sentence->text + used, text, strlen(text) + 1);
}

static void add_hex(struct sentence *sentence, const char *before,
		    uint64_t value)
{
	char text[64];

	snprintf(text, sizeof(text), "%s0x%llx", before,
		 (unsigned long long)value);
	add(sentence, text);
}

static void add_range(struct sentence *sentence, const char *before,
		      struct gpamap_range range)
{
	add_hex(sentence, before, range.start);
	add_hex(sentence, "-", range.end);
}

static const char *own_tag(const struct plan_made *made, size_t request)
{
	const struct plan_text *text = &made->text;

	if (request < text->count)
		return text->requests[request].tag;
	if (request - text->count < text->host.avoid_count)
		return text->avoid[request - text->count].tag;
	if (request - text->count == text->host.avoid_count)
		return "HyperTransport";
	fail_msg("no request %zu", request);
	return NULL;
}

static void add_request(struct sentence *sentence, const char *before,
			const struct plan_made *made, size_t request)
{
	const char *tag = own_tag(made, request);
	char number[64];

	snprintf(number, sizeof(number), "request %zu", request);
	add(sentence, before);
	add(sentence, tag == NULL ? number : tag);
}

static void add_no_fit(struct sentence *sentence, const struct plan_made *made,
		       const struct gpamap_plan_problem *problem)
{
	uint64_t run = problem->largest.end - problem->largest.start;

	add_hex(sentence, ": ", problem->asked);
	add_hex(sentence, " bytes aligned to ", problem->alignment);
	add_range(sentence, " do not fit in ", problem->bounds);
	add_hex(sentence, ": ", problem->missing);
	add_hex(sentence, " missing; free ", problem->free_bytes);
	add_hex(sentence, " in all, largest aligned run ", run);
	if (run != 0)
		add_range(sentence, " at ", problem->largest);
	if (problem->other != GPAMAP_PLAN_NONE)
		add_request(sentence, " above ", made, problem->other);
	if (problem->above != GPAMAP_PLAN_NONE)
		add_request(sentence,
			    problem->other != GPAMAP_PLAN_NONE ? " and below "
							       : " below ",
			    made, problem->above);
}

static const char *fault_of(enum gpamap_status status)
{
	switch (status) {
	case GPAMAP_ERR_MISALIGNED:
		return ": size and address must be multiples of 4096";
	case GPAMAP_ERR_EMPTY:
		return ": has no size";
	case GPAMAP_ERR_TOO_HIGH:
		return ": ends above the addresses that can be used";
	case GPAMAP_ERR_ARGUMENT:
		return ": alignments must be powers of two, at least 4096; or "
		       "the phase or direction is none";
	case GPAMAP_ERR_BAD_KIND:
		return ": is of a kind that this phase does not place, or a "
		       "second VTL2";
	case GPAMAP_ERR_BAD_VNODE:
		return ": has a vnode above 0xffffffff";
	default:
		fail_msg("status %d of a problem", (int)status);
		return NULL;
	}
}

static void write_own(struct sentence *sentence, const struct plan_made *made,
		      const struct gpamap_plan_problem *problem)
{
	sentence->text[0] = '\0';
	add(sentence, gpamap_status_name(problem->status));
	add(sentence, " ");
	add(sentence, gpamap_phase_name(problem->phase));
	add_request(sentence, " ", made, problem->request);
	if (problem->status == GPAMAP_ERR_NO_FIT) {
		add_no_fit(sentence, made, problem);
	} else if (problem->status == GPAMAP_ERR_OVERLAP) {
		add_range(sentence, ": ", problem->range);
		add_request(sentence, " overlaps ", made, problem->other);
	} else {
		add(sentence, fault_of(problem->status));
	}
}

/* The library's sentence, with the status before it; measured, exact, and
 * untouched where a byte is missing. */
static void write_theirs(struct sentence *sentence,
			 const struct plan_made *made,
			 const struct gpamap_plan_problem *problem)
{
	char text[SENTENCE_MAX];
	size_t need = 0;

	assert_int_equal(gpamap_plan_problem_format(&made->input, problem, NULL,
						    0, &need),
			 GPAMAP_OK);
	assert_in_range(need, 1, SENTENCE_MAX);
	memset(text, '#', sizeof(text));
	assert_int_equal(gpamap_plan_problem_format(&made->input, problem, text,
						    need - 1, NULL),
			 GPAMAP_ERR_NO_SPACE);
	for (size_t i = 0; i < sizeof(text); i++)
		assert_int_equal(text[i], '#');
	assert_int_equal(gpamap_plan_problem_format(&made->input, problem, text,
						    need, NULL),
			 GPAMAP_OK);
	assert_int_equal(strlen(text) + 1, need);
	assert_int_equal(text[need], '#');
	sentence->text[0] = '\0';
	add(sentence, gpamap_status_name(problem->status));
	add(sentence, " ");
	add(sentence, text);
}

static void no_range(struct gpamap_range range, const char *what)
{
	plan_same(range.start, 0, what);
	plan_same(range.end, 0, what);
}

/* The members that the sentence does not tell. */
static void check_silent(const struct plan_made *made,
			 const struct gpamap_plan_problem *problem)
{
	const struct gpamap_plan_request *request =
		&made->text.requests[problem->request];

	plan_same((uint64_t)problem->phase, (uint64_t)request->phase, "phase");
	plan_same(problem->asked, request->size, "asked");
	plan_same(problem->alignment,
		  request->alignment == 0 ? 4096 : request->alignment,
		  "alignment");
	if (problem->status != GPAMAP_ERR_OVERLAP)
		no_range(problem->range, "range");
	if (problem->status == GPAMAP_ERR_NO_FIT)
		return;
	no_range(problem->bounds, "bounds");
	no_range(problem->largest, "largest");
	plan_same(problem->free_bytes, 0, "free_bytes");
	plan_same(problem->missing, 0, "missing");
	plan_same(problem->above, GPAMAP_PLAN_NONE, "above");
	if (problem->status != GPAMAP_ERR_OVERLAP)
		plan_same(problem->other, GPAMAP_PLAN_NONE, "other");
}

void plan_check_problems(const struct plan_made *made, const char *problems)
{
	struct sentence want, own, theirs;

	for (size_t i = 0; i < made->problem_count; i++) {
		size_t length = strcspn(problems, "\n");

		assert_true(length < SENTENCE_MAX);
		memcpy(want.text, problems, length);
		want.text[length] = '\0';
		problems += length + (problems[length] == '\n');
		assert_true(made->problems[i].request < made->text.count);
		write_theirs(&theirs, made, &made->problems[i]);
		plan_same_text(theirs.text, want.text, "the problem");
		write_own(&own, made, &made->problems[i]);
		plan_same_text(own.text, want.text, "the problem's members");
		check_silent(made, &made->problems[i]);
	}
	plan_same_text("", problems, "the rest of the problems");
}
