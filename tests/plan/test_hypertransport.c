/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* AMD's HyperTransport addresses, 0xfd00000000 to 1 TiB: 1012 GiB to 1024
 * GiB. */

static bool is_relocated(const char *text)
{
	static struct plan_made made;

	plan_make(&made, text);
	assert_int_equal(made.status, GPAMAP_OK);
	return gpamap_plan_relocated(made.plan);
}

/*
 *   0                   1012G         1024G        1100G
 *   |                       ram                      |
 *
 * Where the host is none that has them, they are addresses like others.
 */
static void ignored(void **state)
{
	(void)state;
	plan_expect("ram a 1100G", "ram 0..1100G a");
	plan_expect("host bits 52 | ram a 1100G", "ram 0..1100G a");
	assert_false(is_relocated("host bits 52 | ram a 1100G"));
}

/*
 *   0                   1012G         1024G        1112G
 *   |        ram          |  reserved  |    ram      |
 *
 * Skipped: always reserved in the map, and RAM goes on above.
 */
static void skipped(void **state)
{
	(void)state;
	plan_expect("host skip | ram a 1G",
		    "ram 0..1G a | reserved 1012G..1T HyperTransport");
	plan_expect("host skip | ram a 1012G",
		    "ram 0..1012G a | reserved 1012G..1T HyperTransport");
	plan_expect("host skip | ram a 1100G",
		    "ram 0..1012G a | reserved 1012G..1T HyperTransport | "
		    "ram 1T..1112G a");
	assert_false(is_relocated("host skip | ram a 1100G"));
}

/*
 *   0                           1012G        1024G
 *   |          ram               |  reserved  |
 *
 * To be relocated: RAM stays up to the byte where the map would reach them.
 * They are reserved in the map all the same ...
 */
static void not_relocated_below(void **state)
{
	(void)state;
	plan_expect("host relocate | ram a 1G",
		    "ram 0..1G a | reserved 1012G..1T HyperTransport");
	plan_expect("host relocate | ram a 1012G",
		    "ram 0..1012G a | reserved 1012G..1T HyperTransport");
	assert_false(is_relocated("host relocate | ram a 1012G"));
}

/*
 * ... whatever alignment was asked for last.
 */
static void not_relocated_below_large_alignments(void **state)
{
	(void)state;
	plan_expect("host relocate | ram a 1G | mmio64 m 16G align 16G",
		    "ram 0..1G a | mmio 16G..32G m | "
		    "reserved 1012G..1T HyperTransport");
}

/*
 * RAM that may not reach 4 GiB does not, relocated or not.
 */
static void relocated_ram_below_a_maximum(void **state)
{
	(void)state;
	plan_refuse("host relocate | fixed f 1T at 1T | ram a 1G max 512M",
		    "ram 0..512M a | reserved 1012G..1T HyperTransport | "
		    "mmio 1T..2T f",
		    "NO_FIT ram a: 0x40000000 bytes aligned to 0x1000 do not "
		    "fit in 0x0-0x20000000: 0x20000000 missing; free 0x0 in "
		    "all, largest aligned run 0x0");
}

/*
 *   0     3G       4G          1012G       1024G      1T + the rest
 *   | ram | mmio32 |           |  reserved  |    ram    |
 *
 * ... and with one page more, RAM above 4 GiB begins at 1 TiB.
 */
static void relocated_from_one_page_on(void **state)
{
	(void)state;
	plan_expect("host relocate | ram a 1012G+4K | mmio32 m 1G",
		    "ram 0..3G a | mmio 3G..4G m | "
		    "reserved 1012G..1T HyperTransport | "
		    "ram 1T..1T+1009G+4K a");
	assert_true(
		is_relocated("host relocate | ram a 1012G+4K | mmio32 m 1G"));
}

/*
 *   0             4G          1012G       1024G      1T + the rest
 *   |     ram     |           |  reserved  |    ram    |
 *
 * RAM is cut at 4 GiB even where no gap is there, and where it is below 4 GiB
 * it stays.
 */
static void relocated_ram_is_cut_at_4gib(void **state)
{
	(void)state;
	plan_expect("host relocate | ram a 1012G+4K",
		    "ram 0..4G a | reserved 1012G..1T HyperTransport | "
		    "ram 1T..1T+1008G+4K a");
	plan_expect("host relocate | ram:0 a 2G | ram:1 b 1012G align 1G",
		    "ram:0 0..2G a | ram:1 2G..4G b | "
		    "reserved 1012G..1T HyperTransport | "
		    "ram:1 1T..1T+1010G b");
}

/*
 *   0    1G       4G                 1012G       1024G      2032G
 *   |ram |        |                  |  reserved  |  mmio64  |
 *
 * The map reaches them with 64-bit MMIO as well: RAM above 4 GiB moves, and
 * MMIO follows its end. Where all RAM is below 4 GiB, MMIO moves alone, even
 * what would have had room below.
 */
static void reached_by_mmio64(void **state)
{
	(void)state;
	plan_expect("host relocate | ram a 5G | mmio64 m 1007G+4K",
		    "ram 0..4G a | reserved 1012G..1T HyperTransport | "
		    "ram 1T..1T+1G a | mmio 1T+1G..1T+1008G+4K m");
	plan_expect("host relocate | ram a 1G | mmio64 m 1008G+4K",
		    "ram 0..1G a | reserved 1012G..1T HyperTransport | "
		    "mmio 1T..1T+1008G+4K m");
	plan_expect("host relocate | ram a 1G | mmio64 m 1008G | mmio64 n 4K",
		    "ram 0..1G a | reserved 1012G..1T HyperTransport | "
		    "mmio 1T..1T+1008G m | mmio 1T+1008G..1T+1008G+4K n");
}

/*
 *   0    1G       4G                 1012G       1024G   2T
 *   |ram |        | ...              |  reserved  |      | fixed |
 *
 * What is fixed above them makes the map reach them; what is only reserved
 * does not.
 */
static void reached_by_what_is_fixed(void **state)
{
	(void)state;
	plan_expect("host relocate | ram a 5G | fixed f 4K at 2T",
		    "ram 0..4G a | reserved 1012G..1T HyperTransport | "
		    "ram 1T..1T+1G a | mmio 2T..2T+4K f");
	plan_expect("host relocate | ram a 5G | reserve f 4K at 2T",
		    "ram 0..5G a | reserved 1012G..1T HyperTransport | "
		    "reserved 2T..2T+4K f");
	plan_expect("host relocate | avoid x 1T..2T | ram a 5G",
		    "ram 0..5G a | reserved 1012G..1T HyperTransport | "
		    "reserved 1T..2T x");
}

/*
 *   0     4G          1012G       1024G    1028G  1030G
 *   | ram |           |  reserved  |  ram  | hp   |
 *
 * Hot-plug windows and MMIO follow the RAM.
 */
static void what_follows_relocated_ram(void **state)
{
	(void)state;
	plan_expect("host relocate | ram a 8G | hotplug h 1010G | mmio64 m 1G",
		    "ram 0..4G a | reserved 1012G..1T HyperTransport | "
		    "ram 1T..1T+4G a | hotplug:0 1T+4G..1T+1014G h | "
		    "mmio 1T+1014G..1T+1015G m");
}

/*
 *   0     4G          1012G       1024G
 *   | ram |           |  reserved  | out of reach
 *
 * With 40 bits, relocated RAM has no room: an error, not a layout without it.
 */
static void relocated_out_of_reach(void **state)
{
	(void)state;
	plan_refuse("host relocate bits 40 | ram a 1013G",
		    "ram 0..4G a | reserved 1012G..1T HyperTransport",
		    "NO_FIT ram a: 0xfd40000000 bytes aligned to 0x1000 do not "
		    "fit in 0x0-0x10000000000: 0xfc40000000 missing; free "
		    "0xfc00000000 in all, largest aligned run 0xfc00000000 at "
		    "0x100000000-0xfd00000000 above a and below "
		    "HyperTransport");
}

/*
 *   0     4G        1012G   1020G     1021G     1T
 *   |     |         |  HT   | reserve |   HT    |
 *
 * What the caller has reserved within them stays as it is.
 */
static void reserved_within(void **state)
{
	(void)state;
	plan_expect("host skip | reserve r 1G at 1020G",
		    "reserved 1012G..1020G HyperTransport | "
		    "reserved 1020G..1021G r | "
		    "reserved 1021G..1T HyperTransport");
	plan_expect("host relocate | reserve r 1G at 1020G",
		    "reserved 1012G..1020G HyperTransport | "
		    "reserved 1020G..1021G r | "
		    "reserved 1021G..1T HyperTransport");
	plan_expect("host skip | avoid x 1000G..1013G",
		    "reserved 1000G..1013G x | "
		    "reserved 1013G..1T HyperTransport");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ignored),
		cmocka_unit_test(skipped),
		cmocka_unit_test(not_relocated_below),
		cmocka_unit_test(not_relocated_below_large_alignments),
		cmocka_unit_test(relocated_ram_below_a_maximum),
		cmocka_unit_test(relocated_from_one_page_on),
		cmocka_unit_test(relocated_ram_is_cut_at_4gib),
		cmocka_unit_test(reached_by_mmio64),
		cmocka_unit_test(reached_by_what_is_fixed),
		cmocka_unit_test(what_follows_relocated_ram),
		cmocka_unit_test(relocated_out_of_reach),
		cmocka_unit_test(reserved_within),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
