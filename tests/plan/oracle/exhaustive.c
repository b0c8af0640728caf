/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "trial.h"

/* All plans there are of a few requests in tiny spaces. */

#define GB4 UINT64_C(0x100000000)
#define REQUESTS_MAX 8
#define CHOICES_MAX 4096

/* A tiny space: where it is, and what confines it. */
struct space {
	const char *name;
	uint64_t base;
	uint64_t unit;
	size_t cells;
	unsigned int bits; /* 0: a reserve confines it */
};

static const struct space spaces[] = {
	{ "pages around 4 GiB", GB4 - 6 * 4096, 4096, 12, 0 },
	{ "half gigabytes across 4 GiB", 0, GB4 / 8, 16, 33 },
	{ "the first 16 pages", 0, 4096, 16, 16 },
	{ "the last pages", GPAMAP_ADDRESS_END - 10 * 4096, 4096, 10, 0 },
};

static struct gpamap_plan_request requests[REQUESTS_MAX];
static struct gpamap_avoid avoid[16];
static struct gpamap_host host;
static struct gpamap_plan_input input;
static struct model model;

/* Begin a space: the reserves around it. Returns where requests go on. */
static size_t begin(const struct space *space)
{
	uint64_t end = space->base + space->cells * space->unit;

	memset(requests, 0, sizeof(requests));
	host = (struct gpamap_host){ .address_bits = space->bits,
				     .avoid = avoid };
	model.input = &input;
	model.base = space->base;
	model.unit = space->unit;
	model.cells = space->cells;
	model.ceiling = space->bits == 0 && end < GPAMAP_ADDRESS_END;
	input = (struct gpamap_plan_input){ .requests = requests,
					    .host = &host };
	if (space->base != 0)
		requests[input.count++] = (struct gpamap_plan_request){
			.phase = GPAMAP_PHASE_RESERVE,
			.size = space->base,
		};
	if (model.ceiling)
		requests[input.count++] = (struct gpamap_plan_request){
			.phase = GPAMAP_PHASE_RESERVE,
			.address = end,
			.size = GPAMAP_ADDRESS_END - end,
		};
	return input.count;
}

/* The choices for one request. */
static struct gpamap_plan_request choices[CHOICES_MAX];
static size_t choice_count;

static void choose(const struct gpamap_plan_request *request)
{
	if (choice_count < CHOICES_MAX)
		choices[choice_count++] = *request;
}

/* Sizes and alignments in each phase that looks for room. */
static void choose_placed(const struct space *space, size_t largest,
			  uint64_t step)
{
	for (int phase = GPAMAP_PHASE_MMIO32; phase < GPAMAP_PHASE_COUNT;
	     phase++)
		for (uint64_t size = 1; size <= largest; size++)
			for (uint64_t align = 1; align <= 4; align *= step)
				choose(&(struct gpamap_plan_request){
					.phase = (enum gpamap_phase)phase,
					.size = size * space->unit,
					.alignment = align * space->unit,
				});
}

/* Places in each phase that does not. */
static void choose_given(const struct space *space, size_t step)
{
	for (size_t cell = 0; cell + 2 <= space->cells; cell += step)
		for (int phase = 0; phase <= GPAMAP_PHASE_FIXED; phase++)
			choose(&(struct gpamap_plan_request){
				.phase = (enum gpamap_phase)phase,
				.size = 2 * space->unit,
				.address = space->base + cell * space->unit,
			});
}

/* One request with everything that can be said of it. */
static void choose_rich(const struct space *space, enum gpamap_phase phase)
{
	for (unsigned int i = 0; i < 2 * 2 * 2 * 3 * 3 * 3 * 2; i++)
		choose(&(struct gpamap_plan_request){
			.phase = phase,
			.size = (1 + 2 * (i % 2)) * space->unit,
			.alignment = (1 + i / 2 % 2) * space->unit,
			.preferred_alignment = i / 4 % 2 * 4 * space->unit,
			.min_address =
				i / 8 % 3 == 0
					? 0
					: space->base +
						  i / 8 % 3 * 3 * space->unit,
			.max_address =
				i / 24 % 3 == 0
					? 0
					: space->base + (4 + i / 24 % 3 * 3) *
								space->unit,
			.direction = (enum gpamap_direction)(i / 72 % 3),
			.min_piece = i / 216 * 2 * space->unit,
		});
}

/* All lists of @count choices, in every order. */
static void try_lists(size_t first, size_t count)
{
	size_t digit[REQUESTS_MAX] = { 0 };
	size_t i;

	input.count = first + count;
	for (;;) {
		for (i = 0; i < count; i++)
			requests[first + i] = choices[digit[i]];
		trial_run(&model);
		for (i = 0; i < count && ++digit[i] == choice_count; i++)
			digit[i] = 0;
		if (i == count)
			return;
	}
}

/* Avoid the cells whose bits are set, each run as one range. */
static void avoid_cells(const struct space *space, size_t mask)
{
	host.avoid_count = 0;
	for (size_t i = 0; i < space->cells; i++) {
		uint64_t start = space->base + i * space->unit;

		if ((mask >> i) % 2 == 0)
			continue;
		if (i > 0 && (mask >> (i - 1)) % 2 == 1)
			avoid[host.avoid_count - 1].range.end += space->unit;
		else
			avoid[host.avoid_count++].range =
				(struct gpamap_range){ start,
						       start + space->unit };
	}
}

static void report(const struct space *space, const char *what,
		   const struct trial_counts *before)
{
	printf("%-28s %-28s %9llu good, %9llu bad\n", space->name, what,
	       (unsigned long long)(trial_counts.good - before->good),
	       (unsigned long long)(trial_counts.bad - before->bad));
	fflush(stdout);
}

/* Lists of requests in an empty space. */
static void try_empty(const struct space *space, size_t count, bool more)
{
	struct trial_counts before = trial_counts;
	size_t first = begin(space);

	choice_count = 0;
	choose_placed(space, more ? 3 : 2, more ? 2 : 4);
	choose_given(space, more ? 2 : 5);
	try_lists(first, count);
	report(space, count == 3 ? "three requests" : "four requests", &before);
}

/* Two requests around all obstacles that fit into the first @bits cells. */
static void try_obstacles(const struct space *space, size_t bits)
{
	struct trial_counts before = trial_counts;
	size_t first = begin(space);

	choice_count = 0;
	choose_placed(space, 2, 4);
	for (size_t mask = 0; mask < (size_t)1 << bits; mask++) {
		avoid_cells(space, mask << (space->cells - bits) / 2);
		try_lists(first, 2);
	}
	report(space, "two, around obstacles", &before);
}

/* One request with all options, behind RAM and a post range, around all
 * obstacles. */
static void try_options(const struct space *space, size_t bits)
{
	struct trial_counts before = trial_counts;
	size_t first = begin(space);

	requests[first] =
		(struct gpamap_plan_request){ .phase = GPAMAP_PHASE_RAM,
					      .size = 2 * space->unit };
	requests[first + 1] =
		(struct gpamap_plan_request){ .phase = GPAMAP_PHASE_POST,
					      .size = space->unit };
	choice_count = 0;
	for (int phase = GPAMAP_PHASE_MMIO32; phase < GPAMAP_PHASE_COUNT;
	     phase++)
		choose_rich(space, (enum gpamap_phase)phase);
	for (size_t mask = 0; mask < (size_t)1 << bits; mask++) {
		avoid_cells(space, mask << (space->cells - bits) / 2);
		try_lists(first + 2, 1);
	}
	report(space, "one, with all options", &before);
}

int main(int argc, char **argv)
{
	bool more = argc == 2 && strcmp(argv[1], "--long") == 0;
	bool fewer = argc == 2 && strcmp(argv[1], "--emulated") == 0;

	if (argc > 1 && !more && !fewer) {
		fprintf(stderr, "usage: %s [--emulated | --long]\n", argv[0]);
		return 2;
	}
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++) {
		size_t bits = more ? 10 : fewer ? 2 : 6;

		try_empty(&spaces[i], 3, more);
		if (more)
			try_empty(&spaces[i], 4, false);
		try_obstacles(&spaces[i], bits);
		try_options(&spaces[i], bits);
	}
	printf("exhaustive: %llu plans that succeed, %llu that fail, %llu "
	       "pieces and %llu problems, all as the model says\n",
	       (unsigned long long)trial_counts.good,
	       (unsigned long long)trial_counts.bad,
	       (unsigned long long)trial_counts.pieces,
	       (unsigned long long)trial_counts.problems);
	return 0;
}
