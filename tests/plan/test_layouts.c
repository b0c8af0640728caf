/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* The layout of a plan: every piece under its tag, touching RAM as one. */

/*
 *   0          2G         3G
 *   |  a (one range)      |
 *
 * Touching RAM of one vnode with the same tag is one range (R3).
 */
static void touching_ram_is_one_range(void **state)
{
	(void)state;
	plan_expect_layout("ram a 2G | ram a 1G", "ram 0..2G a | ram 2G..3G a",
			   "ram 0..3G a");
	plan_expect_layout("ram - 2G | ram - 1G | fixed - 1G at 3G ram",
			   "ram 0..2G | ram 2G..3G | ram 3G..4G", "ram 0..4G");
}

/*
 *   0       1G      2G      3G      4G
 *   | 0: a  | 0: b  | 1: b  | 1:    |
 *
 * Another tag, no tag or another vnode is another range.
 */
static void what_differs_is_not_merged(void **state)
{
	(void)state;
	plan_expect("ram:0 a 1G | ram:0 b 1G | ram:1 b 1G | ram:1 - 1G",
		    "ram:0 0..1G a | ram:0 1G..2G b | ram:1 2G..3G b | "
		    "ram:1 3G..4G");
	plan_expect("ram:0 a 1G | ram:0 aa 1G", "ram:0 0..1G a | "
						"ram:0 1G..2G aa");
}

/*
 *   0       1G      2G      3G
 *   |   a   |  gap  |   a   |
 *
 * RAM with something between is not merged; what is no RAM never is.
 */
static void what_does_not_touch_is_not_merged(void **state)
{
	(void)state;
	plan_expect("ram a 2G | fixed gap 1G at 1G",
		    "ram 0..1G a | mmio 1G..2G gap | ram 2G..3G a");
	plan_expect("fixed m 4K at 4K | fixed m 4K at 8K",
		    "mmio 4K..8K m | mmio 8K..12K m");
	plan_expect("reserve m 4K at 4K | reserve m 4K at 8K | "
		    "hotplug h 4K | hotplug h 4K",
		    "reserved 4K..8K m | reserved 8K..12K m | "
		    "hotplug:0 4G..4G+4K h | hotplug:0 4G+4K..4G+8K h");
}

/*
 *   | ram | mmio | pci_ecam | pci_mmio | vtl2 | reserved | device | ...
 *
 * A piece of every kind is in the layout, and found.
 */
static void every_kind_is_found(void **state)
{
	(void)state;
	plan_expect("ram:1 r 1G | mmio32 m 1M | mmio32 n 1M pci_mmio | "
		    "mmio64 e 256M pci_ecam | mmio64 - 1G pci_mmio | "
		    "mmio64 d 1M device | mmio64:2 p 1M pmem | "
		    "reserve t 64K at 2G firmware_tables | "
		    "reserve v 64K at 2G+64K firmware_nvs | "
		    "reserve u 4K at 2G+128K unusable | reserve s 4K at 3G | "
		    "hotplug:1 h 1G align 1G | post z 16M vtl2 align 2M",
		    "ram:1 0..1G r | firmware_tables 2G..2G+64K t | "
		    "firmware_nvs 2G+64K..2G+128K v | "
		    "unusable 2G+128K..2G+132K u | reserved 3G..3G+4K s | "
		    "pci_mmio 4G-2M..4G-1M n | mmio 4G-1M..4G m | "
		    "hotplug:1 4G..5G h | pci_mmio 5G..6G | "
		    "pci_ecam 6G..6G+256M e | device 6G+256M..6G+257M d | "
		    "pmem:2 6G+257M..6G+258M p | "
		    "vtl2 6G+258M..6G+274M z");
}

/*
 *   0     4K       8K
 *   |     |  vtl2  |   ram
 *
 * VTL2 at an address of its own below RAM is what a layout refuses.
 */
static void vtl2_below_ram(void **state)
{
	static struct plan_made made;
	uint64_t scratch_words[64], words[256];
	struct gpamap_storage scratch = GPAMAP_STORAGE(scratch_words);
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { 0 };

	(void)state;
	plan_make(&made, "fixed v 4K at 4K vtl2 | ram r 1G");
	assert_int_equal(made.status, GPAMAP_OK);
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage,
					    &layout, &error),
			 GPAMAP_ERR_VTL2_LOW);
	assert_int_equal(error.status, GPAMAP_ERR_VTL2_LOW);
	assert_int_equal(error.subject.range.start, 4096);
	assert_null(layout);
}

/*
 * NULL where something is needed; storage of the layout that is too small.
 */
static void arguments(void **state)
{
	static struct plan_made made;
	uint64_t scratch_words[64], words[256] = { 0 };
	struct gpamap_storage scratch = GPAMAP_STORAGE(scratch_words);
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { .status = GPAMAP_OK };

	(void)state;
	plan_make(&made, "ram r 1G | post p 4K");
	assert_int_equal(gpamap_plan_layout(NULL, &scratch, &storage, &layout,
					    &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NONE);
	assert_int_equal(gpamap_plan_layout(made.plan, NULL, &storage, &layout,
					    NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, NULL, &layout,
					    NULL),
			 GPAMAP_ERR_ARGUMENT);
	storage.count = 4;
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage,
					    &layout, NULL),
			 GPAMAP_ERR_NO_SPACE);
	assert_null(layout);
	for (size_t i = 0; i < 256; i++)
		assert_int_equal(words[i], 0);
	assert_in_range(storage.need, 5, 256);
	storage = (struct gpamap_storage){ NULL, 0, 0 };
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage, NULL,
					    NULL),
			 GPAMAP_OK);
	assert_in_range(storage.need, 5, 256);
}

/*
 *   0       1G     2G
 *   | pmem0 | ram0 |      neither has a tag
 *
 * RAM goes on where RAM ends, and not behind another range of its vnode.
 */
static void ram_does_not_go_on_what_is_no_ram(void **state)
{
	(void)state;
	plan_expect("reserve p 4K at 0 | fixed:0 - 1G at 1G pmem | ram:0 p 2G",
		    "reserved 0..4K p | ram:0 4K..1G p | pmem:0 1G..2G | "
		    "ram:0 2G..3G+4K p");
	plan_expect("fixed:0 - 1G at 0 pmem | ram:0 - 1G",
		    "pmem:0 0..1G | ram:0 1G..2G");
}

/* The scratch has the words of each range and one for its name, and a word
 * that an empty plan needs too; no word behind it is written. */
static void scratch_is_as_large_as_its_lists(void **state)
{
	static struct plan_made made;
	uint64_t scratch_words[64], words[256];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_storage scratch = { NULL, 0, 0 };
	const struct gpamap_layout *layout = NULL;
	size_t i;

	(void)state;
	plan_make(&made, "ram a 1G | ram b 1G | fixed m 4K at 3G | "
			 "fixed - 4K at 3G+4K | fixed d 4K at 3G+8K device");
	assert_int_equal(made.status, GPAMAP_OK);
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage,
					    &layout, NULL),
			 GPAMAP_OK);
	assert_int_equal(scratch.need, 1 + 2 * (3 + 1) + 2 * (2 + 1) + (4 + 1));
	memset(scratch_words, 0xc3, sizeof(scratch_words));
	scratch = (struct gpamap_storage){ scratch_words, scratch.need, 0 };
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage,
					    &layout, NULL),
			 GPAMAP_OK);
	for (i = scratch.need; i < 64; i++)
		assert_int_equal(scratch_words[i],
				 UINT64_C(0xc3c3c3c3c3c3c3c3));
}

/*
 *   0       1G  1G+4K
 *   |   r   | p |
 *
 * Without both storages the scratch alone is measured, with scratch the layout
 * is; and what was made stands without plan and scratch.
 */
static void three_calls_from_nothing(void **state)
{
	static struct plan_made made;
	uint64_t scratch_words[64], words[256];
	struct gpamap_storage scratch = { NULL, 0, 0 };
	struct gpamap_storage storage = { NULL, 0, 0x3c };
	const struct gpamap_layout *layout = NULL;

	(void)state;
	plan_make(&made, "ram r 1G | post p 4K at 1G");
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage, NULL,
					    NULL),
			 GPAMAP_OK);
	assert_in_range(scratch.need, 1, 64);
	assert_int_equal(storage.need, 0x3c);
	scratch.words = scratch_words;
	scratch.count = scratch.need;
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage, NULL,
					    NULL),
			 GPAMAP_OK);
	assert_in_range(storage.need, 1, 256);
	storage.words = words;
	storage.count = storage.need;
	assert_int_equal(gpamap_plan_layout(made.plan, &scratch, &storage,
					    &layout, NULL),
			 GPAMAP_OK);
	memset(scratch_words, 0x5a, sizeof(scratch_words));
	memset(&made, 0x5a, sizeof(made));
	map_check(layout, "ram 0..1G r | mmio 1G..1G+4K p");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(touching_ram_is_one_range),
		cmocka_unit_test(what_differs_is_not_merged),
		cmocka_unit_test(what_does_not_touch_is_not_merged),
		cmocka_unit_test(every_kind_is_found),
		cmocka_unit_test(vtl2_below_ram),
		cmocka_unit_test(arguments),
		cmocka_unit_test(three_calls_from_nothing),
		cmocka_unit_test(ram_does_not_go_on_what_is_no_ram),
		cmocka_unit_test(scratch_is_as_large_as_its_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
