/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#define VIEW                                                                   \
	"FlatView #1\n AS \"memory\", root: system\n"                          \
	" AS \"cpu-memory-0\", root: system\n"                                 \
	" Root memory region: system\n"

/* One view of many is the guest's memory; types and names give kinds. */
static void kinds(void **state)
{
	(void)state;
	expect_map("mtree",
		   "(qemu) info mtree -f\r\n"
		   "FlatView #0\n AS \"I/O\", root: io\n"
		   " Root memory region: io\n"
		   "  0000000000000000-0000000000000007 (prio 0, i/o): "
		   "dma-chan\n\n" VIEW
		   "  0000000000000000-000000000009ffff (prio 0, ram): pc.ram "
		   "KVM\r\n"
		   "  00000000000a0000-00000000000bffff (prio 1, i/o): "
		   "vga-lowmem @0000000000000000\n"
		   "  00000000000c0000-00000000000dffff (prio 1, rom): pc.rom\n"
		   "  0000000000100000-000000003fffffff (prio 0, ram): pc.ram "
		   "@0000000000100000 KVM\n"
		   "  0000000040000000-000000004fffffff (prio 0, romd): "
		   "flash\n"
		   "  0000000050000000-000000005fffffff (prio 0, i/o): "
		   "gpex_mmio_window @0000000010000000\n"
		   "  00000000b0000000-00000000bfffffff (prio 0, i/o): "
		   "pcie-mmcfg-mmio\n"
		   "  0000000100000000-000000013fffffff (prio 0, nv-ram): "
		   "nv0\n"
		   "  0000000140000000-0000000140ffffff (prio 0, ramd): "
		   "0000:00:02.0 BAR 0 mmaps[0]\n"
		   "\nFlatView #2\n AS \"cpu-smm-0\", root: memory\n"
		   "  0000000000000000-00000000000fffff (prio 0, ram): other\n",
		   "ram 0x0-0xa0000@0 \"pc.ram\"; "
		   "ram 0x100000-0x40000000@0 \"pc.ram\"; "
		   "pci_ecam 0xb0000000-0xc0000000 \"pcie-mmcfg-mmio\"; "
		   "pci_mmio 0x50000000-0x60000000 \"gpex_mmio_window\"; "
		   "device 0xa0000-0xc0000 \"vga-lowmem\"; "
		   "reserved 0xc0000-0xe0000 \"pc.rom\"; "
		   "device 0x40000000-0x50000000 \"flash\"; "
		   "pmem 0x100000000-0x140000000 \"nv0\"; "
		   "device 0x140000000-0x141000000 "
		   "\"0000:00:02.0 BAR 0 mmaps[0]\"");
}

/* Small devices in a row are one range; a page has one owner. */
static void rows_of_devices(void **state)
{
	struct reading reading;

	(void)state;
	reading_make(&reading, "mtree",
		     VIEW
		     "  000000000a000000-000000000a0001ff (prio 0, i/o): v\n"
		     "  000000000a000200-000000000a000fff (prio 0, i/o): v\n"
		     "  000000000a001000-000000000a001007 (prio 0, i/o): a\n"
		     "  000000000a001008-000000000a00100f (prio 0, i/o): b\n");
	assert_string_equal(reading_tell(&reading),
			    "device 0xa000000-0xa001000 \"v\"; "
			    "device 0xa001000-0xa002000 \"a\"");
	assert_int_equal(reading.diags.errors, 0);
	reading_clear(&reading);
}

static void wrong_input(void **state)
{
	(void)state;
	expect_error("mtree", "",
		     "1:1 no flat view of \"memory\" in this "
		     "input: it is for info mtree -f");
	expect_error("mtree", "FlatView #0\n AS \"I/O\", root: io\n",
		     "1:1 no flat view of \"memory\" in this input: it is for "
		     "info mtree -f");
	expect_error("mtree", VIEW "  0000-0fff (prio 0, xyz): a\n",
		     "5:1 not a line of a flat view: \"start-last (prio N, "
		     "type): name\" belongs here");
	expect_error("mtree",
		     VIEW "  1000-1fff (prio 0, ram): a\n"
			  "  1800-2fff (prio 0, ram): b\n",
		     "6:3 ram 0x1800-0x2fff overlaps ram 0x1000-0x1fff of "
		     "line 5");
	expect_error("mtree", VIEW "  1000-0fff (prio 0, ram): a\n",
		     "5:3 ram 0x1000-0xfff ends before it starts");
}

static void recognition(void **state)
{
	(void)state;
	assert_true(gpamap_mtree_recognises(
		gpamap_span_of("(qemu) info mtree -f\nFlatView #0\n")));
	assert_false(gpamap_mtree_recognises(
		gpamap_span_of("address-space: memory\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(rows_of_devices),
		cmocka_unit_test(wrong_input),
		cmocka_unit_test(recognition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
