/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

static void new_style(void **state)
{
	(void)state;
	expect_map("e820",
		   "[    0.0] Linux version 6.1.0\n"
		   "[    0.0] BIOS-provided physical RAM map:\n"
		   "[    0.0] BIOS-e820: [mem 0x0000000000000000-"
		   "0x000000000009ffff] usable\n"
		   "[    0.0] BIOS-e820: [mem 0x00000000000f0000-"
		   "0x00000000000fffff] reserved\n"
		   "[    0.0] BIOS-e820: [mem 0x0000000000100000-"
		   "0x00000000001fffff] ACPI data\n"
		   "[    0.0] BIOS-e820: [mem 0x0000000000200000-"
		   "0x00000000002fffff] ACPI NVS\n"
		   "[    0.0] BIOS-e820: [mem 0x0000000000300000-"
		   "0x00000000003fffff] unusable\n"
		   "[    0.0] BIOS-e820: [mem 0x0000000000400000-"
		   "0x00000000004fffff] persistent (type 12)\n"
		   "[    0.0] BIOS-e820: [mem 0x0000000000500000-"
		   "0x00000000005fffff] soft reserved\n"
		   "[    0.0] BIOS-e820: [mem 0x0000000000600000-"
		   "0x00000000006fffff] type 20\n"
		   "[    0.0] NX (Execute Disable) protection: active\n"
		   "[    0.1] e820: update [mem 0x00000000-0x00000fff] usable "
		   "==> reserved\n",
		   "ram 0x0-0xa0000@0; reserved 0xf0000-0x100000; "
		   "firmware_tables 0x100000-0x200000; "
		   "firmware_nvs 0x200000-0x300000; "
		   "unusable 0x300000-0x400000; pmem 0x400000-0x500000; "
		   "reserved 0x500000-0x600000 \"soft reserved\"; "
		   "reserved 0x600000-0x700000 \"type 20\"");
}

/* Before Linux 3.5 the end was not part of the range. */
static void old_style(void **state)
{
	(void)state;
	expect_map("e820",
		   "kernel: BIOS-e820: 0000000000000000 - 000000000009f000 "
		   "(usable)\r\n"
		   "kernel: BIOS-e820: 00000000000f0000 - 0000000000100000 "
		   "(reserved)\r\n"
		   "kernel: BIOS-e820: 000000007fff0000 - 0000000080000000 "
		   "(ACPI data)\r\n",
		   "ram 0x0-0x9f000@0; reserved 0xf0000-0x100000; "
		   "firmware_tables 0x7fff0000-0x80000000");
}

/* The first map counts; later ones are changes to it. */
static void first_map_only(void **state)
{
	(void)state;
	expect_map("e820",
		   "Nov 22 host kernel: Xen: [mem 0x0-0x9ffff] usable\n"
		   "Nov 22 host kernel: user: [mem 0x0-0x7ffff] usable\n",
		   "ram 0x0-0xa0000@0");
	expect_map("e820",
		   "BIOS-e820: [mem 0x0-0x9ffff] usable\n"
		   "user-defined physical RAM map:\n"
		   "BIOS-e820: [mem 0x0-0x7ffff] usable\n",
		   "ram 0x0-0xa0000@0");
}

static void wrong_input(void **state)
{
	(void)state;
	expect_error("e820", "hello\n", "1:1 no E820 lines in this input");
	expect_error("e820",
		     "BIOS-e820: [mem 0x0-0x9ffff] usable\n"
		     "BIOS-e820: [mem 0x9f000-0xfffff] reserved\n",
		     "2:1 reserved 0x9f000-0xfffff overlaps ram 0x0-0x9ffff "
		     "of line 1");
	expect_error("e820",
		     "BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
		     "x: BIOS-e820: [mem 0x0-0x9ffff] usable\n",
		     "2:4 ram 0x0-0x9ffff is out of order: it belongs before "
		     "ram 0x100000-0x1fffff of line 1");
}

static void recognition(void **state)
{
	(void)state;
	assert_true(gpamap_e820_log_recognises(
		gpamap_span_of("x\nBIOS-e820: [mem 0x0-0x9ffff] usable\n")));
	assert_false(gpamap_e820_log_recognises(gpamap_span_of(
		"# BIOS-e820: [mem 0x0-0x9ffff] usable\nram: 2G\n")));
	assert_false(gpamap_e820_log_recognises(gpamap_span_of(
		"e820: update [mem 0x0-0xfff] usable ==> reserved\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_style),	  cmocka_unit_test(old_style),
		cmocka_unit_test(first_map_only), cmocka_unit_test(wrong_input),
		cmocka_unit_test(recognition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
