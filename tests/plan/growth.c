/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gpamap/plan.h>

/*
 * How the time of a plan grows. Ten times the requests may take 60 times as
 * long, and no more: n log n takes some 13 times, a quadratic plan 100 times.
 * Only ratios of processor time count, each the best of some runs. What takes a
 * few nanoseconds a request is taken for CHEAP: it grows with the caches that it
 * leaves, not with what it does.
 *
 *   plan_growth [--case NAME]
 */

#define GB4 UINT64_C(0x100000000)
#define PAGE UINT64_C(4096)
#define RATIO_MAX 60.0
#define CHEAP 200e-9

static const size_t sizes[] = { 1000, 10000, 100000 };

#define COUNT_MAX 100000

static struct gpamap_plan_request requests[COUNT_MAX];
static struct gpamap_avoid avoid[COUNT_MAX];
static struct gpamap_host host;
static struct gpamap_plan_input input;
static uint64_t state;

/* splitmix64: Steele, Lea and Flood, 2014. */
static uint64_t next_random(void)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static struct gpamap_plan_request *add(enum gpamap_phase phase, uint64_t size)
{
	struct gpamap_plan_request *request = &requests[input.count++];

	memset(request, 0, sizeof(*request));
	request->phase = phase;
	request->size = size;
	return request;
}

/* Reserve every second page from @base on: @count holes of a page. */
static uint64_t add_holes(uint64_t base, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(GPAMAP_PHASE_RESERVE, PAGE)->address = base + 2 * i * PAGE;
	return base + 2 * count * PAGE;
}

static void random_requests(size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct gpamap_plan_request *request =
			add((enum gpamap_phase)(1 + next_random() % 6),
			    (1 + next_random() % 16) * PAGE);

		if (request->phase != GPAMAP_PHASE_FIXED)
			request->alignment = PAGE << next_random() % 8;
		else
			request->address = next_random() % (GB4 / PAGE) * PAGE;
		if (next_random() % 2 == 0)
			request->preferred_alignment = PAGE
						       << next_random() % 12;
		request->vnode = next_random() % 64;
	}
}

/* Half of the requests make holes, the other half is too large or too much
 * aligned for them, and has no room above. */
static void behind_holes(size_t count, enum gpamap_phase phase, uint64_t base,
			 uint64_t alignment, uint64_t min_piece)
{
	uint64_t end = add_holes(base, count / 2);

	/* Post looks from the top of what is fixed. */
	if (phase == GPAMAP_PHASE_POST)
		add(GPAMAP_PHASE_FIXED, PAGE)->address = base - PAGE;
	for (size_t i = 0; i < count / 2 - 1; i++) {
		struct gpamap_plan_request *request = add(phase, 2 * PAGE);

		if (alignment != 0)
			request->size = PAGE;
		request->alignment = alignment;
		request->min_piece = min_piece;
		request->max_address = end;
	}
}

static void mmio32_unaligned_holes(size_t count)
{
	behind_holes(count, GPAMAP_PHASE_MMIO32, 0, 2 * PAGE, 0);
}

static void mmio64_unaligned_holes(size_t count)
{
	behind_holes(count, GPAMAP_PHASE_MMIO64, GB4, 2 * PAGE, 0);
}

static void hotplug_unaligned_holes(size_t count)
{
	behind_holes(count, GPAMAP_PHASE_HOTPLUG, GB4, 2 * PAGE, 0);
}

static void post_unaligned_holes(size_t count)
{
	behind_holes(count, GPAMAP_PHASE_POST, GB4, 2 * PAGE, 0);
}

static void ram_unaligned_holes(size_t count)
{
	behind_holes(count, GPAMAP_PHASE_RAM, 0, 2 * PAGE, 0);
}

static void ram_small_holes(size_t count)
{
	behind_holes(count, GPAMAP_PHASE_RAM, 0, 0, 2 * PAGE);
}

static void post_small_holes(size_t count)
{
	behind_holes(count, GPAMAP_PHASE_POST, GB4, 0, 0);
}

/* Post ranges that all look from the bottom, and all find room at the top. */
static void post_from_the_bottom(size_t count)
{
	add_holes(GB4, count / 2);
	for (size_t i = 0; i < count / 2; i++) {
		struct gpamap_plan_request *request =
			add(GPAMAP_PHASE_POST, PAGE);

		request->min_address = GB4;
		request->alignment = 2 * PAGE;
	}
}

/* The same as 64-bit MMIO whose preferred alignment no hole has. */
static void mmio64_preferences_lost(size_t count)
{
	uint64_t end = add_holes(GB4, count / 2);

	for (size_t i = 0; i < count / 2; i++) {
		struct gpamap_plan_request *request =
			add(GPAMAP_PHASE_MMIO64, PAGE);

		request->preferred_alignment = PAGE << (1 + i % 40);
		request->max_address = end;
	}
}

/* All alignments that there are, in every phase, one after the other. */
static void alternating_alignments(size_t count)
{
	for (size_t i = 0; i < count; i++)
		add((enum gpamap_phase)(2 + i % 5), PAGE)->alignment =
			PAGE << i / 5 % 20;
}

static void all_too_large(size_t count)
{
	host.address_bits = 40;
	for (size_t i = 0; i < count; i++)
		add((enum gpamap_phase)(2 + i % 5), UINT64_C(1) << 50)
			->alignment = PAGE << i / 5 % 20;
}

/* As many nodes as there are, with no room left and large alignments. */
static void all_ram_fails(size_t count)
{
	host.guest_reach = add_holes(0, count / 2);
	for (size_t i = 0; i < count / 2; i++) {
		struct gpamap_plan_request *request =
			add(GPAMAP_PHASE_RAM, PAGE);

		request->alignment = UINT64_C(0x40000000);
		request->vnode = count - i;
	}
}

static void all_given_collide(size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct gpamap_plan_request *request =
			add((enum gpamap_phase)(i % 7), PAGE);

		request->exact = true;
		request->address = i % 3 * PAGE;
	}
}

/* A large range that collides with the first of many. */
static void all_collide_at_length(size_t count)
{
	uint64_t end = add_holes(0, count / 2);

	for (size_t i = 0; i < count / 2; i++)
		add(GPAMAP_PHASE_FIXED, end - PAGE)->address = PAGE;
}

static void all_wrong(size_t count)
{
	for (size_t i = 0; i < count; i++)
		add((enum gpamap_phase)(i % 9), i % 2)->kind = GPAMAP_KIND_VTL2;
}

/* The host avoids all of the space again and again. */
static void avoided_again_and_again(size_t count)
{
	uint64_t end = add_holes(0, count / 2);

	host.avoid_count = count / 2;
	for (size_t i = 0; i < count / 2; i++)
		avoid[i].range = (struct gpamap_range){ 0, end };
}

/* Small avoided ranges, then large ones around all of them. */
static void avoided_in_layers(size_t count)
{
	host.avoid_count = count;
	for (size_t i = 0; i < count / 2; i++)
		avoid[i].range = (struct gpamap_range){ 2 * i * PAGE,
							(2 * i + 1) * PAGE };
	for (size_t i = count / 2; i < count; i++)
		avoid[i].range = (struct gpamap_range){ 0, i * 2 * PAGE };
}

static void one_node_in_all_holes(size_t count)
{
	add_holes(0, count - 1);
	add(GPAMAP_PHASE_RAM, 2 * count * PAGE);
}

static void relocated(size_t count)
{
	host.hypertransport = GPAMAP_HT_RELOCATE;
	random_requests(count - 1);
	add(GPAMAP_PHASE_RAM, UINT64_C(1) << 41)->vnode = 7;
}

static void hotplug_by_many_nodes(size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct gpamap_plan_request *request =
			add(GPAMAP_PHASE_HOTPLUG, PAGE);

		request->vnode = count - i;
		request->alignment = PAGE << i % 18;
		request->preferred_alignment = UINT64_C(0x40000000);
	}
}

/* Holes of all sizes and fixed ranges in random places. */
static void random_holes(size_t count)
{
	for (size_t i = 0; i < count / 2; i++)
		add(GPAMAP_PHASE_RESERVE, PAGE)->address =
			GB4 + next_random() % (count * 8) * PAGE;
	for (size_t i = 0; i < count / 2; i++) {
		struct gpamap_plan_request *request =
			add((enum gpamap_phase)(4 + i % 3),
			    (1 + next_random() % 8) * PAGE);

		request->alignment = PAGE << next_random() % 6;
		request->min_address = GB4 + next_random() % count * PAGE;
	}
}

struct growth_case {
	const char *name;
	void (*fill)(size_t count);
};

#define CASE(name)                                                             \
	{                                                                      \
#name, name                                                    \
	}

static const struct growth_case cases[] = {
	CASE(random_requests),
	CASE(random_holes),
	CASE(relocated),
	CASE(alternating_alignments),
	CASE(one_node_in_all_holes),
	CASE(hotplug_by_many_nodes),
	CASE(mmio64_preferences_lost),
	CASE(mmio32_unaligned_holes),
	CASE(mmio64_unaligned_holes),
	CASE(hotplug_unaligned_holes),
	CASE(post_unaligned_holes),
	CASE(post_small_holes),
	CASE(post_from_the_bottom),
	CASE(ram_unaligned_holes),
	CASE(ram_small_holes),
	CASE(all_ram_fails),
	CASE(all_too_large),
	CASE(all_given_collide),
	CASE(all_collide_at_length),
	CASE(all_wrong),
	CASE(avoided_again_and_again),
	CASE(avoided_in_layers),
};

static bool count_problem(void *context,
			  const struct gpamap_plan_problem *problem)
{
	(void)problem;
	(*(size_t *)context)++;
	return true;
}

/* Seconds that one plan takes. */
static double time_once(struct gpamap_storage *workspace)
{
	const struct gpamap_plan *plan = NULL;
	clock_t before = clock();

	gpamap_plan_make(&input, workspace, &plan);
	if (plan == NULL) {
		printf("no plan\n");
		exit(1);
	}
	return (double)(clock() - before) / CLOCKS_PER_SEC;
}

/* The least seconds of some runs; of one, where that takes long. */
static double time_case(const struct growth_case *which, size_t count)
{
	struct gpamap_storage workspace = { NULL, 0, 0 };
	double sum = 0, best = 1e9;
	size_t problems = 0;

	state = 1;
	host = (struct gpamap_host){ .avoid = avoid };
	input = (struct gpamap_plan_input){
		.requests = requests,
		.host = &host,
		.report = count_problem,
		.context = &problems,
	};
	which->fill(count);
	gpamap_plan_make(&input, &workspace, NULL);
	workspace.count = workspace.need;
	workspace.words = calloc(workspace.count, sizeof(uint64_t));
	if (workspace.words == NULL)
		exit(1);
	for (int i = 0; i < 1000 && (sum < 0.05 || (sum < 0.3 && i < 2)); i++) {
		double seconds = time_once(&workspace);

		if (seconds < best)
			best = seconds;
		sum += seconds;
	}
	free(workspace.words);
	return best > 1e-6 ? best : 1e-6;
}

/* Say whether the case grows as it may. A bad ratio of small sizes spares the
 * large one. */
static bool try_case(const struct growth_case *which)
{
	double before = time_case(which, sizes[0]);
	bool fine = true;

	printf("%-24s %9.3f ms", which->name, before * 1e3);
	for (size_t i = 1; fine && i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		double seconds = time_case(which, sizes[i]);
		double cheap = (double)sizes[i - 1] * CHEAP;

		printf(" %9.3f ms (x%.1f)", seconds * 1e3, seconds / before);
		fflush(stdout);
		fine = seconds <= RATIO_MAX * (before > cheap ? before : cheap);
		before = seconds;
	}
	printf("%s\n", fine ? "" : "  TOO MUCH");
	fflush(stdout);
	return fine;
}

int main(int argc, char **argv)
{
	size_t bad = 0;

	if (argc != 1 && (argc != 3 || strcmp(argv[1], "--case") != 0)) {
		fprintf(stderr, "usage: %s [--case NAME]\n", argv[0]);
		return 2;
	}
	printf("requests: %zu, %zu, %zu\n", sizes[0], sizes[1], sizes[2]);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (argc == 1 || strcmp(argv[2], cases[i].name) == 0)
			bad += !try_case(&cases[i]);
	printf("growth: %zu of %zu cases take too much\n", bad,
	       sizeof(cases) / sizeof(cases[0]));
	return bad != 0;
}
