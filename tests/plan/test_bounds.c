/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* Where a request may look for room: bounds, given addresses, direction. */

/*
 *   0      1G    1G+4K                    4G
 *   |      |  a  |                        |
 *
 * A minimum below 4 GiB takes the place of the phase's own lower end.
 */
static void minimum_of_mmio64_may_be_below_4gib(void **state)
{
	(void)state;
	plan_expect("mmio64 a 4K min 1G", "mmio 1G..1G+4K a");
}

/*
 *   0                   4G       16G     17G
 *   |                   |        |   a   |
 *
 * A minimum above it moves the range up.
 */
static void minimum_of_mmio64_may_be_above_4gib(void **state)
{
	(void)state;
	plan_expect("mmio64 a 1G min 16G", "mmio 16G..17G a");
}

/*
 *   ... 1G+1             1G+4K   1G+8K
 *   |                    |   a   |
 *
 * A minimum that is no page goes up to one, a maximum goes down.
 */
static void bounds_within_a_page(void **state)
{
	(void)state;
	plan_expect("mmio64 a 4K min 1G+1", "mmio 1G+4K..1G+8K a");
	plan_expect("mmio32 a 4K max 1G+8191", "mmio 1G..1G+4K a");
	plan_expect("ram a 4K min 1G+4095", "ram 1G+4K..1G+8K a");
}

/*
 *   1G-1   1G   1G+1
 *   |  no page  |
 *
 * Parts of a page are no room, and are not told as free.
 */
static void parts_of_a_page_are_not_free(void **state)
{
	(void)state;
	plan_refuse(
		"mmio32 a 4K min 1G-1 max 1G+1", "",
		"NO_FIT mmio32 a: 0x1000 bytes aligned to 0x1000 do not fit "
		"in 0x40000000-0x40000000: 0x1000 missing; free 0x0 in "
		"all, largest aligned run 0x0");
}

/*
 *   0            1G-64K    1G              4G
 *   |            |    a    |               |
 *
 * A maximum moves 32-bit MMIO down; one above 4 GiB does not move it up.
 */
static void maximum_of_mmio32(void **state)
{
	(void)state;
	plan_expect("mmio32 a 64K max 1G", "mmio 1G-64K..1G a");
	plan_expect("mmio32 a 64K max 1T", "mmio 4G-64K..4G a");
}

/*
 *   0     1G          2G
 *   |     |  a  |     |
 *
 * A range just fits between its bounds, and one page less is too little.
 */
static void bounds_are_tight(void **state)
{
	(void)state;
	plan_expect("mmio64 a 1G min 1G max 2G", "mmio 1G..2G a");
	plan_refuse(
		"mmio64 a 1G min 1G max 2G-4K", "",
		"NO_FIT mmio64 a: 0x40000000 bytes aligned to 0x1000 do not "
		"fit in 0x40000000-0x7ffff000: 0x1000 missing; free "
		"0x3ffff000 in all, largest aligned run 0x3ffff000 at "
		"0x40000000-0x7ffff000");
}

/*
 *   0          1G           2G       3G
 *   |          |            |  ram   |
 *
 * RAM has bounds too; the RAM behind it begins where it ended.
 */
static void bounds_of_ram(void **state)
{
	(void)state;
	plan_expect("ram:0 a 1G min 2G max 3G | ram:1 b 1G",
		    "ram:0 2G..3G a | ram:1 3G..4G b");
}

/*
 *   0   1G             4G      5G           64G  65G
 *   |ram|              |  hp   |            |post|
 *
 * So do hot-plug windows and post ranges.
 */
static void bounds_of_hotplug_and_post(void **state)
{
	(void)state;
	plan_expect("ram r 1G | hotplug h 1G max 5G | post p 1G min 64G | "
		    "post q 1G",
		    "ram 0..1G r | hotplug:0 4G..5G h | mmio 64G..65G p | "
		    "mmio 65G..66G q");
}

/*
 *   0   1G         2G  2G+4K    4G      5G
 *   |   ram        | a |  ram           |
 *
 * What is exact stands where it says before its phase has its turn, whatever
 * the phase.
 */
static void exact_stands_with_what_is_fixed(void **state)
{
	(void)state;
	plan_expect("ram r 4G | mmio64 a 4K at 2G",
		    "ram 0..2G r | mmio 2G..2G+4K a | ram 2G+4K..4G+4K r");
	plan_expect("mmio32 b 4K | mmio32 a 4K at 4G-4K",
		    "mmio 4G-8K..4G-4K b | mmio 4G-4K..4G a");
	plan_expect("ram:1 a 1G at 0 | ram:0 b 1G",
		    "ram:1 0..1G a | ram:0 1G..2G b");
	plan_expect("hotplug:5 a 1G at 1G | ram b 2G",
		    "ram 0..1G b | hotplug:5 1G..2G a | ram 2G..3G b");
	plan_expect("post a 4K at 0 | post b 4K",
		    "mmio 0..4K a | mmio 4K..8K b");
}

/*
 *   0   1G            8G     9G     10G
 *   |ram|             | post | post |
 *
 * An exact post range raises the top from which the others start.
 */
static void exact_post_raises_the_top(void **state)
{
	(void)state;
	plan_expect("ram r 1G | post b 1G | post a 1G at 8G",
		    "ram 0..1G r | mmio 8G..9G a | mmio 9G..10G b");
}

/*
 *   0   4K                                             4G
 *   | a |                                              |
 *
 * 32-bit MMIO may look from below ...
 */
static void mmio32_upwards(void **state)
{
	(void)state;
	plan_expect("mmio32 a 4K up", "mmio 0..4K a");
	plan_expect("mmio32 a 4K up min 1M | mmio32 b 4K",
		    "mmio 1M..1M+4K a | mmio 4G-4K..4G b");
	plan_expect("mmio32 a 4K down", "mmio 4G-4K..4G a");
}

/*
 *   0         4G                                1T-4K  1T
 *   |         |                                 |   a  |
 *
 * ... and 64-bit MMIO from above, from the highest address that can be used.
 */
static void mmio64_downwards(void **state)
{
	(void)state;
	plan_expect("host bits 40 | mmio64 a 4K down", "mmio 1T-4K..1T a");
	plan_expect("mmio64 a 4K down", "mmio end-4K..end a");
	plan_expect("mmio64 a 64K align 64K down", "mmio end-124K..end-60K a");
	plan_expect("mmio64 a 4K down max 8G", "mmio 8G-4K..8G a");
	plan_expect("mmio64 a 4K up", "mmio 4G..4G+4K a");
}

/*
 *   8G-8K    8G-4K  8G        9G
 *   |    b   |  a   | reserve |
 *
 * The highest fit may be below a hole that is too small.
 */
static void highest_fit_below_what_is_taken(void **state)
{
	(void)state;
	plan_expect(
		"host reach 9G | reserve r 1G-4K at 8G | mmio64 c 4K down | "
		"mmio64 a 8K down | mmio64 b 4K down",
		"mmio 8G-12K..8G-8K b | mmio 8G-8K..8G a | "
		"reserved 8G..9G-4K r | mmio 9G-4K..9G c");
}

/*
 *   0                                            end-4K  end
 *   |                                            |   a   |
 *
 * The last page that a range can have is one like the others.
 */
static void the_last_page(void **state)
{
	(void)state;
	plan_expect("fixed a 4K at end-4K", "mmio end-4K..end a");
	plan_expect("reserve a 4K at end-4K", "reserved end-4K..end a");
	plan_expect("post a 4K at end-4K", "mmio end-4K..end a");
	plan_expect("ram a end", "ram 0..end a");
	plan_refuse("ram a end+1-1 | post b 4K", "ram 0..end a",
		    "NO_FIT post b: 0x1000 bytes aligned to 0x1000 do not fit "
		    "in 0xfffffffffffff000-0xfffffffffffff000: 0x1000 missing; "
		    "free 0x0 in all, largest aligned run 0x0");
}

/*
 *   0               8E                                  end
 *   |               |  a  |                              |
 *
 * The largest alignment there is has two places, and the second is out of
 * reach for anything that starts behind it.
 */
static void the_largest_alignment(void **state)
{
	(void)state;
	plan_expect("mmio64 a 4K align 0x8000000000000000",
		    "mmio 0x8000000000000000..0x8000000000001000 a");
	plan_refuse("mmio64 a 4K align 0x8000000000000000 min "
		    "0x8000000000001000",
		    "",
		    "NO_FIT mmio64 a: 0x1000 bytes aligned to "
		    "0x8000000000000000 do not fit in "
		    "0x8000000000001000-0xfffffffffffff000: 0x1000 missing; "
		    "free 0x7fffffffffffe000 in all, largest aligned run 0x0");
	plan_expect("post a 4K align 0x8000000000000000 min 4K",
		    "mmio 0x8000000000000000..0x8000000000001000 a");
	plan_expect("ram a 4K align 0x8000000000000000 min 4K",
		    "ram 0x8000000000000000..0x8000000000001000 a");
}

/* An address is for what stands at one; others do not look at it. */
static void address_that_is_not_asked_for(void **state)
{
	static uint64_t words[PLAN_WORDS_MAX];
	struct gpamap_plan_request request = {
		.phase = GPAMAP_PHASE_RAM,
		.size = 4096,
		.address = UINT64_MAX,
	};
	struct gpamap_plan_input input = { .requests = &request, .count = 1 };
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_plan *plan;
	struct gpamap_plan_piece piece;

	(void)state;
	assert_int_equal(gpamap_plan_make(&input, &storage, &plan), GPAMAP_OK);
	assert_true(gpamap_plan_first(plan, &piece));
	assert_int_equal(piece.range.start, 0);
	request.exact = true;
	assert_int_equal(gpamap_plan_make(&input, &storage, &plan),
			 GPAMAP_ERR_TOO_HIGH);
}

/*
 *   0                       end
 *   |           a           |
 */
static void all_of_the_space_is_given(void **state)
{
	(void)state;
	plan_expect("fixed a end at 0", "mmio 0..end a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(minimum_of_mmio64_may_be_below_4gib),
		cmocka_unit_test(minimum_of_mmio64_may_be_above_4gib),
		cmocka_unit_test(bounds_within_a_page),
		cmocka_unit_test(parts_of_a_page_are_not_free),
		cmocka_unit_test(maximum_of_mmio32),
		cmocka_unit_test(bounds_are_tight),
		cmocka_unit_test(bounds_of_ram),
		cmocka_unit_test(bounds_of_hotplug_and_post),
		cmocka_unit_test(exact_stands_with_what_is_fixed),
		cmocka_unit_test(exact_post_raises_the_top),
		cmocka_unit_test(mmio32_upwards),
		cmocka_unit_test(mmio64_downwards),
		cmocka_unit_test(highest_fit_below_what_is_taken),
		cmocka_unit_test(the_last_page),
		cmocka_unit_test(the_largest_alignment),
		cmocka_unit_test(address_that_is_not_asked_for),
		cmocka_unit_test(all_of_the_space_is_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
