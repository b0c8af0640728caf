/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trial.h"

/*
 * Every map there is in a tiny address space, tried on the library and on a
 * naive model. The space is a window of a few pages at the bottom, across
 * 4 GiB or at the top; MMIO below and above it keeps RAM inside.
 */

static const enum gpamap_list gap_lists[] = { GPAMAP_LIST_MMIO,
					      GPAMAP_LIST_PCI_ECAM,
					      GPAMAP_LIST_PCI_MMIO };

/* The window and what is tried in it. */
struct space {
	uint64_t base;
	size_t pages; /* that gaps may take */
	size_t window; /* all of them; more where nothing blocks RAM above */
	size_t nodes; /* at most */
	bool vtl2;
};

/*
 * A window cut into ranges: for each page 0 for free, 1 to kinds for a range
 * of that kind that begins here, kinds + 1 for one that goes on.
 */
struct cut {
	size_t pages;
	unsigned int kinds;
	unsigned int code[MODEL_PAGES_MAX];
};

/* Go to the next cut in counting order; false after the last. */
static bool next_cut(struct cut *cut)
{
	size_t i;

	for (i = 0; i < cut->pages; i++) {
		if (++cut->code[i] <= cut->kinds + 1)
			return true;
		cut->code[i] = 0;
	}
	return false;
}

/* Only what has begun can go on. */
static bool cut_is_sound(const struct cut *cut)
{
	unsigned int before = 0;
	size_t i;

	for (i = 0; i < cut->pages; i++) {
		if (cut->code[i] == cut->kinds + 1 && before == 0)
			return false;
		before = cut->code[i];
	}
	return true;
}

/* The page behind the range that begins at page @i. */
static size_t cut_end(const struct cut *cut, size_t i)
{
	for (i++; i < cut->pages && cut->code[i] == cut->kinds + 1; i++)
		;
	return i;
}

/* Page 0 of the window is cell 1 of the model. */
static void add_pages(struct model *model, enum gpamap_list list, size_t from,
		      size_t to, uint64_t value)
{
	model_add(model, list, from + 1, to + 1, value);
}

static void begin_model(struct model *model, const struct space *space)
{
	model_init(model, space->base, space->window);
	if (space->base != 0)
		model_add(model, GPAMAP_LIST_MMIO, 0, 1, 0);
}

static void end_model(struct model *model, const struct space *space)
{
	if (space->window == space->pages &&
	    model_edge(model, space->pages + 1) != GPAMAP_ADDRESS_END)
		model_add(model, GPAMAP_LIST_MMIO, space->pages + 1,
			  space->pages + 2, 0);
}

/* Try all sizes of 0 to pages + 1 pages for up to space->nodes nodes. */
static void try_nodes(const struct model *model, const struct space *space)
{
	uint64_t limit = space->pages + 1;
	uint64_t sizes[MODEL_NODES_MAX] = { 0 };
	size_t count, i;

	for (count = 1; count <= space->nodes; count++) {
		memset(sizes, 0, sizeof(sizes));
		do {
			struct model trial = *model;

			trial.node_count = count;
			for (i = 0; i < count; i++)
				trial.nodes[i] = sizes[i] * GPAMAP_PAGE_SIZE;
			trial_place(&trial);
			for (i = 0; i < count; i++) {
				if (++sizes[i] <= limit)
					break;
				sizes[i] = 0;
			}
		} while (i < count);
	}
}

/* Try every VTL2 range and none. */
static void try_vtl2(const struct model *model, const struct space *space)
{
	struct model trial;
	size_t from, to;

	try_nodes(model, space);
	if (!space->vtl2)
		return;
	for (from = 0; from < space->pages; from++)
		for (to = from + 1; to <= space->pages; to++) {
			trial = *model;
			add_pages(&trial, GPAMAP_LIST_VTL2, from, to, 0);
			try_nodes(&trial, space);
		}
}

/* Try every set of gaps. */
static void try_gaps(const struct space *space)
{
	struct cut cut = { .pages = space->pages, .kinds = 3 };
	struct model model;
	size_t i;

	do {
		if (!cut_is_sound(&cut))
			continue;
		begin_model(&model, space);
		for (i = 0; i < cut.pages; i++)
			if (cut.code[i] >= 1 && cut.code[i] <= 3)
				add_pages(&model, gap_lists[cut.code[i] - 1], i,
					  cut_end(&cut, i), 0);
		end_model(&model, space);
		try_vtl2(&model, space);
	} while (next_cut(&cut));
}

/* Insert an empty MMIO entry at each place of the list, at each edge. */
static void try_placeholders(const struct model *model)
{
	size_t count = model->count[GPAMAP_LIST_MMIO];
	struct model trial;
	size_t at, i;

	for (at = 0; at <= count; at++)
		for (i = 0; i <= model->pages + 2; i++) {
			uint64_t edge = model_edge(model, i);

			trial = *model;
			memmove(&trial.plain[0][at + 1], &trial.plain[0][at],
				(count - at) * sizeof(trial.plain[0][0]));
			trial.plain[0][at] =
				(struct gpamap_range){ edge, edge };
			trial.count[GPAMAP_LIST_MMIO]++;
			trial_resolved(&trial);
		}
}

/* Try every way to give each page to a range of any list. */
static void try_assignments(const struct space *space, bool placeholders)
{
	struct cut cut = { .pages = space->pages, .kinds = 7 };
	struct model model;
	size_t i;

	do {
		if (!cut_is_sound(&cut))
			continue;
		begin_model(&model, space);
		for (i = 0; i < cut.pages; i++) {
			unsigned int code = cut.code[i];
			size_t end = cut_end(&cut, i);

			if (code == 1 || code == 2)
				add_pages(&model, GPAMAP_LIST_RAM, i, end,
					  code - 1);
			else if (code >= 3 && code <= 5)
				add_pages(&model, gap_lists[code - 3], i, end,
					  0);
			else if (code == 6)
				add_pages(&model, GPAMAP_LIST_OTHER, i, end,
					  GPAMAP_KIND_RESERVED + i);
			else if (code == 7 &&
				 model.count[GPAMAP_LIST_VTL2] == 0)
				add_pages(&model, GPAMAP_LIST_VTL2, i, end, 0);
		}
		end_model(&model, space);
		trial_resolved(&model);
		if (placeholders)
			try_placeholders(&model);
	} while (next_cut(&cut));
}

/* The @n-th of all pairs of edges of the window, also empty and reversed. */
static void add_pair(struct model *model, const struct space *space,
		     enum gpamap_list list, size_t n)
{
	size_t edges = space->pages + 1;

	add_pages(model, list, n / edges, n % edges, n % 3 + GPAMAP_KIND_PMEM);
	if (list == GPAMAP_LIST_RAM)
		model->ram[model->count[list] - 1].vnode = n % 2;
}

/* Add the @n-th of all lists with up to two ranges. */
static void add_list(struct model *model, const struct space *space,
		     enum gpamap_list list, size_t n)
{
	size_t pairs = (space->pages + 1) * (space->pages + 1);

	if (n == 0)
		return;
	if (n <= pairs) {
		add_pair(model, space, list, n - 1);
		return;
	}
	n -= pairs + 1;
	add_pair(model, space, list, n / pairs);
	add_pair(model, space, list, n % pairs);
}

static size_t lists_there_are(const struct space *space, enum gpamap_list list)
{
	size_t pairs = (space->pages + 1) * (space->pages + 1);

	return 1 + pairs + (list == GPAMAP_LIST_VTL2 ? 0 : pairs * pairs);
}

/* Try the lists @left and @right with up to two ranges each. */
static void try_these_lists(const struct space *space, enum gpamap_list left,
			    enum gpamap_list right)
{
	struct model model;
	size_t a, b;

	for (a = 0; a < lists_there_are(space, left); a++)
		for (b = 0; b < lists_there_are(space, right); b++) {
			begin_model(&model, space);
			add_list(&model, space, left, a);
			add_list(&model, space, right, b);
			end_model(&model, space);
			trial_resolved(&model);
		}
}

/* Try any two lists of up to two ranges, right or wrong. */
static void try_two_lists(const struct space *space)
{
	int left, right;

	for (left = 0; left < GPAMAP_LIST_COUNT; left++)
		for (right = left + 1; right < GPAMAP_LIST_COUNT; right++)
			try_these_lists(space, (enum gpamap_list)left,
					(enum gpamap_list)right);
}

/* Try one range or none, of any edges, in each of the lists at once. */
static void try_one_range_a_list(const struct space *space)
{
	size_t pairs = space->pages * (space->pages + 1) / 2;
	size_t choice[GPAMAP_LIST_COUNT] = { 0 };
	struct model model;
	size_t list, from, n;

	do {
		begin_model(&model, space);
		for (list = 0; list < GPAMAP_LIST_COUNT; list++) {
			n = choice[list];
			if (n == 0)
				continue;
			for (from = 0, n--; n >= space->pages - from; from++)
				n -= space->pages - from;
			add_pages(&model, (enum gpamap_list)list, from,
				  from + n + 1,
				  list == GPAMAP_LIST_OTHER
					  ? GPAMAP_KIND_HOTPLUG
					  : 1);
		}
		end_model(&model, space);
		trial_resolved(&model);
		for (list = 0; list < GPAMAP_LIST_COUNT; list++) {
			if (++choice[list] <= pairs)
				break;
			choice[list] = 0;
		}
	} while (list < GPAMAP_LIST_COUNT);
}

/* A part of the run: what it does, in which space. */
static void report(const char *what, const struct space *space,
		   const struct trial_counts *before)
{
	printf("%-28s %zu pages at 0x%-16llx %9llu made, %9llu refused\n", what,
	       space->pages, (unsigned long long)space->base,
	       (unsigned long long)(trial_counts.made - before->made),
	       (unsigned long long)(trial_counts.refused - before->refused));
	fflush(stdout);
}

static struct space window(int where, size_t pages, size_t nodes, bool vtl2)
{
	struct space space = { 0, pages, pages, nodes, vtl2 };

	if (where == 1)
		space.base = GPAMAP_4GB - pages / 2 * GPAMAP_PAGE_SIZE;
	if (where == 2)
		space.base = GPAMAP_ADDRESS_END - pages * GPAMAP_PAGE_SIZE;
	return space;
}

static void run_placed(size_t pages, size_t nodes, bool vtl2)
{
	int where;

	for (where = 0; where < 3; where++) {
		struct trial_counts before = trial_counts;
		struct space space = window(where, pages, nodes, vtl2);

		try_gaps(&space);
		report(vtl2 ? "gaps, nodes and VTL2" : "gaps and nodes", &space,
		       &before);
	}
}

/* The same with nothing above the window, at the bottom and across 4 GiB. */
static void run_open(size_t pages, size_t nodes)
{
	int where;

	for (where = 0; where < 2; where++) {
		struct trial_counts before = trial_counts;
		struct space space = window(where, pages, nodes, true);

		space.window = pages + nodes * (pages + 1);
		try_gaps(&space);
		report("open above", &space, &before);
	}
}

static void run_resolved(size_t pages)
{
	int where;

	for (where = 0; where < 3; where++) {
		struct trial_counts before = trial_counts;
		struct space space = window(where, pages, 0, false);

		try_assignments(&space, false);
		report("pages given to lists", &space, &before);
		before = trial_counts;
		space = window(where, pages - 1, 0, false);
		try_assignments(&space, true);
		report("the same with placeholders", &space, &before);
		before = trial_counts;
		space = window(where, 3, 0, false);
		try_two_lists(&space);
		report("two lists, right or wrong", &space, &before);
		before = trial_counts;
		space = window(where, pages - 2, 0, false);
		try_one_range_a_list(&space);
		report("a range in each list", &space, &before);
	}
}

/* More or fewer pages than by default, from the command line. */
static bool read_options(int argc, char **argv, size_t *pages)
{
	unsigned long more;

	*pages = 5;
	if (argc == 1)
		return true;
	if (argc == 2 && strcmp(argv[1], "--quick") == 0) {
		*pages = 4;
		return true;
	}
	if (argc == 2 && strcmp(argv[1], "--emulated") == 0) {
		*pages = 3;
		return true;
	}
	if (argc != 3 || strcmp(argv[1], "--long") != 0)
		return false;
	more = strtoul(argv[2], NULL, 10);
	*pages = 5 + more;
	return more >= 1 && more <= 2;
}

int main(int argc, char **argv)
{
	size_t pages;

	if (!read_options(argc, argv, &pages)) {
		fprintf(stderr,
			"usage: %s [--emulated | --quick | --long 1|2]\n",
			argv[0]);
		return 2;
	}
	run_placed(pages, 2, true);
	run_placed(pages, 3, false);
	run_placed(pages + 2, 1, false);
	run_open(pages - 1, 2);
	run_resolved(pages + 1);
	trial_check_digests();
	printf("exhaustive: %llu layouts made, %llu inputs refused, %llu "
	       "answers compared, all as the model says\n",
	       (unsigned long long)trial_counts.made,
	       (unsigned long long)trial_counts.refused,
	       (unsigned long long)model_probes);
	return 0;
}
