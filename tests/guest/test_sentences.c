/* SPDX-License-Identifier: MIT */
#include <gpamap/gpamap.h>

#include "../unit/map_check.h"

/* What gpamap_error_format() makes of the errors of writers: a format's limits
 * are its own, and the sentence has to be right for all of them. */

static struct map_made made;
static struct gpamap_error error;

static const struct gpamap_layout *map(const char *text)
{
	map_make(&made, text);
	return made.layout;
}

static void says(enum gpamap_status status, enum gpamap_status expected,
		 const char *sentence)
{
	char text[GPAMAP_ERROR_TEXT_MAX];

	assert_int_equal(status, expected);
	assert_int_equal(error.status, expected);
	assert_int_equal(gpamap_error_format(&error, text, sizeof(text), NULL),
			 GPAMAP_OK);
	assert_string_equal(text, sentence);
}

static enum gpamap_status write_set(const char *text, uint64_t at)
{
	struct gpamap_acpi_set set = { .at = at };
	size_t need;

	return gpamap_acpi_write(map(text), &set, NULL, 0, &need, &error);
}

static void sets(void **state)
{
	(void)state;
	says(write_set("node 4K", 0xe0008), GPAMAP_ERR_MISALIGNED,
	     "0xe0008 is not a multiple of 16");
	says(write_set("node 4K", UINT64_C(0xfffffffffffff010)),
	     GPAMAP_ERR_TOO_HIGH,
	     "what begins at 0xfffffffffffff010 ends above "
	     "0xfffffffffffff000");
	says(write_set("node 4K", UINT64_C(0xffffffffffffeff0)),
	     GPAMAP_ERR_TOO_HIGH,
	     "what begins at 0xffffffffffffeff0 ends above "
	     "0xfffffffffffff000");
}

/* Of a map that has nothing of what a table tells. */
static void empty_tables(void **state)
{
	static const char nothing[] = "there is nothing to write";
	struct gpamap_madt_options no_cpu = { .cpu_count = 0 };
	size_t need;

	(void)state;
	map("mmio 0..4K");
	says(gpamap_slit_write(made.layout, NULL, NULL, 0, &need, &error),
	     GPAMAP_ERR_EMPTY, nothing);
	says(gpamap_hmat_write(made.layout, NULL, NULL, 0, &need, &error),
	     GPAMAP_ERR_EMPTY, nothing);
	says(gpamap_cedt_write(made.layout, NULL, NULL, 0, &need, &error),
	     GPAMAP_ERR_EMPTY, nothing);
	says(gpamap_mcfg_write(made.layout, NULL, NULL, 0, &need, &error),
	     GPAMAP_ERR_EMPTY, nothing);
	says(gpamap_madt_write(&no_cpu, NULL, 0, &need, &error),
	     GPAMAP_ERR_EMPTY, nothing);
}

static void ranges(void **state)
{
	size_t need;

	(void)state;
	says(gpamap_mcfg_write(map("node 4K | pci_ecam 1G+4K..1G+1M"), NULL,
			       NULL, 0, &need, &error),
	     GPAMAP_ERR_MISALIGNED,
	     "pci_ecam[0] 0x40001000-0x40100000 is not a multiple of 1048576");
	says(gpamap_mcfg_write(map("node 4K | pci_ecam 1G..1G+257M"), NULL,
			       NULL, 0, &need, &error),
	     GPAMAP_ERR_TOO_MANY,
	     "pci_ecam[0] 0x40000000-0x50100000: too many: 257, limit 256");
}

static void cmos(void **state)
{
	struct gpamap_cmos_byte bytes[GPAMAP_CMOS_BYTES];

	(void)state;
	says(gpamap_cmos_fill(map("ram 0..640K | ram 1M..3G | "
				  "ram 5G..6G"),
			      bytes, &error),
	     GPAMAP_ERR_NO_FIT,
	     "ram[2] 0x140000000-0x180000000: 1073741824 bytes of RAM do not "
	     "fit: 0 placed, 1073741824 missing from 0x140000000 on");
}

static void counts(void **state)
{
	struct gpamap_kvm_options kvm = { .first_slot = 508 };
	struct gpamap_e820_options e820 = { .limit = 2 };
	size_t need;

	(void)state;
	map("ram 0..4K | ram 8K..12K | ram 16K..20K");
	kvm.slot_limit = 509;
	says(gpamap_kvm_write(made.layout, &kvm, NULL, 0, &need, &error),
	     GPAMAP_ERR_TOO_MANY, "too many: 3, limit 1");
	says(gpamap_e820_write(made.layout, &e820, NULL, 0, &need, &error),
	     GPAMAP_ERR_TOO_MANY, "too many: 3, limit 2");
	kvm = (struct gpamap_kvm_options){ .ram.host = 4097 };
	says(gpamap_kvm_write(made.layout, &kvm, NULL, 0, &need, &error),
	     GPAMAP_ERR_MISALIGNED, "0x1001 is not a multiple of 4096");
}

/* A node that a format cannot tell; one above what it can number. */
static void nodes(void **state)
{
	static const struct gpamap_srat_cpu cpus[] = { { 0, 300 } };
	struct gpamap_srat_options srat = { .revision = 1 };
	struct gpamap_hmat_memory target = { .memory = 2 };
	struct gpamap_hmat_options hmat = { .memory = &target,
					    .memory_count = 1 };
	size_t need;

	(void)state;
	says(gpamap_srat_write(map("ram:256 0..4K"), &srat, NULL, 0, &need,
			       &error),
	     GPAMAP_ERR_BAD_VNODE,
	     "ram[0] 0x0-0x1000 has a vnode above 0xff: 256");
	srat.cpus = cpus;
	srat.cpu_count = 1;
	says(gpamap_srat_write(map("ram 0..4K"), &srat, NULL, 0, &need, &error),
	     GPAMAP_ERR_BAD_VNODE, "vnode 300 cannot be told here");
	says(gpamap_hmat_write(map("node 4K | node 4K"), &hmat, NULL, 0, &need,
			       &error),
	     GPAMAP_ERR_BAD_VNODE, "vnode 2 cannot be told here");
}

/* A buffer or array that is too small: what it needs comes first. */
static void room(void **state)
{
	const struct gpamap_mtrr_options holes = { .holes_uncached = true };
	struct gpamap_mtrr_cover cover;
	struct gpamap_mtrr mtrrs[1];
	unsigned char bytes[64];
	size_t need;

	(void)state;
	map("ram 0..4K | ram 8K..12K | ram 16K..20K");
	says(gpamap_e820_write(made.layout, NULL, bytes, 59, &need, &error),
	     GPAMAP_ERR_NO_SPACE,
	     "there is too little room: 60 needed, 59 given");
	says(gpamap_slit_write(made.layout, NULL, bytes, 44, &need, &error),
	     GPAMAP_ERR_NO_SPACE,
	     "there is too little room: 45 needed, 44 given");
	assert_int_equal(error.missing, 1);
	says(gpamap_mtrr_cover(made.layout, &holes, mtrrs, 1, &cover, &error),
	     GPAMAP_ERR_NO_SPACE,
	     "there is too little room: 3 needed, 1 given");
	assert_int_equal(error.missing, 2);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets),	  cmocka_unit_test(empty_tables),
		cmocka_unit_test(ranges), cmocka_unit_test(cmos),
		cmocka_unit_test(counts), cmocka_unit_test(nodes),
		cmocka_unit_test(room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
