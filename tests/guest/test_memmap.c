/* SPDX-License-Identifier: MIT */
#include "table_check.h"

/*
 * Kernel arguments:
 *
 *   0     1M     2M     3M    4M    5M     6M     7M
 *   | ram | acpi | nvs | bad | pmem | ecam | mmio | ram |
 */
static const char map[] =
	"ram 0..1M | firmware_tables 1M..2M | firmware_nvs 2M..3M | "
	"unusable 3M..4M | pmem 4M..5M | pci_ecam 5M..6M | mmio 6M..7M | "
	"ram 7M..7M+4K";

static enum gpamap_status print(const struct gpamap_layout *layout,
				const void *options, void *buffer, size_t size,
				size_t *need, struct gpamap_error *error)
{
	return gpamap_memmap_print(layout, options, buffer, size, need, error);
}

static void exact_map(void **state)
{
	struct gpamap_memmap_options options = { .pc_holes = true };

	(void)state;
	table_check_text(print, map, NULL,
			 "memmap=exactmap memmap=1M@0 memmap=1M#1M "
			 "memmap=1M%2M+4 memmap=1M%3M+5 memmap=1M!4M "
			 "memmap=1M$5M memmap=4K@7M");
	table_check_text(print, "ram 0..3G | ram 4G..5G", &options,
			 "memmap=exactmap memmap=639K@0 memmap=385K$639K "
			 "memmap=3071M@1M memmap=1G@4G");
	table_check_text(print, "", NULL, "memmap=exactmap");
}

static void reserved_only(void **state)
{
	struct gpamap_memmap_options options = {
		.style = GPAMAP_MEMMAP_RESERVE
	};

	(void)state;
	table_check_text(print, map, &options,
			 "memmap=1M#1M memmap=1M%2M+4 memmap=1M%3M+5 "
			 "memmap=1M!4M memmap=1M$5M");
	table_check_text(print, "ram 0..1G", &options, "");
}

static void end_of_ram(void **state)
{
	struct gpamap_memmap_options options = { .style = GPAMAP_MEMMAP_MEM };

	(void)state;
	table_check_text(print, map, &options, "mem=7172K");
	table_check_text(print, "", &options, "mem=0");
	table_check_text(print, "ram 0..1T", &options, "mem=1024G");
}

/* A line that is too long would be cut by Linux. */
static void limits(void **state)
{
	struct gpamap_memmap_options options = { .limit = 28 };

	(void)state;
	table_check_text(print, "ram 0..1M", &options,
			 "memmap=exactmap memmap=1M@0");
	options.limit = 27;
	table_refuse(print, "ram 0..1M", &options, "TOO_MANY 28/27");
	options.style = (enum gpamap_memmap_style)3;
	table_refuse(print, "ram 0..1M", &options, "ARGUMENT 0/0");
	assert_int_equal(gpamap_memmap_print(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

/* The default limit is that of x86: 2048 bytes. */
static void default_limit(void **state)
{
	static struct gpamap_ram_range ram[150];
	static uint64_t words[2048];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;
	struct gpamap_error error;
	size_t i;

	(void)state;
	/* "memmap=exactmap" and 150 times " memmap=4K@NG", N of 1 to 3 digits:
	 * 15 + 9 * 13 + 90 * 14 + 51 * 15 and a NUL. */
	for (i = 0; i < 150; i++)
		ram[i] = (struct gpamap_ram_range){
			{ GB(i + 1), GB(i + 1) + KB(4) }, 0
		};
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 ram, 150, NULL, &storage, &layout, &error),
			 GPAMAP_OK);
	assert_int_equal(gpamap_memmap_print(layout, NULL, NULL, 0, NULL,
					     &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 2158);
	assert_int_equal(error.limit, 2048);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact_map),
		cmocka_unit_test(reserved_only),
		cmocka_unit_test(end_of_ram),
		cmocka_unit_test(limits),
		cmocka_unit_test(default_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
