/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* Rules R7 to R10 of the design, which say how calls behave; each in functions
 * named after it. */

/*
 *   1G           1G+1M        2G
 *   | pci_ecam[0] |
 *   | mmio[0]                 |
 *
 * An error names list, index and both ranges, and says it in one sentence.
 */
static void r7_errors_name_things(void **state)
{
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	(void)state;
	map_sentence("node 4K | mmio 1G..2G | pci_ecam 1G..1G+1M", sentence,
		     sizeof(sentence));
	assert_string_equal(sentence,
			    "pci_ecam[0] 0x40000000-0x40100000 overlaps "
			    "mmio[0] 0x40000000-0x80000000");
	map_sentence("node 4K | node 1G | mmio 8K..end", sentence,
		     sizeof(sentence));
	assert_string_equal(sentence,
			    "node 1: 1073741824 bytes of RAM do not fit: "
			    "4096 placed, 1073737728 missing below "
			    "0xfffffffffffff000");
}

/* The audit reports every problem in one run, not the first. */
static void r7_errors_all_in_one_run(void **state)
{
	(void)state;
	map_audit("node 0 | node 5 | mmio 3G..4G | mmio 1G..2G | "
		  "pci_ecam 5..6 | vtl2 9G..8G",
		  "EMPTY node[0]\n"
		  "MISALIGNED node[1]\n"
		  "UNSORTED mmio[1] mmio[0]\n"
		  "MISALIGNED pci_ecam[0]\n"
		  "REVERSED vtl2[0]");
}

/*
 * A failing call leaves storage, layout and need as they were: map_refuse()
 * looks at all of them, here once for each status a constructor gives.
 */
static void r8_all_or_nothing_constructors(void **state)
{
	(void)state;
	map_refuse("node 4095", "MISALIGNED node[0]");
	map_refuse("node 4K | mmio 1..4K", "MISALIGNED mmio[0]");
	map_refuse("node 4K | mmio 8K..4K", "REVERSED mmio[0]");
	map_refuse("node 4K | mmio 8K..end+4K-1", "TOO_HIGH mmio[0]");
	map_refuse("node 4K | mmio 8K..8K", "EMPTY mmio[0]");
	map_refuse("node 4K | mmio 8K..12K | mmio 4K..8K",
		   "UNSORTED mmio[1] mmio[0]");
	map_refuse("node 4K | mmio 8K..12K | mmio 8K..16K",
		   "OVERLAP mmio[1] mmio[0]");
	map_refuse("node 8K | mmio 4K..end",
		   "NO_FIT node[0] 8192=4096+4096 0xfffffffffffff000");
	map_refuse("node 8K | vtl2 4K..8K", "VTL2_LOW vtl2[0] 0x2000");
	map_refuse("ram:0x100000000 0..4K", "BAD_VNODE ram[0]");
	map_refuse("reserved:0x100000000 0..4K", "BAD_VNODE other[0]");
}

/* The same for the calls that take a layout. */
static void r8_all_or_nothing_readers(void **state)
{
	struct map_made made;
	uint64_t bytes[GPAMAP_KIND_COUNT];
	uint64_t before[GPAMAP_KIND_COUNT];
	struct gpamap_storage small = { bytes, 2, 77 };
	const struct gpamap_layout *clone = NULL;
	size_t need = 77;

	(void)state;
	map_make(&made, "node 4K");
	memset(bytes, 0xa5, sizeof(bytes));
	memcpy(before, bytes, sizeof(bytes));
	assert_int_equal(gpamap_layout_clone(made.layout, &small, &clone),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(small.need, gpamap_layout_words(made.layout));
	assert_null(clone);
	assert_int_equal(gpamap_layout_save(made.layout, bytes, 7, &need),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(need, gpamap_layout_words(made.layout) * 8);
	assert_int_equal(gpamap_layout_tally(made.layout,
					     (struct gpamap_range){ 0, 1 },
					     bytes),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(
		gpamap_layout_tally(made.layout,
				    (struct gpamap_range){ 8192, 4096 }, bytes),
		GPAMAP_ERR_REVERSED);
	assert_int_equal(gpamap_layout_debug(made.layout, GPAMAP_DEBUG_LINE,
					     (char *)bytes, 20, &need),
			 GPAMAP_ERR_NO_SPACE);
	assert_memory_equal(bytes, before, sizeof(bytes));
}

/* An error has a number only where one was asked or is the limit. */
static void r7_errors_name_things_numbers(void **state)
{
	static const struct gpamap_range gap = { 0, 4095 };
	const uint64_t sizes[] = { 4096, 4097 };
	struct gpamap_fixed fixed = { .mmio = &gap, .mmio_count = 1 };
	struct map_made made;
	struct gpamap_error error;

	(void)state;
	made.storage = GPAMAP_STORAGE(made.words);
	assert_int_equal(gpamap_layout_new_with_numa(sizes, 2, NULL,
						     &made.storage,
						     &made.layout, &error),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(error.subject.index, 1);
	assert_int_equal(error.asked, 4097);
	assert_int_equal(error.limit, 0);
	assert_int_equal(gpamap_layout_new_with_numa(sizes, 0, NULL,
						     &made.storage,
						     &made.layout, &error),
			 GPAMAP_ERR_EMPTY);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NODES);
	assert_int_equal(error.subject.index, 0);
	assert_int_equal(error.limit, 0);
	assert_int_equal(gpamap_layout_new(4096, &fixed, &made.storage,
					   &made.layout, &error),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(error.asked, 0);
	assert_int_equal(error.limit, GPAMAP_ADDRESS_END);
}

/* Numbers at the edges of 64 bits are refused before they can wrap. */
static void r9_no_input_is_trusted_numbers(void **state)
{
	(void)state;
	map_refuse("mmio 0xffffffffffffffff..0xffffffffffffffff",
		   "TOO_HIGH mmio[0]");
	map_refuse("mmio end+1..0", "TOO_HIGH mmio[0]");
	map_refuse("mmio 0xfffffffffffff000..0", "REVERSED mmio[0]");
	map_refuse("ram 0..end+1", "TOO_HIGH ram[0]");
	map_refuse("node 4K | mmio end..end", "EMPTY mmio[0]");
	map_refuse("node 0xffffffffffffffff", "MISALIGNED node[0]");
	map_refuse("ram:0xffffffffffffffff 0..4K", "BAD_VNODE ram[0]");
	map_refuse("vtl2 end-4K..0xffffffffffffffff", "TOO_HIGH vtl2[0]");
}

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* A number that is likely to hurt: near 0, near the end, aligned or not. */
static uint64_t nasty(uint64_t *seed)
{
	uint64_t number = next_random(seed) % 6 * 4096;

	switch (next_random(seed) % 8) {
	case 0:
		return next_random(seed);
	case 1:
		return number + next_random(seed) % 3 - 1;
	case 2:
		return GPAMAP_ADDRESS_END - number;
	case 3:
		return GPAMAP_4GB - 3 * 4096 + number;
	default:
		return number;
	}
}

/*
 * Any numbers give a valid layout or an error, and the constructor and the
 * audit agree on which.
 */
static void r9_no_input_is_trusted_any_numbers(void **state)
{
	static const enum gpamap_status worst = GPAMAP_ERR_TOO_MANY;
	uint64_t seed = UINT64_C(0x9e3779b97f4a7c15);
	struct map_made made;
	char text[512];
	int round;

	(void)state;
	for (round = 0; round < 20000; round++) {
		struct gpamap_error error = { .status = GPAMAP_OK };
		struct gpamap_range ranges[6];
		size_t mmio = (size_t)(next_random(&seed) % 3);
		size_t ecam = (size_t)(next_random(&seed) % 2);
		size_t i;
		struct gpamap_fixed fixed = {
			.mmio = ranges,
			.mmio_count = mmio,
			.pci_ecam = ranges + 3,
			.pci_ecam_count = ecam,
			.vtl2 = round % 2 == 0 ? NULL : ranges + 4,
		};
		uint64_t sizes[2] = { nasty(&seed), nasty(&seed) };
		enum gpamap_status status;

		for (i = 0; i < 6; i++)
			ranges[i] = (struct gpamap_range){ nasty(&seed),
							   nasty(&seed) };
		made.storage = GPAMAP_STORAGE(made.words);
		status = gpamap_layout_new_with_numa(sizes,
						     1 + next_random(&seed) % 2,
						     &fixed, &made.storage,
						     &made.layout, &error);
		assert_int_equal(error.status, status);
		assert_true(
			status == GPAMAP_OK ||
			(status <= GPAMAP_ERR_MISALIGNED && status >= worst));
		assert_int_equal(gpamap_error_format(&error, text, sizeof(text),
						     NULL),
				 GPAMAP_OK);
	}
}

/* Absent lists, absent results and counts without arrays are refused. */
static void r9_no_input_is_trusted_arguments(void **state)
{
	static const uint64_t size = 4096;
	struct gpamap_fixed fixed = { .mmio = NULL, .mmio_count = 1 };
	struct map_made made;
	struct gpamap_error error;

	(void)state;
	made.storage = GPAMAP_STORAGE(made.words);
	assert_int_equal(gpamap_layout_new(4096, &fixed, &made.storage,
					   &made.layout, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
	fixed = (struct gpamap_fixed){ .pci_ecam_count = 1 };
	assert_int_equal(gpamap_layout_new(4096, &fixed, &made.storage,
					   &made.layout, &error),
			 GPAMAP_ERR_ARGUMENT);
	fixed = (struct gpamap_fixed){ .pci_mmio_count = 1 };
	assert_int_equal(gpamap_layout_new(4096, &fixed, &made.storage,
					   &made.layout, &error),
			 GPAMAP_ERR_ARGUMENT);
	fixed = (struct gpamap_fixed){ .other_count = 1 };
	assert_int_equal(gpamap_layout_new(4096, &fixed, &made.storage,
					   &made.layout, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_new(4096, NULL, NULL, &made.layout,
					   &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_new(4096, NULL, &made.storage, NULL,
					   &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_new_with_numa(NULL, 3, NULL,
						     &made.storage,
						     &made.layout, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_new_with_numa(&size, 0, NULL,
						     &made.storage,
						     &made.layout, &error),
			 GPAMAP_ERR_EMPTY);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NODES);
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 NULL, 2, NULL, &made.storage, &made.layout,
				 &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 NULL, 0, NULL, NULL, &made.layout, &error),
			 GPAMAP_ERR_ARGUMENT);
	made.storage.words = NULL;
	assert_int_equal(gpamap_layout_new(4096, NULL, &made.storage,
					   &made.layout, &error),
			 GPAMAP_ERR_ARGUMENT);
}

/* Counts are checked before a single range is read. */
static void r9_no_input_is_trusted_counts(void **state)
{
	static const struct gpamap_range one = { 0, 4096 };
	static const struct gpamap_ram_range ram = { { 4096, 8192 }, 0 };
	static const uint64_t size = 4096;
	struct gpamap_fixed fixed = { .mmio = &one, .mmio_count = SIZE_MAX };
	struct map_made made;
	struct gpamap_error error;

	(void)state;
	made.storage = GPAMAP_STORAGE(made.words);
	assert_int_equal(gpamap_layout_new(4096, &fixed, &made.storage,
					   &made.layout, &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, SIZE_MAX);
	assert_int_equal(error.limit, GPAMAP_RANGES_MAX);
	fixed.mmio_count = (size_t)GPAMAP_RANGES_MAX / 2 + 1;
	fixed.pci_ecam = &one;
	fixed.pci_ecam_count = (size_t)GPAMAP_RANGES_MAX / 2;
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 NULL, 0, &fixed, &made.storage, &made.layout,
				 &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(gpamap_layout_new_with_numa(
				 &size, (size_t)GPAMAP_RANGES_MAX + 1, NULL,
				 &made.storage, &made.layout, &error),
			 GPAMAP_ERR_TOO_MANY);
	/* RAM counts too, as many as there may be. */
	fixed = (struct gpamap_fixed){ .mmio = &one, .mmio_count = 1 };
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 &ram, (size_t)GPAMAP_RANGES_MAX, &fixed,
				 &made.storage, &made.layout, &error),
			 GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 1);
	assert_int_equal(error.limit, GPAMAP_RANGES_MAX);
}

/* FNV-1a as its authors define it, over the bytes of @words. */
static uint64_t fnv1a(uint64_t hash, const uint64_t *words, size_t count)
{
	size_t i, byte;

	for (i = 0; i < count; i++)
		for (byte = 0; byte < 8; byte++) {
			hash ^= words[i] >> (8 * byte) & 0xff;
			hash *= UINT64_C(1099511628211);
		}
	return hash;
}

/*
 *   0     1G     2G     3G    4G    5G    6G     7G
 *   | ram | mmio | ecam | pci | res | ram | vtl2 |
 *
 * The digest is what docs/format.md says: of the counts, then of each list.
 */
static void r10_stable_digest_is_documented(void **state)
{
	static const uint64_t counts[] = { 2, 1, 1, 1, 1, 1 };
	static const uint64_t lists[] = {
		0,	    GB(1), 0,
		GB(5),	    GB(6), 1, /* ram with vnodes */
		GB(1),	    GB(2), GB(2),
		GB(3),	    GB(3), GB(4), /* the gaps */
		GB(6),	    GB(7), /* vtl2 */
		GB(4),	    GB(5), GPAMAP_KIND_RESERVED,
		UINT64_MAX,
	};
	struct map_made made;
	uint64_t hash = UINT64_C(14695981039346656037);

	(void)state;
	map_make(&made, "node 1G | node 1G | mmio 1G..2G | pci_ecam 2G..3G | "
			"pci_mmio 3G..4G | reserved 4G..5G | vtl2 6G..7G");
	hash = fnv1a(hash, counts, 6);
	hash = fnv1a(hash, lists, sizeof(lists) / sizeof(lists[0]));
	assert_int_equal(gpamap_layout_digest(made.layout), hash);
}

/* Maps whose digests are written down: they never change. */
static void r10_stable_digests_of_old(void **state)
{
	static const struct {
		const char *text;
		uint64_t digest;
	} maps[] = {
		{ "node 4K", UINT64_C(0xfa05511b576d5754) },
		{ "node 2G | node 2G | mmio 3G..0xe0000000 | pci_ecam "
		  "0xe0000000..4G | pci_mmio 1T..2T | vtl2 6G..7G",
		  UINT64_C(0x0da496a2c2e688a2) },
		{ "mmio 0..0 | mmio 3G..4G | ram:5 4G..5G",
		  UINT64_C(0x6cb0b32ab4438c52) },
		{ "ram 0..1G low | reserved 1G..2G | hotplug:1 4G..8G high",
		  UINT64_C(0xe0c7164d8b2b8e82) },
	};
	struct map_made made;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
		map_make(&made, maps[i].text);
		assert_int_equal(gpamap_layout_digest(made.layout),
				 maps[i].digest);
	}
}

/* The digest tells apart what a guest can tell apart, and only that. */
static void r10_stable_digest_tells_apart(void **state)
{
	static const char *const maps[] = {
		"ram 0..1G",
		"ram:1 0..1G",
		"ram 0..512M | ram 512M..1G",
		"mmio 0..1G",
		"pci_ecam 0..1G",
		"pci_mmio 0..1G",
		"vtl2 0..1G",
		"reserved 0..1G",
		"device 0..1G",
		"device:0 0..1G",
		"ram 0..1G | mmio 0..0",
		"ram 0..1G | mmio 4K..4K",
		"mmio 0..0 | mmio 1G..2G",
		"mmio 1G..2G | mmio 0..0",
		"mmio 1G..2G",
		"",
	};
	uint64_t digests[sizeof(maps) / sizeof(maps[0])];
	struct map_made made;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
		map_make(&made, maps[i]);
		digests[i] = gpamap_layout_digest(made.layout);
		for (j = 0; j < i; j++)
			assert_int_not_equal(digests[i], digests[j]);
	}
	map_make(&made, "ram 0..1G name");
	assert_int_equal(gpamap_layout_digest(made.layout), digests[0]);
}

/* The same input gives the same block, whatever was in the storage. */
static void r10_stable_block_to_the_bit(void **state)
{
	static const char text[] = "node 1G a | node 2G b | mmio 1G..2G c | "
				   "pci_ecam 2G..3G | vtl2 8G..9G";
	struct map_made made;
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;

	(void)state;
	map_make(&made, text);
	memset(words, 0x3c, sizeof(words));
	assert_int_equal(gpamap_layout_new_with_numa(made.input.nodes, 2,
						     &made.input.fixed,
						     &storage, &layout, NULL),
			 GPAMAP_OK);
	assert_int_equal(storage.need, made.storage.need);
	assert_memory_equal(words, made.words, storage.need * 8);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(r7_errors_name_things),
		cmocka_unit_test(r7_errors_all_in_one_run),
		cmocka_unit_test(r8_all_or_nothing_constructors),
		cmocka_unit_test(r8_all_or_nothing_readers),
		cmocka_unit_test(r7_errors_name_things_numbers),
		cmocka_unit_test(r9_no_input_is_trusted_numbers),
		cmocka_unit_test(r9_no_input_is_trusted_any_numbers),
		cmocka_unit_test(r9_no_input_is_trusted_arguments),
		cmocka_unit_test(r9_no_input_is_trusted_counts),
		cmocka_unit_test(r10_stable_digest_is_documented),
		cmocka_unit_test(r10_stable_digests_of_old),
		cmocka_unit_test(r10_stable_digest_tells_apart),
		cmocka_unit_test(r10_stable_block_to_the_bit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
