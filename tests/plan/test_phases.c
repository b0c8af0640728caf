/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* The phases: where each request goes when nothing else is said, and who comes
 * first. */

/*
 *   0                                                   end
 *   |                                                    |
 *
 * A plan of nothing is a map of nothing.
 */
static void nothing(void **state)
{
	(void)state;
	plan_expect("", "");
	plan_expect("host bits 40", "");
}

/*
 *   0         2G        2G+1M        4G
 *   |   ram   | reserved |            |
 *
 * What is reserved blocks space where it says, and does not raise the top: the
 * post range stands right above the RAM at 1 GiB, below it.
 */
static void reserve_does_not_raise_the_top(void **state)
{
	(void)state;
	plan_expect("ram low 1G | reserve acpi 1M at 2G | post private 4K",
		    "ram 0..1G low | mmio 1G..1G+4K private | "
		    "reserved 2G..2G+1M acpi");
}

/*
 *   0         1G         2G        2G+1M   +4K
 *   |   ram   |          | device  | post  |
 *
 * What is fixed counts as part of the layout: post ranges stand above it.
 */
static void fixed_raises_the_top(void **state)
{
	(void)state;
	plan_expect("ram low 1G | fixed rtc 1M at 2G device | post private 4K",
		    "ram 0..1G low | device 2G..2G+1M rtc | "
		    "mmio 2G+1M..2G+1M+4K private");
}

/*
 *        4G-192M   4G-64M    4G
 *   |     | second | first   |
 *
 * 32-bit MMIO goes down from 4 GiB.
 */
static void mmio32_goes_down_from_4gib(void **state)
{
	(void)state;
	plan_expect("mmio32 second 64M | mmio32 first 128M",
		    "mmio 4G-192M..4G-128M second | mmio 4G-128M..4G first");
}

/*
 *   0        3G      4G      5G
 *   |  ram   | mmio  |  ram  |
 *
 * RAM goes up from 0, around what stands there already.
 */
static void ram_goes_up_from_0(void **state)
{
	(void)state;
	plan_expect("ram low 4G | mmio32 pci 1G",
		    "ram 0..3G low | mmio 3G..4G pci | ram 4G..5G low");
}

/*
 *   0      1G            4G       5G
 *   |  ram |             | mmio64 |
 *
 * 64-bit MMIO goes up from 4 GiB where RAM ends below it ...
 */
static void mmio64_goes_up_from_4gib(void **state)
{
	(void)state;
	plan_expect("mmio64 high 1G | ram low 1G",
		    "ram 0..1G low | mmio 4G..5G high");
}

/*
 *   0                       6G       7G
 *   |          ram          | mmio64 |
 *
 * ... and from the end of RAM where that is above.
 */
static void mmio64_goes_up_from_the_end_of_ram(void **state)
{
	(void)state;
	plan_expect("mmio64 high 1G | ram low 6G",
		    "ram 0..6G low | mmio 6G..7G high");
}

/*
 *   0      1G               8G      9G       10G
 *   |  ram |                |  ram  | mmio64 |
 *
 * RAM at a given address is RAM: its end counts as the end of RAM.
 */
static void fixed_ram_counts_as_the_end_of_ram(void **state)
{
	(void)state;
	plan_expect("mmio64 high 1G | ram low 1G | fixed far 1G at 8G ram",
		    "ram 0..1G low | ram 8G..9G far | mmio 9G..10G high");
}

/*
 *   0      1G       4G        5G       6G
 *   |  ram |        | hotplug | mmio64 |
 *
 * Hot-plug windows come before 64-bit MMIO, both above RAM and 4 GiB.
 */
static void hotplug_comes_before_mmio64(void **state)
{
	(void)state;
	plan_expect("mmio64 high 1G | hotplug more 1G | ram low 1G",
		    "ram 0..1G low | hotplug:0 4G..5G more | mmio 5G..6G high");
}

/*
 *   0      1G        4G       5G      5G+4K   5G+12K
 *   |  ram |         | mmio64 | post0 | post1 |
 *
 * Post ranges come last, in the caller's order, each above the one before:
 * not the larger first.
 */
static void post_comes_last_in_the_order_of_the_caller(void **state)
{
	(void)state;
	plan_expect("post one 4K | post two 8K | mmio64 high 1G | ram low 1G",
		    "ram 0..1G low | mmio 4G..5G high | "
		    "mmio 5G..5G+4K one | mmio 5G+4K..5G+12K two");
}

/*
 *   0      1G         1G+4K   1G+2M    1G+2M+4K   +4K
 *   |  ram |  post 0  |       | post 1 |  post 2  |
 *
 * A post range does not go back into a hole that the one before left.
 */
static void post_goes_above_the_one_before(void **state)
{
	(void)state;
	plan_expect("ram low 1G | post one 4K | post two 4K align 2M | "
		    "post three 4K",
		    "ram 0..1G low | mmio 1G..1G+4K one | "
		    "mmio 1G+2M..1G+2M+4K two | mmio 1G+2M+4K..1G+2M+8K three");
}

/*
 *   0    1G   1.5G  2G-1M    2G    3G    4G        5G       6G     +16M
 *   | r0 | r1 |     | mmio32 | rsv | dev | hotplug | mmio64 | vtl2 |
 *
 * All phases at once, named backwards: the order of the requests does not
 * matter, that of the phases does.
 */
static void all_phases_in_their_order(void **state)
{
	(void)state;
	plan_expect("post vtl2 16M vtl2 | mmio64 high 1G | hotplug:1 more 1G | "
		    "ram:1 second 512M | ram:0 first 1G | mmio32 pci 1M | "
		    "fixed rom 1G at 3G device | reserve hole 1G at 2G",
		    "ram:0 0..1G first | ram:1 1G..1G+512M second | "
		    "mmio 2G-1M..2G pci | reserved 2G..3G hole | "
		    "device 3G..4G rom | hotplug:1 4G..5G more | "
		    "mmio 5G..6G high | vtl2 6G..6G+16M vtl2");
}

/*
 *   |  reserved  |  pmem  |  pci_ecam  |  pci_mmio  |  mmio  |
 *
 * The kind that a request names is the kind in the map; where it names none,
 * the phase's own.
 */
static void kinds_of_each_phase(void **state)
{
	(void)state;
	plan_expect("fixed a 4K at 0 ram | fixed b 4K at 4K | "
		    "fixed c 4K at 8K pci_ecam | fixed d 4K at 12K pci_mmio | "
		    "fixed e 4K at 16K vtl2 | fixed f 4K at 20K reserved | "
		    "reserve g 4K at 24K | reserve h 4K at 28K unusable | "
		    "reserve i 4K at 32K firmware_nvs | "
		    "mmio64 j 4K firmware_tables | mmio32 k 4K pmem | "
		    "post l 4K | hotplug:3 m 4K | hotplug n 4K mmio",
		    "ram 0..4K a | mmio 4K..8K b | pci_ecam 8K..12K c | "
		    "pci_mmio 12K..16K d | vtl2 16K..20K e | "
		    "reserved 20K..24K f | reserved 24K..28K g | "
		    "unusable 28K..32K h | firmware_nvs 32K..36K i | "
		    "pmem:0 4G-4K..4G k | mmio 4G..4G+4K n | "
		    "hotplug:3 4G+4K..4G+8K m | "
		    "firmware_tables 4G+8K..4G+12K j | mmio 4G+12K..4G+16K l");
}

/*
 *   |  large alignment | small one, large size | small, small, first | .. |
 *
 * 64-bit MMIO: larger alignment first, then larger size, then the caller's
 * order.
 */
static void mmio64_orders_by_alignment_size_and_caller(void **state)
{
	(void)state;
	plan_expect("mmio64 d 4K | mmio64 e 4K | mmio64 c 8K | "
		    "mmio64 b 4K align 64K | mmio64 a 4K align 128K",
		    "mmio 4G..4G+4K a | mmio 4G+4K..4G+12K c | "
		    "mmio 4G+12K..4G+16K d | mmio 4G+16K..4G+20K e | "
		    "mmio 4G+64K..4G+68K b");
}

/*
 *   .. | small, small, first | small one, large size | large alignment |
 *
 * 32-bit MMIO: the same order, from the top down.
 */
static void mmio32_orders_by_alignment_size_and_caller(void **state)
{
	(void)state;
	plan_expect("mmio32 d 4K | mmio32 e 4K | mmio32 c 8K | "
		    "mmio32 b 4K align 64K | mmio32 a 64K align 64K",
		    "mmio 4G-128K..4G-124K b | mmio 4G-80K..4G-76K e | "
		    "mmio 4G-76K..4G-72K d | mmio 4G-72K..4G-64K c | "
		    "mmio 4G-64K..4G a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(reserve_does_not_raise_the_top),
		cmocka_unit_test(fixed_raises_the_top),
		cmocka_unit_test(mmio32_goes_down_from_4gib),
		cmocka_unit_test(ram_goes_up_from_0),
		cmocka_unit_test(mmio64_goes_up_from_4gib),
		cmocka_unit_test(mmio64_goes_up_from_the_end_of_ram),
		cmocka_unit_test(fixed_ram_counts_as_the_end_of_ram),
		cmocka_unit_test(hotplug_comes_before_mmio64),
		cmocka_unit_test(post_comes_last_in_the_order_of_the_caller),
		cmocka_unit_test(post_goes_above_the_one_before),
		cmocka_unit_test(all_phases_in_their_order),
		cmocka_unit_test(kinds_of_each_phase),
		cmocka_unit_test(mmio64_orders_by_alignment_size_and_caller),
		cmocka_unit_test(mmio32_orders_by_alignment_size_and_caller),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
