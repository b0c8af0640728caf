/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* The audit: every problem of an input, in order, and nothing where there is
 * none. */

/* A map that a constructor takes has no problem. */
static void audit_of_sound_input(void **state)
{
	(void)state;
	map_audit("", "");
	map_audit("node 1G | node 2G | mmio 1G..2G | pci_ecam 2G..3G | "
		  "reserved 3G..4G | vtl2 8G..9G",
		  "");
	map_audit("ram 0..1G | mmio 0..0 | mmio 1G..2G | mmio 1G..1G", "");
}

/* Each list in list order, entry by entry. */
static void audit_list_by_list(void **state)
{
	(void)state;
	map_audit("vtl2 9G..8G | reserved 5..6 | pci_mmio 1G..1G | "
		  "pci_ecam 1..2 | mmio 1G..0 | mmio end+1..0 | "
		  "ram:0x100000000 0..4K | ram 1..2",
		  "BAD_VNODE ram[0]\n"
		  "MISALIGNED ram[1]\n"
		  "REVERSED mmio[0]\n"
		  "TOO_HIGH mmio[1]\n"
		  "MISALIGNED pci_ecam[0]\n"
		  "EMPTY pci_mmio[0]\n"
		  "REVERSED vtl2[0]\n"
		  "MISALIGNED other[0]");
	map_audit("node 0 | node 4K | node 4097 | mmio 0..0",
		  "EMPTY node[0]\n"
		  "MISALIGNED node[2]\n"
		  "EMPTY mmio[0]");
}

/*
 *   0     1G     2G     3G     4G
 *   | mmio[2] | mmio[1] | mmio[0] |     each stands behind a higher one
 */
static void audit_of_unsorted_lists(void **state)
{
	(void)state;
	map_audit("mmio 2G..3G | mmio 1G..2G | mmio 0..1G | "
		  "pci_ecam 8G..9G | pci_ecam 7G..8G",
		  "UNSORTED mmio[1] mmio[0]\n"
		  "UNSORTED mmio[2] mmio[1]\n"
		  "UNSORTED pci_ecam[1] pci_ecam[0]");
}

/*
 *   0      1G     2G     3G     4G     5G
 *   | ram0                |
 *          | mmio0 |
 *                     | ecam0          |
 *                            | pci0    |
 *
 * Collisions come in address order, each with what reaches over its start.
 */
static void audit_of_collisions(void **state)
{
	(void)state;
	map_audit("ram 0..3G | mmio 1G..2G | pci_ecam 2G+512M..5G | "
		  "pci_mmio 4G..5G",
		  "OVERLAP mmio[0] ram[0]\n"
		  "OVERLAP pci_ecam[0] ram[0]\n"
		  "OVERLAP pci_mmio[0] pci_ecam[0]");
	map_audit("mmio 1G..2G | mmio 1G..2G | pci_ecam 1G..2G",
		  "OVERLAP mmio[1] mmio[0]\n"
		  "OVERLAP pci_ecam[0] mmio[0]");
}

/* A range that is wrong in itself does not hide the collisions of others. */
static void audit_goes_on_behind_a_bad_range(void **state)
{
	(void)state;
	map_audit("ram 0..2G | ram 5G..4G | mmio 1G..3G | mmio 7..8 | "
		  "reserved 2G..4G",
		  "REVERSED ram[1]\n"
		  "MISALIGNED mmio[1]\n"
		  "OVERLAP mmio[0] ram[0]\n"
		  "OVERLAP other[0] mmio[0]");
}

/* VTL2 inside RAM, and below its end. */
static void audit_of_vtl2(void **state)
{
	(void)state;
	map_audit("ram 0..2G | vtl2 1G..2G | mmio 1G+512M..3G",
		  "VTL2_LOW vtl2[0] 0x80000000\n"
		  "OVERLAP mmio[0] ram[0]");
	map_audit("node 8G | vtl2 6G..7G", "VTL2_LOW vtl2[0] 0x200000000");
	map_audit("ram 1G..2G | vtl2 0..1G", "VTL2_LOW vtl2[0] 0x80000000");
}

/* What does not fit comes last: each node that finds no room. */
static void audit_of_nodes_without_room(void **state)
{
	(void)state;
	map_audit("node 4K | node 8K | node 12K | mmio 8K..end",
		  "NO_FIT node[1] 8192=4096+4096 0xfffffffffffff000\n"
		  "NO_FIT node[2] 12288=0+12288 0xfffffffffffff000");
}

/* VTL2 is in the way of all nodes, and of none of them alone. */
static void audit_of_vtl2_among_nodes(void **state)
{
	(void)state;
	map_audit("node 1G | node 1G | vtl2 1G..2G",
		  "VTL2_LOW vtl2[0] 0x80000000");
}

static bool keep_first(void *context, const struct gpamap_error *problem)
{
	struct gpamap_error *first = context;

	if (first->status == GPAMAP_OK)
		*first = *problem;
	return true;
}

static bool stop_at_once(void *context, const struct gpamap_error *problem)
{
	int *calls = context;

	(void)problem;
	(*calls)++;
	return false;
}

/* A report that says false ends the audit. */
static void audit_stops_when_told(void **state)
{
	static const uint64_t sizes[] = { 0, 1, 2, 3 };
	struct gpamap_audit_input input = { .node_sizes = sizes,
					    .node_count = 4 };
	size_t count = 77;
	int calls = 0;

	(void)state;
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, &count),
			 GPAMAP_OK);
	assert_int_equal(calls, 1);
	assert_int_equal(count, 1);
}

/* Nodes that are given, but none of them: what the constructor calls EMPTY. */
static void audit_of_no_node_at_all(void **state)
{
	static const uint64_t size = 4096;
	struct gpamap_audit_input input = { .node_sizes = &size };
	struct gpamap_error first = { .status = GPAMAP_OK };
	size_t count = 0;

	(void)state;
	assert_int_equal(gpamap_audit(&input, keep_first, &first, &count),
			 GPAMAP_OK);
	assert_int_equal(count, 1);
	assert_int_equal(first.status, GPAMAP_ERR_EMPTY);
	assert_int_equal(first.subject.list, GPAMAP_LIST_NODES);
}

static void audit_arguments(void **state)
{
	static const struct gpamap_range mmio[2] = { { 0, 4096 },
						     { 4096, 8192 } };
	struct gpamap_fixed fixed = { .mmio = mmio, .mmio_count = 2 };
	struct gpamap_audit_input input = { .fixed = &fixed };
	uint64_t scratch[3] = { 5, 5, 5 };
	const struct gpamap_ram_range ram = { { 0, 4096 }, 0 };
	int calls = 0;

	(void)state;
	input.ram = &ram;
	input.ram_count = 1;
	assert_int_equal(gpamap_audit_scratch(&input), 3);
	input.ram_count = 0;
	assert_int_equal(gpamap_audit_scratch(&input), 2);
	assert_int_equal(gpamap_audit(NULL, stop_at_once, &calls, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_audit(&input, NULL, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_ERR_ARGUMENT);
	input.scratch = scratch;
	input.scratch_count = 1;
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_ERR_NO_SPACE);
	input.scratch_count = 2;
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_OK);
	assert_int_equal(scratch[2], 5);
	assert_int_equal(calls, 0);
	input.node_count = 1;
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_ERR_ARGUMENT);
	input.node_sizes = &(const uint64_t){ 4096 };
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_OK);
	input.scratch = NULL;
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_ERR_ARGUMENT);
	fixed.mmio = NULL;
	assert_int_equal(gpamap_audit_scratch(&input), 0);
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_ERR_ARGUMENT);
	/* Nothing to sort needs no scratch. */
	fixed.mmio_count = 0;
	assert_int_equal(gpamap_audit(&input, stop_at_once, &calls, NULL),
			 GPAMAP_OK);
	assert_int_equal(calls, 0);
}

/* More ranges than a layout holds: told, and none of them is read. */
static void audit_of_too_many_ranges(void **state)
{
	static const struct gpamap_range one = { 0, 4096 };
	struct gpamap_fixed fixed = { .mmio = &one, .mmio_count = SIZE_MAX };
	struct gpamap_audit_input input = { .fixed = &fixed };
	struct gpamap_error first = { .status = GPAMAP_OK };
	size_t count = 0;

	(void)state;
	assert_int_equal(gpamap_audit(&input, keep_first, &first, &count),
			 GPAMAP_OK);
	assert_int_equal(count, 1);
	assert_int_equal(first.status, GPAMAP_ERR_TOO_MANY);
	assert_int_equal(first.asked, SIZE_MAX);
}

/* Problems by their status. */
struct tally {
	size_t unsorted;
	size_t overlaps;
	size_t rest;
};

static bool tally(void *context, const struct gpamap_error *problem)
{
	struct tally *seen = context;

	if (problem->status == GPAMAP_ERR_UNSORTED)
		seen->unsorted++;
	else if (problem->status == GPAMAP_ERR_OVERLAP)
		seen->overlaps++;
	else
		seen->rest++;
	return true;
}

/* A thousand ranges backwards, each over its neighbour: all are told. */
static void audit_of_many_problems(void **state)
{
	enum {
		COUNT = 1000
	};
	static struct gpamap_range gaps[COUNT];
	static uint64_t scratch[COUNT];
	struct gpamap_fixed fixed = { .pci_ecam = gaps,
				      .pci_ecam_count = COUNT };
	struct gpamap_audit_input input = { .fixed = &fixed,
					    .scratch = scratch,
					    .scratch_count = COUNT };
	struct tally seen = { 0, 0, 0 };
	size_t i, count = 0;

	(void)state;
	for (i = 0; i < COUNT; i++)
		gaps[i] = (struct gpamap_range){ MB(COUNT - i),
						 MB(COUNT - i + 2) };
	assert_int_equal(gpamap_audit(&input, tally, &seen, &count), GPAMAP_OK);
	assert_int_equal(seen.unsorted, COUNT - 1);
	assert_int_equal(seen.overlaps, COUNT - 1);
	assert_int_equal(seen.rest, 0);
	assert_int_equal(count, 2 * (COUNT - 1));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(audit_of_sound_input),
		cmocka_unit_test(audit_list_by_list),
		cmocka_unit_test(audit_of_unsorted_lists),
		cmocka_unit_test(audit_of_collisions),
		cmocka_unit_test(audit_goes_on_behind_a_bad_range),
		cmocka_unit_test(audit_of_vtl2),
		cmocka_unit_test(audit_of_nodes_without_room),
		cmocka_unit_test(audit_of_vtl2_among_nodes),
		cmocka_unit_test(audit_stops_when_told),
		cmocka_unit_test(audit_of_no_node_at_all),
		cmocka_unit_test(audit_arguments),
		cmocka_unit_test(audit_of_too_many_ranges),
		cmocka_unit_test(audit_of_many_problems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
