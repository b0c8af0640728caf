/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* Alignment, and a preferred one with a fall-back. */

/*
 *   4G   4G+4K     4G+2M     4G+2M+4K
 *   | b  |         |    a    |
 *
 * Alignment moves a range up, and smaller ones fill what is left below.
 */
static void alignment_leaves_room_for_the_smaller(void **state)
{
	(void)state;
	plan_expect("fixed low 4K at 4G | mmio64 a 4K align 2M | mmio64 b 4K",
		    "mmio 4G..4G+4K low | mmio 4G+4K..4G+8K b | "
		    "mmio 4G+2M..4G+2M+4K a");
}

/*
 *   4G-4M     4G-2M   4G-4K   4G
 *   |    a    |       |  rom  |
 *
 * From the top down, it moves the range's start down: a range that is no
 * multiple of its alignment leaves a hole above it.
 */
static void alignment_downwards(void **state)
{
	(void)state;
	plan_expect("fixed rom 4K at 4G-4K | mmio32 a 2M align 2M",
		    "mmio 4G-4M..4G-2M a | mmio 4G-4K..4G rom");
	plan_expect("mmio32 a 4K align 2M", "mmio 4G-2M..4G-2M+4K a");
}

/*
 *   4G                  5G       6G
 *   |  a (1G preferred)  |   b   |
 *
 * Where the preferred alignment finds room, it holds.
 */
static void preferred_alignment_holds(void **state)
{
	(void)state;
	plan_expect("fixed rom 4K at 4G | mmio64 a 4K prefer 1G",
		    "mmio 4G..4G+4K rom | mmio 5G..5G+4K a");
	plan_expect("ram r 1G+4K | post a 4K prefer 1G",
		    "ram 0..1G+4K r | mmio 2G..2G+4K a");
	plan_expect("ram r 4G+4K | hotplug a 4K prefer 1G",
		    "ram 0..4G+4K r | hotplug:0 5G..5G+4K a");
}

/*
 *   4G     4G+4K    4G+8K           5G
 *   |  rom |   a    |               | out of reach
 *
 * Where it finds none, the request's own alignment is tried.
 */
static void preferred_alignment_is_given_up(void **state)
{
	(void)state;
	plan_expect(
		"host reach 5G | fixed rom 4K at 4G | mmio64 a 4K prefer 1G",
		"mmio 4G..4G+4K rom | mmio 4G+4K..4G+8K a");
	plan_expect("host reach 5G | ram r 4G+4K | hotplug a 4K prefer 1G",
		    "ram 0..4G+4K r | hotplug:0 4G+4K..4G+8K a");
	plan_expect(
		"host reach 2G | ram r 1G+4K | post a 4K prefer 1G align 8K",
		"ram 0..1G+4K r | mmio 1G+8K..1G+12K a");
}

/*
 *   4G   +4K    +8K
 *   | a  |  b   |
 *
 * A preferred alignment that is no larger than the request's own is no wish.
 */
static void preferred_alignment_below_the_own(void **state)
{
	(void)state;
	plan_expect("fixed rom 4K at 4G | mmio64 a 4K align 64K prefer 4K",
		    "mmio 4G..4G+4K rom | mmio 4G+64K..4G+68K a");
	plan_expect("fixed rom 4K at 4G | mmio64 a 4K align 64K prefer 64K",
		    "mmio 4G..4G+4K rom | mmio 4G+64K..4G+68K a");
}

/*
 *   1G    1G+4K        1G+64K        1G+128K
 *   | rom |  a   | c   |      b      |
 *
 * Who gives up a preferred alignment gets a turn where the lower one stands: a
 * (1 GiB preferred) has to wait for b (64 KiB), not for c.
 */
static void who_gives_up_waits_for_a_new_turn(void **state)
{
	(void)state;
	plan_expect("fixed rom 4K at 1G | "
		    "mmio64 c 4K min 1G max 1G+128K | "
		    "mmio64 b 64K align 64K min 1G max 1G+128K | "
		    "mmio64 a 8K prefer 1G min 1G max 1G+128K",
		    "mmio 1G..1G+4K rom | mmio 1G+4K..1G+12K a | "
		    "mmio 1G+12K..1G+16K c | mmio 1G+64K..1G+128K b");
}

/*
 *   1G    +4K   +8K   +12K
 *   | rom |  a  |  b  |
 *
 * Of equal alignment and size, the caller's order decides; who comes back is
 * not behind those that never left.
 */
static void who_gives_up_keeps_the_place_in_the_callers_order(void **state)
{
	(void)state;
	plan_expect("fixed rom 4K at 1G | "
		    "mmio64 a 4K prefer 1G min 1G max 1G+64K | "
		    "mmio64 b 4K min 1G max 1G+64K",
		    "mmio 1G..1G+4K rom | mmio 1G+4K..1G+8K a | "
		    "mmio 1G+8K..1G+12K b");
	plan_expect("fixed rom 4K at 1G | "
		    "mmio64 b 4K min 1G max 1G+64K | "
		    "mmio64 a 4K prefer 1G min 1G max 1G+64K",
		    "mmio 1G..1G+4K rom | mmio 1G+4K..1G+8K b | "
		    "mmio 1G+8K..1G+12K a");
}

/*
 *        4G-2M-8K ..  4G-2M      4G
 *   |   a   |  b   |     rom     |
 *
 * The same from the top down.
 */
static void preferred_alignment_downwards(void **state)
{
	(void)state;
	plan_expect("fixed rom 2M-4K at 4G-2M | mmio32 a 4K prefer 4M | "
		    "mmio32 b 4K",
		    "mmio 4G-4M..4G-4M+4K a | mmio 4G-2M..4G-4K rom | "
		    "mmio 4G-4K..4G b");
	plan_expect("fixed rom 2M-4K at 4G-2M | "
		    "mmio32 a 4K prefer 4M min 4G-2M | mmio32 b 4K",
		    "mmio 4G-8K-2M+4K..4G-2M b | mmio 4G-2M..4G-4K rom | "
		    "mmio 4G-4K..4G a");
}

/*
 *   0     4K            2M        2M+4K
 *   | rom |             |   a     |
 *
 * RAM keeps to its alignment from its start on; a preferred one is not for it.
 */
static void alignment_of_ram(void **state)
{
	(void)state;
	plan_expect("fixed rom 4K at 0 | ram a 4K align 2M",
		    "mmio 0..4K rom | ram 2M..2M+4K a");
	plan_expect("fixed rom 4K at 0 | ram a 4K prefer 2M",
		    "mmio 0..4K rom | ram 4K..8K a");
}

/*
 *   0     4K      8K
 *   |     |   a   |
 *
 * An address that is given stands, aligned or not.
 */
static void alignment_of_what_is_given(void **state)
{
	(void)state;
	plan_expect("fixed a 4K at 4K align 1G", "mmio 4K..8K a");
	plan_expect("mmio64 a 4K at 4K align 1G prefer 2G", "mmio 4K..8K a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alignment_leaves_room_for_the_smaller),
		cmocka_unit_test(alignment_downwards),
		cmocka_unit_test(preferred_alignment_holds),
		cmocka_unit_test(preferred_alignment_is_given_up),
		cmocka_unit_test(preferred_alignment_below_the_own),
		cmocka_unit_test(who_gives_up_waits_for_a_new_turn),
		cmocka_unit_test(
			who_gives_up_keeps_the_place_in_the_callers_order),
		cmocka_unit_test(preferred_alignment_downwards),
		cmocka_unit_test(alignment_of_ram),
		cmocka_unit_test(alignment_of_what_is_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
