/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* RAM: nodes in order, pieces around holes, how small a piece may be. */

/*
 *   0      1G     2G     3G     4G
 *   | 0: b | 0: d | 1: a | 7: c |
 *
 * In the order of vnodes, then of the caller; not by size.
 */
static void order_of_vnodes_then_of_the_caller(void **state)
{
	(void)state;
	plan_expect("ram:1 a 1G | ram:0 b 1G | ram:7 c 1G | ram:0 d 1G",
		    "ram:0 0..1G b | ram:0 1G..2G d | ram:1 2G..3G a | "
		    "ram:7 3G..4G c");
}

/*
 *   0     1M    2M           1G     1G+4K
 *   |  a  |     |      b     |  c   |
 *
 * Each request starts at or above the end of the earlier ones: c does not fill
 * the hole that the alignment of b left.
 */
static void a_request_starts_above_the_earlier_ones(void **state)
{
	(void)state;
	plan_expect("ram a 1M | ram b 1G-2M align 2M | ram c 4K",
		    "ram 0..1M a | ram 2M..1G b | ram 1G..1G+4K c");
}

/*
 *   0       3M     4M          6M      8M       9M
 *   |  a    | mmio |           |  a    |   a    |
 *
 * Where a hole interrupts it, the piece is cut down to whole units of
 * alignment; the next starts at a multiple; the last is what is left.
 */
static void pieces_are_whole_units(void **state)
{
	(void)state;
	plan_expect("fixed gap 1M at 3M | ram a 5M align 2M",
		    "ram 0..2M a | mmio 3M..4M gap | ram 4M..7M a");
	plan_expect("fixed gap 3M at 2M | ram a 5M align 2M",
		    "ram 0..2M a | mmio 2M..5M gap | ram 6M..9M a");
}

/*
 *   0    1M     2M              4M
 *   |    | mmio |               |    a
 *
 * A hole without a whole unit is left out.
 */
static void a_hole_without_a_whole_unit_is_left_out(void **state)
{
	(void)state;
	plan_expect("fixed gap 1M at 1M | ram a 2M align 2M",
		    "mmio 1M..2M gap | ram 2M..4M a");
	plan_expect("fixed gap 1M at 4K | fixed other 4K at 4M-4K | "
		    "ram a 2M align 2M",
		    "mmio 4K..1M+4K gap | mmio 4M-4K..4M other | "
		    "ram 4M..6M a");
}

/*
 *   0            1M      2M
 *   |  a (last)  | mmio  |
 *
 * ... unless all that is left fits into it: the last piece has any size.
 */
static void the_last_piece_has_any_size(void **state)
{
	(void)state;
	plan_expect("fixed gap 1M at 1M | ram a 1M align 2M",
		    "ram 0..1M a | mmio 1M..2M gap");
	plan_expect("fixed gap 1M at 3M+512K | ram a 3M+512K align 2M piece 3M",
		    "ram 0..3M+512K a | mmio 3M+512K..4M+512K gap");
	plan_expect("fixed gap 1M at 1M | ram a 1M align 2M piece 1G",
		    "ram 0..1M a | mmio 1M..2M gap");
}

/*
 *   0      4M       5M                8M
 *   |      |  mmio  |       a         |
 *
 * No piece is smaller than the least that is asked for; what fits exactly is
 * taken.
 */
static void no_piece_below_the_minimum(void **state)
{
	(void)state;
	plan_expect("fixed gap 1M at 4M | ram a 8M piece 5M",
		    "mmio 4M..5M gap | ram 5M..13M a");
	plan_expect("fixed gap 1M at 4M | ram a 8M piece 4M",
		    "ram 0..4M a | mmio 4M..5M gap | ram 5M..9M a");
	plan_expect("fixed gap 1M at 4M | ram a 8M piece 4M+4K",
		    "mmio 4M..5M gap | ram 5M..13M a");
}

/*
 *   0     2M      5M      6M
 *   |  a  |  cut  | mmio  |        a
 *
 * The least piece is compared with what is left after cutting to units.
 */
static void the_minimum_is_of_what_is_cut(void **state)
{
	(void)state;
	plan_expect("fixed gap 1M at 5M | ram a 8M align 2M piece 4M",
		    "ram 0..4M a | mmio 5M..6M gap | ram 6M..10M a");
	plan_expect("fixed gap 1M at 5M | ram a 8M align 2M piece 5M",
		    "mmio 5M..6M gap | ram 6M..14M a");
}

/*
 *   0      4M       5M       6M
 *   |  a   |  mmio  |   a    |
 *
 * The last piece may be below the minimum where the first was not.
 */
static void the_last_piece_may_be_below_the_minimum(void **state)
{
	(void)state;
	plan_expect("fixed gap 1M at 4M | ram a 5M piece 4M",
		    "ram 0..4M a | mmio 4M..5M gap | ram 5M..6M a");
}

/*
 *   0      1G     2G
 *   |  0   |  2   |
 *
 * A node without memory takes no room, and blocks none.
 */
static void a_node_without_memory(void **state)
{
	(void)state;
	plan_expect("ram:0 a 1G | ram:1 b 0 | ram:2 c 1G",
		    "ram:0 0..1G a | ram:2 1G..2G c");
	plan_expect("ram:1 b 0", "");
	plan_expect("ram:1 b 0 at 1G | ram c 2G", "ram 0..2G c");
}

/*
 *   0                                           1E
 *   |                     a                     |
 *
 * In open space a request is one piece, whatever 4 GiB says.
 */
static void one_piece_in_open_space(void **state)
{
	(void)state;
	plan_expect("ram a 0x1000000000000000 align 1G",
		    "ram 0..0x1000000000000000 a");
}

/*
 *   0    1G       2G         3G    4G
 *   | a  |  b     |  mmio    |  b  |
 *
 * A request around a hole belongs to its node on both sides.
 */
static void a_node_on_both_sides_of_a_hole(void **state)
{
	(void)state;
	plan_expect("ram:0 a 1G | ram:1 b 2G | fixed gap 1G at 2G",
		    "ram:0 0..1G a | ram:1 1G..2G b | mmio 2G..3G gap | "
		    "ram:1 3G..4G b");
}

/*
 *   0      1G       2G       3G
 *   |  a   |  gap   |   a    |     too high
 *
 * RAM is never cut short: what finds no room is told.
 */
static void ram_is_never_cut_short(void **state)
{
	(void)state;
	plan_refuse("host reach 3G | fixed gap 1G at 1G | ram a 4G",
		    "ram 0..1G a | mmio 1G..2G gap | ram 2G..3G a",
		    "NO_FIT ram a: 0x100000000 bytes aligned to 0x1000 do not "
		    "fit in 0x0-0xc0000000: 0x80000000 missing; free 0x0 in "
		    "all, largest aligned run 0x0");
}

/*
 *   0               1M      2M
 *   |  free for no  |   a   | out of reach
 *
 * Room below the earlier RAM is no room for a later request, and is not told as
 * such: it was not looked for there.
 */
static void room_below_the_earlier_ram_is_not_told(void **state)
{
	(void)state;
	plan_refuse("host reach 2M | ram a 1M min 1M | ram b 4K",
		    "ram 1M..2M a",
		    "NO_FIT ram b: 0x1000 bytes aligned to 0x1000 do not fit "
		    "in 0x200000-0x200000: 0x1000 missing; free 0x0 in all, "
		    "largest aligned run 0x0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_of_vnodes_then_of_the_caller),
		cmocka_unit_test(a_request_starts_above_the_earlier_ones),
		cmocka_unit_test(pieces_are_whole_units),
		cmocka_unit_test(a_hole_without_a_whole_unit_is_left_out),
		cmocka_unit_test(the_last_piece_has_any_size),
		cmocka_unit_test(no_piece_below_the_minimum),
		cmocka_unit_test(the_minimum_is_of_what_is_cut),
		cmocka_unit_test(the_last_piece_may_be_below_the_minimum),
		cmocka_unit_test(a_node_without_memory),
		cmocka_unit_test(one_piece_in_open_space),
		cmocka_unit_test(a_node_on_both_sides_of_a_hole),
		cmocka_unit_test(ram_is_never_cut_short),
		cmocka_unit_test(room_below_the_earlier_ram_is_not_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
