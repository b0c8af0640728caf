/* SPDX-License-Identifier: MIT */
#include <limits.h>

#include "plan_check.h"

/* Problems of requests: each with all its numbers, all in one run. */

/*
 *   |  size is no page  |  address is no page  |
 */
static void misaligned(void **state)
{
	(void)state;
	plan_refuse("ram a 4097 | fixed b 4K at 1 | mmio64 c 1 | "
		    "reserve d 4K at 4095 | mmio64 e 4K at 1G+1",
		    "",
		    "MISALIGNED ram a: size and address must be multiples of "
		    "4096\n"
		    "MISALIGNED fixed b: size and address must be multiples of "
		    "4096\n"
		    "MISALIGNED mmio64 c: size and address must be multiples "
		    "of 4096\n"
		    "MISALIGNED reserve d: size and address must be multiples "
		    "of 4096\n"
		    "MISALIGNED mmio64 e: size and address must be multiples "
		    "of 4096");
}

/*
 *   ||  nothing to place
 *
 * Only RAM may have no size.
 */
static void empty(void **state)
{
	(void)state;
	plan_refuse("reserve a 0 | fixed b 0 | mmio32 c 0 | ram d 0 | "
		    "hotplug e 0 | mmio64 f 0 | post g 0 | mmio64 h 0 at 1G",
		    "",
		    "EMPTY reserve a: has no size\n"
		    "EMPTY fixed b: has no size\n"
		    "EMPTY mmio32 c: has no size\n"
		    "EMPTY hotplug e: has no size\n"
		    "EMPTY mmio64 f: has no size\n"
		    "EMPTY post g: has no size\n"
		    "EMPTY mmio64 h: has no size");
}

/*
 *                                             end   2^64
 *   |                                    |  a  |  a  |
 *
 * An address and a size whose sum wraps, or passes the end.
 */
static void too_high(void **state)
{
	(void)state;
	plan_refuse("fixed a 8K at end-4K | reserve b end at 4K | "
		    "mmio64 c 0xfffffffffffff000 at 0xfffffffffffff000 | "
		    "fixed d 4K at end | ram e 1G at end-4K | "
		    "reserve f 4K at 0xffffffffffffffff",
		    "",
		    "TOO_HIGH fixed a: ends above the addresses that can be "
		    "used\n"
		    "TOO_HIGH reserve b: ends above the addresses that can be "
		    "used\n"
		    "TOO_HIGH mmio64 c: ends above the addresses that can be "
		    "used\n"
		    "TOO_HIGH fixed d: ends above the addresses that can be "
		    "used\n"
		    "TOO_HIGH ram e: ends above the addresses that can be "
		    "used\n"
		    "TOO_HIGH reserve f: ends above the addresses that can be "
		    "used");
}

#define BAD_NUMBER(what)                                                       \
	"ARGUMENT " what ": alignments must be powers of two, at least 4096; " \
	"or the phase or direction is none"

/*
 * Alignments must be powers of two of a page at least.
 */
static void bad_alignments(void **state)
{
	(void)state;
	plan_refuse(
		"ram a 4K align 1 | mmio64 b 4K align 2048 | "
		"post c 4K align 12K | mmio32 d 4K prefer 1 | "
		"hotplug e 4K prefer 0xffffffffffffffff | "
		"fixed f 4K at 4K align 3 | reserve g 4K at 8K prefer 6K",
		"",
		BAD_NUMBER("ram a") "\n" BAD_NUMBER("mmio64 b") "\n" BAD_NUMBER("post c") "\n" BAD_NUMBER(
			"mmio32 d") "\n" BAD_NUMBER("hotplug e") "\n" BAD_NUMBER("fixed f") "\n" BAD_NUMBER("reserve g"));
}

#define BAD_KIND(what)                                                         \
	"BAD_KIND " what                                                       \
	": is of a kind that this phase does not place, or a second VTL2"

/*
 * RAM comes from its own phase or is fixed, VTL2 is fixed or last, and what
 * blocks space only is reserved or alike.
 */
static void bad_kinds(void **state)
{
	(void)state;
	plan_refuse(
		"reserve a 4K at 4K ram | reserve b 4K at 8K mmio | "
		"reserve c 4K at 12K pci_ecam | "
		"reserve d 4K at 16K pci_mmio | mmio32 f 4K ram | "
		"ram h 4K mmio | ram i 4K vtl2 | ram j 4K pmem | "
		"hotplug k 4K ram | mmio64 m 4K ram | post o 4K ram",
		"",
		BAD_KIND("reserve a") "\n" BAD_KIND("reserve b") "\n" BAD_KIND("reserve c") "\n" BAD_KIND("reserve d") "\n" BAD_KIND("mmio32 f") "\n" BAD_KIND(
			"ram h") "\n" BAD_KIND("ram i") "\n" BAD_KIND("ram j") "\n" BAD_KIND("hotplug k") "\n" BAD_KIND("mmio64 m") "\n" BAD_KIND("post o"));
	plan_refuse("mmio32 a 4K vtl2", "", BAD_KIND("mmio32 a"));
	plan_refuse("mmio64 a 4K vtl2", "", BAD_KIND("mmio64 a"));
	plan_refuse("hotplug a 4K vtl2", "", BAD_KIND("hotplug a"));
	plan_refuse("reserve a 4K at 0 vtl2", "", BAD_KIND("reserve a"));
	plan_refuse("mmio64 a 4K vtl2 at 4K", "", BAD_KIND("mmio64 a"));
}

/*
 *   |  ram  |  vtl2  |  second vtl2  |
 *
 * A layout has one VTL2 range: the first that is asked for.
 */
static void second_vtl2(void **state)
{
	(void)state;
	plan_expect("ram r 1G | post a 4K vtl2",
		    "ram 0..1G r | vtl2 1G..1G+4K a");
	plan_expect("ram r 1G | post a 4K vtl2 at 8G | post b 4K",
		    "ram 0..1G r | vtl2 8G..8G+4K a | mmio 8G+4K..8G+8K b");
	plan_refuse("ram r 1G | post a 4K vtl2 | fixed b 4K at 8G vtl2 | "
		    "post c 4K vtl2",
		    "ram 0..1G r | vtl2 1G..1G+4K a",
		    BAD_KIND("fixed b") "\n" BAD_KIND("post c"));
	/* One that is wrong in itself is not the first. */
	plan_refuse("ram r 1G | post a 1 vtl2 | post b 4K vtl2",
		    "ram 0..1G r | vtl2 1G..1G+4K b",
		    "MISALIGNED post a: size and address must be multiples of "
		    "4096");
}

/*
 * A kind, a phase or a direction that there is not; a vnode that ACPI cannot
 * say.
 */
static void numbers_out_of_range(void **state)
{
	const struct gpamap_plan_request requests[] = {
		{ .phase = (enum gpamap_phase)7, .size = 4096 },
		{ .phase = (enum gpamap_phase)UINT_MAX, .size = 4096 },
		{ .phase = GPAMAP_PHASE_MMIO64,
		  .kind = GPAMAP_KIND_COUNT,
		  .size = 4096 },
		{ .phase = GPAMAP_PHASE_POST,
		  .kind = (enum gpamap_kind)UINT_MAX,
		  .size = 4096 },
		{ .phase = GPAMAP_PHASE_MMIO64,
		  .direction = (enum gpamap_direction)3,
		  .size = 4096 },
		{ .phase = GPAMAP_PHASE_MMIO32,
		  .direction = (enum gpamap_direction)UINT_MAX,
		  .size = 4096 },
	};
	const enum gpamap_status wanted[] = {
		GPAMAP_ERR_ARGUMENT, GPAMAP_ERR_ARGUMENT, GPAMAP_ERR_BAD_KIND,
		GPAMAP_ERR_BAD_KIND, GPAMAP_ERR_ARGUMENT, GPAMAP_ERR_ARGUMENT,
	};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct gpamap_plan_input input = { .requests = &requests[i],
						   .count = 1 };
		uint64_t words[256];
		struct gpamap_storage workspace = GPAMAP_STORAGE(words);
		const struct gpamap_plan *plan = NULL;

		assert_int_equal(gpamap_plan_make(&input, &workspace, &plan),
				 wanted[i]);
		assert_int_equal(gpamap_plan_count(plan), 0);
	}
	plan_refuse("ram:0xffffffff a 4K | ram:0x100000000 b 4K | "
		    "hotplug:0xffffffffffffffff c 4K",
		    "ram:0xffffffff 0..4K a",
		    "BAD_VNODE ram b: has a vnode above 0xffffffff\n"
		    "BAD_VNODE hotplug c: has a vnode above 0xffffffff");
}

/*
 *   4K        8K        12K       16K
 *   |    a    |    a    |    b    |
 *        |  c: 4K-8K.. |
 *
 * What is given collides with the lowest range that it touches, which keeps
 * its place; from both sides, from within, from around, and at its own place.
 */
static void collisions(void **state)
{
	(void)state;
	plan_refuse("fixed a 8K at 4K | fixed b 4K at 12K | fixed c 8K at 0 | "
		    "fixed d 4K at 8K | fixed e 12K at 8K | "
		    "fixed f 64K at 0 | fixed g 8K at 4K | fixed h 4K at 0 | "
		    "fixed i 4K at 16K",
		    "mmio 0..4K h | mmio 4K..12K a | mmio 12K..16K b | "
		    "mmio 16K..20K i",
		    "OVERLAP fixed c: 0x0-0x2000 overlaps a\n"
		    "OVERLAP fixed d: 0x2000-0x3000 overlaps a\n"
		    "OVERLAP fixed e: 0x2000-0x5000 overlaps a\n"
		    "OVERLAP fixed f: 0x0-0x10000 overlaps a\n"
		    "OVERLAP fixed g: 0x1000-0x3000 overlaps a");
	plan_refuse("mmio64 a 4K at 4K | fixed b 4K at 4K | "
		    "reserve - 4K at 4K | reserve d 8K at 4K",
		    "reserved 4K..8K",
		    "OVERLAP reserve d: 0x1000-0x3000 overlaps request 2\n"
		    "OVERLAP mmio64 a: 0x1000-0x2000 overlaps request 2\n"
		    "OVERLAP fixed b: 0x1000-0x2000 overlaps request 2");
}

/*
 *   4G     5G      6G      7G     8G
 *   | dev  |       |  dev  |      | out of reach
 *
 * The largest run is named with what stands on both sides; of equal ones the
 * lowest.
 */
static void neighbours_of_the_largest_run(void **state)
{
	(void)state;
	plan_refuse(
		"host reach 8G | fixed low 1G at 4G | fixed - 1G at 6G | "
		"mmio64 m 2G",
		"mmio 4G..5G low | mmio 6G..7G",
		"NO_FIT mmio64 m: 0x80000000 bytes aligned to 0x1000 do not "
		"fit in 0x100000000-0x200000000: 0x40000000 missing; free "
		"0x80000000 in all, largest aligned run 0x40000000 at "
		"0x140000000-0x180000000 above low and below request 1");
	plan_refuse(
		"host reach 8G | fixed low 1G at 5G | fixed high 1G-4K at "
		"6G+4K | mmio64 m 2G",
		"mmio 5G..6G low | mmio 6G+4K..7G high",
		"NO_FIT mmio64 m: 0x80000000 bytes aligned to 0x1000 do not "
		"fit in 0x100000000-0x200000000: 0x40000000 missing; free "
		"0x80001000 in all, largest aligned run 0x40000000 at "
		"0x100000000-0x140000000 below low");
	plan_refuse(
		"host reach 8G | fixed low 2G-4K at 4G+4K | "
		"fixed high 4K at 6G+1M | mmio64 m 2G",
		"mmio 4G+4K..6G low | mmio 6G+1M..6G+1M+4K high",
		"NO_FIT mmio64 m: 0x80000000 bytes aligned to 0x1000 do not "
		"fit in 0x100000000-0x200000000: 0x101000 missing; free "
		"0x80000000 in all, largest aligned run 0x7feff000 at "
		"0x180101000-0x200000000 above high");
}

/*
 *   1G         2G          3G        8G        9G
 *   |  dev     |   looked for here   |   dev   |
 *
 * A run that ends at the bounds has no neighbour there: what is beyond is not
 * in the way.
 */
static void a_run_that_ends_at_the_bounds(void **state)
{
	(void)state;
	plan_refuse(
		"fixed low 1M at 1G | fixed high 1G at 8G | "
		"mmio64 m 2G min 2G max 3G",
		"mmio 1G..1G+1M low | mmio 8G..9G high",
		"NO_FIT mmio64 m: 0x80000000 bytes aligned to 0x1000 do not "
		"fit in 0x80000000-0xc0000000: 0x40000000 missing; free "
		"0x40000000 in all, largest aligned run 0x40000000 at "
		"0x80000000-0xc0000000");
	plan_refuse("host reach 8G | reserve beyond 1G at 9G | mmio64 m 5G",
		    "reserved 9G..10G beyond",
		    "NO_FIT mmio64 m: 0x140000000 bytes aligned to 0x1000 do "
		    "not fit in 0x100000000-0x200000000: 0x40000000 missing; "
		    "free 0x100000000 in all, largest aligned run 0x100000000 "
		    "at 0x100000000-0x200000000");
}

/*
 *   4G  4G+4K        5G        6G-4K   6G
 *   | a |            |  1G run | rom   |
 *
 * Runs are told as the request could use them: from an aligned address on. The
 * smallest alignment that was tried counts.
 */
static void runs_are_aligned(void **state)
{
	(void)state;
	plan_refuse(
		"host reach 6G | fixed a 4K at 4G | fixed b 4K at 6G-4K | "
		"mmio64 m 1G align 1G prefer 2G",
		"mmio 4G..4G+4K a | mmio 6G-4K..6G b",
		"NO_FIT mmio64 m: 0x40000000 bytes aligned to 0x40000000 do "
		"not fit in 0x100000000-0x180000000: 0x1000 missing; free "
		"0x7fffe000 in all, largest aligned run 0x3ffff000 at "
		"0x140000000-0x17ffff000 above a and below b");
	plan_refuse(
		"host reach 5G | fixed a 4K at 4G | mmio64 m 4K align 1G",
		"mmio 4G..4G+4K a",
		"NO_FIT mmio64 m: 0x1000 bytes aligned to 0x40000000 do not "
		"fit in 0x100000000-0x140000000: 0x1000 missing; free "
		"0x3ffff000 in all, largest aligned run 0x0");
}

/*
 *   0        1G       3G      4G
 *   |  ram   | dev    |  ram  | out of reach
 *
 * RAM tells the bytes that found no room, and what holes are left.
 */
static void ram_without_room(void **state)
{
	(void)state;
	plan_refuse("host reach 4G | fixed dev 2G-1M at 1G+1M | "
		    "ram:3 a 4G align 1G",
		    "ram:3 0..1G a | mmio 1G+1M..3G dev | ram:3 3G..4G a",
		    "NO_FIT ram a: 0x100000000 bytes aligned to 0x40000000 do "
		    "not fit in 0x0-0x100000000: 0x80000000 missing; free "
		    "0x100000 in all, largest aligned run 0x100000 at "
		    "0x40000000-0x40100000 above a and below dev");
}

/*
 * 32-bit MMIO and post ranges without room.
 */
static void mmio32_and_post_without_room(void **state)
{
	(void)state;
	plan_refuse(
		"fixed dev 3G at 4K | mmio32 m 1G | mmio32 n 4K",
		"mmio 4K..3G+4K dev | mmio 4G-4K..4G n",
		"NO_FIT mmio32 m: 0x40000000 bytes aligned to 0x1000 do not "
		"fit in 0x0-0x100000000: 0x1000 missing; free 0x40000000 "
		"in all, largest aligned run 0x3ffff000 at "
		"0xc0001000-0x100000000 above dev");
	plan_refuse("host reach 2G | ram r 1G | post p 1G+4K | post q 1G-4K | "
		    "post s 8K",
		    "ram 0..1G r | mmio 1G..2G-4K q",
		    "NO_FIT post p: 0x40001000 bytes aligned to 0x1000 do not "
		    "fit in 0x40000000-0x80000000: 0x1000 missing; free "
		    "0x40000000 in all, largest aligned run 0x40000000 at "
		    "0x40000000-0x80000000 above r\n"
		    "NO_FIT post s: 0x2000 bytes aligned to 0x1000 do not fit "
		    "in 0x7ffff000-0x80000000: 0x1000 missing; free 0x1000 in "
		    "all, largest aligned run 0x1000 at 0x7ffff000-0x80000000 "
		    "above q");
}

/*
 * Every problem in one run: first what is wrong in itself, in the caller's
 * order, then phase by phase.
 */
static void every_problem_in_one_run(void **state)
{
	(void)state;
	plan_refuse("host reach 5G | post p 4G | mmio64 m 4G | hotplug h 4G | "
		    "ram r 8G min 4G | mmio32 n 5G | fixed f 4K at 4G | "
		    "fixed g 4K at 4G | reserve s 4K at 4G+4K | "
		    "reserve t 4K at 4G+4K | mmio64 bad 1",
		    "mmio 4G..4G+4K f | reserved 4G+4K..4G+8K s | "
		    "ram 4G+8K..5G r",
		    "MISALIGNED mmio64 bad: size and address must be multiples "
		    "of 4096\n"
		    "OVERLAP reserve t: 0x100001000-0x100002000 overlaps s\n"
		    "OVERLAP fixed g: 0x100000000-0x100001000 overlaps f\n"
		    "NO_FIT mmio32 n: 0x140000000 bytes aligned to 0x1000 do "
		    "not fit in 0x0-0x100000000: 0x40000000 missing; free "
		    "0x100000000 in all, largest aligned run 0x100000000 at "
		    "0x0-0x100000000 below f\n"
		    "NO_FIT ram r: 0x200000000 bytes aligned to 0x1000 do not "
		    "fit in 0x100000000-0x140000000: 0x1c0002000 missing; free "
		    "0x0 in all, largest aligned run 0x0\n"
		    "NO_FIT hotplug h: 0x100000000 bytes aligned to 0x1000 do "
		    "not fit in 0x140000000-0x140000000: 0x100000000 missing; "
		    "free 0x0 in all, largest aligned run 0x0\n"
		    "NO_FIT mmio64 m: 0x100000000 bytes aligned to 0x1000 do "
		    "not fit in 0x140000000-0x140000000: 0x100000000 missing; "
		    "free 0x0 in all, largest aligned run 0x0\n"
		    "NO_FIT post p: 0x100000000 bytes aligned to 0x1000 do not "
		    "fit in 0x140000000-0x140000000: 0x100000000 missing; free "
		    "0x0 in all, largest aligned run 0x0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(misaligned),
		cmocka_unit_test(empty),
		cmocka_unit_test(too_high),
		cmocka_unit_test(bad_alignments),
		cmocka_unit_test(bad_kinds),
		cmocka_unit_test(second_vtl2),
		cmocka_unit_test(numbers_out_of_range),
		cmocka_unit_test(collisions),
		cmocka_unit_test(neighbours_of_the_largest_run),
		cmocka_unit_test(a_run_that_ends_at_the_bounds),
		cmocka_unit_test(runs_are_aligned),
		cmocka_unit_test(ram_without_room),
		cmocka_unit_test(mmio32_and_post_without_room),
		cmocka_unit_test(every_problem_in_one_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
