/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#define ATTRIBUTES "|   |  |  |  |  |  |  |  |  |   |WB|WT|WC|UC]"

/* Linux 6.1 on x86; the map is the first run of lines. */
static void log_of_x86(void **state)
{
	(void)state;
	expect_map(
		"efi-log",
		"[    0.0] efi: EFI v2.70 by EDK II\n"
		"[    0.0] efi: SMBIOS=0x7f9aa000 ACPI=0x7fb7e000\n"
		"[    0.0] efi: mem00: [Conventional" ATTRIBUTES
		" range=[0x0000000000000000-0x000000000009ffff] (0MB)\n"
		"[    0.0] efi: mem01: [Loader Data " ATTRIBUTES
		" range=[0x0000000000100000-0x0000000000806fff] (7MB)\n"
		"[    0.0] efi: mem02: [ACPI Mem NVS" ATTRIBUTES
		" range=[0x0000000000807000-0x0000000000807fff] (0MB)\n"
		"[    0.0] efi: mem03: [Runtime Code" ATTRIBUTES
		" range=[0x0000000000808000-0x0000000000808fff] (0MB)\n"
		"[    0.0] efi: mem04: [ACPI Reclaim" ATTRIBUTES
		" range=[0x0000000000809000-0x0000000000809fff] (0MB)\n"
		"[    0.0] efi: mem05: [Persistent  " ATTRIBUTES
		" range=[0x0000000000a00000-0x0000000000afffff] (1MB)\n"
		"[    0.0] efi: mem06: [Unusable    |attr=0x0000000000000010]"
		" range=[0x0000000000b00000-0x0000000000bfffff] (1MB)\n"
		"[    0.0] efi: mem07: [MMIO        |RUN|  |  |  |UC]"
		" range=[0x00000000ffc00000-0x00000000ffffffff] (4MB)\n"
		"[    0.0] efi: mem08: [type=2147483648" ATTRIBUTES
		" range=[0x0000000100000000-0x000000017fffffff] (2048MB)\n"
		"[    0.0] secureboot: Secure boot disabled\n"
		"[    0.0] efi: mem00: [Conventional" ATTRIBUTES
		" range=[0x0000000000000000-0x000000000009ffff] (0MB)\n",
		"ram 0x0-0xa0000@0; ram 0x100000-0x807000@0; "
		"firmware_nvs 0x807000-0x808000; reserved 0x808000-0x809000; "
		"firmware_tables 0x809000-0x80a000; pmem 0xa00000-0xb00000; "
		"unusable 0xb00000-0xc00000; device 0xffc00000-0x100000000; "
		"reserved 0x100000000-0x180000000");
}

/* Older kernels: the end is not included, and types are numbers. */
static void older_logs(void **state)
{
	(void)state;
	expect_map("efi-log",
		   "kernel: EFI: mem00: type=7, attr=0xf, range=["
		   "0x0000000000000000-0x000000000008b000) (0MB)\r\n"
		   "kernel: EFI: mem01: type=10, attr=0xf, range=["
		   "0x000000000008f000-0x0000000000090000) (0MB)\r\n"
		   "kernel: EFI: mem02: type=2, attr=0xf, range=["
		   "0x000000000008b000-0x000000000008f000) (0MB)\r\n",
		   "ram 0x0-0x8b000@0; ram 0x8b000-0x8f000@0; "
		   "firmware_nvs 0x8f000-0x90000");
	expect_map("efi-log",
		   "efi: mem00: [Conventional Memory|   |  |  |WB|WT|WC|UC] "
		   "range=[0x0000000000100000-0x0000000000200000) (1MB)\n",
		   "ram 0x100000-0x200000@0");
}

/* Arm and others tell the range first. */
static void log_of_arm(void **state)
{
	(void)state;
	expect_map(
		"efi-log",
		"[    0.0] efi: EFI v2.70 by EDK II\n"
		"[    0.0] efi: Processing EFI memory map:\n"
		"[    0.0] efi:   0x000004000000-0x000007ffffff [MMIO        "
		"|RUN|  |  |  |  |  |  |  |  |   |  |  |  |UC]\n"
		"[    0.0] efi:   0x000040000000-0x00007bffffff [Conventional"
		"|   |  |  |  |  |  |  |  |  |   |WB|WT|WC|UC]\n"
		"[    0.0] efi:   0x00007c000000-0x00007c0fffff [Boot Data   "
		"|   |  |  |  |  |  |  |  |  |   |WB|WT|WC|UC]*\n",
		"ram 0x40000000-0x7c000000@0; "
		"ram 0x7c000000-0x7c100000@0; device 0x4000000-0x8000000");
}

static void recognised(void **state)
{
	const struct gpamap_format *log = gpamap_format_named("efi-log");

	(void)state;
	assert_ptr_equal(
		gpamap_format_of(gpamap_span_of(
			"efi: mem00: [Conventional|UC] range=[0x0-0xfff]\n")),
		log);
	assert_ptr_not_equal(gpamap_format_of(gpamap_span_of(
				     "# efi: mem00: [MMIO|] range=[0x0-0xf]")),
			     log);
	assert_ptr_not_equal(
		gpamap_format_of(gpamap_span_of("efi: EFI v2.70 by EDK II\n"
						"efi: mem: nothing\n"
						"efi: mem00: [Nonsense|UC] "
						"range=[0x0-0xfff]\n"
						"efi: mem00: [MMIO|UC] "
						"range=[0x1000-0xfff]\n"
						"efi: mem00: [MMIO|UC] "
						"range=[0x1000-0x1000)\n")),
		log);
}

static void bad_logs(void **state)
{
	(void)state;
	expect_error("efi-log", "efi: EFI v2.70 by EDK II\n",
		     "0:0 no ranges in this input, 0 other facts");
	expect_error("efi-log",
		     "efi: mem00: [Conventional|UC] range=[0x0-0x1fff]\n"
		     "efi: mem01: [Boot Data|UC] range=[0x1000-0x2fff]\n",
		     "0:0 ram 0x1000-0x3000 at byte 49 overlaps "
		     "ram 0x0-0x2000 at byte 0");
}

/* A line that was cut off is no smaller range, and not the end of the map. */
static void cut_off_lines(void **state)
{
	(void)state;
	expect_error("efi-log",
		     "efi: mem00: [Conventional|UC] range=[0x0-0x1fff]\n"
		     "efi: mem01: [Conventional|UC] range=[0x2000-0x2f\n"
		     "efi: mem02: [Conventional|UC] range=[0x3000-0x3fff]\n",
		     "0:0 at byte 49: damaged, it contradicts itself");
	expect_error("efi-log",
		     "efi: mem00: [Conventional|UC] range=[0x0-0x1\n"
		     "efi: mem01: [Conventional|UC] range=[0x2000-0x2fff]\n",
		     "0:0 at byte 0: damaged, it contradicts itself");
	expect_error("efi-log",
		     "efi:   0x000004000000-0x000007ffffff [MMIO |UC]\n"
		     "efi:   0x000040000000-0x00007b\n",
		     "0:0 at byte 48: damaged, it contradicts itself");
	expect_error("efi-log",
		     "efi: mem00: [Conventional|UC] range=[0x0-0x1fff]\n"
		     "efi: mem01: [Tomorrow's|UC] range=[0x2000-0x2fff]\n",
		     "0:0 at byte 49: damaged, it contradicts itself");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(log_of_x86), cmocka_unit_test(older_logs),
		cmocka_unit_test(log_of_arm), cmocka_unit_test(recognised),
		cmocka_unit_test(bad_logs),   cmocka_unit_test(cut_off_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
