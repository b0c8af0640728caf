/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* What the host and the guest can do: address bits, reach, what to avoid. */

/*
 *   0      1T-1G     1T
 *   |      |    a    | out of reach
 *
 * Address bits are the end of all room.
 */
static void address_bits(void **state)
{
	(void)state;
	plan_expect("host bits 40 | mmio64 a 1G down", "mmio 1T-1G..1T a");
	plan_expect("host bits 12 | ram a 4K", "ram 0..4K a");
	plan_expect("host bits 64 | ram a end", "ram 0..end a");
	plan_expect("host bits 63 | mmio64 a 4K down",
		    "mmio 0x7ffffffffffff000..0x8000000000000000 a");
	plan_refuse(
		"host bits 31 | mmio32 a 4K | mmio64 b 4K", "mmio 2G-4K..2G a",
		"NO_FIT mmio64 b: 0x1000 bytes aligned to 0x1000 do not fit "
		"in 0x80000000-0x80000000: 0x1000 missing; free 0x0 in "
		"all, largest aligned run 0x0");
}

/*
 *   0     3G        4G       6G
 *   | ram |  mmio32 |  ram   | out of reach
 *
 * So is the guest's reach; the lower of the two counts. A part of a page is
 * out of reach too.
 */
static void guest_reach(void **state)
{
	(void)state;
	plan_expect("host reach 6G bits 40 | ram a 5G | mmio32 b 1G",
		    "ram 0..3G a | mmio 3G..4G b | ram 4G..6G a");
	plan_expect("host reach 1T bits 32 | mmio64 a 4K down min 1G",
		    "mmio 4G-4K..4G a");
	plan_expect("host reach 4G+4095 | mmio64 a 4K down min 1G",
		    "mmio 4G-4K..4G a");
}

/*
 *   0             1T   | out of reach |  reserved  |
 *
 * What is fixed must be within reach; what is reserved need not be.
 */
static void what_is_fixed_must_be_within_reach(void **state)
{
	(void)state;
	plan_expect("host bits 40 | fixed a 4K at 1T-4K | reserve b 4K at 1T",
		    "mmio 1T-4K..1T a | reserved 1T..1T+4K b");
	plan_refuse("host bits 40 | fixed a 8K at 1T-4K | mmio64 b 4K at 1T | "
		    "fixed c 4K at 1T-4K",
		    "mmio 1T-4K..1T c",
		    "TOO_HIGH fixed a: ends above the addresses that can be "
		    "used\n"
		    "TOO_HIGH mmio64 b: ends above the addresses that can be "
		    "used");
}

/*
 *   0      1G      2G      3G
 *   | ram  | avoid |  ram  |
 *
 * What the host avoids is reserved in the map, under its tag; it does not raise
 * the top.
 */
static void avoided_ranges_are_reserved(void **state)
{
	(void)state;
	plan_expect("avoid iova 1G..2G | avoid - 8G..9G | ram a 2G | post p 4K",
		    "ram 0..1G a | reserved 1G..2G iova | ram 2G..3G a | "
		    "mmio 3G..3G+4K p | reserved 8G..9G");
}

/*
 *   1G    2G    3G    4G
 *   |  b  |  a  |  c  |
 *
 * In any order, one within another, twice, empty: the first that names an
 * address has it.
 */
static void avoided_ranges_in_any_order(void **state)
{
	(void)state;
	plan_expect("avoid a 2G..3G | avoid b 1G..2G | avoid c 1G..4G | "
		    "avoid d 1G..3G | avoid e 5G..5G | avoid f 3G..4G+4K",
		    "reserved 1G..2G b | reserved 2G..3G a | "
		    "reserved 3G..4G c | reserved 4G..4G+4K f");
}

/*
 *   0   4K      8K       12K     16K
 *   | w |   a   |   w    |   b   |   w  |
 *
 * Around what is reserved already, an avoided range falls into parts.
 */
static void avoided_around_what_is_reserved(void **state)
{
	(void)state;
	plan_expect("reserve a 4K at 4K | reserve b 4K at 12K | "
		    "avoid w 0..20K | reserve c 4K at 20K",
		    "reserved 0..4K w | reserved 4K..8K a | "
		    "reserved 8K..12K w | reserved 12K..16K b | "
		    "reserved 16K..20K w | reserved 20K..24K c");
	plan_expect("reserve a 8K at 4K | avoid w 0..8K | avoid x 8K..16K",
		    "reserved 0..4K w | reserved 4K..12K a | "
		    "reserved 12K..16K x");
	plan_expect("reserve a 16K at 0 | avoid w 4K..8K", "reserved 0..16K a");
}

/*
 *   0                                                   end
 *   |                      avoid                         |
 *
 * All of the space may be avoided.
 */
static void all_is_avoided(void **state)
{
	(void)state;
	plan_expect("avoid all 0..end", "reserved 0..end all");
	plan_refuse(
		"avoid all 0..end | ram a 4K", "reserved 0..end all",
		"NO_FIT ram a: 0x1000 bytes aligned to 0x1000 do not fit in "
		"0x0-0xfffffffffffff000: 0x1000 missing; free 0x0 in all, "
		"largest aligned run 0x0");
}

/*
 *   1G      2G
 *   | avoid |    fixed at 2G-4K
 *
 * What is fixed in an avoided range is a problem that names the range, even
 * where it has no tag.
 */
static void fixed_in_an_avoided_range(void **state)
{
	(void)state;
	plan_refuse("avoid iova 1G..2G | fixed a 8K at 2G-4K",
		    "reserved 1G..2G iova",
		    "OVERLAP fixed a: 0x7ffff000-0x80001000 overlaps iova");
	plan_refuse("host skip | fixed a 4K at 1T-4K",
		    "reserved 0xfd00000000..1T HyperTransport",
		    "OVERLAP fixed a: 0xfffffff000-0x10000000000 overlaps "
		    "HyperTransport");
}

/*
 *   0    1G             4G      5G     6G
 *   |ram |              |       | hp   |
 *
 * Every phase keeps out of what is avoided.
 */
static void every_phase_keeps_out(void **state)
{
	(void)state;
	plan_expect("avoid x 0..1M | avoid y 4G-1M..4G+1M | avoid z 8G..9G | "
		    "ram a 1G | mmio32 b 1M | hotplug c 4G-1M | mmio64 d 1G | "
		    "post e 1G",
		    "reserved 0..1M x | ram 1M..1G+1M a | "
		    "mmio 4G-2M..4G-1M b | reserved 4G-1M..4G+1M y | "
		    "hotplug:0 4G+1M..8G c | reserved 8G..9G z | "
		    "mmio 9G..10G d | mmio 10G..11G e");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(address_bits),
		cmocka_unit_test(guest_reach),
		cmocka_unit_test(what_is_fixed_must_be_within_reach),
		cmocka_unit_test(avoided_ranges_are_reserved),
		cmocka_unit_test(avoided_ranges_in_any_order),
		cmocka_unit_test(avoided_around_what_is_reserved),
		cmocka_unit_test(all_is_avoided),
		cmocka_unit_test(fixed_in_an_avoided_range),
		cmocka_unit_test(every_phase_keeps_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
