/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* Windows where RAM may appear later. */

/*
 *   0    6G        8G         9G         10G
 *   |ram |         | 0: more  | 1: more  |
 *
 * Above RAM, aligned, a window for each node in the order of nodes.
 */
static void a_window_for_each_node(void **state)
{
	(void)state;
	plan_expect("hotplug:1 b 1G align 1G | hotplug:0 a 1G align 2G | "
		    "ram:0 r 3G | ram:1 s 3G",
		    "ram:0 0..3G r | ram:1 3G..6G s | hotplug:0 6G..7G a | "
		    "hotplug:1 7G..8G b");
	plan_expect("hotplug:1 b 1G align 1G | hotplug:0 a 1G align 4G | "
		    "ram:0 r 3G | ram:1 s 3G",
		    "ram:0 0..3G r | ram:1 3G..6G s | hotplug:0 8G..9G a | "
		    "hotplug:1 9G..10G b");
}

/*
 *   0   1G      4G   5G    6G
 *   |ram|       | b  |  a  |
 *
 * On one node in the caller's order, whatever the alignment and the size.
 */
static void the_callers_order_on_one_node(void **state)
{
	(void)state;
	plan_expect("ram r 1G | hotplug b 1G | hotplug a 4G align 4G | "
		    "hotplug c 4K",
		    "ram 0..1G r | hotplug:0 4G..5G b | hotplug:0 8G..12G a | "
		    "hotplug:0 12G..12G+4K c");
}

/*
 *   4G       5G       6G       7G
 *   | mmio64 | fixed  | hotplug |
 *
 * Around what stands there; 64-bit MMIO may then use the hole that is left.
 */
static void around_what_stands_there(void **state)
{
	(void)state;
	plan_expect("fixed dev 1G at 5G | hotplug h 2G | mmio64 m 1G",
		    "mmio 4G..5G m | mmio 5G..6G dev | hotplug:0 6G..8G h");
}

/*
 *   0      4G+4K          6G        7G
 *   | ram  |              | hotplug |
 *
 * RAM at a given address counts too.
 */
static void above_ram_at_a_given_address(void **state)
{
	(void)state;
	plan_expect("hotplug h 1G align 1G | fixed r 4K at 5G ram",
		    "ram 5G..5G+4K r | hotplug:0 6G..7G h");
}

/*
 *   0   1G          4G        5G                  6G
 *   |ram|           |  first  |  does not fit     |
 *
 * A window that does not fit is told with what it found.
 */
static void a_window_that_does_not_fit(void **state)
{
	(void)state;
	plan_refuse("host reach 6G | ram r 1G | hotplug a 1G | hotplug:1 b 2G",
		    "ram 0..1G r | hotplug:0 4G..5G a",
		    "NO_FIT hotplug b: 0x80000000 bytes aligned to 0x1000 do "
		    "not fit in 0x140000000-0x180000000: 0x40000000 missing; "
		    "free 0x40000000 in all, largest aligned run 0x40000000 at "
		    "0x140000000-0x180000000 above a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_window_for_each_node),
		cmocka_unit_test(the_callers_order_on_one_node),
		cmocka_unit_test(around_what_stands_there),
		cmocka_unit_test(above_ram_at_a_given_address),
		cmocka_unit_test(a_window_that_does_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
