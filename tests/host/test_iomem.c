/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

/* Each label has its kind; what only says the kind makes no name. */
static void kinds(void **state)
{
	(void)state;
	expect_map("iomem",
		   "00000000-00000fff : Reserved\n"
		   "00001000-0009ffff : System RAM\n"
		   "000a0000-000bffff : PCI Bus 0000:00\n"
		   "000c0000-000c7fff : Video ROM\n"
		   "000f0000-000fffff : ACPI Tables\n"
		   "00100000-001fffff : ACPI Non-volatile Storage\n"
		   "00200000-002fffff : Unusable memory\n"
		   "00300000-003fffff : RAM buffer\n"
		   "100000000-1ffffffff : Persistent Memory\n",
		   "ram 0x1000-0xa0000@0; "
		   "pci_mmio 0xa0000-0xc0000 \"PCI Bus 0000:00\"; "
		   "reserved 0x0-0x1000; "
		   "device 0xc0000-0xc8000 \"Video ROM\"; "
		   "firmware_tables 0xf0000-0x100000; "
		   "firmware_nvs 0x100000-0x200000; "
		   "unusable 0x200000-0x300000; "
		   "reserved 0x300000-0x400000 \"RAM buffer\"; "
		   "pmem 0x100000000-0x200000000");
}

/*
 *  e0000000 [ reserved | ECAM | reserved ] f0000000
 *
 * An ECAM window inside a reserved range is taken out of it; what is nested in
 * RAM, or in the window, is passed over.
 */
static void ecam_inside_reserved(void **state)
{
	(void)state;
	expect_map("iomem",
		   "00100000-7fffffff : System RAM\n"
		   "  01000000-0220bb07 : Kernel code\n"
		   "e0000000-efffffff : Reserved\n"
		   "  e4000000-e7ffffff : PCI ECAM 0000 [bus 00-3f]\n"
		   "    e4000000-e40fffff : PCI Bus 0000:00\n"
		   "  e8000000-e8000fff : pnp 00:04\n",
		   "ram 0x100000-0x80000000@0; "
		   "pci_ecam 0xe4000000-0xe8000000 "
		   "\"PCI ECAM 0000 [bus 00-3f]\"; "
		   "reserved 0xe0000000-0xe4000000; "
		   "reserved 0xe8000000-0xf0000000");
}

/* Memory that a driver gave back to the kernel is RAM, deep as it may be. */
static void ram_inside_pmem(void **state)
{
	(void)state;
	expect_map("iomem",
		   "100000000-17fffffff : Persistent Memory\n"
		   "  100000000-17fffffff : dax0.0\n"
		   "    140000000-17fffffff : System RAM (kmem)\n",
		   "ram 0x140000000-0x180000000@0 \"System RAM (kmem)\"; "
		   "pmem 0x100000000-0x140000000");
}

/*
 *  9f000        9fc00      a0000
 *    | RAM ...... | reserved |       one page, two owners
 */
static void bytes_become_pages(void **state)
{
	struct reading reading;

	(void)state;
	reading_make(&reading, "iomem",
		     "00001000-0009fbff : System RAM\n"
		     "0009fc00-0009ffff : Reserved\n"
		     "fed00000-fed003ff : HPET 0\n"
		     "fed00400-fed007ff : HPET 1\n");
	assert_string_equal(reading_tell(&reading),
			    "ram 0x1000-0x9f000@0; "
			    "reserved 0x9f000-0xa0000; "
			    "device 0xfed00000-0xfed01000 \"HPET 0\"");
	assert_int_equal(reading.diags.errors, 0);
	assert_int_equal(reading.diags.notes, 3);
	assert_string_equal(reading.diags.items[0].text,
			    "ram 0x1000-0x9fbff is cut to the whole pages "
			    "0x1000-0x9f000: 3 KiB lost");
	assert_string_equal(reading.diags.items[1].text,
			    "device 0xfed00400-0xfed007ff has no 4 KiB page "
			    "of its own and is left out");
	reading_clear(&reading);
}

static void top_of_the_space(void **state)
{
	(void)state;
	expect_map("iomem", "fffffffffffe0000-ffffffffffffffff : Reserved\n",
		   "reserved 0xfffffffffffe0000-0xfffffffffffff000");
	expect_map("iomem", "fffffffffffe0000-ffffffffffffffff : System RAM\n",
		   "ram 0xfffffffffffe0000-0xfffffffffffff000@0");
}

static void wrong_input(void **state)
{
	(void)state;
	expect_error("iomem",
		     "00000000-00000000 : Reserved\n"
		     "  00000000-00000000 : System ROM\n",
		     "1:1 all addresses are zero: only root sees them, so "
		     "read /proc/iomem as root");
	expect_error("iomem", "", "1:1 no entries in this input");
	expect_error("iomem", "00001000-00000fff : Reserved\n",
		     "1:1 reserved 0x1000-0xfff ends before it starts");
	expect_error("iomem",
		     "00001000-00001fff : a\n"
		     "00001800-00002fff : b\n",
		     "2:1 device 0x1800-0x2fff overlaps device 0x1000-0x1fff "
		     "of line 1");
	expect_error("iomem", "00001000-00001fff\n",
		     "1:1 not a line of /proc/iomem: \"start-last : label\" "
		     "belongs here");
	expect_error("iomem", "10000000000000000-10000000000000fff : a\n",
		     "1:1 not a line of /proc/iomem: \"start-last : label\" "
		     "belongs here");
}

static void recognition(void **state)
{
	(void)state;
	assert_true(gpamap_iomem_recognises(
		gpamap_span_of("# kept\n\n00000000-00000fff : Reserved\n")));
	assert_false(gpamap_iomem_recognises(gpamap_span_of("ram: 2G\n")));
	assert_false(gpamap_iomem_recognises(gpamap_span_of("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(ecam_inside_reserved),
		cmocka_unit_test(ram_inside_pmem),
		cmocka_unit_test(bytes_become_pages),
		cmocka_unit_test(top_of_the_space),
		cmocka_unit_test(wrong_input),
		cmocka_unit_test(recognition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
